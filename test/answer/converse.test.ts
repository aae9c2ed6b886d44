import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, AskDeps } from '../../src/answer/answer.ts';
import { earlierTurn, type Response, respond } from '../../src/answer/converse.ts';
import type { EarlierTurn } from '../../src/answer/question/conversation.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import { storedPassages } from '../../src/store/passages/passages.ts';
import { SHARED, TERMINAL } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';

const FERRY = `Ferry Astrid sinks off Holm

HOLM — At least nine people drowned when the ferry Astrid sank off Holm on Monday night, police said.

“We will not stop while there is light,” said coast guard captain Lena Holt. “There may be pockets of air.”

The ferry carried 60 passengers from Norway and Denmark. It was built in 1987 and belongs to Vale Lines.

Ship inspector Jonas Berg had warned of rust in the hull in a letter to the Vale Lines board last year.

The coast guard called off the search at midnight and will go on at dawn with two divers from Denmark.`;

let deps: AskDeps;

beforeEach(async () => {
  const { db } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  await addText(db, FERRY, SHARED, 'Holm Post');
  deps = { db, stored: storedPassages(db), maxChars: 600, model: null };
});

async function say(text: string, conversation: EarlierTurn[] = []): Promise<Response> {
  const asOf = new Date('2126-11-12T12:00:00Z');
  const response = await respond(deps, { text, workspace: TERMINAL, asOf, zone: 'UTC', conversation, meant: 'reply' });
  if (response.kind !== 'silent') conversation.push(earlierTurn(text, response.turn));
  return response;
}

async function answerTo(text: string, conversation: EarlierTurn[] = []): Promise<Answer> {
  const response = await say(text, conversation);
  if (response.kind !== 'answer') throw new Error(`${text}: ${response.kind}`);
  return response.answer;
}

async function addReport(text: string, published: Date): Promise<void> {
  const read = readPlainText(text, { publisher: 'Holm Post', published });
  if (read.kind === 'refused') throw new Error(read.message);
  await addArticle(deps.db, read.draft, { workspace: SHARED, cameIn: 'file' });
}

const wordsOf = ({ lead, claims }: Answer) => [lead, ...claims.map(({ text }) => text)].join(' ');

test('what somebody thinks of something is told by the sentence in which they praise or fault it', async () => {
  const text = `Council keeps the ferry\n\nHOLM — Transport minister Eva Brandt faulted the council’s decision to keep the ferry, which she called too dear.\n\nThe council meets again in May. Nobody on the council wanted to speak.`;
  await addText(deps.db, text, SHARED, 'Holm Post');
  const answer = await answerTo('what did eva brandt say about the council?');
  expect(answer.outcome).toBe('answered');
  expect(wordsOf(answer)).toContain('faulted the council’s decision');
});

test('quotes by somebody are listed, not those of an article that names them', async () => {
  const { lead, quotes } = await answerTo('list quotes by Lena Holt');
  expect(lead).toBe('Quotations from Lena Holt:');
  expect(new Set(quotes.map(({ speaker }) => speaker))).toEqual(new Set(['Lena Holt']));
});

test('where somebody who is named is not quoted, what stands near the name is no answer', async () => {
  const text =
    'Mayor opens the lock\n\nHOLM — The lock at Holm was opened by Petra Sund on Friday in the rain. Boats went through.';
  await addText(deps.db, text, SHARED, 'Holm Post');
  const { outcome } = await answerTo('what did Petra Sund say?');
  expect(outcome).not.toBe('answered');
  expect((await answerTo('list quotes by Petra Sund')).note).toContain('quote no words of Petra Sund');
});

test('who asks for the latest gets the newest report on the subject', async () => {
  const report = (day: number, words: string) =>
    addReport(
      `Storm Ines ${words}\n\nHOLM — Storm Ines ${words}, the weather office at Holm said. Ines ${words} with the tide.`,
      new Date(Date.UTC(2026, 10, day)),
    );
  await report(11, 'floods the harbour');
  await report(9, 'nears the coast');
  const answer = await answerTo('what is the latest on storm ines?');
  expect(answer.lead).toContain('floods the harbour');
});

