import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Desk } from '../../src/chat/request.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { testDesk } from '../chat/test-desk.ts';
import { edgeBot } from './slack-edge.ts';
import { BOT, CHANNEL, type EdgeMessage, READER, TEAM } from './slack-edge-server.ts';

const COST = 'How much does the harbour wall cost?';
const isAnswer = ({ text }: EdgeMessage) => /14 million/.test(text);
const admin = { id: READER, is_admin: true, tz: 'Europe/Berlin' };

test('a command without what it needs opens a form, and the filled form runs it', async () => {
  const { edge } = await edgeBot();
  await edge.command('/ask', '');
  await expect.poll(() => edge.views.length).toBe(1);
  await edge.submit({ question: { type: 'plain_text_input', value: COST } });
  expect(await edge.answer(isAnswer)).toMatchObject({ to: null });
  expect(edge.broken).toEqual([]);
});

test('an article is pasted into a form with its paragraphs and quotations', async () => {
  const { edge } = await edgeBot();
  edge.users.set(READER, admin);
  await edge.command('/newsadmin', 'article add');
  await expect.poll(() => edge.views.length).toBe(1);
  const text = `VALE — The ferry stops on Sunday, the company said.\n\n“Nobody takes it in winter,” said manager Ida Holm. “We lose 400 crowns a trip.”`;
  await edge.submit({
    title: { type: 'plain_text_input', value: 'Ferry stops' },
    text: { type: 'plain_text_input', value: text },
    publisher: { type: 'plain_text_input', value: 'Vale Courier' },
    published: { type: 'datepicker', selected_date: '2026-11-10' },
  });
  await edge.answer(({ text, to }) => /Ferry stops/.test(text) && to === READER);
  await edge.command('/quote', 'winter');
  expect((await edge.answer(({ text }) => /Nobody takes it in winter/.test(text))).text).toContain('Ida Holm');
});

test('a digest is set by a form, in the channel that was chosen', async () => {
  const { edge } = await edgeBot();
  edge.users.set(READER, admin);
  await edge.command('/newsadmin', 'digest set');
  await expect.poll(() => edge.views.length).toBe(1);
  await edge.submit({
    channel: { type: 'conversations_select', selected_conversation: CHANNEL },
    time: { type: 'timepicker', selected_time: '08:00' },
  });
  await edge.answer(({ text }) => /08:00/.test(text));
});

test('a form for admins does not open for others, and a channel may be typed by its name', async () => {
  const { edge } = await edgeBot();
  await edge.command('/newsadmin', 'article add');
  expect((await edge.answer(({ text }) => /for admins/.test(text))).to).toBe(READER);
  expect(edge.views).toEqual([]);
  edge.users.set('U02ADMIN', { ...admin, id: 'U02ADMIN' });
  await edge.command('/newsadmin', 'digest set #news 8:30', { user: 'U02ADMIN' });
  await edge.answer(({ text, to }) => /08:30/.test(text) && to === 'U02ADMIN');
  await edge.command('/newsadmin', 'digest set #nowhere 8:30', { user: 'U02ADMIN' });
  await edge.answer(({ text }) => /can't see a channel #nowhere/.test(text));
});

test('what is removed is asked about first', async () => {
  const { edge, core } = await edgeBot();
  edge.users.set(READER, admin);
  const [article] = await core.db.selectFrom('articles').select('id').execute();
  await edge.command('/newsadmin', `article remove ${article?.id}`);
  const question = await edge.answer(({ text }) => /Remove the article/.test(text));
  expect(question.to).toBe(READER);
  await edge.press(question, 'Keep');
  await edge.answer(({ text }) => /I removed nothing/.test(text));
});

test('"Ask about this" on a message asks in private, in the thread of the message', async () => {
  const { edge } = await edgeBot();
  await edge.send('interactive', {
    type: 'message_action',
    callback_id: 'ask_about',
    team: { id: TEAM },
    user: { id: READER },
    channel: { id: CHANNEL },
    message: { text: `<@U02X|eve> ${COST}`, ts: '3.3', thread_ts: '2.2' },
    response_url: edge.responseUrl(CHANNEL, READER, null),
    trigger_id: 'shortcut.1',
  });
  await expect.poll(() => edge.views.length).toBe(1);
  expect(JSON.stringify(edge.views[0])).toContain(`eve ${COST}`);
  await edge.submit({ question: { type: 'plain_text_input', value: COST } });
  expect(await edge.answer(isAnswer)).toMatchObject({ to: READER, thread: '2.2' });
});

test('the Home tab shows what is stored, and its form answers in direct messages', async () => {
  const { edge } = await edgeBot();
  await edge.event({ type: 'app_home_opened', user: READER, channel: 'D01READER', tab: 'home' });
  await expect.poll(() => edge.views.length).toBe(1);
  expect(JSON.stringify(edge.views[0])).toContain('Vale Courier');
  expect(JSON.stringify(edge.views[0])).not.toContain('Add an article');
  await edge.send('interactive', {
    type: 'block_actions',
    team: { id: TEAM },
    user: { id: READER },
    container: { type: 'view', view_id: 'V1' },
    actions: [{ type: 'button', action_id: 'open:ask', value: 'open:ask' }],
    trigger_id: 'home.1',
  });
  await expect.poll(() => edge.views.length).toBe(2);
  await edge.submit({ question: { type: 'plain_text_input', value: COST } });
  expect((await edge.answer(isAnswer)).channel).toBe('D01READER');
});

test('direct messages begin with what to ask, and a channel with a word when the bot joins', async () => {
  const { edge } = await edgeBot();
  await edge.event({ type: 'app_home_opened', user: READER, channel: 'D01READER', tab: 'messages' });
  await expect.poll(() => edge.calls.map(({ method }) => method)).toContain('assistant.threads.setSuggestedPrompts');
  for (let i = 0; i < 2; i++) await edge.event({ type: 'member_joined_channel', user: BOT, channel: CHANNEL });
  await edge.answer(({ text }) => /Mention me/.test(text));
  await wait(300);
  expect(edge.messages).toHaveLength(1);
});

const claim = (n: number): Reply['blocks'][number] => ({ kind: 'claim', text: `Statement ${n}.`, cites: [] });
const part = (...claims: number[]): Reply => ({
  blocks: [...claims.map(claim), { kind: 'notice', text: 'Still writing' }],
  private: false,
});

/** A desk that writes slowly: a statement at once, the next when `go` resolves or the reader stops it. */
async function slowDesk(go: Promise<unknown>) {
  const core = await testDesk();
  const desk: Desk = {
    ...core.desk,
    async handle(_, progress) {
      progress?.(part(1));
      await go;
      progress?.(part(1, 2));
      return { blocks: [claim(1), claim(2), { kind: 'notice', text: 'Done' }], private: false };
    },
  };
  return { ...core, desk };
}

test('an answer that takes time streams its statements and ends as one whole message', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { edge } = await edgeBot({ core: await slowDesk(promise) });
  const ts = await edge.mention(COST);
  await expect.poll(() => edge.messages[0]?.streaming).toBe(true);
  expect(JSON.stringify(edge.calls.find(({ method }) => method === 'chat.startStream')?.body)).toContain(
    'Statement 1.',
  );
  resolve();
  expect(await edge.answer(({ text }) => /Done/.test(text))).toMatchObject({ thread: ts, streaming: false });
  expect(edge.messages).toHaveLength(1);
});

