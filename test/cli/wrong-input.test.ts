import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { commandLine } from './run-cli.ts';

// Each command is a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

type Line = Awaited<ReturnType<typeof commandLine>>;

/** Runs the commands side by side; each must say what is wrong on standard error alone, in words for people. */
async function complaints(line: Line, code: number, cases: [string[], RegExp][]): Promise<void> {
  await Promise.all(
    cases.map(async ([words, message]) => {
      const outcome = await line.run(words);
      expect({ words, ...outcome }).toEqual({ words, code, out: '', err: expect.stringMatching(message) });
      expect(outcome.err).not.toMatch(/\n\s+at |Something went wrong|node:|\[object/);
    }),
  );
}

test('words that no command knows end with 2 and point to the help', async () => {
  await complaints(await commandLine(), 2, [
    [['nonsense'], /unknown command 'nonsense'.*--help/s],
    [['digest', 'set', '--at', '08:00'], /--place <place>' not specified/],
    [['digest', 'preview'], /which digest\? copydesk digest list shows them/],
    [['manifest', 'teams'], /Allowed choices are slack/],
  ]);
});

test('what an article, a question or a look-up lacks is said', async () => {
  await complaints(await commandLine(), 1, [
    [['add', 'nowhere.txt'], /find a file "nowhere\.txt"/],
    [['import', 'nowhere.jsonl'], /find a file "nowhere\.jsonl"/],
    [['import', 'nowhere.jsonl.gz'], /find a file "nowhere\.jsonl\.gz"/],
    [['articles', '--limit', 'x'], /--limit must be a number from 1 to 1000, not "x"/],
    [['ask'], /Ask something: copydesk ask/],
    [['ask', 'What?', '--since', 'once'], /don't understand the time "once".*24h/],
    [['quote', 'wall', '--page', 'x'], /--page x: write a whole number/],
  ]);
});

test('a file that holds no articles is said to', async () => {
  const line = await commandLine();
  writeFileSync(join(line.folder, 'cut.jsonl.gz'), 'no gzip');
  writeFileSync(join(line.folder, 'empty.jsonl'), '');
  await complaints(line, 1, [
    [['import', 'cut.jsonl.gz'], /"cut\.jsonl\.gz" isn't a gzip file/],
    [['import', 'empty.jsonl'], /"empty\.jsonl" has no articles: each line/],
  ]);
});

test('what a digest or a feed lacks is said', async () => {
  const set = ['digest', 'set', '--place', 'terminal', '--at', '08:00'];
  await complaints(await commandLine(), 1, [
    [[...set, '--zone', 'Mars/Base'], /time zone "Mars\/Base".*Asia\/Tokyo/],
    [['digest', 'preview', 'nope'], /can't find a digest "nope"\. copydesk digest list/],
    [['feeds', 'remove', 'nope'], /find a feed "nope".*copydesk feeds list/],
    [['feeds', 'import', 'nowhere.opml'], /find a file "nowhere\.opml"/],
    [['feeds', 'add', 'http://127.0.0.1/feed.xml'], /FETCH_ALLOW/],
  ]);
});

test('a setting that is wrong is named, also one of the file .env', async () => {
  const line = await commandLine({ FEED_MINUTES: 'often' });
  writeFileSync(join(line.folder, '.env'), 'LOG_LEVEL=loud\n');
  await complaints(line, 1, [
    [['status'], /^Invalid configuration:\n {2}- FEED_MINUTES must be a whole number.*\n {2}- LOG_LEVEL must be/],
  ]);
});

test('a program that a shell starts ends with the same codes and words', async () => {
  const line = await commandLine({ FEED_MINUTES: 'often' });
  expect(await line.start(['nonsense'])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/unknown command/),
  });
  expect(await line.start(['status'])).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Invalid conf/) });
});

test('a store that can not be reached is said to be so, without its password', async () => {
  const line = await commandLine({ DATABASE_URL: 'postgres://desk:hunter2@127.0.0.1:9/news' });
  await complaints(line, 1, [[['status'], /^The store can't be opened: (?!.*hunter2)/]]);
});
