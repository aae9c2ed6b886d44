import { UserError } from '../../errors.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { listDigests, removeDigest } from '../../store/digests/digests.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { setFor } from './digests.ts';

const DEFAULT_TIME = '08:00';

/** `/news subscribe`: a digest of one's own in direct messages. Subscribing again changes it. */
export async function subscribe(deps: DeskDeps, caller: Caller, options: OptionsOf<'news subscribe'>): Promise<Reply> {
  const place = await directPlace(deps, caller);
  const mine = await ownDigests(deps, caller);
  // One a reader: another time or topic takes the place of the one before.
  for (const digest of mine) await removeDigest(deps.db, caller.workspace, digest.id);
  return setFor(deps, caller, place, { ...options, time: options.time ?? mine[0]?.at ?? DEFAULT_TIME }, caller.user);
}

/** `/news unsubscribe` */
export async function unsubscribe(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const mine = await ownDigests(deps, caller);
  for (const digest of mine) await removeDigest(deps.db, caller.workspace, digest.id);
  return notice(mine.length > 0 ? 'I stopped your digest.' : 'You have no digest of your own here.');
}

async function ownDigests(deps: DeskDeps, caller: Caller) {
  return (await listDigests(deps.db, caller.workspace)).filter(({ settings }) => settings.reader === caller.user);
}

async function directPlace(deps: DeskDeps, caller: Caller): Promise<string> {
  const poster = deps.posterFor(caller.place);
  const place = poster ? await poster.direct(caller.user, caller.workspace) : null;
  if (place === null)
    throw new UserError("I can't write to you directly: allow direct messages from this server, then subscribe again.");
  return place;
}