test('a stream whose beginning Slack did not confirm is found in its thread and goes on', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { edge } = await edgeBot({ core: await slowDesk(promise) });
  edge.failing(({ method }) => (method === 'chat.startStream' ? { kind: 'lost' } : null));
  const ts = await edge.mention(COST);
  await expect
    .poll(() => edge.calls.some(({ method }) => method === 'conversations.replies'), { timeout: 8_000 })
    .toBe(true);
  resolve();
  expect(await edge.answer(({ text }) => /Done/.test(text))).toMatchObject({ thread: ts, streaming: false });
  expect(edge.messages).toHaveLength(1);
});

test('the answer to a question that is edited or deleted goes with it, also where answers stream', async () => {
  const { edge } = await edgeBot({ core: await slowDesk(wait(100)) });
  const said = { channel: CHANNEL, user: READER, ts: `${Math.floor(Date.now() / 1000)}.000100` };
  const before = { ...said, text: `<@${BOT}> ${COST}` };
  const after = { ...said, text: `<@${BOT}> ${COST} Please.` };
  await edge.event({ type: 'app_mention', ...before });
  const { ts } = await edge.answer(({ text }) => /Done/.test(text));
  const subtype = 'message_changed';
  await edge.event({ type: 'message', subtype, channel: CHANNEL, message: after, previous_message: before });
  await expect.poll(() => edge.calls.filter(({ method }) => method === 'chat.update').length).toBeGreaterThan(2);
  await edge.answer(({ text }) => /Done/.test(text));
  expect(edge.messages.map((message) => message.ts)).toEqual([ts]);
  await edge.event({ type: 'message', subtype: 'message_deleted', channel: CHANNEL, previous_message: after });
  await expect.poll(() => edge.messages.length).toBe(0);
});

test('in a workspace without streams it is posted and edited, and Slack is not asked again', async () => {
  const { edge } = await edgeBot({ core: await slowDesk(wait(100)) });
  edge.failing(({ method }) =>
    /Stream|setStatus/.test(method) ? { kind: 'error', code: 'feature_not_enabled' } : null,
  );
  for (let i = 1; i <= 2; i++) {
    await edge.mention(COST);
    await expect.poll(() => edge.messages.filter(({ text }) => /Done/.test(text)).length, { timeout: 8_000 }).toBe(i);
  }
  expect(edge.messages).toHaveLength(2);
  expect(edge.calls.filter(({ method }) => /Stream|setStatus/.test(method)).length).toBeLessThanOrEqual(3);
});

test('Stop keeps what has passed its checks and ends the rest', async () => {
  const { edge } = await edgeBot({ core: await slowDesk(new Promise(() => {})) });
  const ts = await edge.mention(COST);
  await expect.poll(() => edge.messages[0]?.streaming).toBe(true);
  await edge.event({ type: 'agent_session_stopped', channel_id: CHANNEL, thread_ts: ts });
  const stopped = await edge.answer(({ text }) => /Stopped, as you asked/.test(text));
  expect(stopped.text).toContain('Statement 1.');
});
