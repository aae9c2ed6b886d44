import { afterAll, expect, test } from 'vitest';
import { createParser } from '../../../src/read/parse/parser-pool.ts';

const module = new URL('../web/stub-parsers.ts', import.meta.url);
const crashes: string[] = [];
const parser = createParser({ module, timeoutMs: 500, memoryMb: 160, onCrash: (error) => crashes.push(error) });
afterAll(() => parser.close());

const page = (body: string) => ({ bytes: Buffer.from(body), contentType: 'text/html', url: 'https://paper.example/' });
const stillWorks = async () => expect(await parser.parsePage(page('next'))).toEqual({ kind: 'parsed', value: 'next' });

test('a result comes back from the worker', async () => {
  expect(await parser.parseFeed(page(''))).toEqual({
    kind: 'parsed',
    value: { url: 'https://paper.example/', contentType: 'text/html' },
  });
});

test.each(['loop', 'regular expression'])(
  'a document that never ends (%s) is given up, and the next one is read',
  async (body) => {
    expect(await parser.parsePage(page(body))).toMatchObject({ kind: 'failed', reason: 'too-slow' });
    await stillWorks();
  },
);

test.each(['memory', 'one allocation'])(
  'a document that takes too much memory (%s) is given up, and the next one is read',
  async (body) => {
    const patient = createParser({ module, timeoutMs: 20_000, memoryMb: 160 });
    expect(await patient.parsePage(page(body))).toMatchObject({ kind: 'failed', reason: 'too-complex' });
    expect(await patient.parsePage(page('next'))).toEqual({ kind: 'parsed', value: 'next' });
    await patient.close();
  },
);

test('a document that is nested too deeply is given up, and the next one is read', async () => {
  const patient = createParser({ module, timeoutMs: 20_000, memoryMb: 160 });
  expect(await patient.parsePage(page('depth'))).toMatchObject({ kind: 'failed', reason: 'too-complex' });
  expect(await patient.parsePage(page('next'))).toEqual({ kind: 'parsed', value: 'next' });
  await patient.close();
});

test('what a parser throws reaches the log and not the reader', async () => {
  const failed = await parser.parsePage(page('throw'));
  expect(failed).toMatchObject({ kind: 'failed', reason: 'crashed' });
  expect(JSON.stringify(failed)).not.toContain('not expected');
  expect(crashes.at(-1)).toContain('not expected');
});

test('a worker that ends is replaced', async () => {
  expect(await parser.parsePage(page('exit'))).toMatchObject({ kind: 'failed', reason: 'crashed' });
  await stillWorks();
});

test('documents wait for a free worker and each gets its own answer', async () => {
  const bodies = Array.from({ length: 20 }, (_, index) => `body ${index}`);
  const results = await Promise.all(bodies.map((body) => parser.parsePage(page(body))));
  expect(results).toEqual(bodies.map((value) => ({ kind: 'parsed', value })));
});

test('the worker sees no environment, so no secrets', async () => {
  expect(await parser.parsePage(page('environment'))).toEqual({ kind: 'parsed', value: [] });
});

test('the worker may not connect, write or run anything', async () => {
  expect(await parser.parsePage(page('permissions'))).toEqual({ kind: 'parsed', value: [] });
});

test('parsers that cannot be loaded are a crash, not a hang', async () => {
  const broken = createParser({ module: new URL('../../article/web/no-such-file.ts', import.meta.url) });
  expect(await broken.parsePage(page(''))).toMatchObject({ kind: 'failed', reason: 'crashed' });
  await broken.close();
});

test('closing settles what is running and what waits', async () => {
  const closing = createParser({ module, timeoutMs: 20_000 });
  const results = [closing.parsePage(page('loop')), closing.parsePage(page('next'))];
  await new Promise((resolve) => setTimeout(resolve, 50));
  await closing.close();
  for (const result of await Promise.all(results)) expect(result).toMatchObject({ kind: 'failed', reason: 'crashed' });
});

test('the real parsers read a page and a feed', async () => {
  const real = createParser();
  const paragraph =
    'The council voted on Tuesday to keep the old harbour ferry for another ten years, officials said. ';
  const html = `<title>Ferry stays</title><article><h1>Ferry stays</h1>${`<p>${paragraph.repeat(3)}</p>`.repeat(5)}</article>`;
  expect(await real.parsePage(page(html))).toMatchObject({
    kind: 'parsed',
    value: { kind: 'article', draft: { title: 'Ferry stays' } },
  });
  const rss =
    '<rss version="2.0"><channel><title>Harbour</title><item><title>Ferry stays</title></item></channel></rss>';
  expect(await real.parseFeed(page(rss))).toMatchObject({
    kind: 'parsed',
    value: { ok: true, feed: { title: 'Harbour' } },
  });
  await real.close();
});
