import { describe, expect, test } from 'vitest';
import { attributionThreshold } from '../../src/quote/attribute/confidence.ts';
import { quotesOf } from '../../src/quote/quotes.ts';

const kinds = (text: string) => quotesOf(text).map(({ text: words, kind }) => [words, kind]);

describe('kinds of quotes', () => {
  test('whole words of somebody are direct, some of them in a sentence are partial', () => {
    expect(kinds('“The bridge is safe,” Maria Olsen said, calling it “safe as a house.”')).toEqual([
      ['The bridge is safe,', 'direct'],
      ['safe as a house.', 'partial'],
    ]);
  });

  test.each([
    ['the title of a film', 'The studio cancelled “The Long Way Home,” a comedy about bridges.', 'The Long Way Home,'],
    ['a nickname', 'Peter “The Hammer” Berg left the ring.', 'The Hammer'],
    ['a term', 'The so-called “bridge tax” passed on Monday.', 'bridge tax'],
    ['a scare quote', 'The “experts” left the room on Monday.', 'experts'],
    [
      'a headline by its author',
      'The Harbour Post ran “Bridge must close now,” by Maria Olsen.',
      'Bridge must close now,',
    ],
    [
      'a headline by the reporter of a paper',
      'See “Port to close its last gate,” by the Harbour Post’s Jan Berg.',
      'Port to close its last gate,',
    ],
    ['a slogan with its year', '“No more gates for us” (2004) hung in the hall.', 'No more gates for us'],
    ['a translation', 'The wall says “Pontem servamus,” Latin for “we keep the bridge.”', 'we keep the bridge.'],
    ['the name of a programme', 'Maria Olsen said on “Good Evening Norland” that it was safe.', 'Good Evening Norland'],
  ])('%s is a term and nobody’s statement', (_, text, words) => {
    const quote = quotesOf(text).find(({ text: own }) => own === words);
    expect(quote).toMatchObject({ kind: 'term', speaker: null });
  });

  test('a slogan that somebody chants is speech, not a title', () => {
    expect(kinds('The crowd chanted “Build The Bridge Now!”')).toEqual([['Build The Bridge Now!', 'direct']]);
  });

  test.each([
    [
      'words between two names that are not a nickname',
      'Olsen “has walked the bridge every day,” Berg said.',
      'has walked the bridge every day,',
    ],
    [
      'words by somebody that are not a title',
      'The “ugliness of it, mostly unprompted,” by Olsen hurt the port, Berg said.',
      'ugliness of it, mostly unprompted,',
    ],
    [
      'what somebody calls a person, in capitals',
      'Berg called Olsen “The Mother of All Bridges.”',
      'The Mother of All Bridges.',
    ],
    [
      'a sentence of names alone',
      'Maria Olsen pointed at two men. “That’s Peter Berg and Jan Wells.”',
      'That’s Peter Berg and Jan Wells.',
    ],
    [
      'a clause after the name of a thing',
      'Berg says Olsen has a solid record “that nobody can touch.”',
      'that nobody can touch.',
    ],
  ])('%s are speech', (_, text, words) => {
    expect(quotesOf(text).find(({ text: own }) => own === words)?.kind).toMatch(/direct|partial/u);
  });

  test('what the reporter tells in other words is indirect and has a speaker', () => {
    const [quote] = quotesOf('Port officials said the bridge would open in May.');
    expect(quote).toMatchObject({
      kind: 'indirect',
      text: 'the bridge would open in May',
      speaker: { name: 'Port officials' },
    });
  });

  test('indirect speech before its attribution', () => {
    const [quote] = quotesOf('The bridge will open in May, officials say.');
    expect(quote).toMatchObject({
      kind: 'indirect',
      text: 'The bridge will open in May',
      speaker: { name: 'officials' },
    });
  });

  test('a transcript has its speakers in labels', () => {
    const text = 'Ann Wells spoke with Tom Reyes.\n\nWELLS: Is the bridge safe?\n\nREYES: It is safe, believe me.';
    const quotes = quotesOf(text).filter(({ kind }) => kind === 'direct');
    expect(quotes.map(({ text: words, speaker }) => [words, speaker?.name])).toEqual([
      ['Is the bridge safe?', 'Ann Wells'],
      ['It is safe, believe me.', 'Tom Reyes'],
    ]);
  });

  test('question and answer are speech whose speaker the letters do not name', () => {
    const quotes = quotesOf('Q: Is the bridge safe?\n\nA: It is safe, believe me.');
    expect(quotes.map(({ text, kind }) => [text, kind])).toEqual([
      ['Is the bridge safe?', 'direct'],
      ['It is safe, believe me.', 'direct'],
    ]);
    expect(quotes.every(({ confidence }) => confidence < attributionThreshold)).toBe(true);
  });
});

describe('quotations without marks', () => {
  test('a block set off with > is the speech of whom the colon before it announces', () => {
    const quotes = quotesOf('Maria Olsen wrote to the council:\n\n> The bridge is safe and will stay so.');
    expect(quotes.map(({ text, kind, speaker }) => [text, kind, speaker?.name])).toEqual([
      ['The bridge is safe and will stay so.', 'direct', 'Maria Olsen'],
    ]);
  });
});

describe('other languages', () => {
  test.each([
    ['German', '„Die Brücke ist sicher“, sagte Anna Berg am Montag.', 'Die Brücke ist sicher', 'Anna Berg'],
    ['French', '« Le pont est sûr », a déclaré Anne Dupont lundi.', 'Le pont est sûr', 'Anne Dupont'],
    ['Spanish', '«El puente es seguro», dijo Ana Torres el lunes.', 'El puente es seguro', 'Ana Torres'],
  ])('%s words are kept and their speaker found', (_, text, words, name) => {
    const [quote] = quotesOf(text);
    expect([quote?.text, quote?.speaker?.name]).toEqual([words, name]);
  });
});

test('a label is not part of what is told behind it', () => {
  const text = 'Ann Wells spoke with Tom Reyes.\n\nREYES: The tide was late, according to the Harbour Office.';
  for (const { text: words } of quotesOf(text)) expect(words).not.toContain('REYES');
});
