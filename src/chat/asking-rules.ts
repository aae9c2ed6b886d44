import { LRUCache } from 'lru-cache';
import { UserError } from '../errors.ts';
import { type AskingRules, askingRules } from '../store/channel-rules.ts';
import type { Database } from '../store/database.ts';
import { TERMINAL, type WorkspaceId } from '../store/schema.ts';
import type { Caller, ChannelManners } from './request.ts';

/** How long another process may go by rules that have changed. */
const KEPT_MS = 30_000;
const WORKSPACES = 1_000;

/** Somebody may not ask, or not here. Where everybody would read it, it is left unsaid. */
export class NotAllowed extends UserError {}

export interface Rules {
  /** @throws NotAllowed when the person may not ask there. */
  check(caller: Caller): Promise<void>;
  manners(workspace: WorkspaceId, place: string): Promise<ChannelManners>;
  /** The rules of a workspace have changed. */
  changed(workspace: WorkspaceId): void;
}

/** The rules of workspaces, read again after half a minute. */
export function rulesOf(db: Database): Rules {
  const known = new LRUCache<string, AskingRules>({ max: WORKSPACES, ttl: KEPT_MS });
  const read = async (workspace: WorkspaceId): Promise<AskingRules> => {
    const rules = known.get(workspace) ?? (await askingRules(db, workspace));
    known.set(workspace, rules);
    return rules;
  };
  return {
    async check({ workspace, place, admin, roles }) {
      if (workspace === TERMINAL) return;
      const rules = await read(workspace);
      if (rules.roles.length > 0 && !admin && !rules.roles.some((role) => roles?.includes(role)))
        throw new NotAllowed(
          'Only members with certain roles may ask me here. An admin of this server can tell you more.',
        );
      if (isDirect(place)) return;
      const rule = ruleFor(rules, place);
      if (rule?.answers === 'never' || (rules.listedOnly && !rule))
        throw new NotAllowed("I don't answer in this channel. Ask in another one, or write to me directly.");
    },
    async manners(workspace, place) {
      const rule = ruleFor(await read(workspace), place);
      return { everyMessage: rule?.answers === 'every message', threads: rule?.threads ?? false };
    },
    changed: (workspace) => void known.delete(workspace),
  };
}

function ruleFor({ channels }: AskingRules, place: string) {
  const channel = channelOf(place);
  return channels.find((rule) => rule.place === channel);
}

/** The channel of a place in it. */
export function channelOf(place: string): string {
  return place.split('/').slice(0, 3).join('/');
}

/** Whether a place is outside the channels of a workspace: a direct message, or the machine that Copydesk runs on. */
function isDirect(place: string): boolean {
  if (place === 'terminal') return true;
  const [platform, first, channel = ''] = place.split('/');
  return first === 'dm' || (platform === 'slack' && channel.startsWith('D'));
}
