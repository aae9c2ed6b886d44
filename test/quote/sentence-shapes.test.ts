import { describe, expect, test } from 'vitest';
import { attributionThreshold } from '../../src/quote/attribute/confidence.ts';
import { quotesOf } from '../../src/quote/quotes.ts';

const speakerOf = (text: string) =>
  quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .at(-1)?.speaker?.name ?? null;

describe('the speaker in sentences of the news', () => {
  test.each([
    [
      'a clause behind the verb is not its subject',
      'Anna Berg, star of “Night Drive,” said those who jeer are “laughing at pain.”',
      'Anna Berg',
    ],
    [
      'a holiday in that clause neither',
      'Anna Berg, the director, said Harbour Day weekend was “just too soon” to meet.',
      'Anna Berg',
    ],
    [
      '“who” after a dash takes up the name before it',
      'The worst was the loss of an ally, Wells chief Peter Berg – who said the town was “stuck in the past.”',
      'Peter Berg',
    ],
    [
      '“who” after a comma takes up the name, not the subject of the sentence',
      'The first to speak was rally organiser Anna Berg, who said it was “high time.”',
      'Anna Berg',
    ],
    [
      'plural nouns are not verbs',
      'It summoned diplomats from its 27 member states to “a briefing,” Anna Berg said.',
      'Anna Berg',
    ],
    [
      'a newspaper with a day in its name',
      'The use of headphones is “dividing colleagues”, said The Sunday Herald.',
      'Sunday Herald',
    ],
    [
      'a passive participle has its agent',
      'Described by Anna Berg as a “lost cause”, the plan was dropped after a judge said it was late.',
      'Anna Berg',
    ],
    [
      'roles joined by “and” before a name',
      'Minutes later, daughter and former aide Anna Berg left, saying she did “not plan to come back.”',
      'Anna Berg',
    ],
    ['the family of somebody', 'According to Anna Berg’s family, she “passed away at home.”', 'Anna Berg’s family'],
    [
      '“agreed” with its subject behind it',
      'In spite of a letter from the court, “his idea may add up to less”, agreed the writer, Peter Berg. “It is thin,” agreed Anna Wells.',
      'Anna Wells',
    ],
    [
      'what closes the sentence governs all of it',
      'Ten airports with “strict buffer zones on every side” would have rules announced by the port, said Harbour News.',
      'Harbour News',
    ],
    ['an emphatic pronoun', 'Anna Berg left. As she herself put it, “the road is long.”', 'Anna Berg'],
    [
      'a full name before a colon without a verb of speech',
      'The turn does not surprise pollster Anna Berg: “Small towns win.”',
      'Anna Berg',
    ],
    [
      'no name of a lead-in phrase',
      'In a talk with hosts Jan Berg and Mika Wells, the Green candidate stated that it did not “fit at all.”',
      'Green candidate',
    ],
    [
      'no time before the subject',
      'But a few days later, Berg changed his mind, telling us that the laws “are set.”',
      'Berg',
    ],
    [
      '“as” with a verb of speech behind the words',
      'The race “is a dead heat right now,” as Anna Berg said on Monday.',
      'Anna Berg',
    ],
    [
      '“who” with words between it and its verb',
      '“Not here,” said a neighbour, who, like all others, answered by post. “Well done.”',
      'neighbour',
    ],
    [
      'who said a clause with its own subject',
      'Anna Berg, who was elected, argued his fight to raise funds is right “in all towns.”',
      'Anna Berg',
    ],
    [
      'what introduces the words by “that”',
      'But even as Wells claimed on Tuesday that “Berg got off for far less,” one of the lawyers said the cases differ.',
      'Wells',
    ],
    [
      'who closes the sentence, where the first verb has a thing as its subject',
      'The loss of the treaty signals “the beginning of the end” for the port, said Gert Wells.',
      'Gert Wells',
    ],
    [
      'a document whose name can be a verb',
      'A fundraising email sent out by Wells warned of the fight: “There are 14 left.”',
      'fundraising email',
    ],
    ['a number for a group', '“You have picked a new rule out of thin air,” the two write.', 'two'],
    ['feet and inches inside', '“He’s tall, he’s like 6’2”,” Anna Berg said.', 'Anna Berg'],
    [
      'who said it, not the paper that reports so',
      'The Harbour Times reported that Olsen also said of her son, “He is like a bear.”',
      'Olsen',
    ],
    [
      'somebody who can speak, not what they speak of',
      'Rep. Jan Berg, R-Halle, said the situation with the virus “is ever-changing.”',
      'Jan Berg',
    ],
    [
      'authorities and what they deem',
      'The law lets the port punish what the Harbour Council deems “fake news on the war.”',
      'Harbour Council',
    ],
    [
      'who said so before, not an infinitive at the end',
      '“We talk,” said Jan Berg, a member of the council, adding that whether to call Wells is open. “We will decide.”',
      'Jan Berg',
    ],
    ['a team before a name', 'Florida Tiger Eddie Berg came. “I was nervous,” he said.', 'Eddie Berg'],
  ])('%s', (_, text, name) => {
    expect(speakerOf(text)).toBe(name);
  });

  test('who declined to comment said nothing', () => {
    const [quote] = quotesOf('Anna Berg declined to comment on the “wildcat strike of the docks.”');
    expect(quote?.confidence).toBeLessThan(attributionThreshold);
  });

  test('who was asked has said nothing yet', () => {
    const [quote] = quotesOf('Anna Berg was asked, “Where do you live?”');
    expect(quote?.confidence).toBeLessThan(attributionThreshold);
  });

  test('the day of publication carried nothing', () => {
    const text = 'An article published on 20 May said the bridge was “late.”';
    expect(quotesOf(text)[0]?.via).toEqual([]);
  });

  test.each([
    [
      'below a sentence',
      'Maria Olsen said the road was “closed for now.”\n\n- Anna Wells\n\nMore to come.',
      'Maria Olsen',
    ],
    ['behind words that go on', '“We won,” Maria Olsen said. “At last we did.” — Anna Wells', 'Maria Olsen'],
    ['with a paper', '“We won,” Maria Olsen said. “At last.”\n\n– Anna Wells, Harbour Courier', 'Maria Olsen'],
    ['below words of their own', 'Maria Olsen said they had won.\n\n“At last we did.”\n\n– Anna Wells', null],
    [
      'before an entry with “she”',
      '“We won,” Maria Olsen said. “At last.”\n\n– Anna Wells\n\n“It was a long day,” she added.',
      'Maria Olsen',
    ],
  ])('the name of a reporter %s signs no quotation of others', (_, text, name) => {
    expect(speakerOf(text)).toBe(name);
  });

  test.each([
    [
      'with an office',
      'Maria Olsen resigned, she said.\n\n“A great friend.” — Prime Minister Anna Wells',
      'Anna Wells',
    ],
    ['with a trade', 'Maria Olsen asked them, she said.\n\n“We will be fine.” – Anna Wells, owner', 'Anna Wells'],
    ['behind a label', 'Maria Olsen asked.\n\nWill it last: “We will be fine.” – Anna Wells', 'Anna Wells'],
    [
      'a post, with the name of an account',
      'Maria Olsen resigned, she said.\n\n“A great friend left us.” — Anna Wells (@awells) November 27, 2026',
      'Anna Wells',
    ],
    ['one after another', '“We will.” – Maria Olsen, owner\n\n“We may be fine.” – Anna Wells', 'Anna Wells'],
  ])('a speaker signs %s', (_, text, name) => {
    expect(speakerOf(text)).toBe(name);
  });
});

