import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';
import type { ChannelAnswers } from './tables/workspace-tables.ts';

export interface ChannelRule {
  /** A channel, as a place. */
  place: string;
  answers: ChannelAnswers;
  /** Each answer there gets a thread. */
  threads: boolean;
}

/** Where and to whom the bot answers in a workspace. */
export interface AskingRules {
  channels: ChannelRule[];
  /** Nowhere but in the channels that have a rule. */
  listedOnly: boolean;
  /** Only members with one of these roles; empty: everybody. */
  roles: string[];
}

const CHANNELS = 500;

export async function askingRules(db: Queries, workspace: WorkspaceId): Promise<AskingRules> {
  const [row, channels] = await Promise.all([
    db
      .selectFrom('workspaces')
      .select(['listed_channels_only', 'asking_roles'])
      .where('id', '=', workspace)
      .executeTakeFirst(),
    db
      .selectFrom('channel_rules')
      .select(['place', 'answers', 'threads'])
      .where('workspace_id', '=', workspace)
      .orderBy('place')
      .limit(CHANNELS)
      .execute(),
  ]);
  return { channels, listedOnly: row?.listed_channels_only ?? false, roles: row?.asking_roles ?? [] };
}

/** Sets the rule of a channel. False: the workspace has as many as it may. */
export async function saveChannelRule(db: Queries, workspace: WorkspaceId, rule: ChannelRule): Promise<boolean> {
  const { channels } = await askingRules(db, workspace);
  if (channels.length >= CHANNELS && !channels.some(({ place }) => place === rule.place)) return false;
  const { place, ...rest } = rule;
  await db
    .insertInto('channel_rules')
    .values({ place, workspace_id: workspace, ...rest })
    .onConflict((c) => c.column('place').doUpdateSet(rest))
    .execute();
  return true;
}

export async function removeChannelRule(db: Queries, workspace: WorkspaceId, place: string): Promise<void> {
  await db.deleteFrom('channel_rules').where('place', '=', place).where('workspace_id', '=', workspace).execute();
}

export async function saveAccess(
  db: Queries,
  workspace: WorkspaceId,
  { listedOnly, roles }: Pick<AskingRules, 'listedOnly' | 'roles'>,
): Promise<void> {
  await db
    .updateTable('workspaces')
    .set({ listed_channels_only: listedOnly, asking_roles: roles })
    .where('id', '=', workspace)
    .execute();
}
