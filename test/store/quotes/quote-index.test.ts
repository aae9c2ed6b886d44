import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ArticleId } from '../../../src/article/article.ts';
import type { Database } from '../../../src/store/database.ts';
import { indexMissingQuotes } from '../../../src/store/quotes/quote-index.ts';
import { findQuotes } from '../../../src/store/quotes/quote-lookup.ts';
import { suggestSpeakers } from '../../../src/store/quotes/quote-names.ts';
import { SHARED, TERMINAL, type WorkspaceId } from '../../../src/store/schema.ts';
import { welcomeWorkspace } from '../../../src/store/workspaces.ts';
import { add, FLOODS, find, texts } from '../quoted-articles.ts';
import { testDatabase } from '../test-database.ts';

test('in a large store everything is found too, however old, and nothing of others', async () => {
  const { db } = await testDatabase();
  const other = 'discord/2' as WorkspaceId;
  await welcomeWorkspace(db, { id: other, platform: 'discord', name: 'other' });
  const days = ['2026-11-10', '2026-10-24', '2026-10-01', '2026-08-01', '2025-12-24', '2024-03-03', '2019-01-01'];
  const pumps = 'Northgate Oldtown Millend Fishmarket Eastwall Castlehill Lowfield'.split(' ');
  for (const [i, day] of days.entries())
    await add(db, `“${pumps[i]} asked for a pump, and so did I,” said Rosa Timm.`, { title: `A pump ${i}`, day });
  await add(db, FLOODS.replace('floods', 'pump floods'), { workspace: other, day: '2026-11-09' });
  await makeLarge(db);
  const found = await findQuotes(db, TERMINAL, { text: 'pump', speaker: 'Timm' }, { limit: 20, offset: 0 });
  expect(texts(found).map((text) => text.split(' ')[0])).toEqual(pumps);
  expect((await findQuotes(db, TERMINAL, { text: 'pump' }, { limit: 20, offset: 0 })).total).toBe(7);
  const recent = await findQuotes(db, TERMINAL, { since: new Date('2026-07-01') }, { limit: 20, offset: 0 });
  expect(recent.total).toBe(4);
});

test('quotations stored before there was an index are found once it is made, with their copies', async () => {
  const { db } = await testDatabase();
  await add(db, FLOODS);
  await add(db, FLOODS, { publisher: 'River Post', day: '2026-11-12' });
  await sql`truncate quote_keys, quote_weeks, quote_names, quote_name_parts, quote_name_words, quote_name_sightings`.execute(
    db,
  );
  expect(await indexMissingQuotes(db)).toBe(2);
  expect(await indexMissingQuotes(db)).toBe(0);
  const found = await find(db, { text: 'floods', speaker: 'Lindqvist' });
  expect(found.quotes[0]?.also).toHaveLength(1);
  expect(await suggestSpeakers(db, TERMINAL, 'Ada', 5)).toEqual(['Ada Lindqvist']);
});

/** As if every week held ten thousand quotations, and the workspace saw a thousand more articles. */
async function makeLarge(db: Database): Promise<void> {
  const ids = Array.from({ length: 1_000 }, (_, i) => `filler-${i}` as ArticleId);
  await db
    .insertInto('articles')
    .values(ids.map((id) => ({ id, owner: SHARED, came_in: 'import' as const })))
    .execute();
  await db
    .insertInto('article_visibility')
    .values(ids.map((id) => ({ workspace_id: SHARED, article_id: id })))
    .execute();
  await db.updateTable('quote_weeks').set({ quotes: 10_000 }).execute();
}
