import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
  expect(err).toContain("2 lines aren't JSON objects and were skipped: 2, 3");
  expect(await json('articles', 'rose')).toMatchObject([{ id: 'c' }]);
});

test('of a gzip file that is cut off, every article before the cut is stored, and where it was cut is said', async () => {
  const { folder, run, json } = await commandLine();
  // Words that hardly pack, so that the cut falls into a line late in the file.
  const lines = Array.from({ length: 40 }, (_, i) => {
    const words = createHash('sha512').update(String(i)).digest('hex');
    return `${JSON.stringify({ id: `a${i}`, text: `Boat ${i} sank: ${words}.` })}\n`;
  });
  const packed = gzipSync(lines.join(''));
  writeFileSync(join(folder, 'cut.jsonl.gz'), packed.subarray(0, packed.length - 200));
  const { code, out, err } = await run(['import', 'cut.jsonl.gz']);
  const [, stored = ''] = /^Stored (\d+), /.exec(out) ?? [];
  expect(Number(stored)).toBeGreaterThan(35);
  expect([code, err]).toEqual([
    1,
    expect.stringContaining(`only up to line ${Number(stored) + 1}; everything before it is stored`),
  ]);
  const last = `a${Number(stored) - 1}`;
  expect(await json('articles')).toContainEqual(expect.objectContaining({ id: last }));
});

test('a date that can’t be read is said with its line, and its article is stored without one', async () => {
  const { folder, run, json } = await commandLine();
  const dates = ['"yesterday"', '7', 'true', '1790000000', '"2026-11-03T08:00:00Z"', 'null', '""'];
  const lines = dates.map((date, i) => `{"id":"a${i}","text":"Boat ${i} sank.","published":${date}}`);
  writeFileSync(join(folder, 'dates.jsonl'), lines.join('\n'));
  const { code, out } = await run(['import', 'dates.jsonl']);
  expect([code, out]).toEqual([
    0,
    "Stored 7, new versions 0, already known 0, skipped 0.\n3 articles have dates that I can't read and were stored without one.\n  line 1, a0: yesterday\n  line 2, a1: 7\n  line 3, a2: true\n",
  ]);
  const stored = (await json('articles')) as { id: string; published: string | null }[];
  expect(Object.fromEntries(stored.map(({ id, published }) => [id, published]))).toMatchObject({
    a0: null,
    a1: null,
    a2: null,
    a3: '2026-09-21T14:13:20.000Z',
    a4: '2026-11-03T08:00:00.000Z',
    a5: null,
    a6: null,
  });
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
