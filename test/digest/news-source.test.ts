import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { attendSlot } from '../../src/digest/deliver.ts';
import { newsSource } from '../../src/digest/news-source.ts';
import { openDueSlots } from '../../src/digest/open.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import { DEFAULT_SETTINGS } from '../../src/store/digests/digest-settings.ts';
import { type DigestId, SHARED } from '../../src/store/schema.ts';
import { testDatabase } from '../store/test-database.ts';
import { recordingPoster } from './recording-poster.ts';
import { addDigest, deliverDeps, NO_DIGEST } from './test-delivery.ts';

const TO = new Date(Date.now() + 60_000);
const FROM = new Date(TO.getTime() - 86_400_000);

test('ten thousand channels with twenty sets of filters read the news twenty times', async () => {
  const { db } = await testDatabase();
  const text =
    'Ferry of Vale sold\n\nThe ferry of Vale was sold for 4 million crowns on Thursday, the town council said.';
  const read = readPlainText(text, { publisher: 'Vale Courier', published: new Date() });
  if (read.kind === 'refused') throw new Error(read.message);
  await addArticle(db, read.draft, { workspace: SHARED, cameIn: 'file' });
  let queries = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const news = newsSource(db.withPlugin(counting));
  await news.between(NO_DIGEST, FROM, TO);
  const aRead = queries;
  queries = 0;
  const found = await Promise.all(
    Array.from({ length: 10_000 }, (_, i) => {
      const settings = { ...DEFAULT_SETTINGS, without: i % 2 === 0 ? [] : ['strike'] };
      return news.between({ ...NO_DIGEST, topic: `ferry or t${Math.floor(i / 2) % 10}`, settings }, FROM, TO);
    }),
  );
  expect(queries).toBe(20 * aRead);
  expect(new Set(found).size).toBe(20);
  expect(found.every(({ stories }) => stories[0]?.reports[0]?.headline === 'Ferry of Vale sold')).toBe(true);
});

test('digests that come late within the same minute share their news', async () => {
  const { db } = await testDatabase();
  const due = new Date('2026-11-24T08:00:00Z');
  const next = { localDate: '2026-11-24', slot: '2026-11-24', due };
  for (const id of ['a', 'b']) await addDigest(db, due, { id: id as DigestId, place: `terminal/${id}`, next });
  const late = (seconds: number) => new Date(due.getTime() + 40 * 60_000 + seconds * 1_000);
  const spans: string[] = [];
  const news = newsSource(db);
  const noted: typeof news = {
    between(digest, from, to) {
      spans.push(to.toISOString());
      return news.between(digest, from, to);
    },
  };
  for (const [i, key] of (await openDueSlots(db, late(5))).entries()) {
    const now = () => late(5 + 30 * i);
    await attendSlot(deliverDeps(db, recordingPoster(), now, { news: noted }), key);
  }
  expect(spans).toEqual(['2026-11-24T08:40:00.000Z', '2026-11-24T08:40:00.000Z']);
});
