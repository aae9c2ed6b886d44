import { expect, test } from 'vitest';
import type { ArticleId } from '../../../src/article/article.ts';
import { sureQuotesOf } from '../../../src/store/digests/digest-news.ts';
import { add, find } from '../quoted-articles.ts';
import { testDatabase } from '../test-database.ts';

const TRIAL = `“Sink the old ferry in the night and tell nobody,” Nora Lind allegedly told the crew. “The insurance pays for all of it.”

“Sell the harbour to whoever wants it,” Nora Lind never said.

“I have slept in my bed on every night of that week,” Nora Lind told the court.

Nora Lind reportedly told her sister, “Nobody here will ever believe the pilot.”`;

test('words that were alleged, denied or only reported are no quotation of the day', async () => {
  const { db } = await testDatabase();
  const article = (await add(db, TRIAL)) as ArticleId;
  expect((await sureQuotesOf(db, [article], 0.8)).map(({ text }) => text)).toEqual([
    'I have slept in my bed on every night of that week,',
  ]);
});

test('of a sentence that is quoted in two halves the first is known to go on', async () => {
  const { db } = await testDatabase();
  const halves =
    '“The old ferry will sail,” Nora Lind said, “as long as I live.”\n\n“Nobody owns the harbour of Vale,” Nora Lind said.';
  const article = (await add(db, halves)) as ArticleId;
  expect((await sureQuotesOf(db, [article], 0.8)).map(({ text, goesOn }) => [text, goesOn])).toEqual([
    ['The old ferry will sail,', true],
    ['as long as I live.', false],
    ['Nobody owns the harbour of Vale,', false],
  ]);
});

test('a speaker is found by what they said, not by what is laid at their door', async () => {
  const { db } = await testDatabase();
  await add(db, TRIAL);
  const found = await find(db, { speaker: 'Nora Lind' });
  expect(found.quotes.map(({ stance }) => stance).sort()).toEqual(['reported', 'said']);
});

test('words that were alleged are found by themselves, with whom they are laid at and under nobody’s name', async () => {
  const { db } = await testDatabase();
  await add(db, TRIAL);
  const { quotes } = await find(db, { text: 'insurance pays' });
  expect(quotes).toMatchObject([{ speaker: null, stance: 'alleged', imputedTo: 'Nora Lind' }]);
});
