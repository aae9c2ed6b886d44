import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addArticle } from '../../../src/intake/add-article.ts';
import { readPlainText } from '../../../src/read/plain-text/plain-text.ts';
import { articlesById, holdings, removeArticle } from '../../../src/store/articles/articles.ts';
import { summariesOf } from '../../../src/store/articles/summaries.ts';
import { articlesSearched } from '../../../src/store/passages/library.ts';
import { findQuotes } from '../../../src/store/quotes/quote-lookup.ts';
import { SHARED, TERMINAL, type WorkspaceId } from '../../../src/store/schema.ts';
import { welcomeWorkspace } from '../../../src/store/workspaces.ts';
import { testDatabase } from '../test-database.ts';

const STORY = `Harbour wall to be raised by a metre

PORT VALE — The harbour wall will be raised by one metre, the council said on Tuesday.

“We have had three floods in four years,” said Mayor Ada Lindqvist. “A fourth would sink the market.”

Work starts in March and takes two summers. It costs 14 million.`;

function draftOf(text: string, title?: string) {
  const read = readPlainText(text, { title, published: new Date('2026-11-10T12:00:00Z'), publisher: 'Vale Courier' });
  if (read.kind === 'refused') throw new Error(read.message);
  return read.draft;
}

test('an article is stored with its quotes and its summary', async () => {
  const { db } = await testDatabase();
  const added = await addArticle(db, draftOf(STORY), { workspace: TERMINAL, cameIn: 'paste' });
  expect(added).toMatchObject({ kind: 'stored', title: 'Harbour wall to be raised by a metre' });
  const [article] = await articlesById(db, TERMINAL, [added.article]);
  if (!article) throw new Error('not stored');
  expect(article.dateline).toBe('PORT VALE');
  const { quotes } = await findQuotes(db, TERMINAL, { text: 'floods' }, { limit: 5, offset: 0 });
  expect(quotes[0]).toMatchObject({ text: 'We have had three floods in four years,' });
  expect(quotes[0]?.speaker).toContain('Lindqvist');
  for (const quote of quotes) expect(article.text.slice(quote.start, quote.end)).toBe(quote.text);
  const summary = (await summariesOf(db, [article.revision])).get(article.revision);
  for (const point of summary?.keyPoints ?? []) expect(article.text.slice(point.start, point.end)).toBe(point.text);
  expect(summary?.keyPoints.length).toBeGreaterThan(0);
});

test('the same words again store nothing new', async () => {
  const { db } = await testDatabase();
  await addArticle(db, draftOf(STORY), { workspace: TERMINAL, cameIn: 'paste' });
  const again = await addArticle(db, draftOf(STORY.replaceAll('\n\n', '\n\n\n')), {
    workspace: TERMINAL,
    cameIn: 'paste',
  });
  expect(again.kind).toBe('known');
  expect(await holdings(db, TERMINAL, 5)).toMatchObject({ articles: 1 });
});

test('a changed text at a known address is the next revision, and only its quotes are found', async () => {
  const { db } = await testDatabase();
  const url = 'https://courier.example/wall';
  const first = await addArticle(db, { ...draftOf(STORY), url }, { workspace: TERMINAL, cameIn: 'paste' });
  const changed = STORY.replace('A fourth would sink the market.', 'A fourth would end the market.');
  const second = await addArticle(db, { ...draftOf(changed), url }, { workspace: TERMINAL, cameIn: 'paste' });
  expect(second).toMatchObject({ kind: 'revised', article: first.article });
  expect(
    (await findQuotes(db, TERMINAL, { text: 'market' }, { limit: 5, offset: 0 })).quotes.map((quote) => quote.text),
  ).toEqual(['A fourth would end the market.']);
});

test('ten processes adding the same article at once store it once', async () => {
  const { db } = await testDatabase();
  const results = await Promise.all(
    Array.from({ length: 10 }, () => addArticle(db, draftOf(STORY), { workspace: TERMINAL, cameIn: 'paste' })),
  );
  expect(results.filter((result) => result.kind === 'stored')).toHaveLength(1);
});

test('a workspace sees its own articles and those shared with all, and no others', async () => {
  const { db } = await testDatabase();
  const one = 'discord/1' as WorkspaceId;
  const two = 'discord/2' as WorkspaceId;
  for (const id of [one, two]) await welcomeWorkspace(db, { id, platform: 'discord', name: id });
  await addArticle(db, draftOf(STORY), { workspace: one, cameIn: 'paste' });
  await addArticle(db, draftOf(STORY.replaceAll('harbour', 'river'), 'River wall'), {
    workspace: SHARED,
    cameIn: 'file',
  });
  expect((await holdings(db, one, 5)).articles).toBe(2);
  expect((await holdings(db, two, 5)).articles).toBe(1);
  expect([await articlesSearched(db, one), await articlesSearched(db, two)]).toEqual([2, 1]);
  expect(
    (await findQuotes(db, two, { speaker: 'Lindqvist' }, { limit: 9, offset: 0 })).quotes.every(
      (quote) => quote.title === 'River wall',
    ),
  ).toBe(true);
});

