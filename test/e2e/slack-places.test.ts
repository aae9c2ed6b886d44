import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDesk } from '../chat/test-desk.ts';
import { edgeBot } from './slack-edge.ts';
import { CHANNEL, type EdgeMessage, READER, TEAM } from './slack-edge-server.ts';

const COST = 'How much does the harbour wall cost?';
const HERE = `<#${CHANNEL}|news>`;
const isAnswer = ({ text }: EdgeMessage) => /14 million/.test(text);

/** A bot that an admin has given a rule; resolves when that has been said. */
async function ruled(command: string, said: RegExp) {
  const { edge } = await edgeBot();
  edge.users.set('U0ADMIN', { id: 'U0ADMIN', team_id: TEAM, is_admin: true, tz: 'UTC' });
  await edge.command('/newsadmin', command, { user: 'U0ADMIN' });
  await edge.answer(({ text }) => said.test(text));
  return edge;
}

const inPublic = ({ to }: EdgeMessage) => to === null;

test('in a channel for questions none needs a mention, and what people say to each other is theirs', async () => {
  const edge = await ruled(
    `channel set ${HERE} answers:"every message"`,
    /every message that is not for somebody else/,
  );
  await edge.say(`<@U0FRIEND> ${COST}`);
  const ts = await edge.say('Who voted against the harbour wall?');
  expect(await edge.answer(({ text }) => /Rosa Timm/.test(text))).toMatchObject({ thread: ts, to: null });
  expect(edge.messages.filter(inPublic)).toHaveLength(1);
});

test('in a silent channel questions are refused to the asker alone, and direct messages are answered', async () => {
  const edge = await ruled(`channel set ${HERE} answers:never`, /I don't answer/);
  await edge.mention(COST);
  await edge.command('/ask', COST);
  await expect
    .poll(() => edge.messages.filter(({ text }) => /I don't answer in this channel/.test(text)).length, {
      timeout: 8_000,
    })
    .toBe(2);
  await wait(300);
  expect(edge.messages.filter(inPublic)).toEqual([]);
  await edge.say(COST, { channel: 'D01READER' });
  await edge.answer(isAnswer);
});

test('nobody else ever sees a question by command that is refused', async () => {
  const core = await testDesk({ env: { QUESTIONS_PER_10_MINUTES: '1' } });
  const { edge } = await edgeBot({ core });
  edge.users.set('U0ADMIN', { id: 'U0ADMIN', team_id: TEAM, is_admin: true, tz: 'UTC' });
  await edge.command('/newsadmin', 'channel set <#C02QUIET|quiet> answers:never', { user: 'U0ADMIN' });
  await edge.answer(({ text }) => /I don't answer/.test(text));
  await edge.command('/ask', COST, { channel: 'C02QUIET', user: 'U0QUIET' });
  await edge.answer(({ text, to }) => /I don't answer in this channel/.test(text) && to === 'U0QUIET');
  await edge.command('/ask', 'since:xx What happened?', { user: 'U0SINCE' });
  await edge.answer(({ text, to }) => /xx/.test(text) && to === 'U0SINCE');
  await edge.command('/quote', 'wall private:yes');
  await edge.answer(({ text }) => /moves the water/.test(text));
  await edge.command('/ask', COST);
  await edge.answer(({ text, to }) => /the limit for one person/.test(text) && to === READER);
  // Not even for a moment.
  const shown = edge.calls.filter(({ method }) => /^chat\.(postMessage|startStream|delete)$/.test(method));
  expect(shown.filter(({ body }) => /asked:|Searching/.test(JSON.stringify(body)))).toEqual([]);
});

test('where only listed channels are answered, another one is not', async () => {
  const edge = await ruled('access channels:listed', /I don't answer in any channel/);
  await edge.mention(COST);
  expect(await edge.answer(({ text }) => /I don't answer in this channel/.test(text))).toMatchObject({ to: READER });
  await edge.command('/newsadmin', `channel set ${HERE} answers:"when mentioned"`, { user: 'U0ADMIN' });
  await edge.answer(({ text }) => /mentioned/.test(text));
  await edge.mention(COST);
  expect(await edge.answer(isAnswer)).toMatchObject({ to: null });
});

test('whoever asked can delete the answer, and nobody else', async () => {
  const { edge } = await edgeBot();
  await edge.mention(COST);
  const answer = await edge.answer(isAnswer);
  const button = answer.blocks.flatMap((block) => block.elements ?? []).find((one) => 'icon' in one) as
    | Record<string, unknown>
    | undefined;
  expect(button).toMatchObject({ icon: 'trash', visible_to_user_ids: [READER] });
  await edge.act(answer, { ...button }, 'U0OTHER');
  await edge.answer(({ text, to }) => /Only the person who asked/.test(text) && to === 'U0OTHER');
  expect(edge.messages).toContain(answer);
  await edge.act(answer, { ...button });
  await expect.poll(() => edge.messages.filter(isAnswer)).toEqual([]);
});
