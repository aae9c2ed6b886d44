import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { discordPoster } from '../../src/chat/platforms/discord/poster.ts';

const MARKER = 'abc123';
const NEWS = {
  blocks: [
    { kind: 'heading' as const, text: 'News of Friday' },
    { kind: 'text' as const, text: 'One story.' },
  ],
  private: false,
};

/** Plays what Discord answers on one channel of a kind, and records what it was asked. */
async function channelOfKind(type: number) {
  const asked: { call: string; body: Record<string, unknown> }[] = [];
  const forum = type === 15;
  const posts = new Map<string, unknown>();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const path = (request.url ?? '').replace(/^.*\/v10/, '').replace(/\?.*/, '');
    const body = JSON.parse(text || '{}') as Record<string, unknown>;
    asked.push({ call: `${request.method} ${path}`, body });
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (path === '/channels/5' && request.method === 'GET') return answer(200, { id: '5', type });
    if (path === '/channels/5/threads') {
      posts.set('1999999999999999999', {
        id: '1999999999999999999',
        author: { bot: true },
        ...(body.message as object),
      });
      return answer(201, { id: '1999999999999999999', type: 11, parent_id: '5' });
    }
    if (path === '/guilds/1/threads/active')
      return answer(200, { threads: [...posts.keys()].map((id) => ({ id, type: 11, parent_id: '5' })), members: [] });
    const [, first] = /^\/channels\/(\d+)\/messages\/\1$/.exec(path) ?? [];
    if (first) return answer(200, posts.get(first));
    if (forum && path === '/channels/5/messages')
      return answer(400, { code: 50008, message: 'Cannot send messages in a non-text channel' });
    return answer(200, { id: '77', author: { bot: true } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const poster = discordPoster('token', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { asked, poster, calls: () => asked.map(({ call }) => call) };
}

test('a digest in an announcement channel is published to those who follow it', async () => {
  const { poster, calls } = await channelOfKind(5);
  const [first] = poster.messages(NEWS, MARKER);
  expect(await poster.post('discord/1/5', first?.message, 'n', null)).toEqual({ kind: 'posted', id: '77' });
  expect(await poster.publish?.('discord/1/5', '77')).toBeNull();
  expect(calls()).toContain('POST /channels/5/messages/77/crosspost');
});

test('a digest in a forum is a post with its heading as title, and its details are replies to that', async () => {
  const { poster, asked, calls } = await channelOfKind(15);
  const [first, second] = poster.messages(NEWS, MARKER, { blocks: [{ kind: 'text', text: 'More' }], private: false });
  const since = new Date(Date.now() - 60_000);
  expect(await poster.find('discord/1/5', `${MARKER}-0`, since, null)).toEqual({ kind: 'absent' });
  const posted = await poster.post('discord/1/5', first?.message, 'n', null);
  expect(posted).toEqual({ kind: 'posted', id: '1999999999999999999' });
  expect(asked.find(({ call }) => call === 'POST /channels/5/threads')?.body).toMatchObject({ name: 'News of Friday' });
  expect(await poster.find('discord/1/5', `${MARKER}-0`, since, null)).toEqual({
    kind: 'found',
    id: '1999999999999999999',
  });
  await poster.post('discord/1/5', second?.message, 'n2', '1999999999999999999');
  expect(calls().at(-1)).toBe('POST /channels/1999999999999999999/messages');
});

test('an article in a forum is a post with its headline as title', async () => {
  const { poster, asked } = await channelOfKind(15);
  const story = { title: 'Ferry to run (at night)', url: 'https://vale.example/f', sentence: null, publisher: 'Vale' };
  const reply = {
    blocks: [{ kind: 'story' as const, ...story, published: null, alone: true as const }],
    private: false,
  };
  const [first] = poster.messages(reply, MARKER);
  await poster.post('discord/1/5', first?.message, 'n', null);
  expect(asked.find(({ call }) => call === 'POST /channels/5/threads')?.body).toMatchObject({ name: story.title });
});

test('an article that comes in notifies nobody unless a role is called, and neither do the details of a digest', async () => {
  const { poster } = await channelOfKind(0);
  const silent = 4096;
  const flagsOf = (given: Parameters<typeof poster.messages>) =>
    poster.messages(...given).map(({ message }) => (Number((message as { flags?: number }).flags ?? 0) & silent) !== 0);
  const story = { title: 'Ferry', url: 'https://vale.example/f', sentence: null, publisher: 'Vale', published: null };
  const article = { kind: 'story' as const, ...story, alone: true as const };
  expect(flagsOf([{ blocks: [article], private: false }, MARKER])).toEqual([true]);
  const called = [{ kind: 'ping' as const, role: '7' }, article];
  expect(flagsOf([{ blocks: called, private: false }, MARKER])).toEqual([false]);
  expect(flagsOf([NEWS, MARKER, { blocks: [{ kind: 'text', text: 'More' }], private: false }])).toEqual([false, true]);
});

test('a text channel gets its message and nothing else', async () => {
  const { poster, calls } = await channelOfKind(0);
  const [first] = poster.messages(NEWS, MARKER);
  await poster.post('discord/1/5', first?.message, 'n', null);
  expect(await poster.publish?.('discord/1/5', '77')).toBeNull();
  expect(await poster.publish?.('discord/1/5', '78')).toBeNull();
  await poster.post('discord/1/5', first?.message, 'n', null);
  expect(calls().filter((call) => call !== 'POST /channels/5/messages')).toEqual(['GET /channels/5']);
});
