import { expect, test } from 'vitest';
import { parsePage } from '../../../src/read/parse/parsers.ts';

const TEXT =
  'Harbour wall to be raised\n\nThe harbour wall will be raised by a metre, the town said on Tuesday.\n\n“It has waited long enough,” said Ida Brandt.';
const sent = (body: string, contentType: string) =>
  parsePage({ bytes: Buffer.from(body), contentType, url: 'https://paper.example/wall.txt' });

test('a page of plain text is read as such, with its headline and paragraphs', () => {
  expect(sent(TEXT, 'text/plain; charset=utf-8')).toMatchObject({
    kind: 'article',
    draft: {
      title: 'Harbour wall to be raised',
      text: TEXT.slice(TEXT.indexOf('The')),
      url: 'https://paper.example/wall.txt',
      publisher: 'paper.example',
    },
  });
});

test('markup that is sent as plain text is read as markup', () => {
  const page = `<html><title>Wall</title><body>${TEXT.split('\n\n')
    .map((line) => `<p>${line}</p>`)
    .join('')}</body></html>`;
  expect(sent(page, 'text/plain').draft.title).toBe('Wall');
});
