import { type ExpressionBuilder, sql } from 'kysely';
import { botsAtWork } from './bots.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** A reply that was acknowledged and is not complete: `handle` is what its platform needs to find it again. */
export interface OpenReply {
  id: number;
  handle: unknown;
  opened: Date;
}

/** A reply to be noted: `handle` is what its platform needs to find it again, `instance` the process that gives it, if that has a name. */
export interface NewReply {
  platform: string;
  handle: object;
  opened: Date;
  instance: string | null;
}

/** Notes replies that people are waiting for. Returns their ids, in the same order. */
export async function openReplies(db: Database, replies: readonly NewReply[]): Promise<number[]> {
  if (replies.length === 0) return [];
  const rows = await db
    .insertInto('open_replies')
    .values(replies.map(({ handle, ...reply }) => ({ ...reply, handle: JSON.stringify(handle) })))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The reply has got messages by which it is found better. */
export async function changeReply(db: Database, id: number, handle: object): Promise<void> {
  await db
    .updateTable('open_replies')
    .set({ handle: JSON.stringify(handle) })
    .where('id', '=', id)
    .execute();
}

/** The replies are complete. */
export async function closeReplies(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('open_replies').where('id', 'in', ids).execute();
}

/**
 * What other processes that are gone left open on a platform, and what one of this name did before `started`. The replies of a bot that is
 * at work (bots.ts) stay with it. With a name they become this process's own until it closes them, so that nobody is forgotten if it is
 * ended too, and whoever asks again gets them again; without one they are taken away.
 */
export async function takeOpenReplies(
  db: Database,
  platform: string,
  self: { instance: string | null; started: Date } = { instance: null, started: new Date(0) },
): Promise<OpenReply[]> {
  const alive = await botsAtWork(db, null);
  const left = (e: ExpressionBuilder<Schema, 'open_replies'>) =>
    e.and([
      e('platform', '=', platform),
      e.or([
        e('instance', 'is', null),
        e.and([e('instance', '=', self.instance), e('opened', '<', self.started)]),
        e.and([
          e('instance', 'is distinct from', self.instance),
          e(sql<string>`instance`, '<>', sql<string>`all(${alive}::text[])`),
        ]),
      ]),
    ]);
  return self.instance === null
    ? db.deleteFrom('open_replies').where(left).returning(['id', 'handle', 'opened']).execute()
    : db
        .updateTable('open_replies')
        .set({ instance: self.instance })
        .where(left)
        .returning(['id', 'handle', 'opened'])
        .execute();
}
