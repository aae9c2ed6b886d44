import { describe, expect, test } from 'vitest';
import { quotesOf } from '../../src/quote/quotes.ts';

const said = (text: string) =>
  quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .map(({ text: words, speaker }) => [words, speaker?.name ?? null]);

/** The same text with typewriter marks and with curly ones. */
const straightAndCurly = (text: string) => [
  ['straight', text],
  ['curly', text.replace(/(^|[\s(])'(?!\d|n)/gu, '$1‘').replace(/'/gu, '’')],
];

describe('quotations in single marks', () => {
  test.each(straightAndCurly("Maria Olsen said: 'It's not the workers' fault. They've done what they could.'"))(
    '%s: an apostrophe after a plural ends nothing',
    (_, text) => {
      expect(said(text).map(([words]) => words?.replaceAll('’', "'"))).toEqual([
        "It's not the workers' fault. They've done what they could.",
      ]);
    },
  );

  test.each(straightAndCurly("'I don't think anyone's to blame,' Maria Olsen said. 'We'll fix it by '27.'"))(
    '%s: contractions and years stay inside',
    (_, text) => {
      expect(said(text).map(([words]) => words?.replaceAll('’', "'"))).toEqual([
        "I don't think anyone's to blame,",
        "We'll fix it by '27.",
      ]);
    },
  );

  test('letters left out between marks are not a quotation and end none', () => {
    expect(said("'Rock 'n' roll, no money,' said Maria Olsen.")).toEqual([["Rock 'n' roll, no money,", 'Maria Olsen']]);
  });

  test('double marks inside stay part of it', () => {
    expect(said('\'When I asked, they said "nothing",\' Maria Olsen said.')).toEqual([
      ['When I asked, they said "nothing",', 'Maria Olsen'],
    ]);
  });

  test('some words of somebody in the reporter’s sentence', () => {
    expect(said("Peter Berg said the plan was 'a disgrace', and that the board 'didn't listen' to dockers.")).toEqual([
      ['a disgrace', 'Peter Berg'],
      ["didn't listen", 'Peter Berg'],
    ]);
  });

  test('a speech over paragraphs opens each and closes the last', () => {
    expect(
      said("'We go on,' said Anna Wells, 'until the board's members resign.\n\n'They've had their chance,' she said."),
    ).toEqual([
      ['We go on,', 'Anna Wells'],
      ["until the board's members resign.", 'Anna Wells'],
      ["They've had their chance,", 'Anna Wells'],
    ]);
  });

  test('possessives and plurals alone give no quotation', () => {
    expect(said("The players' union met the bosses' lawyers at the Joneses' house. It was the '90s.")).toEqual([]);
  });

  test('what a heading quotes is nobody’s exact words', () => {
    const heading = quotesOf(
      "“We are tired,” Peter Berg said.\n\n'Best bridge in the world': Anna Wells opens the road",
    );
    expect(heading.map(({ kind, speaker }) => [kind, speaker?.name ?? null])).toEqual([
      ['direct', 'Peter Berg'],
      ['term', null],
    ]);
  });
});
