import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { feedIdOf, recordPoll, recordPollFailure } from '../../src/store/feeds/feeds.ts';
import { VERSION } from '../../src/version.ts';
import { commandLine } from './run-cli.ts';

// Each command is a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

test('add stores a file, and says how many quotations it has', async () => {
  const { folder, run } = await commandLine();
  writeFileSync(
    join(folder, 'fair.txt'),
    'The fair opens\n\nThe fair opens on Friday.\n\n"Come early," Mayor Ada Lindqvist said.\n',
  );
  const { code, out, err } = await run(['add', 'fair.txt', '--published', '2026-11-20', '--publisher', 'Vale Courier']);
  expect([code, out, err]).toEqual([0, expect.stringMatching(/^Stored “.+” \([0-9a-f]+\) with 1 quotation\.\n$/), '']);
});

test('the version is told by itself, and with how things are', async () => {
  const { run } = await commandLine();
  expect((await run(['--version'])).out).toBe(`${VERSION}\n`);
  expect((await run(['status'])).out).toContain(`Version: ${VERSION}`);
});

test('ask answers with its sources', async () => {
  const { start } = await commandLine();
  const { code, out } = await start(['ask', 'How', 'much', 'does the wall cost?']);
  expect(code).toBe(0);
  expect(out).toMatch(/14 million crowns.*\[1\]\n\nSources\n1\. Harbour wall to be raised by a metre – Vale Courier/s);
});

test('ask --json gives every citation by its place in the article', async () => {
  const { json } = await commandLine();
  const answer = await json('ask', 'How much does the wall cost?');
  expect(answer).toMatchObject({
    refused: false,
    by: 'built-in',
    answer: expect.stringContaining('14 million crowns'),
  });
  for (const { articleId, title, start, end, text } of answer.citations) {
    expect([typeof articleId, title]).toEqual(['string', 'Harbour wall to be raised by a metre']);
    expect(end - start).toBe(text.length);
  }
});

test('ask indexes first what an upgrade left to a worker, and says so', async () => {
  const { db, run } = await commandLine();
  await db.deleteFrom('passage_docs').execute();
  const { out, err } = await run(['ask', 'How much does the wall cost?']);
  expect(out).toMatch(/14 million crowns/);
  expect(err).toBe('Indexing 1 article after the upgrade, once…\n');
  expect((await run(['ask', 'How much does the wall cost?'])).err).toBe('');
});

test('ask refuses what the articles do not say, and that is not an error', async () => {
  const { json } = await commandLine();
  expect(await json('ask', 'Who won the chess tournament?')).toMatchObject({
    refused: true,
    answer: '',
    citations: [],
  });
});

test('quote finds what someone said, word for word', async () => {
  const { json } = await commandLine();
  expect(await json('quote', '--speaker', 'Timm')).toMatchObject({
    page: 1,
    pages: 1,
    quotes: expect.arrayContaining([
      expect.objectContaining({ text: 'The river needs room.', speaker: 'Rosa Timm', articleId: expect.any(String) }),
    ]),
  });
});

test('import keeps the given ids, and says which lines it skipped', async () => {
  const { folder, json } = await commandLine();
  const lines = [{ id: 'fair-1', title: 'The fair opens', text: 'The fair opens on Friday.' }, { id: 'empty' }];
  const file = join(folder, 'articles.jsonl.gz');
  writeFileSync(file, gzipSync(lines.map((line) => JSON.stringify(line)).join('\n')));
  expect(await json('import', file)).toMatchObject({ stored: 1, known: 0, skipped: [{ id: 'empty' }] });
  expect(await json('articles', 'fair')).toMatchObject([{ id: 'fair-1', title: 'The fair opens' }]);
});

test('a digest is set, previewed, posted and removed', async () => {
  const { run, json } = await commandLine();
  const { id } = await json('digest', 'set', '--place', 'terminal', '--at', '08:00', '--zone', 'Asia/Tokyo');
  const [preview, list] = await Promise.all([run(['digest', 'preview', id]), json('digest', 'list')]);
  expect(preview.out).toMatch(/Harbour wall to be raised by a metre/);
  expect(list).toMatchObject([{ id, place: 'terminal', at: '08:00', zone: 'Asia/Tokyo' }]);
  const posted = await run(['digest', 'run', id, '--json']);
  expect(JSON.parse(posted.out)).toMatchObject({ kind: 'posted' });
  expect(posted.err).toMatch(/Harbour wall to be raised by a metre/);
  expect(await json('digest', 'remove', id)).toEqual({ removed: id });
});

