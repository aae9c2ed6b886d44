import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';
import type { WorkspacesTable } from './tables/workspace-tables.ts';

/** Makes a workspace known. The zone is only a first guess: one that is set already stays. */
export async function welcomeWorkspace(
  db: Queries,
  workspace: { id: WorkspaceId; platform: WorkspacesTable['platform']; name: string; zone?: string },
): Promise<void> {
  // A zero character is the one that the database can't keep.
  const name = workspace.name.replaceAll('\0', '');
  await db
    .insertInto('workspaces')
    .values({
      id: workspace.id,
      platform: workspace.platform,
      name,
      ...(workspace.zone ? { zone: workspace.zone } : {}),
    })
    .onConflict((c) => c.column('id').doUpdateSet({ name }))
    .execute();
}

/** The IANA zone of a workspace; UTC when it is unknown. */
export async function zoneOf(db: Queries, id: WorkspaceId): Promise<string> {
  const row = await db.selectFrom('workspaces').select('zone').where('id', '=', id).executeTakeFirst();
  return row?.zone ?? 'UTC';
}

export async function workspaceExists(db: Queries, id: string): Promise<boolean> {
  return (
    (await db
      .selectFrom('workspaces')
      .select('id')
      .where('id', '=', id as WorkspaceId)
      .executeTakeFirst()) !== undefined
  );
}

export interface WorkspaceListing {
  id: WorkspaceId;
  name: string;
}

const MOST_LISTED = 500;

/** The workspaces that can be acted as, by name: all but the one that stands for everybody. */
export async function listWorkspaces(db: Queries): Promise<WorkspaceListing[]> {
  return db
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .where('platform', '<>', 'shared')
    .orderBy('name')
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute();
}
