import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDesk } from '../chat/test-desk.ts';
import { type EdgeBot, edgeBot, slackEdge } from './slack-edge.ts';
import { BOT, CHANNEL, type EdgeFault, type EdgeMessage, READER } from './slack-edge-server.ts';

const COST = 'How much does the harbour wall cost?';
const isAnswer = ({ text }: EdgeMessage) => /14 million/.test(text);
const answers = ({ edge }: EdgeBot) => edge.messages.filter(isAnswer);

test('an answer arrives once, whatever Slack answers the first try with', async () => {
  const bot = await edgeBot();
  const { edge } = bot;
  const faults: EdgeFault[] = [
    { kind: 'rate', seconds: 1 },
    { kind: 'http', status: 500 },
    { kind: 'reset' },
    { kind: 'lost' },
    { kind: 'error', code: 'internal_error' },
    { kind: 'error', code: 'invalid_blocks' },
  ];
  for (const fault of faults) {
    edge.messages.length = 0;
    let tries = 0;
    edge.failing(({ method }) => (method === 'chat.postMessage' && ++tries === 1 ? fault : null));
    const ts = await edge.mention(COST);
    const answer = await edge.answer(isAnswer, 15_000);
    expect(answer.thread).toBe(ts);
    // A message whose answer was lost is looked for before another is posted.
    await wait(fault.kind === 'lost' ? 2_500 : 200);
    expect(answers(bot), JSON.stringify(fault)).toHaveLength(1);
  }
  expect(edge.broken).toEqual([]);
}, 60_000);

test('where the bot may not post, the answer goes to whoever asked', async () => {
  const { edge } = await edgeBot();
  edge.failing(({ method }) => (method === 'chat.postMessage' ? { kind: 'error', code: 'not_in_channel' } : null));
  await edge.mention(COST);
  expect((await edge.answer(isAnswer)).to).toBe(READER);
});

test('six people who ask at once are all answered, in their own threads', async () => {
  const { edge } = await edgeBot();
  const asked = await Promise.all(Array.from({ length: 6 }, () => edge.mention(COST)));
  await expect.poll(() => edge.messages.filter(isAnswer).length, { timeout: 20_000 }).toBe(6);
  expect(new Set(edge.messages.map(({ thread }) => thread))).toEqual(new Set(asked));
}, 30_000);

test('a public command shows who asked what, and its thread is the conversation', async () => {
  const { edge } = await edgeBot();
  edge.users.set(READER, { id: READER, profile: { display_name: 'Ada' } });
  await edge.command('/ask', COST);
  const answer = await edge.answer(isAnswer);
  expect(answer).toMatchObject({ to: null, thread: null });
  expect(answer.text).toContain(`Ada asked: ${COST}`);
  await edge.say('When does work on it start?', { thread: answer.ts });
  const next = await edge.answer(({ text }) => /March/.test(text));
  expect(next.thread).toBe(answer.ts);
  expect(edge.messages).toHaveLength(2);
});

test('in a channel that the bot is not in, a public command is answered by its response_url', async () => {
  const { edge } = await edgeBot();
  edge.failing(({ method }) => (method.startsWith('chat.') ? { kind: 'error', code: 'not_in_channel' } : null));
  await edge.command('/ask', COST);
  const answer = await edge.answer(isAnswer);
  expect(answer.to).toBeNull();
  expect(answer.text).toContain(`asked: ${COST}`);
});

test('a private answer stays private through its buttons and its form', async () => {
  const { edge } = await edgeBot();
  await edge.command('/ask', `${COST} private:yes`);
  const answer = await edge.answer(isAnswer);
  expect(answer.to).toBe(READER);
  await edge.press(answer, 'Why this answer?');
  await edge.answer(({ text }) => /Why this answer/.test(text));
  await edge.press(answer, 'Follow up');
  await expect.poll(() => edge.views.length).toBe(1);
  await edge.submit({ text: { type: 'plain_text_input', value: 'When does work on it start?' } });
  await edge.answer(({ text }) => /March/.test(text));
  expect(edge.messages.filter(({ to }) => to !== READER)).toEqual([]);
});

test('what a button of an answer in a thread shows comes into that thread, to whoever pressed', async () => {
  const { edge } = await edgeBot();
  const ts = await edge.mention(COST);
  const answer = await edge.answer(isAnswer);
  await edge.press(answer, 'Why this answer?', 'U02OTHER');
  const why = await edge.answer(({ text }) => /Why this answer/.test(text));
  expect(why).toMatchObject({ to: 'U02OTHER', thread: ts });
});

test('a follow-up by a form on a public answer says who asked what, in its thread', async () => {
  const { edge } = await edgeBot();
  await edge.command('/ask', COST);
  const answer = await edge.answer(isAnswer);
  await edge.press(answer, 'Follow up');
  await expect.poll(() => edge.views.length).toBe(1);
  await edge.submit({ text: { type: 'plain_text_input', value: 'When does work on it start?' } });
  const next = await edge.answer(({ text }) => /March/.test(text));
  expect(next).toMatchObject({ to: null, thread: answer.ts });
  expect(next.text).toContain('asked: When does work on it start?');
});