test('a summary of a story that goes on is one of its newest report', async () => {
  const report = (day: number, headline: string, words: string) =>
    addReport(
      `${headline}\n\nHOLM — Storm Ines ${words}, the weather office at Holm said. The harbour at Holm was closed for storm Ines.\n\nFerries to Vale stay in port. Schools at Holm were closed as storm Ines came in from the west.`,
      new Date(Date.UTC(2026, 10, day)),
    );
  await report(9, 'Storm Ines reaches harbour of Holm', 'would reach Holm by night');
  await report(10, 'Storm Ines has left harbour of Holm', 'tore eleven roofs off and left Holm by noon');
  expect(wordsOf(await answerTo('tl;dr storm ines'))).toContain('Storm Ines has left harbour');
});

test('a question that asks to choose between two gets a sentence on each', async () => {
  const bridge = (town: string, cars: string) =>
    `${town} bridge is painted\n\n${town.toUpperCase()} — The bridge at ${town} will be painted green in June, the road office said.\n\nThe bridge carries ${cars} cars a day, and drivers will have to go over the lock.`;
  await addText(deps.db, bridge('Brae', '7,400'), SHARED);
  await addText(deps.db, bridge('Lund', '9,100'), SHARED, 'Holm Post');
  const { claims } = await answerTo('Which bridge carries more cars, Brae or Lund?');
  expect(claims.map(({ text }) => text)).toEqual([expect.stringContaining('7,400'), expect.stringContaining('9,100')]);
});

test('a question about a name that no article has is told so, with the closest sentences', async () => {
  const answer = await answerTo('why did the ferry to Quorndal sink?');
  expect(answer).toMatchObject({ outcome: 'nearest', note: 'No article mentions “Quorndal”.' });
});

describe('a request for a whole article', () => {
  test('a summary is the stored key points of the article on the subject', async () => {
    const answer = await answerTo('tl;dr on the ferry Astrid');
    expect(answer).toMatchObject({ outcome: 'answered', lead: 'Ferry Astrid sinks off Holm' });
    expect(wordsOf(answer)).toContain('At least nine people drowned');
    for (const { text, spans } of answer.claims)
      for (const { start, end } of spans) expect(FERRY.slice(-5000)).toContain(text.slice(0, end - start));
  });

  test('quotations come with their speakers, in the order of the text', async () => {
    const { quotes } = await answerTo('list all quotes of the harbour wall article');
    expect(quotes[0]).toMatchObject({ text: 'We have had three floods in four years,', speaker: 'Ada Lindqvist' });
    expect(quotes.length).toBeGreaterThan(3);
  });

  test('its people and countries are listed, each once', async () => {
    expect(wordsOf(await answerTo('who is mentioned in the ferry article?'))).toMatch(/Lena Holt, Jonas Berg$/);
    expect(wordsOf(await answerTo('which countries are mentioned in the ferry article?'))).toMatch(/Norway, Denmark$/);
  });

  test('of several articles, one that is not named is asked for', async () => {
    const answer = await answerTo('summarise the article');
    expect(answer.outcome).toBe('nothing');
    expect(answer.lead).toContain('Which article');
  });

  test('a timeline leaves out what only mentions its subject', async () => {
    const text = `Choir sings in Lund church\n\nLUND — The children’s choir of Lund gave its spring concert on Sunday before 200 parents.\n\nTwo of the singers live far away. The ferry Astrid had brought them over in the morning.`;
    await addReport(text, new Date('2025-05-04T12:00:00Z'));
    const { list } = await answerTo('timeline of the ferry Astrid');
    expect(list.map(({ title }) => title)).toEqual(['Ferry Astrid sinks off Holm']);
  });

  test('a timeline lists the reports by their days', async () => {
    const { list } = await answerTo('timeline of the ferry Astrid');
    expect(list.map(({ title }) => title)).toEqual(['Ferry Astrid sinks off Holm']);
  });
});

