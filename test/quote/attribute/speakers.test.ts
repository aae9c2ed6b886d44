import { describe, expect, test } from 'vitest';
import { quotesOf } from '../../../src/quote/quotes.ts';

/** The words and speaker of every direct or partial quote. */
const said = (text: string) =>
  quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .map(({ text: words, speaker }) => [words, speaker?.name ?? null]);

const speakers = (text: string) => said(text).map(([, name]) => name);

describe('who says a quotation', () => {
  test.each([
    ['after it', '“The bridge is safe,” Maria Olsen said.', 'Maria Olsen'],
    ['after it, inverted', '“The bridge is safe,” said Maria Olsen, the chief engineer.', 'Maria Olsen'],
    ['before it', 'Maria Olsen said, “The bridge is safe.”', 'Maria Olsen'],
    ['before a colon', 'Maria Olsen told the council: “The bridge is safe.”', 'Maria Olsen'],
    ['before a colon, right after the verb', 'Chief engineer Maria Olsen said: “The bridge is safe.”', 'Maria Olsen'],
    ['in the British manner', 'Maria Olsen said: ‘The bridge is “perfectly safe” for all.’', 'Maria Olsen'],
    ['with a comma after the mark', '‘The bridge is safe’, Maria Olsen said.', 'Maria Olsen'],
    ['inside it', '“The bridge,” Maria Olsen said, “is safe.”', 'Maria Olsen'],
    ['by according to', '“The bridge is safe,” according to Maria Olsen.', 'Maria Olsen'],
    ['by according to, first', 'According to Maria Olsen, the bridge is “as safe as a house.”', 'Maria Olsen'],
    ['after a question', '“Is the bridge safe?” Maria Olsen asked.', 'Maria Olsen'],
    ['with a title', '“The bridge is safe,” Sen. Maria Olsen said.', 'Maria Olsen'],
    ['with a role before the name', '“The bridge is safe,” city spokeswoman Maria Olsen said.', 'Maria Olsen'],
    [
      'with an apposition',
      'Maria Olsen, the city’s chief engineer, said the bridge was “safe as a house.”',
      'Maria Olsen',
    ],
    ['with a relative clause', 'Maria Olsen, who built the bridge, called it “safe as a house.”', 'Maria Olsen'],
    [
      'with a description before the name',
      'The chief engineer, Maria Olsen, said: “The bridge is safe.”',
      'Maria Olsen',
    ],
    ['with a party and state in brackets', '“The bridge is safe,” Rep. Maria Olsen (D-Ohio) said.', 'Maria Olsen'],
    ['by a participle', 'Maria Olsen opened the bridge on Monday, saying it was “safe as a house.”', 'Maria Olsen'],
    [
      'by a participle with its own subject',
      'The hearing ended early, with Maria Olsen calling it “a waste of time.”',
      'Maria Olsen',
    ],
    ['by an opening participle', 'Asked about the bridge, Maria Olsen said it was “safe as a house.”', 'Maria Olsen'],
    ['by an owner', 'The vote followed Maria Olsen’s claim that “no bridge is ever safe.”', 'Maria Olsen'],
    ['in somebody’s view', 'It was “the worst of all bridges,” in Maria Olsen’s view.', 'Maria Olsen'],
    ['by a dash', '“Bridges are for crossing.” — Maria Olsen', 'Maria Olsen'],
    ['after a dateline', 'OSLO (Wire) — Maria Olsen said the bridge was “safe as a house.”', 'Maria Olsen'],
  ])('is found %s', (_, text, name) => {
    expect(new Set(speakers(text))).toEqual(new Set([name]));
  });

  test('a dash on the line below signs a quotation', () => {
    expect(speakers('“Bridges are for crossing.”\n\n— Maria Olsen')).toEqual(['Maria Olsen']);
  });

  test('an organisation speaks', () => {
    expect(quotesOf('“We regret the delay,” the Harbour Authority said.')[0]?.speaker).toMatchObject({
      name: 'Harbour Authority',
      kind: 'organisation',
    });
  });

  test('a document speaks', () => {
    expect(quotesOf('“We regret the delay,” the statement said.')[0]?.speaker).toMatchObject({
      name: 'statement',
      kind: 'document',
    });
  });

  test('an unnamed person speaks', () => {
    expect(quotesOf('“We regret the delay,” said a spokesman for the port.')[0]?.speaker).toMatchObject({
      name: 'spokesman for the port',
      kind: 'unnamed',
    });
  });

  test('“the spokesman” is the fuller spokesman introduced before', () => {
    expect(speakers('A Harbour Authority spokesman met reporters. “We regret the delay,” the spokesman said.')).toEqual(
      ['Harbour Authority spokesman'],
    );
  });

  test('a surname stands for the full name given earlier', () => {
    expect(speakers('Maria Olsen opened the bridge.\n\n“It is safe,” Olsen said.')).toEqual(['Maria Olsen']);
  });

  test('a headline helps to know the people but gives no quotes', () => {
    const quotes = quotesOf('“It is safe,” Olsen said.', { title: 'Engineer Maria Olsen opens bridge' });
    expect(quotes.map(({ speaker }) => speaker?.name)).toEqual(['Maria Olsen']);
  });

  test('the next sentence of the same paragraph has the same speaker', () => {
    expect(speakers('“It is safe,” Maria Olsen said. “I crossed it myself.”')).toEqual(['Maria Olsen', 'Maria Olsen']);
  });

  test('a paragraph of speech after one that ends in a colon belongs to whom it announces', () => {
    expect(speakers('Maria Olsen told the council:\n\n“I crossed it myself.”')).toEqual(['Maria Olsen']);
  });

  test('words taken from somebody’s writing are theirs', () => {
    expect(speakers('From Maria Olsen writing at the Harbour Post:\n\n“The bridge is safe.”')).toEqual(['Maria Olsen']);
  });

  test('a paragraph of speech alone goes on with the speaker before it, with less confidence', () => {
    const quotes = quotesOf('“It is safe,” Maria Olsen said.\n\n“I crossed it myself.”');
    expect(quotes.map(({ speaker }) => speaker?.name)).toEqual(['Maria Olsen', 'Maria Olsen']);
    expect(quotes[1]?.confidence).toBeLessThan(quotes[0]?.confidence ?? 0);
  });

  test('a speech over several paragraphs is one utterance of the speaker named at its end', () => {
    const quotes = quotesOf('“It is safe.\n\n“I crossed it myself,” Maria Olsen said.');
    expect(quotes.map(({ speaker }) => speaker?.name)).toEqual(['Maria Olsen', 'Maria Olsen']);
    expect(new Set(quotes.map(({ utterance }) => utterance)).size).toBe(1);
  });

  test('the pieces of an interrupted sentence share an utterance', () => {
    const quotes = quotesOf('“The bridge,” Maria Olsen said, “is safe.” Then Jan Berg said: “It is not.”');
    expect(quotes.map(({ utterance }) => utterance)).toEqual([0, 0, 1]);
  });

  test('a pronoun stands for the person of its gender spoken of last', () => {
    expect(speakers('Maria Olsen met Peter Berg on Monday. “It is safe,” she said. “It is not,” he replied.')).toEqual([
      'Maria Olsen',
      'Peter Berg',
    ]);
  });

  test.each([
    [
      'the subject before it, not a place in between',
      'Peter Berg spoke in New Hampshire on Monday. “It is safe,” he said.',
      'Peter Berg',
    ],
    [
      'the last speaker at the start of a paragraph',
      'Maria Olsen praised Anna Wells. “She is brave,” Olsen said.\n\n“I trust her,” she added.',
      'Maria Olsen',
    ],
    [
      'the subject of its own sentence before an earlier speaker',
      '“No,” Jan Berg said.\n\nPeter Wells opened the gate, and in the hall he said, “Come in.”',
      'Peter Wells',
    ],
    [
      'the owner of what the sentence before is about',
      'Jan Berg met Maria Olsen. Olsen’s fate is open. “I will go on,” she said.',
      'Maria Olsen',
    ],
    [
      'somebody named with a role, not the name that describes the role',
      'Wells adviser Jan Berg opened the hall. “Come in,” he said.',
      'Jan Berg',
    ],
    ['whom “as for” names', 'Jan Berg left. As for Peter Wells, he said it was “far too early.”', 'Peter Wells'],
    [
      'a surname first in its sentence',
      'Jan Berg spoke. Peter Wells came later.\n\nWells openly refused to vote. “Not today,” he said.',
      'Peter Wells',
    ],
  ])('a pronoun stands for %s', (_, text, name) => {
    expect(speakers(text).at(-1)).toBe(name);
  });

  test('a pronoun stands for nobody rather than for a capitalised word that nothing shows to be a person', () => {
    const [quote] = quotesOf('In school there were Teddies. “I kept them all,” he recalls.');
    expect(quote?.speaker).toBeNull();
  });

  test('a surname stays with whom it has stood for when a relative is named', () => {
    const text = 'Maria Olsen spoke. Olsen smiled. Her husband, Peter Olsen, clapped.\n\n“It is safe,” Olsen said.';
    expect(speakers(text)).toEqual(['Maria Olsen']);
  });

  test('the mention is what stands next to the quotation', () => {
    const [quote] = quotesOf('Maria Olsen opened the bridge. “It is safe,” she said.');
    expect(quote?.speaker?.mention.text).toBe('she');
  });

  test('“he said” inside what somebody else says leaves the quotation with the inner speaker', () => {
    expect(speakers('Maria Olsen said Peter Berg called the bridge “a death trap.”')).toEqual(['Peter Berg']);
  });

  test('a pronoun stands for a company or an unnamed person that spoke just before', () => {
    expect(speakers('The company called it “baseless.” It said it would “fight on.”')).toEqual(['company', 'company']);
    expect(speakers('“Not now,” a spokeswoman said. “Maybe later,” she added.')).toEqual([
      'spokeswoman',
      'spokeswoman',
    ]);
  });

  test('a title before the name is the role', () => {
    expect(quotesOf('President Maria Olsen said the bridge was “safe as a house.”')[0]?.speaker).toMatchObject({
      name: 'Maria Olsen',
      role: 'President',
    });
  });

  test('the role is what the article calls the speaker', () => {
    expect(quotesOf('“It is safe,” said Maria Olsen, the city’s chief engineer.')[0]?.speaker?.role).toBe(
      'city’s chief engineer',
    );
  });

  test('the cue is the word of attribution', () => {
    expect(quotesOf('“It is safe,” Maria Olsen insisted.')[0]?.cue?.text).toBe('insisted');
  });

  test('a name before a colon carries on the verb of the clause before it', () => {
    const quotes = quotesOf('“It is late,” Lund said, and Moss: “It is too late.”');
    expect(quotes.map(({ speaker }) => speaker?.name)).toEqual(['Lund', 'Moss']);
  });

  test('a sentence that opens with its verb of speech names the speaker before the colon', () => {
    expect(quotesOf('Said Lund: “It is late.”')[0]?.speaker?.name).toBe('Lund');
  });

  test('who speaks for others says what follows', () => {
    const [quote] = quotesOf('Moss’s sister, Lena Moss, spoke on behalf of the family. “He would have stayed.”');
    expect(quote?.speaker?.name).toBe('Lena Moss');
  });

  test.each(['Lena Moss spoke for an hour.', 'Lena Moss did not speak for the family.', 'Music spoke for itself.'])(
    '%s leaves what follows to nobody',
    (before) => {
      expect(quotesOf(`${before} “He would have stayed.”`)[0]?.speaker ?? null).toBeNull();
    },
  );

  test('a quotation attributed to nobody has no speaker and no confidence', () => {
    expect(quotesOf('“It is as safe as it looks.”')[0]).toMatchObject({ speaker: null, confidence: 0 });
  });
});

describe('who carried it', () => {
  test('a news agency that reported it is not a speaker', () => {
    const [quote] = quotesOf('“It is safe,” the minister said, the Norland News Agency reported.');
    expect(quote?.speaker?.name).toBe('minister');
    expect(quote?.via).toEqual(['Norland News Agency']);
  });

  test('a chain is given nearest first', () => {
    const [quote] = quotesOf(
      '“It is safe,” said the statement carried by the Norland News Agency, according to the Harbour Post.',
    );
    expect(quote?.via).toEqual(['Norland News Agency', 'Harbour Post']);
  });

  test('a statement keeps its carriers when it is mentioned again', () => {
    const text =
      'Work will end, said the statement carried by the Norland News Agency.\n\n“It is safe,” the statement said.';
    expect(quotesOf(text).at(-1)?.via).toEqual(['Norland News Agency']);
  });

  test('initials are given with the name they stand for', () => {
    const text = 'The Norland News Agency has an office here.\n\n“It is safe,” the minister told the NNA.';
    expect(quotesOf(text)[0]?.via).toEqual(['Norland News Agency (NNA)']);
  });
});
