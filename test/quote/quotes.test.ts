import { expect, test } from 'vitest';
import { quotesOf } from '../../src/quote/quotes.ts';

const said = (text: string) => quotesOf(text).map((quote) => [quote.text, quote.speaker?.name ?? null]);

test('a quotation followed by its speaker and a verb of speech belongs to that speaker', () => {
  expect(said('“The bridge is safe,” Maria Olsen said.')).toEqual([['The bridge is safe,', 'Maria Olsen']]);
});
