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
    ['wanted him to say', 'Nora Lind wanted him to say “it was all my fault”.', 'hypothetical', null],
    ['could have said', 'Nora Lind could have said “sink the old ferry”.', 'hypothetical', 'Nora Lind'],
    ['had she said', 'Had Nora Lind said “sink the old ferry”, it would lie there still.', 'hypothetical', 'Nora Lind'],
    ['did she say?', 'Did Nora Lind say “sink the old ferry”?', 'hypothetical', 'Nora Lind'],
    ['who was asked to say', 'Tom Orr wants Nora Lind to say “it was all my fault”.', 'hypothetical', 'Nora Lind'],
    ['it is not true that', 'It is not true that Nora Lind said “sink the old ferry”.', 'denied', 'Nora Lind'],
    ['the rumour that', 'The rumour that Nora Lind said “sink the old ferry” is years old.', 'alleged', 'Nora Lind'],
    ['no evidence that', 'There is no evidence that Nora Lind said “sink the old ferry”.', 'alleged', 'Nora Lind'],
    ['did not deny saying', 'Nora Lind did not deny saying “sink the old ferry”.', 'alleged', 'Nora Lind'],
    ['is charged with telling', 'Nora Lind is charged with telling a pilot “I will sink you”.', 'alleged', 'Nora Lind'],
    ['stopped short of saying', 'Nora Lind stopped short of saying “it was all my fault”.', 'denied', 'Nora Lind'],
    ['was falsely quoted', 'Nora Lind was falsely quoted as saying “sink the old ferry”.', 'denied', 'Nora Lind'],
    ['is misquoted', 'The leaflet falsely quotes Nora Lind as saying “sink the old ferry”.', 'denied', 'Nora Lind'],
    ['nobody', 'No one on the quay, not even Orr, said “sink the old ferry”.', 'denied', null],
    [
      'the prosecution alleges that',
      'Prosecutors allege that Nora Lind told the crew, “Sink the old ferry.”',
      'alleged',
      'Nora Lind',
    ],
  ])('%s', (_, text, stance, name) => {
    expect(last(text)).toEqual([stance, null, name]);
  });

  test.each([
    ['denied that she had told', 'Nora Lind denied that she had told the crew to “sink her”.', 'denied', 'Nora Lind'],
    ['insists she never told', 'Nora Lind insists she never told Orr that “it was over”.', 'denied', 'Nora Lind'],
    ['said she had not told', 'Nora Lind said she had not told Orr that “it was over”.', 'denied', 'Nora Lind'],
    ['could not bring herself', 'Nora Lind could not bring herself to say “I am sorry”.', 'denied', 'Nora Lind'],
    ['without saying', 'Nora Lind left the quay without saying “I am sorry”.', 'denied', 'Nora Lind'],
    ['instead of saying', 'Instead of saying “I am sorry”, Nora Lind left the quay.', 'denied', 'Nora Lind'],
    ['neither nor', 'Neither Tom Orr nor Nora Lind said “sink the old ferry”.', 'denied', null],
    ['nobody heard her', 'Nobody heard Nora Lind say “sink the old ferry”.', 'denied', 'Nora Lind'],
    ['laughed off reports', 'Nora Lind laughed off reports that she had called it “a tub”.', 'alleged', 'Nora Lind'],
    ['a claim that', 'Nora Lind dismissed a claim that the fire was “an inside job”.', 'alleged', null],
    ['the court heard', 'The court heard Nora Lind told a pilot: “I will sink you.”', 'alleged', 'Nora Lind'],
    ['the charge sheet', 'According to the charge sheet, Nora Lind said: “Sink her.”', 'alleged', 'Nora Lind'],
    ['prosecutors say', 'Prosecutors say Nora Lind told the crew to “sink the ferry”.', 'alleged', 'Nora Lind'],
    [
      'what the prosecution alleges somebody did, writing',
      'The prosecution alleges that Nora Lind texted the crew, writing: “Sink her at night.”',
      'alleged',
      'Nora Lind',
    ],
    ['plans to say', 'Nora Lind plans to say “I am sorry” on Friday.', 'hypothetical', 'Nora Lind'],
    ['forbade to say', 'Nora Lind forbade sailors to say “the ferry burned”.', 'hypothetical', null],
    ['might as well have said', 'Nora Lind might as well have said “sink her”.', 'hypothetical', 'Nora Lind'],
    ['imagine', 'Imagine Nora Lind saying “I am so very sorry”.', 'hypothetical', 'Nora Lind'],
    ['posing as her', 'A parody account posing as Nora Lind wrote: “Sink her at night.”', 'denied', 'Nora Lind'],
    ['a line made up', 'Orr made up a line in which Nora Lind said “sink the old ferry”.', 'denied', 'Nora Lind'],
    ['in a novel', 'In the novel, the pilot Nora Lind says: “I will sink you tonight.”', 'hypothetical', null],
  ])('of the clause that they stand in: %s', (_, text, stance, name) => {
    expect(last(text)).toEqual([stance, null, name]);
  });

  test.each([
    ['is alleged to have said', '“Sink her at night,” Nora Lind is alleged to have said.', 'alleged', 'Nora Lind'],
    ['allegedly told', '“Sink her at night,” Nora Lind allegedly told the crew on Monday.', 'alleged', 'Nora Lind'],
    ['never said', '“Sink her at night,” Nora Lind never said.', 'denied', 'Nora Lind'],
    ['might say', '“Sink her at night,” Nora Lind might say.', 'hypothetical', 'Nora Lind'],
    [
      'not true, somebody else says',
      'It is not true that Nora Lind said “sink her,” her office said.',
      'denied',
      'Nora Lind',
    ],
    [
      'should have said, critics argue',
      'Nora Lind should have said “I am sorry,” critics argued.',
      'hypothetical',
      'Nora Lind',
    ],
    ['is fake', 'A quote laid at Nora Lind, “Sink her at night,” is fake, her office said.', 'denied', null],
    ['refused to say', '“It was all my fault,” Nora Lind refused to say.', 'said', null],
    [
      'what follows a piece is alleged as well',
      'Nora Lind allegedly told the crew: “Sink her at night.” “And tell nobody.”',
      'alleged',
      'Nora Lind',
    ],
  ])('behind the words: %s', (_, text, stance, name) => {
    expect(last(text)).toEqual([stance, null, name]);
  });

  test.each([
    [
      'German, denied',
      'Die Bürgermeisterin Jana Weiß bestritt am Montag, das Wort „Schrottkahn“ gesagt zu haben, und der Rat der Stadt tagte dazu.',
    ],
    [
      'German, alleged',
      'Am Montag soll die Bürgermeisterin Jana Weiß nach der Sitzung „versenkt das alte Ding“ gesagt haben.',
    ],
    [
      'German, rejected',
      'Die Bürgermeisterin Jana Weiß wies am Montag den Vorwurf zurück, sie habe die Fähre einen „Schrottkahn“ genannt.',
    ],
    [
      'German, never said, as somebody else stresses',
      'Die Bürgermeisterin habe nie gesagt, „versenkt das alte Ding“, betonte am Montag der Sprecher der Stadt, Karl Wendt.',
    ],
    [
      'French, denied',
      'La maire Léa Marchand n’a jamais dit « coulez le bac dans la nuit », a assuré son bureau dans une lettre.',
    ],
    [
      'French, alleged',
      '« Coulez le bac dans la nuit », aurait dit la maire Léa Marchand, selon des témoins qui sont dans le port.',
    ],
    [
      'Spanish, alleged',
      '«Hundan el barco por la noche», habría dicho la alcaldesa Lucía Prado, según los testigos que estaban en el puerto.',
    ],
  ])('%s', (_, text) => {
    expect(quotesOf(text).filter(({ stance, speaker }) => stance === 'said' && speaker !== null)).toEqual([]);
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
    ['claims of her own', 'Nora Lind repeated claims that the yard is “a den of thieves”.', 'Nora Lind'],
    ['what news outlets report', 'The Denby Post reports that Nora Lind called it “a tub”.', 'Nora Lind'],
    ['not the first to call it', 'Nora Lind is not the first to call the ferry “a floating bathtub”.', 'Nora Lind'],
    ['a report read by its writer', 'Nora Lind said in a report that the ferry is “not fit to sail”.', 'Nora Lind'],
    ['a habit', 'Every spring Nora Lind would say, “The river always wins.”', 'Nora Lind'],
  ])('%s', (_, text, name) => {
    expect(last(text)?.slice(0, 2)).toEqual(['said', name]);
  });

  test.each([
    ['behind the words', '“Sink her at night,” sailors say Nora Lind told the crew.', 'Nora Lind', ['sailors']],
    [
      'who tells it stands behind',
      'Nora Lind told the crew, “Sink her at night,” according to Tom Orr.',
      'Nora Lind',
      ['Tom Orr'],
    ],
    ['with who is spoken to', 'Tom Orr testified that Nora Lind told the crew, “Sink her.”', 'Nora Lind', ['Tom Orr']],
    ['remembered', 'Tom Orr recalled Nora Lind telling him, “Sink her at night.”', 'Nora Lind', ['Tom Orr']],
    ['by hearsay', 'Nora Lind reportedly told the crew, “Sink her at night.”', 'Nora Lind', []],
  ])('by somebody’s account, %s', (_, text, name, via) => {
    expect(quotesOf(text).at(-1)).toMatchObject({ stance: 'reported', speaker: { name }, via });
  });

  test('her own account of her own words is hers', () => {
    expect(quotesOf('Nora Lind said she had told the crew, “Sink her at night.”').at(-1)).toMatchObject({
      stance: 'said',
      speaker: { name: 'Nora Lind' },
      via: [],
    });
  });

  test('by somebody’s account: who tells it stands beside the speaker', () => {
    const [quote] = quotesOf('Nora Lind said the minister had told her: “You will get no second ferry.”');
    expect(quote).toMatchObject({ stance: 'reported', speaker: { name: 'minister' }, via: ['Nora Lind'] });
  });
});
