import { sql } from 'kysely';
import { botsAtWork } from './bots.ts';
import type { Database } from './database.ts';

/** A reply that was acknowledged and is not complete: `handle` is what its platform needs to find it again. */
export interface OpenReply {
  handle: unknown;
  opened: Date;
}

/** Notes a reply that somebody is waiting for, and which process is giving it, if that has a name. Returns its id. */
export async function openReply(
  db: Database,
  platform: string,
  handle: object,
  now: Date,
  instance: string | null = null,
): Promise<number> {
  const { id } = await db
    .insertInto('open_replies')
    .values({ platform, instance, handle: JSON.stringify(handle), opened: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The reply has got messages by which it is found better. */
export async function changeReply(db: Database, id: number, handle: object): Promise<void> {
  await db
    .updateTable('open_replies')
    .set({ handle: JSON.stringify(handle) })
    .where('id', '=', id)
    .execute();
}

/** The reply is complete. */
export async function closeReply(db: Database, id: number): Promise<void> {
  await db.deleteFrom('open_replies').where('id', '=', id).execute();
}

/**
 * What other processes that are gone left open on a platform, and what one of this name did before `started`. It is taken away, so that
 * each is given once. The replies of a bot that is at work (bots.ts) stay with it.
 */
export async function takeOpenReplies(
  db: Database,
  platform: string,
  self: { instance: string | null; started: Date } = { instance: null, started: new Date(0) },
): Promise<OpenReply[]> {
  const alive = await botsAtWork(db, null);
  return db
    .deleteFrom('open_replies')
    .where('platform', '=', platform)
    .where((e) =>
      e.or([
        e('instance', 'is', null),
        e.and([e('instance', '=', self.instance), e('opened', '<', self.started)]),
        e.and([
          e('instance', 'is distinct from', self.instance),
          e(sql<string>`instance`, '<>', sql<string>`all(${alive}::text[])`),
        ]),
      ]),
    )
    .returning(['handle', 'opened'])
    .execute();
}
