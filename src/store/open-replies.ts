import type { Database } from './database.ts';

/** A reply that was acknowledged and is not complete: `handle` is what its platform needs to find it again. */
export interface OpenReply {
  handle: unknown;
  opened: Date;
}

/** Notes a reply that somebody is waiting for. Returns its id. */
export async function openReply(db: Database, platform: string, handle: object, now: Date): Promise<number> {
  const { id } = await db
    .insertInto('open_replies')
    .values({ platform, handle: JSON.stringify(handle), opened: now })
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

/** What an earlier process left open on a platform. It is taken away, so that each is given once. */
export async function takeOpenReplies(db: Database, platform: string): Promise<OpenReply[]> {
  return db.deleteFrom('open_replies').where('platform', '=', platform).returning(['handle', 'opened']).execute();
}
