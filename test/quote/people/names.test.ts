import { describe, expect, test } from 'vitest';
import { quotesOf } from '../../../src/quote/quotes.ts';

const speakers = (text: string) =>
  quotesOf(text)
    .filter(({ kind }) => kind === 'direct' || kind === 'partial')
    .map(({ speaker }) => speaker?.name ?? null);
const roles = (text: string) => quotesOf(text).map(({ speaker }) => speaker?.role ?? null);

describe('a name is whole', () => {
  test.each([
    ['“It leaks,” said Anneke van der Zee. “It always did,” van der Zee said.', 'Anneke van der Zee'],
    ['“It leaks,” Khalid bin Faris said.', 'Khalid bin Faris'],
    ['“It leaks,” said Marta de la Rosa.', 'Marta de la Rosa'],
    ['“It leaks,” the Duke of Vale said.', 'Duke of Vale'],
    ['“It leaks,” said Lord Tarn.', 'Lord Tarn'],
    ['“It leaks,” said Will Harrow, a pilot. “It leaks,” Harrow said.', 'Will Harrow'],
    ['“It leaks,” al-Fajr said in a statement.', 'al-Fajr'],
    // Names of the stage, where half of the name looks like a title, an adjective or an initial.
    ...[
      'Kid Marlow',
      'Lady Marl',
      'Lil Tarn X',
      'Bad Otter',
      'DJ Pell',
      'MC Velvet',
      'Queen Tarnia',
      'Cardo B',
      'Ice Vale',
    ].map(
      (name): [string, string] =>
        [`“It leaks,” ${name} said. The hall was full. “It always did,” said ${name}.`, name] as const,
    ),
  ])('%s', (text, name) => {
    expect(new Set(speakers(text))).toEqual(new Set([name]));
  });

  test('what stands before a name is not part of it', () => {
    expect(speakers('“It leaks,” said Rovers head coach Martin Pell.')).toEqual(['Martin Pell']);
    expect(speakers('“It leaks,” said oil and gas worker Martin Pell.')).toEqual(['Martin Pell']);
    expect(speakers('“It leaks,” said Vale president and CEO Martin Pell.')).toEqual(['Martin Pell']);
  });

  test('a role is whole, or short, never cut', () => {
    expect(roles('“It leaks,” said press secretary Petra Dale.')).toEqual(['press secretary']);
    expect(roles('“It leaks,” said Petra Dale, professor of water and family law.')).toEqual(['professor']);
  });
});

describe('who is meant', () => {
  test.each([
    [
      'a body that has just spoken, by what it is',
      'Tarnsoft said Thursday that Vale had revoked its licence.\n\nBut the company seemed sure. “We work on it,” the company said.',
      ['Tarnsoft'],
    ],
    [
      'nobody else, where a person has just spoken',
      'Ann Moor said the licence was gone. “We work on it,” the company said.',
      ['company'],
    ],
    [
      'the document that says it, not the body that it is about',
      'The aid group Tarnhelp said its head was hurt. Another group left. A note said the group was sad and he had “given ten years to the poor.”',
      ['note'],
    ],
    [
      'the holder of an office with “of” in it',
      'Ann Moor spoke first. “I count on you,” she said.\n\nSecretary of State Tom F. Orr said Vale would take steps, and he urged Tarn to talk.\n\n“We remain open to talks,” he said.',
      ['Ann Moor', 'Tom F. Orr'],
    ],
    [
      'the holder of a title, not the tournament in it',
      'Tom Orr played on. “I hit a lot of good shots,” said the three-time Masters champion.',
      ['three-time Masters champion'],
    ],
    [
      'nobody, where half of a phrase looks like a name',
      '“A palace source has confirmed it,” declared the Australian gossip weekly New Tide.',
      [null],
    ],
    ['nobody, for the entry of a list', '4. Bulldog — “Calm, courageous and friendly, with dignity.”', [null]],
    [
      'who did the one by the other',
      'While Orr called Moor “a little liar” and Moor responded by describing the mayor as a “pathological liar”, both smiled.',
      ['Orr', 'Moor'],
    ],
    [
      'the subject behind an opening participle, not its object',
      'Having denounced Orr as “utterly amoral,” Moor refused to vote for him.',
      ['Moor'],
    ],
    [
      'who is heard in a film',
      'The campaign’s closing message was an ad featuring her father, the former mayor Tom Orr, calling Dale a “coward” who lies.',
      ['Tom Orr'],
    ],
    [
      'the document behind “per”',
      'Those found to be a “significant danger of causing injury,” per the bill, must wait.',
      ['bill'],
    ],
    [
      'who made the following comment',
      'On July 6, Orr made the following comment:\n\n“For young people the rate is 51 percent.”',
      ['Orr'],
    ],
    [
      'Mr and Ms of one name',
      'Mr. Martin Dale stayed. “No,” Mr. Dale said. His sister, Petra Dale, left. “Yes,” Ms. Dale said.',
      ['Martin Dale', 'Petra Dale'],
    ],
    [
      'a possessor, not what she has',
      'Ann Moor lives in Vale. Her son Cody died last year. “That is why I fight,” she says.',
      ['Ann Moor'],
    ],
    ['a person, not a place', 'Yani, a teacher from Tarnfeld, was at home. “I heard a rumble,” she said.', ['Yani']],
    [
      'nobody, where only a heading has a name',
      'Scholars signed a letter.\n\nREAD MORE: Mayor slams arrest\n\n“We are worried,” it stated.',
      [null],
    ],
    [
      'the one before a state',
      '“We will row,” the 34-year-old from Duluth, Minnesota said.',
      ['34-year-old from Duluth'],
    ],
    [
      'both of two',
      'Ana Moor and Tom Orr said in a joint letter: “We won’t wait for water.”',
      ['Ana Moor and Tom Orr'],
    ],
    ['the name behind the description', '“We can’t rule it out,” says Moor’s partner, Jason Louth.', ['Jason Louth']],
    [
      'its own description, not another’s',
      'The Harbour League leader, Jon Pell, resigned. “We seek no quarrel,” said the MDC leader.',
      ['MDC leader'],
    ],
    [
      'the one who is called so',
      'Jan Field met Eva Moor Field. Moor Field smiled. Field spoke first. “Welcome,” Field said.',
      ['Jan Field'],
    ],
    ['who speaks, not by what means', '“I was glad,” Hale said by phone from Lisbon.', ['Hale']],
    ['“his guest”', 'Jan Moor nodded. “The tide is late,” his guest Tom Orr said.', ['Tom Orr']],
  ])('%s', (_, text, names) => {
    expect(speakers(text)).toEqual(names);
  });
});

