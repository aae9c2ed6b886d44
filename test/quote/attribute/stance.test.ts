import { describe, expect, test } from 'vitest';
import { quotesOf } from '../../../src/quote/quotes.ts';

/** The last quotation of a text that is shown: how it is put, who said it, and whom it is laid at. */
function last(text: string) {
  const quote = quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .at(-1);
  return quote && [quote.stance, quote.speaker?.name ?? null, quote.imputedTo];
}

describe('words that nobody said are nobody’s words', () => {
  test.each([
    ['never said', 'Mayor Nora Lind never said “let the ferry sink”, her office wrote.', 'denied', 'Nora Lind'],
    ['did not say', 'Nora Lind did not say “let the ferry sink”.', 'denied', 'Nora Lind'],
    ['denied calling', 'Nora Lind denied calling the pilot “a drunken fool”.', 'denied', 'Nora Lind'],
    [
      'rejected claims that she called',
      'Nora Lind rejected claims that she called it “a rusty tub”.',
      'denied',
      'Nora Lind',
    ],
    [
      'was accused of saying',
      'Nora Lind was accused of telling the crew to “sink the old ferry”.',
      'alleged',
      'Nora Lind',
    ],
    ['is alleged to have said', 'Nora Lind is alleged to have said “sink the old ferry”.', 'alleged', 'Nora Lind'],
    [
      'claimed that she had said',
      'Tom Orr claimed that Nora Lind had said “sink the old ferry”.',
      'alleged',
      'Nora Lind',
    ],
    ['wanted him to say', 'Nora Lind wanted him to say “it was all my fault”.', 'hypothetical', 'Nora Lind'],
  ])('%s', (_, text, stance, name) => {
    expect(last(text)).toEqual([stance, null, name]);
  });

  test('a condition leaves nobody with the words', () => {
    expect(last('If Nora Lind says “the ferry sails on Monday”, it sails.')?.slice(0, 2)).toEqual([
      'hypothetical',
      null,
    ]);
  });
});

describe('what was said stays said', () => {
  test.each([
    ['“did not only say”', 'Nora Lind did not only say “the ferry must go”, she rang the yard.', 'Nora Lind'],
    [
      'an accusation in marks is the accuser’s',
      'Nora Lind accused the yard of “lying to the town for years”.',
      'Nora Lind',
    ],
    ['a denial behind the words', '“I sank nothing,” Nora Lind said, denying the charge.', 'Nora Lind'],
    ['“was quoted as saying”', '“We sail on Monday,” Nora Lind was quoted as saying by Reuters.', 'Nora Lind'],
    ['quoted by an agency', '“We sail on Monday,” Reuters quoted Nora Lind as saying.', 'Nora Lind'],
    ['a habit', 'Every spring Nora Lind would say, “The river always wins.”', 'Nora Lind'],
  ])('%s', (_, text, name) => {
    expect(last(text)?.slice(0, 2)).toEqual(['said', name]);
  });

  test('by somebody’s account: who tells it stands beside the speaker', () => {
    const [quote] = quotesOf('Nora Lind said the minister had told her: “You will get no second ferry.”');
    expect(quote).toMatchObject({ stance: 'reported', speaker: { name: 'minister' }, via: ['Nora Lind'] });
  });
});
