import { expect, test } from 'vitest';
import { readQuotesAgain, restAfter } from '../../src/intake/read-again.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { addText } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';

test('articles that an earlier reader has read are read again, once, and found by what is read now', async () => {
  const { db } = await testDatabase();
  await addText(db, 'The council met on Monday. “The pumps are forty years old,” engineer Tom Orr said.', TERMINAL);
  await db.updateTable('quotes').set({ speaker: 'pumps', speaker_kind: 'unnamed' }).execute();
  await db.updateTable('articles').set({ quote_reader: 0 }).execute();
  expect(await readQuotesAgain(db)).toBe(1);
  expect(await readQuotesAgain(db)).toBe(0);
  const { quotes } = await findQuotes(db, TERMINAL, { speaker: 'Orr' }, { limit: 5, offset: 0 });
  expect(quotes.map(({ speaker }) => speaker)).toEqual(['Tom Orr']);
});

test('a rest of reading again ends when it is told to stop', async () => {
  const { db } = await testDatabase();
  for (const n of [1, 2, 3, 4, 5])
    await addText(db, `The council met on Monday. “Pump ${n} is forty years old,” engineer Tom Orr said.`, TERMINAL);
  await db.updateTable('articles').set({ quote_reader: 0 }).execute();
  const stopping = new AbortController();
  const reading = readQuotesAgain(db, stopping.signal, () => {
    stopping.abort();
    return 60_000;
  });
  expect(await reading).toBe(4);
});

test('reading again takes half of its time on a quiet machine and a seventh where others wait for a core', () => {
  expect(restAfter(200, 0.5, 2)).toBe(200);
  expect(restAfter(200, 5, 2)).toBe(1200);
  expect(restAfter(60_000, 5, 2)).toBe(10_000);
});
