import { describe, expect, test } from 'vitest';
import { attributionThreshold } from '../../../src/quote/attribute/confidence.ts';
import { quotesOf } from '../../../src/quote/quotes.ts';

test('words put to somebody in a question are nobody’s', () => {
  expect(
    shown('Maria Olsen came late. She was asked whether the night had left her feeling “alone in the hall”.'),
  ).toBe(null);
});

test('“they” are rather those who work at a body than the body', () => {
  const text = 'The Norfell Bank cut its rate. That will make a loan harder to get.\n\n“We see no growth,” they wrote.';
  expect(shown(text)).toBe(null);
});

/** Whom a reader sees named for the last quotation of a text. */
function shown(text: string): string | null {
  const quote = quotesOf(text).at(-1);
  return quote !== undefined && quote.confidence >= attributionThreshold ? (quote.speaker?.name ?? null) : null;
}

describe('the one who said it is named', () => {
  test.each([
    [
      'and not the paper that tells of it',
      'Lind praised the fair on his page, according to the Harbour Times. “Great news for us. A big deal.”',
      'Lind',
    ],
    [
      'in a clause of people',
      'Maria Olsen was seen by psychologists, who said she was “not at ease”.',
      'psychologists',
    ],
    [
      'of two fragments in one clause',
      'Republicans argued that it was lost, while Democrats called the hearing “silly” and a “sad and bizarre political stunt”.',
      'Democrats',
    ],
    [
      'and not the report that quotes her',
      'A police report quoted Maria Olsen saying there could be an “evil influence” at work.',
      'Maria Olsen',
    ],
    [
      'and not who reports her claims',
      'The station reported that claims by Maria Olsen that her parents “survived the war” are doubted.',
      'Maria Olsen',
    ],
    [
      'in the clause of the participle',
      'Peter Berg called for a vote, with Anna Wells hitting back by saying there was “no time left”.',
      'Anna Wells',
    ],
    [
      'behind words of time',
      'Prior to the vote, the Harbour Council met for a night and said that “no ship may land here”.',
      'Harbour Council',
    ],
    ['as the newly elected', '“We want the truth,” GOP Rep.-elect Maria Olsen said in a statement.', 'Maria Olsen'],
    [
      'behind a long description',
      'Another incoming lawmaker from Norfell, Sen.-elect Maria Olsen, condemned the plan and called on him to “tell the whole truth”.',
      'Maria Olsen',
    ],
    [
      'for what she likes to say',
      'Maria Olsen liked to say that she had “stumbled into physics by way of the kitchen”.',
      'Maria Olsen',
    ],
    [
      'by whom a comment to another was',
      'Lena Solberg met Peter Berg in May. Solberg’s January 10 comment to Berg that “the bridge was lost” came back in court.',
      'Lena Solberg',
    ],
    [
      'and a word that only opens a sentence is nobody',
      'The price of gas rose again in the harbour. Gas is dear, and Maria Olsen knows. “I pay more each week,” she said.',
      'Maria Olsen',
    ],
    [
      'behind the office, set off by commas',
      'Maria Olsen gave the papers to Penny Wells. Foreign Affairs Minister, Penny Wells, said: “We will read them.”',
      'Penny Wells',
    ],
    [
      'after a question that is over at the comma',
      'Hale declined to say whether Solberg would raise the toll, but added that “nothing is settled.”',
      'Hale',
    ],
    [
      'and not the company that she keeps',
      'Maria Olsen left the hall arm in arm with Ann Wells, calling the night “a gift.”',
      'Maria Olsen',
    ],
    [
      'whose second comma was forgotten',
      'Maria Olsen, chief engineer and senior director at the Norfell Fund called the hall “a ruin.”',
      'Maria Olsen',
    ],
    ['with two titles', 'It is “no more than a shed,” says founder and chief engineer Maria Olsen.', 'Maria Olsen'],
    [
      'as the author of a study',
      'Study lead author Maria Olsen of the Royal Norfell Institute said it “could not have been chance.”',
      'Maria Olsen',
    ],
    ['behind a verb that opens the sentence', 'Said club owner Maria Olsen: “Words fail me.”', 'Maria Olsen'],
    [
      'and not who is told what they mean',
      'Cole is telling the town, “We can do as we like,” Maria Olsen said.',
      'Maria Olsen',
    ],
    [
      'behind what the office is of, known given name or not',
      'In a speech, US Secretary of State Antony Wellin warned that the port would go “down this road” again.',
      'Antony Wellin',
    ],
    [
      'behind whom an ambassador is sent to',
      'US Ambassador to the UN Linda Berg spoke. “This is a fire,” Norlandic Deputy Ambassador to the UN Geng Shuo said.',
      'Geng Shuo',
    ],
    [
      'with two offices, once',
      '“The best course was a rest,” Tigers CEO and general manager Maria Olsen said.',
      'Maria Olsen',
    ],
    ['with a new office', '“We will rise,” said the union’s General Secretary Designate Maria Olsen.', 'Maria Olsen'],
    [
      'behind the name of a body with "of"',
      '“We have time,” Norland Institute of Health Director Maria Olsen said.',
      'Maria Olsen',
    ],
    [
      'behind "editor at large"',
      '“We turned it round,” said the Post’s editor at large Peter Berg, smiling.',
      'Peter Berg',
    ],
    [
      'who does more in the clause that "who" opened',
      'Several people took part, including Peter Berg, who left the club on Monday, calling it “a joke.”',
      'Peter Berg',
    ],
    [
      'not whoever is along',
      'Maria Olsen, accompanied by Peter Berg, an official from the embassy, said people were “very good” to her.',
      'Maria Olsen',
    ],
    [
      'and not the party and the place behind the name',
      'On Monday, Sen. Maria Olsen, R-Norland Bluffs, who leads the panel, said that “this is the year.”',
      'Maria Olsen',
    ],
    [
      'before a list in dashes',
      'The committee — a teacher, two parents and a University of Norland professor — said, “This law is wrong.”',
      'committee',
    ],
    [
      'who does what they are doing, not what they do it to',
      '“The aim of this paper is clear,” a senior official previewing the summit said.',
      'senior official previewing the summit',
    ],
    [
      'though a noun stands where a verb of speech could',
      'The government “has been slow to count cases”, despite repeated warnings, says The Norland Telegraph.',
      'Norland Telegraph',
    ],
    [
      'for whom the article is about, not a namesake named once',
      'Serena Berg wrote an essay. Serena Berg won again. Serena Berg has a sister, Venus Berg.\n\n“I am here to stay,” Berg wrote.',
      'Serena Berg',
    ],
  ])('%s', (_, text, name) => expect(shown(text)).toBe(name));
});