describe('titles with “of” in them', () => {
  test.each([
    ['“It leaks,” said Hall of Famer Tom Berg.', 'Tom Berg'],
    ['“It leaks,” Hall of Famer Tom Berg said.', 'Tom Berg'],
    ['“We act,” said Minister of Health Jean Duclair.', 'Jean Duclair'],
    ['“We act,” said Minister Tom Berg of the harbour party.', 'Tom Berg'],
  ])('%s', (text, name) => expect(quotesOf(text)[0]?.speaker?.name).toBe(name));

  test('a press secretary has the whole of the title', () => {
    expect(quotesOf('“We sail,” press secretary Nora Lind said.')[0]?.speaker?.role).toBe('press secretary');
  });

  test('a character that somebody plays is not taken for somebody in the news', () => {
    expect(quotesOf('Odo Pell, played by Ann Brook, says: “Let them swim home.”')[0]?.speaker).toBe(null);
  });
});

describe('characters of films and novels are nobody in the news', () => {
  const named = (text: string) => quotesOf(text).map(({ speaker }) => speaker?.name ?? null);

  test.each([
    ['introduced as one', 'In the film, the hero Odo tells his wife, “I will not leave.”'],
    ['followed by a film', 'The film follows Odo, a miner. “I will not leave,” Odo says.'],
    ['behind what somebody stars as', 'Jan Berg stars as Odo Lind in the film. “I miss the sea,” Lind says.'],
    ['before an actor in brackets', 'In the trailer, Odo (Jan Berg) sails. “I miss the sea,” Odo says.'],
    ['played by somebody', 'In the series, Odo Lind, played by Jan Berg, tells his sons: “I miss the sea.”'],
    ['that speak in the novel', '“You cannot pass,” says Odo in the novel.'],
  ])('%s', (_, text) => expect(named(text)).toEqual([null]));

  test('who plays them, or makes the film, is', () => {
    expect(named('Jan Berg stars as Odo in the film. “I cried,” Berg said.')).toEqual(['Jan Berg']);
    expect(named('In the film, director Maria Olsen shows a port. “We shot it in May,” Olsen says.')).toEqual([
      'Maria Olsen',
    ]);
    expect(named('Serena Berg plays Venus Lind on Monday. “I am ready,” Lind said.')).toEqual(['Venus Lind']);
  });
});

