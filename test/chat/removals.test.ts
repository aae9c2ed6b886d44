import { expect, test } from 'vitest';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import type { Caller, Request } from '../../src/chat/request.ts';
import { listArticles } from '../../src/store/articles/articles.ts';
import { listDigests } from '../../src/store/digests/digests.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { addText, testDesk } from './test-desk.ts';

const GUILD = 'discord/g1' as WorkspaceId;
const ADMIN: Caller = { workspace: GUILD, place: 'discord/g1/c1', user: 'u1', admin: true, zone: 'UTC' };

async function setUp() {
  const { desk, db } = await testDesk();
  await desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  const run = async (command: Request['command'], options: Record<string, string>, caller = ADMIN) =>
    renderTerminal(await desk.handle({ kind: 'command', command, options, caller }), {
      color: false,
      width: 500,
      zone: 'UTC',
    });
  return { desk, db, run };
}

test('a digest that is to be removed is named by its channel, its times and what it is about', async () => {
  const { db, run } = await setUp();
  await run('newsadmin digest set', { channel: 'discord/g1/c7', time: '8', topic: 'harbour' });
  const [digest] = await listDigests(db, GUILD);
  const asked = await run('newsadmin digest remove', { digest: String(digest?.id).toUpperCase() });
  expect(asked).toMatch(/^Remove the digest:\n+• to .*c7.*: every day at 08:00, UTC.*harbour/);
  expect(asked).not.toContain(String(digest?.id));
});

test('an article is found by words of its title, where they fit one', async () => {
  const { db, run } = await setUp();
  await addText(db, 'Ferry stops\n\nVALE — The ferry stops on Sunday, the company said.', GUILD);
  await addText(db, 'Ferry fares rise\n\nVALE — A ticket costs more from Monday, the company said.', GUILD);
  expect(await run('newsadmin article remove', { article: 'ferry stops' })).toContain('“Ferry stops”?');
  expect(await run('newsadmin article remove', { article: 'ferry' })).toMatch(
    /^Several articles fit "ferry": “Ferry [^”]+”, “Ferry [^”]+”\. Write more of the title\.$/,
  );
  expect(await run('newsadmin article remove', { article: 'bridge' })).toBe(
    'I can\'t find an article "bridge" here. Write some words of its title.',
  );
  expect(await listArticles(db, GUILD, { limit: 9, words: 'ferry' })).toHaveLength(2);
});

test('a digest that a reader set for themselves is not the daily digest of the first steps', async () => {
  const { desk, run } = await setUp();
  const steps = async () => JSON.stringify(await desk.firstSteps(GUILD));
  await run('news subscribe', { time: '8' });
  expect(await steps()).toContain('To do – Set a daily digest');
  await run('newsadmin digest set', { channel: 'discord/g1/c7', time: '8' });
  expect(await steps()).toContain('Done – Set a daily digest');
});

test("a made-up number on a button finds nothing, and isn't an error", async () => {
  const { desk } = await setUp();
  for (const button of ['v1:why:abc', 'v1:spoken:99999999999999999999'])
    expect(JSON.stringify(await desk.handle({ kind: 'press', button, caller: ADMIN }))).not.toContain('went wrong');
});

test('others read which time and source a public question was asked for', async () => {
  const { desk } = await setUp();
  const options = { question: 'How much does the harbour wall cost?', source: 'Vale Courier', since: '2020' };
  const { blocks } = await desk.handle({ kind: 'command', command: 'ask', options, caller: ADMIN });
  expect(blocks[0]).toEqual({
    kind: 'asked',
    text: 'How much does the harbour wall cost? (source: Vale Courier, since: 2020)',
    by: 'u1',
  });
});
