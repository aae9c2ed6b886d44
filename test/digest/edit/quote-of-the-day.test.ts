import { expect, test } from 'vitest';
import type { ArticleId } from '../../../src/article/article.ts';
import { quoteOfTheDay } from '../../../src/digest/edit/quote-of-the-day.ts';
import type { QuoteOfArticle } from '../../../src/store/digests/digest-news.ts';

function quote(text: string, more: Partial<QuoteOfArticle> = {}): QuoteOfArticle {
  const speaker = { speaker: 'Ada Lind', role: 'Mayor', via: [] };
  return { article: 'a' as ArticleId, text, ...speaker, start: 200, goesOn: false, ...more };
}

const chosen = (...quotes: QuoteOfArticle[]) =>
  quoteOfTheDay(quotes, () => ({ rank: 0, about: 'Mayor Ada Lind closes the bridge of Holm', told: true }))?.text ??
  null;

test('a sentence whose speaker is named after it is given without the comma that print puts before the name', () => {
  expect(chosen(quote('A bridge that nobody trusts is only a view,'))).toBe(
    'A bridge that nobody trusts is only a view',
  );
});

test.each([
  ['half of a sentence', quote('We left the old bridge to the gulls,', { goesOn: true })],
  ['a clause that leads up to the rest', quote('If the old bridge of Holm falls,')],
  ['what points to something unread', quote('It was the worst day of my years here.')],
  ['what says nothing', quote('We will share more information at the appropriate time.')],
  ['a cry', quote('What a bridge!')],
  ['a first name', quote('A bridge that nobody trusts is only a view,', { speaker: 'Ada' })],
])('%s is no quotation of the day', (_, one) => {
  expect(chosen(one)).toBeNull();
});

test('a short sentence gives way to one that says more', () => {
  const long = 'The bridge of Holm will stay closed until every bolt of it has been looked at twice.';
  expect(chosen(quote('We will mend the bridge.'), quote(long))).toBe(long);
});

test.each([
  ['two words of what is told', 'The bridge of Holm is not what worries me most at night.', true],
  ['one word of what is told', 'The bridge is not what worries me most at night.', false],
  ['no word of what is told', 'Our schools are what worries me most at night.', false],
])('from another article of the story, a quotation with %s', (_, text, isQuoted) => {
  const story = (told: boolean) => () => ({ rank: 0, about: 'Mayor Ada Lind closes the bridge of Holm', told });
  expect(quoteOfTheDay([quote(text)], story(true))).not.toBeNull();
  expect(quoteOfTheDay([quote(text)], story(false)) !== null).toBe(isQuoted);
});
