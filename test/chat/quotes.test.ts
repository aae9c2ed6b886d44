import { expect, test } from 'vitest';
import { contextOf } from '../../src/chat/handlers/quote-blocks.ts';
import { nothingFound } from '../../src/chat/handlers/quote-handler.ts';
import { renderDiscord } from '../../src/chat/platforms/discord/render.ts';
import { renderSlack } from '../../src/chat/platforms/slack/render.ts';
import type { Caller } from '../../src/chat/request.ts';
import type { Block, Button, Reply } from '../../src/reply/reply.ts';
import { listArticles } from '../../src/store/articles/articles.ts';
import { markGone } from '../../src/store/articles/looks.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { SHARED, TERMINAL, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { addText, HARBOUR, type TestDesk, testDesk } from './test-desk.ts';

/** The type of a row of buttons among Discord's components. */

const EVENING = `Council votes for a higher wall

PORT VALE — The wall will grow, the council decided.

“We have had three floods in four years,” Mayor Ada Lindqvist said. She added that the market was at risk.

“I voted against it because a wall only moves [the flood],” Rosa Timm, who leads the opposition, said.`;

const caller = (workspace: WorkspaceId = TERMINAL): Caller => ({
  workspace,
  place: 'terminal',
  user: 'u',
  admin: false,
  zone: 'UTC',
});

const ask = ({ desk }: TestDesk, options: Record<string, string>, who = caller()): Promise<Reply> =>
  desk.handle({ kind: 'command', command: 'quote', options, caller: who });

const press = ({ desk }: TestDesk, button: string, who = caller()): Promise<Reply> =>
  desk.handle({ kind: 'press', button, caller: who });

const quotesIn = (reply: Reply) =>
  reply.blocks.filter((block): block is Extract<Block, { kind: 'quote' }> => block.kind === 'quote');
const noticeIn = (reply: Reply) => reply.blocks.map((block) => (block.kind === 'notice' ? block.text : '')).join('\n');

function button(reply: Reply, label: string): Button {
  const found = reply.blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    .find((one) => one.label === label);
  if (!found) throw new Error(`no button "${label}"`);
  return found;
}

test('a quotation whose page is gone says so', async () => {
  const desk = await testDesk();
  const [article] = await listArticles(desk.db, TERMINAL, { limit: 1 });
  if (article) await markGone(desk.db, article.id, new Date('2026-11-20'));
  const [found] = quotesIn(await ask(desk, { text: 'floods' }));
  expect(found?.source.publisher).toBe('Vale Courier, page no longer online');
});

test('a quotation comes with its speaker, role, source and date', async () => {
  const desk = await testDesk();
  const [found] = quotesIn(await ask(desk, { text: 'floods' }));
  expect(found).toMatchObject({
    text: 'We have had three floods in four years,',
    speaker: 'Ada Lindqvist',
    role: 'Mayor',
    source: { number: 1, publisher: 'Vale Courier', title: 'Harbour wall to be raised by a metre' },
  });
  expect(found?.source.published).toEqual(new Date('2026-11-10T12:00:00Z'));
});

test('the pieces of one utterance are one result', async () => {
  const desk = await testDesk();
  const story =
    'A ferry for the island\n\n“The ferry will sail,” Rosa Timm said, “with or without the council and its pier.” She left.';
  await addText(desk.db, story, SHARED);
  const found = quotesIn(await ask(desk, { speaker: 'Timm', text: 'ferry' }));
  expect(found.map((block) => block.text)).toEqual(['The ferry will sail,']);
  expect(found[0]?.note).toBe('In the same statement: “with or without the council and its pier.”');
});

test('"Show context" gives the sentences around, word for word from the article', async () => {
  const desk = await testDesk();
  const shown = await press(desk, button(await ask(desk, { text: '“under water”' }), 'Show context').id);
  expect(shown.private).toBe(true);
  const context = quotesIn(shown)[0]?.context ?? '';
  expect(context).toContain('“My stall was under water for nine days,” fishmonger Karl Oberg said.');
  expect(HARBOUR).toContain(context);
});

test('the context of another workspace is not shown, even to who knows the number', async () => {
  const desk = await testDesk();
  const one = 'discord/1' as WorkspaceId;
  const two = 'discord/2' as WorkspaceId;
  for (const id of [one, two]) await welcomeWorkspace(desk.db, { id, platform: 'discord', name: id });
  await addText(desk.db, EVENING, one, 'Evening Post');
  const { id } = button(await ask(desk, { source: 'Evening', text: '“the flood”' }, caller(one)), 'Show context');
  expect(quotesIn(await press(desk, id, caller(one)))).toHaveLength(1);
  const refused = await press(desk, id, caller(two));
  expect(quotesIn(refused)).toHaveLength(0);
  expect(noticeIn(refused)).toMatch(/no longer have/);
});

test('who else prints it follows with a link, and every other wording stands beside it', async () => {
  const desk = await testDesk();
  await addText(desk.db, EVENING, SHARED, 'Evening Post');
  const same = await ask(desk, { text: 'three floods' });
  expect(quotesIn(same)).toHaveLength(1);
  expect(same.blocks).toContainEqual({
    kind: 'list',
    items: [{ text: 'Also in Evening Post, 10 Nov 2026', url: null }],
  });
  const edited = quotesIn(await ask(desk, { text: 'voted moves' }));
  expect(edited.map((block) => block.text)).toEqual([
    'I voted against it because a wall only moves the water,',
    'I voted against it because a wall only moves [the flood],',
  ]);
  expect(edited[0]?.note).toBe('Other outlets word this differently; this version is from Vale Courier.');
  expect(edited[1]?.note).toBe('Another wording of 1, from Evening Post.');
  for (const render of [renderDiscord, renderSlack])
    expect(JSON.stringify(render(await ask(desk, { text: 'voted moves' })))).toContain('Evening Post');
});

