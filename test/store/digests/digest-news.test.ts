import { expect, test } from 'vitest';
import { addArticle } from '../../../src/intake/add-article.ts';
import { readPlainText } from '../../../src/read/plain-text/plain-text.ts';
import { articlesBetween } from '../../../src/store/digests/digest-news.ts';
import { TERMINAL } from '../../../src/store/schema.ts';
import { testDatabase } from '../test-database.ts';

const ALL = { from: new Date(0), to: new Date('2126-01-01'), topic: null };

async function newsroom() {
  const { db } = await testDatabase();
  for (const [day, publisher] of [
    ['2026-03-02', 'Vale Courier'],
    ['2026-03-03', 'Évening Post'],
    ['2026-04-01', 'Holm Mail'],
  ] as const) {
    const text = `Council of ${publisher} meets\n\nThe council met on the day that the ${publisher} tells about, it said.`;
    const read = readPlainText(text, { publisher, published: new Date(`${day}T12:00:00Z`) });
    if (read.kind === 'refused') throw new Error(read.message);
    await addArticle(db, read.draft, { workspace: TERMINAL, cameIn: 'file' });
  }
  return (window: object) =>
    articlesBetween(db, TERMINAL, { ...ALL, limit: 1, ...window }).then((found) =>
      found.map(({ publisher }) => publisher),
    );
}

test('news of a past day is found however many newer articles there are', async () => {
  const newest = await newsroom();
  expect(await newest({})).toEqual(['Holm Mail']);
  const published = { since: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-03T00:00:00Z') };
  expect(await newest({ published })).toEqual(['Vale Courier']);
});

test('news of one source is found however many newer articles others have', async () => {
  const newest = await newsroom();
  expect(await newest({ publisher: 'evening' })).toEqual(['Évening Post']);
});
