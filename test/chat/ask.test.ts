import { expect, test } from 'vitest';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import type { Caller, Desk } from '../../src/chat/request.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Database } from '../../src/store/database.ts';
import { saveDigest } from '../../src/store/digests/digests.ts';
import { indexAllPassages } from '../../src/store/passages/passage-index.ts';
import { type DigestId, SHARED, TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { nextOccurrence } from '../../src/time/schedule.ts';
import { recordingPoster } from '../digest/recording-poster.ts';
import { postDue } from '../digest/test-delivery.ts';
import { testDesk } from './test-desk.ts';

const GUILD = 'discord/g1' as WorkspaceId;
/** Later than any clock that runs this test: what is stored counts from the real time on. */
const NOW = new Date('2126-11-20T09:00:00Z');

function caller(place = 'discord/g1/c1/m1'): Caller {
  return { workspace: GUILD, place, user: 'u1', admin: false, zone: 'UTC' };
}

async function setUp() {
  const started = await testDesk({ now: () => NOW });
  await started.desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  return started;
}

async function tell(db: Database, text: string, publisher: string, published: string): Promise<void> {
  const read = readPlainText(text, { publisher, published: new Date(published) });
  if (read.kind === 'refused') throw new Error(read.message);
  await addArticle(db, read.draft, { workspace: SHARED, cameIn: 'file' });
}

function shown(reply: Reply): string {
  return renderTerminal(reply, { color: false, width: 500, zone: 'UTC' });
}

async function ask(desk: Desk, text: string, place?: string): Promise<string> {
  return shown(await desk.handle({ kind: 'question', text, caller: caller(place) }));
}

const FERRY = `Ferry sinks off Port Vale

At least nine people drowned when the ferry Astrid sank off Port Vale on Monday night, police said.

The ferry carried 60 passengers and two cars. It left the island of Holm at nine in the evening.`;

const FERRY_LATER = `Ferry toll rises

At least 12 people drowned when the ferry Astrid sank off Port Vale, the coast guard said on Thursday.

Divers searched the wreck for a third day. “We will not stop while there is light,” said coast guard captain Lena Holt. “There may be pockets of air.”`;

test('a source whose page is gone is said to be', async () => {
  const { desk, db } = await setUp();
  await tell(db, FERRY, 'Vale Courier', '2126-11-17T09:00:00Z');
  const question = 'How many people drowned when the ferry Astrid sank?';
  expect(await ask(desk, question)).not.toContain('no longer online');
  await db.updateTable('articles').set({ gone: NOW }).execute();
  expect(await ask(desk, question, 'discord/g1/c1/m2')).toContain('Vale Courier, page no longer online');
});

test('a question about a time that no stored article is from says how old its answer is', async () => {
  const { desk } = await setUp();
  const answer = await ask(desk, 'What did the council decide about the harbour wall since Wednesday?');
  expect(answer).toContain('I found nothing from that time. The closest answer is from 10 November 2026:');
  expect(answer).toContain('The harbour wall will be raised by one metre');
});

test('a question that names no time, and only asks what is known so far, says from when the newest is', async () => {
  const { desk } = await setUp();
  const answer = await ask(desk, 'What did the council decide about the harbour wall so far?');
  expect(answer).toContain('The newest I have on that is from 10 November 2026:');
  expect(answer).not.toContain('from that time');
});

test('an answer from the time asked about needs no such word', async () => {
  const { desk } = await setUp();
  const answer = await ask(desk, 'What did the council decide about the harbour wall since 9 November 2026?');
  expect(answer).toContain('The harbour wall will be raised by one metre');
  expect(answer).not.toContain('Nothing stored');
});

test('a figure that has changed is told with the earlier one', async () => {
  const { desk, db } = await setUp();
  await tell(db, FERRY, 'Vale Courier', '2126-11-17T08:00:00Z');
  await tell(db, FERRY_LATER, 'Holm Post', '2126-11-19T18:00:00Z');
  const answer = await ask(desk, 'How many people drowned when the ferry Astrid sank?');
  const [now, earlier] = answer.split('Earlier reports said:');
  expect(now).toContain('At least 12 people drowned');
  expect(earlier).toContain('At least nine people drowned');
});

test('a mistyped word is read as the one that was meant, and the reply says so', async () => {
  const { desk, db } = await setUp();
  await tell(db, FERRY, 'Vale Courier', '2126-11-17T08:00:00Z');
  const answer = await ask(desk, 'How many pasengers did the ferry carry?');
  expect(answer).toContain('The ferry carried 60 passengers');
  expect(answer).toContain('I read “pasengers” as “passengers”.');
});

test('words of somebody stand in marks with the speaker, even from the middle of a quotation', async () => {
  const { desk, db } = await setUp();
  await tell(db, FERRY_LATER, 'Holm Post', '2126-11-19T18:00:00Z');
  const answer = await ask(desk, 'What about pockets of air in the ferry?');
  expect(answer).toContain('“There may be pockets of air.” (Lena Holt)');
});

test('a question for the words of somebody whom no article names is not answered with something else', async () => {
  const { desk, db } = await setUp();
  await tell(
    db,
    'Libraries open late\n\nThe libraries will open late from Jan. 11, the council said.',
    'Post',
    '2026-11-10',
  );
  expect(await ask(desk, 'What did Jane say?')).not.toContain('Jan. 11');
});

async function askFrom(desk: Desk, question: string, source: string): Promise<string> {
  const place = `discord/g1/c1/${question}${source}`;
  const options = { question, source };
  return shown(await desk.handle({ kind: 'command', command: 'ask', options, caller: caller(place) }));
}

test('whatever is asked, only the source that was named answers', async () => {
  const { desk, db } = await setUp();
  const mayor =
    'Mayor visits the ferry dock\n\n“The dock will be mended,” Mayor Ada Lindqvist said on Monday. “It is old.”';
  await tell(db, mayor, 'Holm Post', '2126-11-18T09:00:00Z');
  await tell(db, mayor.replaceAll('dock', 'school'), 'Sound Times', '2126-11-17T09:00:00Z');
  for (const question of [
    'What did Lindqvist say?',
    'What did Ada Lindqvist say about the dock?',
    'Quotes by Lindqvist',
  ])
    for (const [source, others] of [
      ['Holm Post', /Vale Courier|Sound Times/],
      ['sound', /Vale Courier|Holm Post/],
    ] as const)
      expect(await askFrom(desk, question, source), `${question} ${source}`).not.toMatch(others);
  expect(await askFrom(desk, 'What did Lindqvist say?', 'Holm Post')).toContain('The dock will be mended');
  expect(await askFrom(desk, 'What did Lindqvist say?', 'sound')).toContain('The school will be mended');
});

test('when nothing is stored from a source, that is said, and nothing else answers', async () => {
  const { desk } = await setUp();
  expect(await askFrom(desk, 'What did Lindqvist say?', 'Nobody Times')).toBe(
    'I have no stored article from “Nobody Times”. /news sources shows what there is.',
  );
});

test('a question for the news in general gets the stories of that time', async () => {
  const { desk, db } = await setUp();
  await tell(db, FERRY_LATER, 'Holm Post', '2126-11-19T18:00:00Z');
  const answer = await ask(desk, 'What happened yesterday?');
  expect(answer).toContain('Ferry toll rises');
  expect(answer).not.toContain('Harbour wall');
});

async function withDigest() {
  const started = await setUp();
  await tell(started.db, FERRY, 'Vale Courier', '2126-11-17T08:00:00Z');
  const schedule = { at: '08:00', days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
  const next = nextOccurrence(schedule, new Date());
  await saveDigest(started.db, {
    id: 'd1' as DigestId,
    workspace: GUILD,
    place: 'discord/g1/c1',
    ...schedule,
    topic: null,
    items: 7,
    catchUpMinutes: 360,
    next,
  });
  const now = () => new Date(next.due.getTime() + 1_000);
  const poster = recordingPoster();
  await postDue(started.db, poster, now());
  return { ...started, thread: `discord/g1/c1/${poster.channel[0]?.id}` };
}

test('the thread of a digest is ours, in its own workspace alone', async () => {
  const { desk, thread } = await withDigest();
  expect(await desk.ownsThread(GUILD, thread)).toBe(true);
  expect(await desk.ownsThread('discord/g2' as WorkspaceId, thread)).toBe(false);
  expect(await desk.ownsThread(GUILD, 'discord/g1/c1/other')).toBe(false);
});

test('in the thread of a digest a story can be asked for by its number', async () => {
  const { desk, thread } = await withDigest();
  const texts = [
    await ask(desk, 'Tell me more about the first story', thread),
    await ask(desk, 'Tell me more about the second one', thread),
  ];
  expect(texts.some((text) => text.includes('drowned'))).toBe(true);
  expect(texts.some((text) => text.includes('The harbour wall will be raised'))).toBe(true);
});

test('what the digest does not tell is looked for in everything stored, and the reply says so', async () => {
  const { desk, db, thread } = await withDigest();
  await tell(
    db,
    'Theatre in Astrup gets a roof\n\nThe open-air theatre in Astrup gets a roof of glass, architect Mads Lund said. It opens in June.',
    'Holm Post',
    '2126-11-19T18:00:00Z',
  );
  const answer = await ask(desk, 'Which architect plans the roof of the theatre in Astrup?', thread);
  expect(answer).toContain('Mads Lund');
  expect(answer).toContain('Not in this digest.');
});

test('a follow-up is understood from what was asked before, also after a restart', async () => {
  const { desk, restart } = await setUp();
  await ask(desk, 'What did Rosa Timm say about the harbour wall?');
  expect(await ask(restart(), 'And why did she vote against it?')).toContain('I voted against it because');
});

test('an article that was pasted can be read in the chat, page by page, word for word', async () => {
  const { desk } = await setUp();
  const answer = await desk.handle({ kind: 'question', text: 'How much does the wall cost?', caller: caller() });
  const buttons = answer.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const read = buttons.find(({ label }) => label === 'Read it here');
  const page = shown(await desk.handle({ kind: 'press', button: read?.id ?? '', caller: caller() }));
  expect(page).toContain('“My stall was under water for nine days,” fishmonger Karl Oberg said.');
  expect(page).toContain('Page 1 of 1');
  expect(await ask(desk, 'read the article')).toContain('“My stall was under water');
});

test('"Why this answer?" says in words what was understood and where it looked', async () => {
  const { desk } = await setUp();
  const answer = await desk.handle({ kind: 'question', text: 'How much does the wall cost?', caller: caller() });
  const buttons = answer.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const why = shown(
    await desk.handle({
      kind: 'press',
      button: buttons.find(({ label }) => label.startsWith('Why'))?.id ?? '',
      caller: caller(),
    }),
  );
  expect(why).toContain('I understood: a question of fact, “How much does the wall cost?”');
  expect(why).not.toMatch(/score|coverage/);
});

test('what people say to each other in a thread is left alone, what is asked of the bot is not', async () => {
  const { desk } = await setUp();
  await ask(desk, 'How much does the wall cost?');
  const overheard = { workspace: GUILD, place: caller().place, addressed: false, toSomebodyElse: false };
  expect(await desk.meant({ ...overheard, text: 'Nils, are you coming tonight?' })).toBe('silent');
  expect(await desk.meant({ ...overheard, text: 'and who pays for it?' })).toBe('reply');
});

test('a long text that somebody pastes into a thread is not a question to the bot', async () => {
  const { desk } = await setUp();
  await ask(desk, 'How much does the wall cost?');
  const overheard = { workspace: GUILD, place: caller().place, addressed: false, toSomebodyElse: false };
  expect(await desk.meant({ ...overheard, text: `What does the wall cost? ${'And so on. '.repeat(50)}` })).toBe(
    'silent',
  );
});

test('questions and searches for quotes count against one limit', async () => {
  const { desk } = await testDesk({ now: () => NOW, env: { QUESTIONS_PER_10_MINUTES: '2' } });
  const quote = () =>
    desk.handle({ kind: 'command', command: 'quote', options: { speaker: 'Timm' }, caller: caller() });
  await ask(desk, 'How much does the wall cost?');
  expect(shown(await quote())).toContain('Rosa Timm');
  expect(shown(await quote())).toContain("That's the limit for one person: 2 questions and searches in 10 minutes");
  expect(await ask(desk, 'When does work start?')).toContain('the limit for one person');
});

test('who sits at the terminal may ask as much as they like', async () => {
  const { desk } = await testDesk({ now: () => NOW, env: { QUESTIONS_PER_10_MINUTES: '1' } });
  const atTerminal = { ...caller(), workspace: TERMINAL };
  const again = () => desk.handle({ kind: 'question', text: 'When does work start?', caller: atTerminal });
  await again();
  expect(shown(await again())).not.toContain('the limit for one person');
});

test('over the limit, what was overheard stays unsaid, and what everybody reads is said once', async () => {
  const { desk } = await testDesk({ now: () => NOW, env: { QUESTIONS_PER_10_MINUTES: '1' } });
  await ask(desk, 'How much does the wall cost?');
  const question = { kind: 'question', text: 'When does work start?', caller: caller() } as const;
  expect(await desk.handle({ ...question, onlyIfKnown: true })).toMatchObject({ silent: true });
  expect(shown(await desk.handle({ ...question, readByAll: true }))).toContain('the limit for one person');
  expect(await desk.handle({ ...question, readByAll: true })).toMatchObject({ silent: true });
  expect(shown(await desk.handle(question))).toContain('the limit for one person');
});

test('what goes wrong with something that was only overheard is logged and stays unsaid', async () => {
  // A workspace that nobody made known can't keep a conversation.
  const { desk, errors } = await testDesk({ now: () => NOW });
  const question = { kind: 'question', text: 'How much does the wall cost?', caller: caller() } as const;
  expect(await desk.handle({ ...question, onlyIfKnown: true })).toMatchObject({ silent: true });
  expect(errors).toHaveLength(1);
  expect(shown(await desk.handle(question))).toContain('Something went wrong');
});

test('while an upgrade leaves articles to be indexed, a question that finds nothing says so, and so does the status', async () => {
  const { db, desk } = await setUp();
  await tell(db, FERRY, 'Vale Courier', '2026-11-20T07:00:00Z');
  await db.deleteFrom('passage_docs').execute();
  expect(await ask(desk, 'What happened to the ferry Astrid?')).toContain(
    'Searched 0 articles; others are still being indexed after an upgrade, so ask again later.',
  );
  const admin = { ...caller(), admin: true };
  const status = async () =>
    shown(await desk.handle({ kind: 'command', command: 'newsadmin status', options: {}, caller: admin }));
  expect(await status()).toContain('the worker still has 2 articles to index');
  await indexAllPassages(db);
  expect(await ask(desk, 'What happened to the ferry Astrid?')).toMatch(/sank off Port Vale.*Searched 2 articles ·/s);
  expect(await status()).not.toContain('to index');
});