describe('nobody is named', () => {
  test.each([
    ['for words inside what "she" does', 'Maria Olsen met the mayor. In a clip, she “of course” says yes to the plan.'],
    [
      'for a title, whoever else is said to have written',
      'Peter Berg sang “Long Way Home,” a song by his son, who wrote about harbours and said little.',
    ],
    [
      'for a letter that went to somebody',
      'The council got a letter dated March 27 to the mayor saying the bridge was “unfit for buses.”',
    ],
    ['for what somebody is known as', 'Peter Berg, known as “the bridge man,” left on Monday, Maria Olsen said.'],
    [
      'for a pronoun that only the byline could stand for',
      'Jane Doe and Peter Roe, DAILY POST\n\nThe harbour was closed on Monday. “It was dark,” he said.',
    ],
    ['for a song of a list', '3. “Over the Moonlight” - Maria Olsen'],
    ['for a label', 'Lyrics: “My heart is a river of stones and I sing.”'],
    ['for a question word in capitals', 'WHAT: “Hello, Molly!” starring Maria Olsen'],
    ['for what a film tells', '“Night Mail” tells the stories of Peter Berg, a driver.'],
    [
      'for what the bill says that somebody signed',
      'The bill Berg signed says schools can teach in an “age-appropriate way,” no more.',
    ],
    ['for what is allowed', 'Schools with cases can continue “normal teaching and living,” as long as they ask.'],
    [
      'for what somebody was said to be',
      'August-November: The winter of Ann Berg\n\nShe was said to be “feuding.” Then it changed.',
    ],
    [
      'for a surname of two who are named alike',
      'Serena Berg has a sister, Venus Berg. Both won on Monday. “I am here to stay,” Berg wrote.',
    ],
  ])('%s', (_, text) => expect(shown(text)).toBeNull());
});
