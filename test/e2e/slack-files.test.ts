import { expect, test } from 'vitest';
import { uploadedFile } from '../../src/chat/platforms/attachment.ts';
import { listFeeds } from '../../src/store/feeds/feeds.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { edgeBot } from './slack-edge.ts';
import { READER, TEAM } from './slack-edge-server.ts';

const OPML = Buffer.from('<opml><body><outline text="Vale" xmlUrl="https://vale.example/feed"/></body></opml>');
const admin = { id: READER, is_admin: true, tz: 'Europe/Berlin' };

/** An admin opens the form of a command and gives it a file at an address. */
async function submitFile(command: string, content: Buffer, address?: string) {
  const { edge, core } = await edgeBot();
  edge.users.set(READER, admin);
  await edge.command('/newsadmin', command);
  await expect.poll(() => edge.views.length).toBe(1);
  const give = () =>
    edge.submit({ file: { type: 'file_input', files: [{ url_private_download: address ?? edge.upload(content) }] } });
  return { edge, core, give };
}

test("a list of feeds is fetched with the bot's token and followed", async () => {
  const { edge, core, give } = await submitFile('feed import', OPML);
  await give();
  expect((await edge.answer(({ text }) => /1 more feed/.test(text))).to).toBe(READER);
  const feeds = await listFeeds(core.db, `slack/${TEAM}` as WorkspaceId);
  expect(feeds.map(({ url }) => url)).toEqual(['https://vale.example/feed']);
  expect(edge.broken).toEqual([]);
});

test('an article is read from a file, with its quotations', async () => {
  const text = 'Ferry stops\n\nVALE — The ferry stops.\n\n“Nobody takes it in winter,” said manager Ida Holm.\n';
  const { edge, give } = await submitFile('article import', Buffer.from(text));
  await give();
  await edge.answer(({ text, to }) => /Ferry stops/.test(text) && to === READER);
  await edge.command('/quote', 'winter');
  expect((await edge.answer(({ text }) => /Nobody takes it in winter/.test(text))).text).toContain('Ida Holm');
});

test('without the scope for files, the admin reads what to do, and no sign-in page is stored', async () => {
  const { edge, core, give } = await submitFile('article import', OPML);
  const before = await core.db.selectFrom('articles').select('id').execute();
  edge.forbidFiles();
  await give();
  expect((await edge.answer(({ text }) => /files:read/.test(text))).text).toContain('install the app again');
  expect(await core.db.selectFrom('articles').select('id').execute()).toEqual(before);
});

test('a file that is too large is refused', async () => {
  const { edge, give } = await submitFile('feed import', Buffer.alloc(3_000_001, 32));
  await give();
  await edge.answer(({ text }) => /too large: the limit is 3 MB/.test(text));
});

test.each([
  'https://files.slack.com.evil.example/f',
  'http://files.slack.com/f',
  'https://169.254.169.254/f',
  'nonsense',
])('nothing is fetched from %s, which would get the token', async (address) => {
  await expect(uploadedFile(address, { origins: ['https://files.slack.com'] })).rejects.toThrow("can't fetch");
});