test('a copy that names somebody else says whom', async () => {
  const desk = await testDesk();
  const other = EVENING.replace(
    'Ada Lindqvist said. She',
    'Ada Lindqvist said. “My stall was under water for nine days,” Rosa Timm said. She',
  );
  await addText(desk.db, other, SHARED, 'Evening Post');
  const reply = await ask(desk, { text: '“under water”' });
  const list = reply.blocks.find((block) => block.kind === 'list');
  expect(list).toMatchObject({ items: [{ text: expect.stringContaining('(which attributes it to Rosa Timm)') }] });
});

test('words that were denied are shown as that, with their sentence, and never under a name alone', async () => {
  const desk = await testDesk();
  await addText(desk.db, 'Mayor Ada Lindqvist never said “let the ferry rot”, her office wrote on Friday.', TERMINAL);
  const [quote] = quotesIn(await ask(desk, { text: 'ferry rot' }));
  expect(quote).toMatchObject({ speaker: null, credit: 'Ada Lindqvist did not say this, or denies saying it' });
  expect(quote?.context).toContain('never said');
});

test('a question typed into the look-up asks for the speaker and the subject', async () => {
  const desk = await testDesk();
  const asked = await ask(desk, { text: 'What did Lindqvist say about the floods?' });
  expect(quotesIn(asked).map(({ speaker }) => speaker)).toContain('Ada Lindqvist');
});

test.each([
  'Who said “three floods”?',
  'who said three floods in four years',
  'Lindqvist said “three floods”',
  'everything Lindqvist said about floods',
])('what was said, and who said it, may be typed as a sentence: %s', async (text) => {
  const desk = await testDesk();
  expect(quotesIn(await ask(desk, { text })).map(({ speaker }) => speaker)).toContain('Ada Lindqvist');
});

test('where a speaker is quoted without the words, that is said', async () => {
  const desk = await testDesk();
  const { blocks } = await ask(desk, { speaker: 'Lindqvist', text: 'zeppelin' });
  expect(JSON.stringify(blocks)).toMatch(/I found no quotation by “Lindqvist” with these words, but/);
  expect(JSON.stringify((await ask(desk, { speaker: 'Nobody', text: 'zeppelin' })).blocks)).toContain(
    'I found no quotation like that.',
  );
});

test('a page behind the last says how many there are', async () => {
  const desk = await testDesk();
  const query = { text: undefined, speaker: 'Lindqvist', source: undefined, since: undefined };
  const found = await findQuotes(desk.db, TERMINAL, query, { limit: 5, offset: 490 });
  expect(nothingFound(found, query)).toMatch(/^There (?:is 1 page|are \d+ pages) of quotations/);
});

test('"More" and "Previous" turn the pages', async () => {
  const desk = await testDesk();
  const first = await ask(desk, { source: 'Vale' });
  const second = await press(desk, button(first, 'More').id);
  expect(second.replaces).toBe(true);
  expect(quotesIn(second)[0]?.source.number).toBe(6);
  const [sixth] = second.blocks.flatMap((block) => (block.kind === 'menu' ? block.choices : []));
  expect(quotesIn(await press(desk, sixth?.id ?? button(second, 'Show context').id))[0]?.source.number).toBe(6);
  const back = await press(desk, button(second, 'Previous').id);
  expect(quotesIn(back).map((block) => block.text)).toEqual(quotesIn(first).map((block) => block.text));
  const shown = [...quotesIn(first), ...quotesIn(second)].map((block) => block.text);
  expect(new Set(shown).size).toBe(shown.length);
});

test('buttons stay within what Discord and Slack take', async () => {
  const desk = await testDesk();
  const reply = await ask(desk, { source: 'Vale' });
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const choices = reply.blocks.flatMap((block) => (block.kind === 'menu' ? block.choices : []));
  expect(buttons.map((one) => one.label)).toEqual(['More']);
  expect(choices.map((one) => one.label.slice(0, 3))).toEqual(['1. ', '2. ', '3. ', '4. ', '5. ']);
  for (const { id } of [...buttons, ...choices]) expect(id.length).toBeLessThanOrEqual(100);
  for (const { label } of choices) expect(label.length).toBeLessThanOrEqual(75);
  expect(renderDiscord(reply)).toHaveLength(1);
});

test('words that no quotation holds together are answered by those that hold all but one', async () => {
  const desk = await testDesk();
  const reply = await ask(desk, { text: 'stall water bridge' });
  expect(quotesIn(reply)[0]?.text).toBe('My stall was under water for nine days,');
  expect(noticeIn(reply)).toContain('missing one');
});

test('a misspelled name is answered and said to be one', async () => {
  const desk = await testDesk();
  const reply = await ask(desk, { speaker: 'Lindkvist' });
  expect(quotesIn(reply)[0]?.speaker).toBe('Ada Lindqvist');
  expect(noticeIn(reply)).toContain('similar spellings');
});

test('the context of a quotation over paragraphs is its sentences and their neighbours', () => {
  const text = 'One came. Two went.\n\nShe said: “Three stayed.\n\n“Four left.” Five slept. Six ate.';
  const start = text.indexOf('Three');
  const end = text.indexOf('Four left.') + 'Four left.'.length;
  expect(contextOf(text, { start, end })).toBe('Two went.\n\nShe said: “Three stayed.\n\n“Four left.” Five slept.');
});

test('a name that was cut at its blank is pointed out where commands are typed', async () => {
  const desk = await testDesk();
  expect(noticeIn(await ask(desk, { speaker: 'ada', text: 'lindqvist zebra' }))).toContain(
    'such as speaker:"ada lindqvist"',
  );
});