test('a form that asks why an answer was not helpful thanks in private', async () => {
  const { edge } = await edgeBot();
  await edge.mention(COST);
  const answer = await edge.answer(isAnswer);
  const thumbs = answer.blocks.find(({ type }) => type === 'context_actions')?.elements?.[0] as unknown as {
    action_id: string;
    negative_button: { value: string };
  };
  await edge.act(answer, {
    type: 'feedback_buttons',
    action_id: thumbs.action_id,
    value: thumbs.negative_button.value,
  });
  await expect.poll(() => edge.views.length).toBe(1);
  await edge.submit({ reason: { type: 'static_select', selected_option: { value: 'Out of date' } } });
  const thanks = await edge.answer(({ text }) => /Thank/i.test(text));
  expect(thanks.to).toBe(READER);
});

test('people who talk to each other in a thread of ours are left alone, and thanks gets a short word', async () => {
  const { edge } = await edgeBot();
  const thread = await edge.mention(COST);
  await edge.answer(isAnswer);
  const between = [
    '<@U02OTHER> what does the wall cost?',
    '<!here> what does the wall cost?',
    '<!subteam^S01|@desk> what does the wall cost?',
    'who wants coffee?',
    'Nils, are you coming tonight?',
  ];
  for (const said of between) await edge.say(said, { thread });
  await edge.say('thanks!', { thread });
  await edge.answer(({ text }) => /You're welcome/.test(text));
  await edge.mention('When does work on it start?', thread);
  await edge.answer(({ text }) => /March/.test(text));
  expect(edge.messages).toHaveLength(3);
});

test('errors after a mention go to the asker alone', async () => {
  const core = await testDesk({ env: { QUESTIONS_PER_10_MINUTES: '1' } });
  const { edge } = await edgeBot({ core });
  await edge.mention(COST);
  await edge.answer(isAnswer);
  await edge.mention(COST);
  expect((await edge.answer(({ text }) => /the limit for one person/.test(text))).to).toBe(READER);
});

test('a direct message is one conversation, without threads', async () => {
  const { edge } = await edgeBot();
  await edge.say(COST, { channel: 'D01READER' });
  expect(await edge.answer(isAnswer)).toMatchObject({ thread: null, to: null });
  await edge.say('When does work on it start?', { channel: 'D01READER' });
  await edge.answer(({ text }) => /March/.test(text));
});

test('other bots, and messages that are not for the bot, are left alone', async () => {
  const { edge } = await edgeBot();
  await edge.event({
    type: 'app_mention',
    user: 'U0OTHERBOT',
    bot_id: 'B1',
    channel: CHANNEL,
    ts: '1.1',
    text: `<@${BOT}> ${COST}`,
  });
  await edge.say(COST);
  await edge.say(COST, { thread: '1.000' });
  await wait(400);
  expect(edge.messages).toEqual([]);
});

test('an edited question is answered again in place, and the answer to a deleted one goes with it', async () => {
  const { edge } = await edgeBot();
  const ts = `${Math.floor(Date.now() / 1000)}.000100`;
  const common = { channel: CHANNEL, user: READER, ts };
  await edge.event({ type: 'app_mention', ...common, text: `<@${BOT}> ${COST}` });
  const answer = await edge.answer(isAnswer);
  const edited = { ...common, text: `<@${BOT}> When does work on the harbour wall start?` };
  await edge.event({
    type: 'message',
    subtype: 'message_changed',
    channel: CHANNEL,
    message: edited,
    previous_message: { ...common, text: `<@${BOT}> ${COST}` },
  });
  expect((await edge.answer(({ text }) => /March/.test(text))).ts).toBe(answer.ts);
  await edge.event({ type: 'message', subtype: 'message_deleted', channel: CHANNEL, previous_message: edited });
  await expect.poll(() => edge.messages.length).toBe(0);
});

test('a question whose process ended before its answer is not left hanging', async () => {
  const core = await testDesk();
  const edge = await slackEdge();
  const spot = {
    team: 'T01EDGE',
    channel: CHANNEL,
    thread: '5.5',
    user: READER,
    key: '5.5',
    responseUrl: null,
    posted: ['6.6'],
  };
  edge.messages.push({
    channel: CHANNEL,
    ts: '6.6',
    text: 'Still writing',
    blocks: [],
    thread: '5.5',
    to: null,
    edits: 0,
  });
  await core.db
    .insertInto('open_replies')
    .values({ platform: 'slack', handle: JSON.stringify(spot), opened: new Date() })
    .execute();
  await edgeBot({ core, edge });
  expect((await edge.answer(({ text }) => /restarted/.test(text))).to).toBe(READER);
  expect(edge.messages.some(({ text }) => text === 'Still writing')).toBe(false);
});

test('a page of quotations is turned in place', async () => {
  const { edge } = await edgeBot();
  await edge.command('/quote', 'source:Vale');
  const first = await edge.answer(({ text }) => /page 1 of 2/.test(text));
  await edge.press(first, 'More');
  const second = await edge.answer(({ text }) => /page 2 of 2/.test(text));
  expect(second.ts).toBe(first.ts);
  expect(edge.messages).toHaveLength(1);
});

test('a button of an older version says so to whoever pressed it', async () => {
  const { edge } = await edgeBot();
  await edge.mention(COST);
  const answer = await edge.answer(isAnswer);
  await edge.act(answer, { type: 'button', action_id: 'v0:what:1', value: 'v0:what:1' });
  expect((await edge.answer(({ text }) => /older message/.test(text))).to).toBe(READER);
});
