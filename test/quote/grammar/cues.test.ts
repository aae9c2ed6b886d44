import { describe, expect, test } from 'vitest';
import { quotesOf } from '../../../src/quote/quotes.ts';

const speakerOf = (text: string) => quotesOf(text).at(-1)?.speaker?.name ?? null;

describe('cue verbs in all their forms', () => {
  test.each([
    'said',
    'says',
    'has said',
    'had said',
    'would say',
    'is saying',
    'went on to say',
    'told reporters',
    'later added',
    'wrote',
    'tweeted',
    'insists',
    'replied',
    'warned',
    'admitted',
    'shouted',
    'asked',
    'argues',
  ])('“…,” Olsen %s', (cue) => {
    expect(speakerOf(`“The bridge is safe for us all,” Maria Olsen ${cue}.`)).toBe('Maria Olsen');
  });

  test.each(['said', 'says', 'stated', 'told the council', 'has warned', 'added', 'replied', 'put it this way'])(
    'Olsen %s: “…”',
    (cue) => {
      expect(speakerOf(`Maria Olsen ${cue}: “The bridge is safe for us all.”`)).toBe('Maria Olsen');
    },
  );

  test.each(['said', 'says', 'recalled', 'explained', 'laughed', 'agreed', 'asked'])('“…,” %s Olsen', (cue) => {
    expect(speakerOf(`“The bridge is safe for us all,” ${cue} Maria Olsen.`)).toBe('Maria Olsen');
  });

  test.each(['saying', 'adding', 'calling it', 'warning that it was', 'describing it as', 'insisting it was'])(
    'Olsen left, %s “…”',
    (cue) => {
      expect(speakerOf(`Maria Olsen left the hall, ${cue} “a very safe bridge.”`)).toBe('Maria Olsen');
    },
  );
});

describe('cue nouns', () => {
  test.each([
    'Maria Olsen’s call for “a safe bridge for all” went unheard.',
    'Nobody believed Maria Olsen’s promise that “no bridge will ever fall.”',
    'The vote ended Maria Olsen’s demand for “a bridge without a toll.”',
    'Jan Berg liked Maria Olsen’s “a bridge for all of us” slogan.',
  ])('%s', (text) => {
    expect(speakerOf(text)).toBe('Maria Olsen');
  });
});

describe('what is told of speech that is none', () => {
  test('words attributed to nobody have no speaker', () => {
    expect(speakerOf('“A bridge for all of us and for our children.”')).toBeNull();
  });

  test('reported speech has a speaker and is never direct', () => {
    const quotes = quotesOf('The port’s engineers said the cracks had been seen in May, according to Harbour News.');
    expect(quotes.map(({ kind, speaker, via }) => [kind, speaker?.name, via])).toEqual([
      ['indirect', 'port’s engineers', ['Harbour News']],
    ]);
  });
});
