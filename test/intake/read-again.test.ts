import { expect, test } from 'vitest';
import { readQuotesAgain } from '../../src/intake/read-again.ts';
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
