import { expect, test } from 'vitest';
import { renderDiscord } from '../../src/chat/platforms/discord/render.ts';
import { renderSlack } from '../../src/chat/platforms/slack/render.ts';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import type { Caller } from '../../src/chat/request.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { testDesk } from './test-desk.ts';

function caller(admin: boolean, place = 'discord/g1/c1/m1'): Caller {
  return { workspace: 'discord/g1' as WorkspaceId, place, user: 'u1', admin, zone: 'UTC' };
}

function shown(reply: Reply): string {
  return renderTerminal(reply, { color: false, width: 500, zone: 'UTC' });
}

async function helpFor(admin: boolean, env: Record<string, string> = {}) {
  const { desk } = await testDesk({ env });
  await desk.welcome({ id: caller(admin).workspace, platform: 'discord', name: 'Vale' });
  const reply = await desk.handle({ kind: 'command', command: 'news help', options: {}, caller: caller(admin) });
  return { desk, reply, text: shown(reply) };
}

test('each example question of the help has an answer in what is stored', async () => {
  const { desk, reply } = await helpFor(false);
  const list = reply.blocks.find((block) => block.kind === 'list');
  const examples = list?.items.map(({ text }) => text) ?? [];
  expect(examples).toHaveLength(3);
  for (const [i, text] of examples.entries()) {
    const answer = await desk.handle({ kind: 'question', text, caller: caller(false, `discord/g1/c1/m${i}`) });
    expect(shown(answer), text).toContain('Harbour wall to be raised by a metre');
  }
});

test('the help is short, tells for how long a thread is remembered, and names admin commands to admins alone', async () => {
  const { text } = await helpFor(false, { CONVERSATION_DAYS: '7' });
  expect(text).toContain('I remember it for 7 days');
  expect(text).not.toContain('newsadmin');
  expect(text.length).toBeLessThan(1_200);
});

test('what admins may do stands apart, a line for each subject', async () => {
  const { text, reply } = await helpFor(true);
  expect(text).toMatch(
    /For admins\n+• Articles: \/newsadmin article add · \/newsadmin article import · \/newsadmin article remove\n/,
  );
  expect(text.length).toBeLessThan(2_000);
  for (const render of [renderDiscord, renderSlack]) {
    const [message, ...more] = render(reply);
    expect(JSON.stringify(message)).toContain(
      'Articles: /newsadmin article add · /newsadmin article import · /newsadmin article remove',
    );
    expect(more).toEqual([]);
  }
});
