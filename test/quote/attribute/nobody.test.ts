import { describe, expect, test } from 'vitest';
import { quotesOf } from '../../../src/quote/quotes.ts';

const shown = (text: string) => quotesOf(text).filter(({ kind }) => kind === 'direct' || kind === 'partial');

describe('what nobody said stands in no marks', () => {
  test.each([
    [
      'a list of candidates',
      'Ada Moor, a teacher, wants to be mayor.\n\nAda Moor: Moor has long teased a run and quarrels with her party.',
    ],
    [
      'a market brief',
      'Markets were calm.\n\nENERGY: Crude rose 40 cents to $71 a barrel.\n\nCURRENCIES: The dollar slipped to 148 yen.',
    ],
  ])('%s', (_, text) => {
    expect(shown(text)).toEqual([]);
  });

  test('who talks behind a label takes a turn', () => {
    const text = 'We met the engineer, Saffi Arden.\n\nArden: I touched it and it rang.\n\nNobody came.';
    expect(shown(text).map(({ text: words, speaker }) => [words, speaker?.name])).toEqual([
      ['I touched it and it rang.', 'Saffi Arden'],
    ]);
  });

  test('words whose mark was left open end where the reporter says who said them', () => {
    const [quote] = shown(
      '“The gate will hold, said lock keeper Ansel Pell on Monday.\n\nThe old gate was hung in 1911.',
    );
    expect([quote?.text, quote?.speaker?.name]).toEqual(['The gate will hold,', 'Ansel Pell']);
  });
});

describe('nobody is named for', () => {
  test.each([
    [
      'words that somebody is accused of, before others are quoted',
      'Olsen accused the mayor of telling the town “that the bridge may fall,” quoted Jan Berg on bridges and left.',
    ],
    ['a nickname', 'Jan Pell and Ann Pell, dubbed the “Denby Two,” went to sea.'],
    [
      'days of the week',
      '“Night Tide” (Norfell TV, Sundays at 9): The series shows a town in the “mystery about the perils of the sea.”',
    ],
    [
      'what she herself thought, not who praised her',
      'Peter Berg called her “the best of all”, though she herself thought it “an exaggeration”.',
    ],
    ['a question left open', 'The Harbour Office isn’t saying which “outside party” is helping.'],
    [
      'what a body could ask for',
      'Maria Olsen left. The Harbour Club can request “special leave”. “It will be too late for all of us.”',
    ],
    ['words between people who only act', 'Brodie looked at the mayor. “Show us the bill.” Lind shrugged.'],
    ['an answer to a question', 'Reyes asked Hartig where the money was. “In the bank.” She wrote it down.'],
    [
      'a scare quote',
      'The plan costs $9 million, Orr said. So the “forgiveness” will be paid by all, the Budget Office estimated.',
    ],
    [
      'words above a sign-off',
      'Prices fell. “There are worries,” the minister said.\n\n“The chest might run dry.”\n\n— Mark Orr contributed to this report.',
    ],
    [
      'what is spoken of',
      'Lind called the plan “too slow for us”. “The best sleigh this winter!” was the response of one viewer.',
    ],
  ])('%s', (_, text) => {
    expect(shown(text).at(-1)?.speaker ?? null).toBeNull();
  });

  test('a speaker carried on is no surer than where it came from', () => {
    const [first, second] = shown('“It is safe,” Nora Lind said. “We looked twice.”');
    expect(second?.confidence).toBeLessThanOrEqual(first?.confidence ?? 0);
  });
});
