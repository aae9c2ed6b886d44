import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ArticleId } from '../../src/article/article.ts';
import type { Database } from '../../src/store/database.ts';
import { up as keepMembers } from '../../src/store/migrations/015-story-members.ts';
import { SHARED } from '../../src/store/schema.ts';
import { createStoryGrouper } from '../../src/story/grouper.ts';
import { addText } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';

const REPORTS = [
  'Storm destroys harbour pier in Vardby\n\nThe main pier of Vardby harbour collapsed on Monday when a winter storm hit the coast. Two ferries are stranded, harbour master Lena Ortiz said. Engineers of the Nordline ferry company will inspect the wreck of the pier on Tuesday.',
  'Aldous wins the mayoral election in Port Merrin\n\nMia Aldous won the mayoral election in Port Merrin on Sunday with 54 percent of the vote. The candidate of the Greens thanked her voters. Her opponent, Jon Silva, conceded at midnight.',
  'Fire destroys pier in Kelso Bay\n\nA fire destroyed the amusement pier of Kelso Bay on Saturday night. Fire chief Paul Reyes said that a fryer in a fish restaurant had caught fire. Nobody was hurt, and the pier, opened in 1911, was insured.',
  'Ferries stranded after Vardby pier collapses in storm\n\nTwo Nordline ferries cannot leave Vardby after a storm tore down the harbour pier on Monday. The bang was heard in town, said Lena Ortiz, the harbour master. Engineers hope to reach the wreck by Tuesday.',
];

test('stored articles are grouped as the same texts are in memory', async () => {
  const { db } = await testDatabase();
  const grouper = createStoryGrouper();
  const inMemory = REPORTS.map((text) => grouper.add({ text, published: new Date('2026-11-10T12:00:00Z') }));
  const stored: string[] = [];
  for (const text of REPORTS) stored.push(await storyOf(db, await addText(db, text, SHARED)));
  expect(stored.map((story) => stored.indexOf(story))).toEqual(inMemory.map((story) => inMemory.indexOf(story)));
  expect(stored[3]).toBe(stored[0]);
});

test('a story from before the migration keeps its articles, and new articles are stored beside it', async () => {
  const { db } = await testDatabase();
  const [first = '', , , again = ''] = REPORTS;
  const old = await storyOf(db, await addText(db, first, SHARED));
  await sql`update stories set profile = '{"articles": 1, "words": []}'`.execute(db);
  await keepMembers(db as unknown as Kysely<unknown>);
  const next = await storyOf(db, await addText(db, again, SHARED));
  expect(next).not.toBe(old);
  expect((await db.selectFrom('stories').select('articles').where('id', '=', old).executeTakeFirst())?.articles).toBe(
    1,
  );
});

async function storyOf(db: Database, id: string): Promise<string> {
  const row = await db
    .selectFrom('articles')
    .select('story')
    .where('id', '=', id as ArticleId)
    .executeTakeFirstOrThrow();
  return row.story ?? '';
}