describe('a question in a thread about something else', () => {
  test.each([
    ['what does lindqvist want?', 'a name in lower case', /wall|floods/],
    ['how much does the wall cost?', 'words that only another article has', /14 million crowns/],
    ['what did Ada Lindqvist say of her market?', 'a name before the pronoun that stands for it', /sink the market/],
  ])('%j is answered from the article that it is about: %s', async (question, _, said) => {
    const conversation: EarlierTurn[] = [];
    await say('how many drowned when the ferry Astrid sank?', conversation);
    expect(wordsOf(await answerTo(question, conversation))).toMatch(said);
  });

  test('what both articles may mean is taken for the one that was talked of', async () => {
    const conversation: EarlierTurn[] = [];
    await say('how many drowned when the ferry Astrid sank?', conversation);
    expect(wordsOf(await answerTo('what did the captain say?', conversation))).toContain('while there is light');
  });
});

test('who somebody is, is told by the sentence that introduces them', async () => {
  expect(wordsOf(await answerTo('Who is Rosa Timm?'))).toContain('who leads the opposition');
  expect(wordsOf(await answerTo('who is Lena Holt'))).toContain('coast guard captain Lena Holt');
});

describe('in a conversation', () => {
  describe('who somebody is', () => {
    const who = async (question: string) => wordsOf(await answerTo(question));
    const MAYOR = `Ada Storm: the mayor who keeps goats\n\nBRAE — The best known face of the valley has sold half of the herd. Storm was born in Brae in 1960. “Ada Storm is a joke,” a farmer said.`;
    const GAME = `Brae win the cup\n\nBRAE — Brae beat Holm in the cup final on Sunday. In the last minute, Storm, a late signing, scored. The club is proud of the players.`;

    test('is told of the person of the whole name, not of somebody else with the surname', async () => {
      await addText(deps.db, GAME, SHARED, 'Holm Post');
      await addText(deps.db, MAYOR, SHARED, 'Holm Post');
      expect(await who('who is Ada Storm?')).not.toContain('late signing');
    });

    test('is told by the opening of the article that the headline introduces them for, not by what somebody says of them', async () => {
      await addText(deps.db, MAYOR, SHARED, 'Holm Post');
      expect(await who('who is ada storm')).toBe(' The best known face of the valley has sold half of the herd.');
    });

    test('is told of a name that the article writes with the given name in marks', async () => {
      await addText(
        deps.db,
        `Captain heard\n\nHOLM — Margaret “Mog” Storm, the captain who ran the ferry aground, was heard on Monday. The board said Storm was “well liked”.`,
        SHARED,
        'Holm Post',
      );
      expect(await who('who is mog storm?')).toContain('the captain who ran the ferry aground');
    });

    test('is told by the office before a surname', async () => {
      await addText(
        deps.db,
        `Budget passes\n\nHOLM — Storm, speaking at a hall in Holm, singled out the tax. President Olga Storm signed the budget on Monday.`,
        SHARED,
        'Holm Post',
      );
      expect(await who('who is president storm?')).toBe(' President Olga Storm signed the budget on Monday.');
    });

    test('is only the closest where the articles name another of the surname', async () => {
      await addText(deps.db, GAME.replaceAll('Storm', 'Rita Storm'), SHARED, 'Holm Post');
      expect((await answerTo('who is Peter Storm?')).outcome).not.toBe('answered');
    });
  });

  test('a question about somebody whom nobody has named yet is asked back', async () => {
    expect(wordsOf(await answerTo('what did he use?'))).toBe('Who do you mean by “he”? Ask again with the name.');
    expect((await answerTo('what did Lena Holt say about her search?')).lead).toBeNull();
  });

  test('"she" is whom the question before named', async () => {
    const thread: EarlierTurn[] = [];
    await answerTo('who is lena holt', thread);
    expect(wordsOf(await answerTo('what did she say?', thread))).toContain('We will not stop');
  });

  test('a follow-up without words of its own gets the closest to what was asked before', async () => {
    const thread: EarlierTurn[] = [];
    await answerTo('how many passengers did the ferry Astrid carry?', thread);
    const { outcome, claims } = await answerTo('how many were they now?', thread);
    expect(outcome).toBe('nearest');
    expect(claims.map(({ text }) => text).join(' ')).toContain('60 passengers');
  });

  test('what the thread’s article has of the kind that is asked for comes close, whatever its words', async () => {
    const thread: EarlierTurn[] = [];
    await answerTo('what happened to the ferry Astrid?', thread);
    const { outcome, claims } = await answerTo('how many of them could swim?', thread);
    expect(outcome).toBe('nearest');
    expect(claims.map(({ text }) => text).join(' ')).toMatch(/nine people|60 passengers/);
  });

  test('what the article of the thread lacks is looked for in the others of its story, and nowhere else', async () => {
    const thread: EarlierTurn[] = [];
    await addReport(
      `Ferry Astrid: helmsman questioned after nine drown off Holm\n\nHOLM — The helmsman of the ferry Astrid, Nils Aas, was questioned by police on Tuesday. The ferry Astrid sank off Holm on Monday night and at least nine people drowned.\n\n“I saw the rocks too late,” said the helmsman, Nils Aas.`,
      new Date('2026-11-10T08:00:00Z'),
    );
    await answerTo('how many passengers did the ferry Astrid carry?', thread);
    expect(wordsOf(await answerTo('what did the helmsman say?', [...thread]))).toContain('rocks too late');
    expect(wordsOf(await answerTo('what did the councillor say?', [...thread]))).not.toContain('wall');
  });

  test('"back to" a subject finds what another article of it says', async () => {
    const thread: EarlierTurn[] = [];
    await addText(
      deps.db,
      'Storm damage counted\n\nBRAE — The storm tore the roofs off forty barns at Brae, the council said. Two cows were lost in the storm.',
      SHARED,
      'Holm Post',
    );
    await answerTo('what happened to the ferry Astrid?', thread);
    await answerTo('what does the harbour wall cost?', thread);
    const answer = await answerTo('back to the sea: how many barns lost their roofs at Brae?', thread);
    expect(wordsOf(answer)).toContain('forty barns');
  });

  test('"source?", "are you sure?" and "when was that?" are about the last answer', async () => {
    const thread: EarlierTurn[] = [];
    const first = await answerTo('tl;dr on the ferry Astrid', thread);
    const source = await answerTo('source?', thread);
    expect(source.lead).toContain('“Ferry Astrid sinks off Holm” (Holm Post, 10 November 2026)');
    expect(source.claims[0]?.text).toBe(first.claims[0]?.text);
    expect((await answerTo('are you sure?', thread)).lead).toContain('One stored article says so');
    expect((await answerTo('when was that?', thread)).lead).toContain('10 November 2026');
  });

  test('"more" tells what was not told, and says when there is nothing left', async () => {
    const thread: EarlierTurn[] = [];
    const told = new Set((await answerTo('tl;dr on the ferry Astrid', thread)).claims.map(({ text }) => text));
    for (let i = 0; i < 5; i++) {
      const { outcome, lead, claims } = await answerTo('more', thread);
      if (outcome !== 'answered') {
        expect(lead).toContain("That's everything");
        return;
      }
      for (const { text } of claims) {
        expect(told.has(text)).toBe(false);
        told.add(text);
      }
    }
    throw new Error('never ends');
  });

  test('what the news list shows can be picked by its number', async () => {
    const thread: EarlierTurn[] = [];
    const { list } = await answerTo("what's new?", thread);
    const answer = await answerTo('tell me more about the second one', thread);
    expect(answer.lead).toBe(list[1]?.title);
    expect((await answerTo('what about 1?', thread)).lead).toBe(list[0]?.title);
    expect((await answerTo('quotes of 2', thread)).lead).toContain(list[1]?.title);
  });

  test('the closest headlines, shown where nothing was found, can be picked from too', async () => {
    const thread: EarlierTurn[] = [];
    const { outcome, list } = await answerTo('who won the chess championship on the harbour in Lisbon?', thread);
    expect(outcome).toBe('nothing');
    expect((await answerTo('the first one', thread)).lead).toBe(list[0]?.title);
  });

  test('after a list, "source?" asks which of its stories is meant', async () => {
    const thread: EarlierTurn[] = [];
    await answerTo("what's new?", thread);
    expect((await answerTo('source?', thread)).lead).toContain('the second one');
  });

  test('after the quotations of an article, "source?" and "when was it published?" tell its name and day', async () => {
    const thread: EarlierTurn[] = [];
    await answerTo('quotes of the ferry article', thread);
    expect((await answerTo('source?', thread)).lead).toContain('Ferry Astrid sinks off Holm');
    expect((await answerTo('when was it published?', thread)).lead).toContain('Ferry Astrid sinks off Holm');
  });

  test('how long a summary is to be is not what it is about', async () => {
    const thread: EarlierTurn[] = [];
    await answerTo('what happened to the ferry Astrid?', thread);
    for (const text of [
      'give me the gist in one sentence',
      'summarise it in two short sentences',
      'tldr in plain english',
    ])
      expect((await answerTo(text, thread)).lead, text).toBe('Ferry Astrid sinks off Holm');
  });

  test('without an answer before, "source?" says so', async () => {
    expect((await answerTo('source?')).lead).toContain("haven't told you anything");
  });
});

