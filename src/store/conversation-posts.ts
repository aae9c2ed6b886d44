import type { Queries } from './database.ts';

/** Notes that a message of ours belongs to a conversation: a thread on it, or a reply to it, goes on with that. */
export async function notePost(db: Queries, post: string, place: string): Promise<void> {
  if (post === place) return;
  await db
    .insertInto('conversation_posts')
    .columns(['post', 'place'])
    .expression((e) =>
      e
        .selectFrom('conversations')
        .select((s) => [s.val(post).as('post'), 'place'])
        .where('place', '=', place),
    )
    .onConflict((c) => c.column('post').doNothing())
    .execute();
}

/** The place of the conversation that a message of ours belongs to; null when it is none of ours. */
export async function placeOfPost(db: Queries, post: string): Promise<string | null> {
  const row = await db.selectFrom('conversation_posts').select('place').where('post', '=', post).executeTakeFirst();
  return row?.place ?? null;
}