test('the feeds of an OPML file are followed once, and exported', async () => {
  const { folder, run, json } = await commandLine();
  const outline = '<outline type="rss" text="Vale" xmlUrl="https://vale.example/feed.xml"/>';
  writeFileSync(join(folder, 'feeds.opml'), `<opml version="2.0"><head/><body>${outline}</body></opml>`);
  expect(await json('feeds', 'import', 'feeds.opml')).toMatchObject({ added: 1, known: 0 });
  expect(await json('feeds', 'import', 'feeds.opml')).toMatchObject({ added: 0, known: 1 });
  expect((await run(['feeds', 'export'])).out).toMatch(/xmlUrl="https:\/\/vale\.example\/feed\.xml"/);
});

test('status and doctor count the feeds of everybody and of the terminal, and name those that fail', async () => {
  const { db, folder, run } = await commandLine();
  const feeds = ['Vale', 'Norfell', 'Quay'].map(
    (name) => `<outline type="rss" text="${name}" xmlUrl="https://${name.toLowerCase()}.example/feed.xml"/>`,
  );
  const opml = (outlines: string[]) => `<opml version="2.0"><head/><body>${outlines.join('')}</body></opml>`;
  writeFileSync(join(folder, 'all.opml'), opml(feeds.slice(0, 2)));
  writeFileSync(join(folder, 'own.opml'), opml(feeds.slice(1)));
  await run(['feeds', 'import', 'all.opml']);
  await run(['feeds', 'import', 'own.opml', '--workspace', 'terminal']);
  const idOf = (name: string) => feedIdOf(`https://${name}.example/feed.xml`);
  const now = new Date();
  await recordPollFailure(db, idOf('vale'), 'nobody answers', now, now);
  const poll = { etag: null, lastModified: null, everyMinutes: 30, nextPoll: now };
  await recordPoll(db, idOf('quay'), poll, now);
  const failed = { feed_id: idOf('quay'), state: 'failed' as const, problem: 'no page', old: false, seen: now };
  await db
    .insertInto('feed_entries')
    .values(['1', '2'].map((key) => ({ ...failed, entry: key })))
    .execute();
  const [status, doctor] = [await run(['status']), await run(['doctor'])];
  for (const { out } of [status, doctor]) {
    expect(out).toContain('3 followed, 2 failing');
    expect(out).toMatch(/Vale.*nobody answers/s);
    expect(out).toMatch(/Quay.*2 of the last 2 entries couldn't be read/s);
    expect(out).not.toContain('none followed yet');
  }
  expect(status.out).toMatch(/Done – Follow a feed/);
});

test('export --all writes every workspace to a file of its own', async () => {
  const { folder, run } = await commandLine();
  const { code, out } = await run(['export', '--all', 'out']);
  expect([code, out]).toEqual([0, 'shared: out/shared.jsonl.gz\nterminal: out/terminal.jsonl.gz\n']);
  const [head, ...lines] = gunzipSync(readFileSync(join(folder, 'out/shared.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  expect(JSON.parse(head ?? '')).toMatchObject({ copydesk: 'export', workspace: { id: 'shared' } });
  expect(lines.length).toBeGreaterThan(0);
});

test('a person is forgotten by the command line, and a workspace only with --yes', async () => {
  const { db, run } = await commandLine();
  const { code, out } = await run(['forget', 'person', 'discord/1001']);
  expect([code, out]).toEqual([0, expect.stringContaining('Nothing is stored about discord/1001.')]);
  await sql`insert into conversations (place, workspace_id) values ('discord/g1/c1/t1', 'shared')`.execute(db);
  await sql`insert into turns (place, asker, question, answer) values ('discord/g1/c1/t1', 'discord/1001', 'Why?', '{}')`.execute(
    db,
  );
  expect((await run(['forget', 'person', 'discord/1001'])).out).toMatch(/^Deleted 1 question of discord\/1001/);
  expect((await run(['forget', 'person', 'somebody'])).err).toMatch(/isn't a person/);
  expect((await run(['forget', 'workspace', 'terminal'])).err).toMatch(/belongs to everybody/);
});

test('what to do next is named as it is typed at a shell', async () => {
  const { run } = await commandLine();
  const [status, doctor] = [await run(['status']), await run(['doctor'])];
  expect(status.out).toMatch(/Follow a feed: copydesk feeds add\n/);
  expect(status.out).toMatch(/Set a daily digest: copydesk digest set\n/);
  expect(`${status.out}${doctor.out}`).not.toContain('/newsadmin');
});