describe('names of bodies', () => {
  test.each([
    ['“Stay at home,” the Centers for Harbour Safety and Rescue said.', 'Centers for Harbour Safety and Rescue'],
    [
      'The Department of Docks and Human Services said it was “too late to act.”',
      'Department of Docks and Human Services',
    ],
    ['The Norland Foreign Ministry said the boats were “far away.”', 'Norland Foreign Ministry'],
    ['Foreign Minister Anna Berg said the boats were “far away.”', 'Anna Berg'],
  ])('%s', (text, name) => {
    expect(speakerOf(text)).toBe(name);
  });
});

describe('interviews', () => {
  test('labels in lower case are speakers when the article knows them', () => {
    const text = 'Interviewer: Why did you leave, Ms Olsen?\n\nOlsen: I wanted to see the sea.';
    expect(quotesOf(text).map(({ text: words, speaker }) => [words, speaker?.name])).toEqual([
      ['I wanted to see the sea.', 'Olsen'],
    ]);
  });

  test('a group before a colon heads a paragraph and speaks it not', () => {
    expect(quotesOf('Some news.\n\nDonors: The hall was built by the port in May.')).toEqual([]);
  });

  test('a description ends where its clause begins', () => {
    expect(speakerOf('The man, an Italian in red, was wearing a shirt that said “save the whales now.”')).toBe('man');
  });

  test('lists and headings with colons are not interviews', () => {
    expect(
      quotesOf('Some news.\n\nHARBOUR HISTORY: All dates and more\n\nHARBOUR SPORT: Best games\n\nDate: Oct. 17'),
    ).toEqual([]);
  });
});
