import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restoreExport } from '../../src/cli/workspace-commands.ts';
import { attendSlot } from '../../src/digest/deliver.ts';
import { openDueSlots } from '../../src/digest/open.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { exportWorkspace } from '../../src/store/backup/export.ts';
import type { ArticleLine } from '../../src/store/backup/format.ts';
import type { Database } from '../../src/store/database.ts';
import { saveDigest } from '../../src/store/digests/digests.ts';
import { seeEntries } from '../../src/store/feeds/entries.ts';
import { feedIdOf, followFeed } from '../../src/store/feeds/feeds.ts';
import { correctionLines } from '../../src/store/quotes/correction-lines.ts';
import { correctQuote } from '../../src/store/quotes/corrections.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { type DigestId, SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { nextOccurrence } from '../../src/time/schedule.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { type RecordingPoster, recordingPoster } from '../digest/recording-poster.ts';
import { deliverDeps, postDue } from '../digest/test-delivery.ts';
import { testDatabase } from './test-database.ts';

const GUILD = 'discord/g1' as WorkspaceId;
const OTHER = 'slack/t1' as WorkspaceId;
const DRAFT = {
  byline: null,
  dateline: null,
  publisher: 'Vale Courier',
  published: new Date('2026-11-10T12:00:00Z'),
  publishedZone: null,
  modified: null,
  language: 'en',
  image: null,
  kind: 'article' as const,
};
const FEED = 'https://vale.example/feed.xml';

async function store(): Promise<Database> {
  const { db } = await testDatabase();
  await welcomeWorkspace(db, { id: GUILD, platform: 'discord', name: 'Vale', zone: 'Europe/Oslo' });
  await welcomeWorkspace(db, { id: OTHER, platform: 'slack', name: 'Other' });
  return db;
}

async function exported(db: Database, workspace = GUILD): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportWorkspace(db, workspace)) lines.push(JSON.stringify(line));
  return lines;
}

async function* given(lines: readonly string[]) {
  yield* lines;
}

async function addDigest(db: Database) {
  const schedule = { at: '08:00', days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
  const next = nextOccurrence(schedule, new Date());
  const place = 'discord/g1/c1';
  const more = { topic: null, items: 7, catchUpMinutes: 360, next };
  await saveDigest(db, { id: 'd1' as DigestId, workspace: GUILD, place, ...schedule, ...more });
  return next.due;
}

async function post(db: Database, poster: RecordingPoster, at: Date): Promise<void> {
  await postDue(db, poster, at);
}

test('corrected speakers go with an export, and count where it is read back', async () => {
  const db = await store();
  await addText(db, HARBOUR, SHARED);
  const look = async (of: Database) =>
    (await findQuotes(of, GUILD, { text: '"three floods"' }, { limit: 1, offset: 0 })).quotes[0];
  const quote = await look(db);
  if (!quote) throw new Error('nobody said it');
  await correctQuote(db, quote, { name: 'Greta Holm', kind: 'person' }, new Date());
  const lines = await exported(db);
  const other = await store();
  await restoreExport(other, given(lines), null);
  expect(await look(other)).toMatchObject({ speaker: 'Greta Holm', confidence: 1 });
  const [line] = await Array.fromAsync(correctionLines(other));
  expect(line).toMatchObject({
    speaker: 'Greta Holm',
    read: { speaker: 'Ada Lindqvist' },
    after: expect.stringMatching(/^” said/),
  });
  expect(await exported(other)).toEqual(lines);
});

test('an export that is read into an empty store is exported again to the same bytes', async () => {
  const db = await store();
  await addText(db, HARBOUR, SHARED);
  await addText(db, 'Ours alone\n\n“The sea is ours,” Ada Brand said on Friday. “𝒩obody else’s.”', GUILD);
  for (const text of ['“It rains,” said Emil Sand.', '“It rains,” said Emil Sand. It stopped at noon.'])
    await addArticle(
      db,
      { ...DRAFT, title: 'Rain', url: 'https://vale.example/rain', text },
      { workspace: GUILD, cameIn: 'feed' },
    );
  await followFeed(db, GUILD, { url: FEED, title: 'Vale', pageUrl: null, name: 'ours', everyMinutes: 30 }, new Date());
  await seeEntries(
    db,
    feedIdOf(FEED),
    [{ entry: 'e1', url: 'https://vale.example/rain', draft: { title: 'Rain' }, dated: null, version: 'v1' }],
    { first: true, most: 30, now: new Date() },
  );
  const poster = recordingPoster();
  await post(db, poster, new Date((await addDigest(db)).getTime() + 1_000));

  const lines = await exported(db);
  const copy = (await testDatabase()).db;
  const report = await restoreExport(copy, given(lines), null);
  expect(report).toMatchObject({ workspace: GUILD, known: 0, refused: [] });
  expect(await exported(copy)).toEqual(lines);
  const found = await findQuotes(copy, GUILD, { text: 'rains' }, { limit: 5, offset: 0 });
  expect(found.quotes.map((quote) => quote.text)).toEqual(['It rains,']);
});

test('any text with any quotations comes back as it was', async () => {
  const from = await store();
  const to = await store();
  const words = fc.constantFrom(
    '“',
    '”',
    'Ada Brand said',
    '🌊',
    'e\u0301',
    ' ',
    '\n\n',
    'The wall stays.',
    '"',
    '\u2028',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 60 }), async (parts) => {
      for (const db of [from, to]) await db.deleteFrom('articles').execute();
      const text = `Ada Brand spoke. ${parts.join('')}`;
      await addArticle(from, { ...DRAFT, title: 'Talk', url: null, text }, { workspace: GUILD, cameIn: 'paste' });
      const lines = await exported(from);
      expect((await restoreExport(to, given(lines), null)).refused).toEqual([]);
      expect(await exported(to)).toEqual(lines);
    }),
    { numRuns: 15 },
  );
});