test.each([
  ['hello', /Ask me/],
  ['thanks a lot!', /welcome/],
  ['what can you do?', /word for word/],
  ['how many articles do you have?', /2 articles/],
  ['how mny articles do u have', /2 articles/],
  ['can you speak Norwegian?', /language of an article/],
  ['translate that into German', /don't translate/],
  ['is this free?', /Copydesk/],
  ['stop', /quiet/],
])('%j gets a short word', async (text, word) => {
  const response = await say(text);
  expect(response).toMatchObject({ kind: 'courtesy', text: expect.stringMatching(word) });
});

test('a name that nobody is quoted by is never changed in silence', async () => {
  const answer = await answerTo('what did Lena Holst say?');
  expect(answer.note).toContain('quote no one called “Lena Holst”');
  expect(answer.note).toContain('Lena Holt');
});

test('who says yes to "Did you mean …?" gets the answer about that person', async () => {
  const thread: EarlierTurn[] = [];
  const { followUps } = await answerTo('what did Lena Holst say?', thread);
  expect(followUps).toEqual(['what did Lena Holt say?']);
  const answer = await answerTo('yes please', thread);
  expect(wordsOf(answer)).toContain('We will not stop');
  expect(await say('yes', [])).toMatchObject({ kind: 'courtesy' });
});

test('what nothing stored is about is said to be so', async () => {
  const answer = await answerTo('who won the chess championship in Lisbon?');
  expect(answer.outcome).not.toBe('answered');
});

test('a link stands for its article, and one to a page that was never read is said to be unread', async () => {
  const url = 'https://holm.example/news/lock?utm_source=chat';
  const read = readPlainText('Lock opens\n\nHOLM — The lock at Holm was opened by Petra Sund on Friday in the rain.', {
    url,
    publisher: 'Holm Post',
  });
  if (read.kind === 'refused') throw new Error(read.message);
  await addArticle(deps.db, read.draft, { workspace: SHARED, cameIn: 'url', addresses: [read.draft.url ?? ''] });
  const thread: EarlierTurn[] = [];
  await answerTo('what does the harbour wall cost?', thread);
  for (const text of [url, `summarise <${url}|holm.example>`, `tl;dr ${url}!`])
    expect((await answerTo(text, [...thread])).lead, text).toBe('Lock opens');
  expect(wordsOf(await answerTo(`who opened the lock in https://holm.example/news/lock ?`))).toContain('Petra Sund');
  expect((await answerTo('summarise https://holm.example/news/other')).lead).toContain("haven't read the page");
});

test('what was only overheard and is not known is left alone', async () => {
  const message = { workspace: TERMINAL, asOf: new Date(), zone: 'UTC', conversation: [], meant: 'if-known' as const };
  expect(await respond(deps, { ...message, text: 'who wants coffee?' })).toEqual({ kind: 'silent' });
});

test('a last name of two letters is a word like any other', async () => {
  await addText(
    deps.db,
    'Leader opens the dam\n\nLUND — Kim Jong Un, the leader of North Korea, opened the dam on Friday. Reporters saw him.\n\nThe UN envoy Karl Berg, a former minister, said that un-named guests came.',
    SHARED,
  );
  expect(wordsOf(await answerTo('who is Kim Jong Un?'))).toContain('the leader of North Korea');
  expect(wordsOf(await answerTo('who is Kim Jong Un?'))).not.toContain('Karl Berg');
});
