import { expect, test } from 'vitest';
import { readSource } from '../../src/intake/read-source.ts';
import { sharedParser } from '../read/parse/shared-parser.ts';

const BODY = [
  'The harbour office said on Tuesday that the pier will be rebuilt in spring, after years of talks with the fishers.',
  '“The pier has waited long enough,” said harbour master Ida Brandt, who signed the contract on the pier itself.',
  'Work takes three months and is paid for by the state and the town in equal parts, the office said in a statement.',
];
const PAGE = `<!doctype html><html lang="en"><head><title>Pier to be rebuilt</title></head><body><nav>Home | Sport</nav>
<article><h1>Pier to be rebuilt</h1>${BODY.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;

const read = (source: string, given = {}, limit = 10_000) => readSource(() => sharedParser, source, given, limit);

test('the source of a web page is read like the page', async () => {
  expect(await read(PAGE)).toMatchObject({
    kind: 'article',
    draft: { title: 'Pier to be rebuilt', text: BODY.join('\n\n'), url: null, publisher: null },
  });
});

test('what is given beside it goes before what the page says', async () => {
  const given = { title: 'Ours', publisher: 'Vale Courier', url: 'https://vale.example/pier?utm_source=x' };
  expect(await read(PAGE, given)).toMatchObject({
    draft: { title: 'Ours', publisher: 'Vale Courier', url: 'https://vale.example/pier' },
  });
});

test('text that only talks of tags stays text', async () => {
  const text = `How to write <html>\n\n${BODY.join('\n\n')}`;
  expect(await read(text)).toMatchObject({ draft: { title: 'How to write <html>' } });
});

test('a page without a story says so, a long one too', async () => {
  expect(await read('<html><body><p>Log in</p></body></html>')).toMatchObject({ kind: 'refused' });
  expect(await read(PAGE, {}, 100)).toMatchObject({ kind: 'refused', message: expect.stringContaining('at most 100') });
});