test('what was posted before the export is not posted again after the restore', async () => {
  const db = await store();
  await addText(db, HARBOUR, SHARED);
  const due = await addDigest(db);
  const first = recordingPoster();
  await post(db, first, new Date(due.getTime() + 1_000));
  expect(first.channel).toHaveLength(1);

  const copy = (await testDatabase()).db;
  await restoreExport(copy, given(await exported(db)), null);
  const second = recordingPoster();
  await post(copy, second, new Date(due.getTime() + 60_000));
  expect(second.channel).toHaveLength(0);
});

test('a digest that nobody has tried to post is due again after the restore', async () => {
  const db = await store();
  await addText(db, HARBOUR, SHARED);
  const due = await addDigest(db);
  const at = new Date(due.getTime() + 1_000);
  await openDueSlots(db, at);
  const copy = (await testDatabase()).db;
  await restoreExport(copy, given(await exported(db)), null);
  const [slot] = await copy.selectFrom('slots').selectAll().execute();
  const poster = recordingPoster();
  await attendSlot(
    deliverDeps(copy, poster, () => at),
    { digest: 'd1' as DigestId, slot: slot?.slot ?? '' },
  );
  expect(poster.channel).toHaveLength(1);
});

test('another workspace’s own articles are not in an export', async () => {
  const db = await store();
  await addText(db, 'Secret of others\n\nThe canary sings at midnight, Olga Lind said on Friday.', OTHER);
  expect((await exported(db)).join('\n')).not.toContain('canary');
});

async function articleLine(): Promise<{ header: string; line: ArticleLine }> {
  const db = await store();
  await addText(db, HARBOUR, GUILD);
  const [header = '', line = ''] = await exported(db);
  return { header, line: JSON.parse(line) };
}

test.each([
  [
    'a quotation that is not its slice',
    (line: ArticleLine) => Object.assign(line.revisions[0]?.quotes[0] ?? {}, { text: 'We never had a flood' }),
  ],
  [
    'offsets that are not numbers',
    (line: ArticleLine) => Object.assign(line.revisions[0]?.quotes[0] ?? {}, { start: 'x' }),
  ],
  ['an unknown field', (line: ArticleLine) => Object.assign(line, { owner: OTHER })],
  ['no text', (line: ArticleLine) => Object.assign(line.revisions[0] ?? {}, { text: '' })],
])('a line with %s is refused whole, with its number', async (_, spoil) => {
  const { header, line } = await articleLine();
  spoil(line);
  const db = await store();
  const report = await restoreExport(db, given([header, JSON.stringify(line), 'no json', '']), null);
  expect(report.stored).toBe(0);
  expect(report.refused.map((refused) => refused.line)).toEqual([2, 3]);
  expect(await db.selectFrom('revisions').select('id').execute()).toEqual([]);
});

test('an article that another workspace owns is not touched', async () => {
  const { header, line } = await articleLine();
  const db = await store();
  await restoreExport(db, given([header, JSON.stringify(line)]), null);
  const report = await restoreExport(db, given([header, JSON.stringify(line)]), OTHER);
  expect(report.refused).toHaveLength(1);
  const owners = await db.selectFrom('articles').select('owner').execute();
  expect(owners).toEqual([{ owner: GUILD }]);
});

test('an export of a later version says what to do', async () => {
  const db = await store();
  const header = JSON.stringify({
    copydesk: 'export',
    version: 99,
    workspace: { id: 'terminal', platform: 'terminal', name: '', zone: 'UTC' },
  });
  await expect(restoreExport(db, given([header]), null)).rejects.toThrow('update Copydesk');
});