describe('who is meant by a first name, or by “he”', () => {
  const named = (text: string) => quotesOf(text).map(({ speaker }) => speaker?.name ?? null);

  test('a first name stands for the one person who has it', () => {
    expect(named('Mayor Odalys Berg came. “It leaks,” Odalys said.')).toEqual(['Odalys Berg']);
    expect(named('Governor Odalys Berg met mayor Odalys Lind. “It leaks,” Odalys said.')).toEqual(['Odalys']);
  });

  test('a first name tells nothing of whom the surname stands for', () => {
    const text =
      'Mayor Odalys Lind met her mother, governor Teri Lind. Teri was late. Teri was tired. Teri left. “It leaks,” Lind said.';
    expect(named(text)).not.toEqual(['Teri Lind']);
  });

  test('a team is never “he”', () => {
    const text =
      'The game was played by the Denby Harriers on Monday. Tom Orr pointed out that it came right after a long trip. “It was hard,” he said.';
    expect(named(text)).toEqual(['Tom Orr']);
    expect(named('The ferry was late for the Denby Harriers. “It was hard,” he said.')).toEqual([null]);
  });

  test('a firm behind “of” is never “he”, whoever “who” stands for', () => {
    const text =
      'One is Tom Orr, the head of the exchange Coinly, who told reporters that it may be good for firms like his.\n\n“It goes on,” he said.';
    expect(named(text).at(-1)).not.toBe('Coinly');
  });

  test('whose claim is refuted does not go on speaking', () => {
    const text =
      'Tom Orr spoke. Orr’s claim about the gates is wrong, said E. Jan Wells, director of the port.\n\n“There are dozens of gates,” he told the paper.';
    expect(named(text).at(-1)).toBe('E. Jan Wells');
  });

  test('an entry of a list is nobody', () => {
    expect(named('WINNER: “Night Mail” from the port\n\nMayor Tom Orr: “We sail on Monday, come what may.”')).toEqual(
      expect.not.arrayContaining(['WINNER']),
    );
  });

  test('the name behind a long description, and before one with a title of a book', () => {
    expect(named('The special adviser to the mayor on harbours, Ms Nora Lind, said it was “a rusty old tub”.')).toEqual(
      ['Nora Lind'],
    );
    expect(
      named(
        'Dr. Nora Lind, author of “The Tide” and a former adviser to the Denby Harriers, said it was “a rusty old tub”.',
      ),
    ).toContain('Nora Lind');
  });

  test('“in another tweet” is nobody', () => {
    const [quote] = quotesOf('Nora Lind spoke. In another tweet she said there is an “extremely high tide” coming.');
    expect(quote).toMatchObject({ stance: 'said', speaker: { name: 'Nora Lind' }, via: [] });
  });
});

describe('pronouns of long articles', () => {
  test.each([
    [
      'a firm’s officer, introduced behind the name',
      'Dale Orr spoke first. “It holds,” Orr said.\n\nThe idea isn’t new, said J.J. Pell, CEO of the Norfell Port.\n\n“It may move,” he said.',
      'J.J. Pell',
    ],
    [
      'no word of another story’s headline',
      '“Many are ill,” said Steven Orr, head of the port.\n\nLayoffs:Victoria’s Secret & Co. to cut jobs\n\n“It will pass,” he added.',
      'Steven Orr',
    ],
    [
      'and not who is only the object behind “they”',
      'Jonas Pell leads the port. Gregory Orr said it was a “gamble” whether they back Pell, given the news about his past.\n\n“It is an embarrassment,” he said.',
      'Gregory Orr',
    ],
    [
      'somebody called by the first name',
      'Bianca Orr founded the shop with her sister Lene in 1998. Lene left in 2003, and Bianca runs it alone. “I never planned it,” Bianca says.',
      'Bianca Orr',
    ],
    [
      'and nobody where somebody without a name has spoken since',
      'Dominic Pell wrote that it was long. The director, who called reviews “weather”, was unmoved. “You take an umbrella,” he said.',
      null,
    ],
  ])('stand for %s', (_, text, name) => {
    expect(speakers(text).at(-1) ?? null).toBe(name);
  });

  test('a label that is only a first name is no known person', () => {
    const text =
      'The club lost Mike Brandt. Tom Orr answers questions.\n\nMike: Do you know if I can go to the game on Monday?';
    expect(speakers(text)).not.toContain('Mike Brandt');
  });
});

test('two people joined by a hyphen are nobody of that name', () => {
  const text =
    'The Jan Berg-Tom Pell era ended. Pell would say no more, telling me, “I have a right to stay out of it.”';
  expect(speakers(text)).toEqual(['Pell']);
});

test('an office of three words is whole', () => {
  expect(roles('“It leaks,” said Chief Financial Officer Martin Pell.')).toEqual(['Chief Financial Officer']);
});
