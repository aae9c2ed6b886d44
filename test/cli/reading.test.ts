import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { commandLine } from './run-cli.ts';

// Each command is a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

const FAIR =
  'The fair opens\n\nThe fair in the old harbour opens on Friday.\n\n"Come early," Mayor Ada Lindqvist said.\n';

test('of several things to add, each is reported, and one that fails stops none of the others', async () => {
  const { folder, run } = await commandLine();
  writeFileSync(join(folder, 'fair.txt'), FAIR);
  writeFileSync(join(folder, 'gulls.txt'), FAIR.replaceAll('fair', 'gull house'));
  const { code, out, err } = await run(['add', 'fair.txt', 'lost.txt', 'http://127.0.0.1:1/page', 'gulls.txt']);
  expect(code).toBe(1);
  expect(out).toMatch(/^Stored “The fair opens”.*\nStored “The gull house opens”.*\n$/);
  expect(err).toMatch(/^lost\.txt: I can't find a file "lost\.txt"\.\nhttp:\/\/127\.0\.0\.1:1\/page: .+\n$/);
});

test('a PDF file is refused with what to do', async () => {
  const { folder, run } = await commandLine();
  writeFileSync(join(folder, 'fair.pdf'), Buffer.from('255044462d312e370a25e2e3cfd30a', 'hex'));
  const { code, err } = await run(['add', 'fair.pdf']);
  expect([code, err]).toEqual([1, expect.stringMatching(/is a PDF file.*Copy the text/)]);
});

test('an import goes on after bad lines, and says which they were', async () => {
  const { folder, run, json } = await commandLine();
  const lines = [
    '{"id":"a","text":"The boat sank."}',
    'not JSON',
    '[]',
    '{"id":"b"}',
    '',
    '{"id":"c","text":"It rose."}',
  ];
  writeFileSync(join(folder, 'bad.jsonl'), lines.join('\n'));
  const { code, out, err } = await run(['import', 'bad.jsonl']);
  expect([code, out]).toEqual([0, expect.stringContaining('Stored 2, new versions 0, already known 0, skipped 1.')]);
  expect(out).toContain('skipped b: it has no text');
  expect(err).toContain("2 lines aren't JSON objects");
  expect(await json('articles', 'rose')).toMatchObject([{ id: 'c' }]);
});

// Each writes in another way: a reply, a stream, the help, a line for each line that it reads.
test.each([['articles'], ['export -'], ['--help'], ['quotes --jsonl']])(
  'a reader that closes the pipe early ends "%s" in silence',
  async (words) => {
    const { command, env, folder } = await commandLine();
    const child = spawn(process.execPath, [command, ...words.split(' ')], { cwd: folder, env });
    child.stdout.destroy();
    child.stdin.on('error', () => {});
    child.stdin.end('{"id":"1","text":"“We are late,” Ann Holt said."}\n');
    let err = '';
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([err, code]).toEqual(['', 0]);
  },
);