test('a workspace may have any name', async () => {
  const { db } = await testDatabase();
  const id = 'discord/1' as WorkspaceId;
  await welcomeWorkspace(db, { id, platform: 'discord', name: 'Desk \0 🗞' });
  const { name } = await db.selectFrom('workspaces').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  expect(name).toBe('Desk  🗞');
});

test('an article that one workspace removes stays for the other', async () => {
  const { db } = await testDatabase();
  const one = 'discord/1' as WorkspaceId;
  await welcomeWorkspace(db, { id: one, platform: 'discord', name: 'one' });
  const url = 'https://courier.example/wall';
  const { article } = await addArticle(db, { ...draftOf(STORY), url }, { workspace: one, cameIn: 'url' });
  await addArticle(db, { ...draftOf(STORY), url }, { workspace: TERMINAL, cameIn: 'url' });
  expect(await removeArticle(db, one, article)).toBe(true);
  expect((await holdings(db, one, 5)).articles).toBe(0);
  expect([await articlesSearched(db, one), await articlesSearched(db, TERMINAL)]).toEqual([0, 1]);
  expect((await holdings(db, TERMINAL, 5)).articles).toBe(1);
  expect(await removeArticle(db, TERMINAL, article)).toBe(true);
  expect((await db.selectFrom('quotes').selectAll().execute()).length).toBe(0);
  expect((await db.selectFrom('terms').select('passages').where('passages', '>', 0).execute()).length).toBe(0);
});

test('the database refuses a quote that is not its slice of the article', async () => {
  const { db } = await testDatabase();
  const { article, revision } = await addArticle(db, draftOf(STORY), { workspace: TERMINAL, cameIn: 'paste' });
  const quote = {
    article_id: article,
    revision_id: revision as never,
    kind: 'direct' as const,
    via: [],
    utterance: 0,
    confidence: 0,
  };
  await expect(
    db
      .insertInto('quotes')
      .values({ ...quote, start: 0, end: 5, code_point: 0, text: 'wrong' })
      .execute(),
  ).rejects.toThrow(/slice/);
});

test('offsets hold behind characters that take two UTF-16 units', async () => {
  const { db } = await testDatabase();
  const text =
    'Emoji in the news 😀😀\n\nThe mayor wrote 😀 and then spoke. “We like 😀 faces a lot,” said Mayor Ada Lindqvist on Monday.';
  const { article } = await addArticle(db, draftOf(text), { workspace: TERMINAL, cameIn: 'paste' });
  const [stored] = await articlesById(db, TERMINAL, [article]);
  const { quotes } = await findQuotes(db, TERMINAL, { text: 'faces' }, { limit: 1, offset: 0 });
  expect(stored?.text.slice(quotes[0]?.start, quotes[0]?.end)).toBe('We like 😀 faces a lot,');
});

test('hundreds of quotes of one article are checked against it together, and one that is shifted is refused', async () => {
  const { db } = await testDatabase();
  const text = Array.from({ length: 300 }, (_, i) => `“Crane ${i} 😀 is far too old,” Ida Brandt said.`).join('\n\n');
  const { article, revision } = await addArticle(db, draftOf(text, 'Cranes'), { workspace: TERMINAL, cameIn: 'paste' });
  const stored = await db.selectFrom('quotes').selectAll().orderBy('start').execute();
  expect(stored.length).toBe(300);
  for (const { start, end, text: words } of stored) expect(text.slice(start, end)).toBe(words);
  const [, , third] = stored;
  if (!third || revision === null) throw new Error('not stored');
  const { id: _, ...row } = third;
  for (const shifted of [
    { ...row, start: row.start + 1, end: row.end + 1, kind: 'term' as const },
    { ...row, code_point: row.code_point + 1, kind: 'term' as const },
    { ...row, code_point: 100_000, kind: 'term' as const },
    { ...row, article_id: `${article}x` as never, kind: 'term' as const },
  ])
    await expect(db.insertInto('quotes').values(shifted).execute()).rejects.toThrow(/slice|violates foreign key/);
});

test('a syndicated copy at another address is the same article with both addresses', async () => {
  const { db } = await testDatabase();
  const long = `${STORY}\n\n${Array.from({ length: 12 }, (_, i) => `Section ${i} of the wall will be raised in week ${i + 2} by a crew from the ${['north', 'south', 'east'][i % 3]} yard, the office added in its plan.`).join('\n\n')}`;
  const first = await addArticle(
    db,
    { ...draftOf(long), url: 'https://courier.example/wall' },
    { workspace: TERMINAL, cameIn: 'url' },
  );
  const copy = await addArticle(
    db,
    { ...draftOf(`${long}\n\nThis report first stood in the Vale Courier.`), url: 'https://other.example/copy' },
    { workspace: TERMINAL, cameIn: 'url' },
  );
  expect(copy).toMatchObject({ kind: 'known', article: first.article });
  expect((await db.selectFrom('addresses').select('url').execute()).length).toBe(2);
  expect((await holdings(db, TERMINAL, 5)).articles).toBe(1);
});

test('names are compared without case and accents', async () => {
  const { db } = await testDatabase();
  const { rows } = await sql<{ folded: string }>`select fold('Évening Ørsted Gaga') as folded`.execute(db);
  expect(rows).toEqual([{ folded: 'evening orsted gaga' }]);
});
