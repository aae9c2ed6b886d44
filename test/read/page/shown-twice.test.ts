import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { pageWith, STORY } from './page.ts';

const REST = 'horn was heard at noon, the harbour board said, and nobody had been told of it before.';

test.each([
  ['<span class="drop-cap" aria-hidden="true">T</span><span class="sr-only">T</span>he', 'The'],
  ['<span aria-hidden="true">T</span><span class="sr-only">The</span>', 'The'],
  ['<span class="sr-only">The</span><span aria-hidden="true"><span class="dropcap">T</span>he</span>', 'The'],
  [
    '<span aria-hidden="true">T</span><span class="visually-hidden">The</span><span aria-hidden="true">he</span>',
    'The',
  ],
  ['<span aria-hidden="true" class="dropcap">T</span>he', 'The'],
  ['<span class="dropcap">T</span>he', 'The'],
  [
    'In return for <span aria-hidden="true">$5M</span><span class="visually-hidden">5 million dollars</span> a',
    'In return for $5M a',
  ],
])('words that are shown one way and read aloud another stand in the sentence once: %s', (markup, words) => {
  const html = pageWith({ story: `<p>${markup} ${REST}</p>${STORY}` });
  expect(extractArticle({ html }).draft.text.split('\n\n')[0]).toBe(`${words} ${REST}`);
});

test.each([
  ['<b><span aria-hidden="true">five</span></b>', 'five'],
  ['<a href="/y" aria-hidden="true">five</a>', 'five'],
  ['<button>five</button>', 'five'],
])('an opening paragraph with a part that is not for screen readers or a button is whole: %s', (markup, word) => {
  const sentence = (part: string) =>
    `The harbour board paid ${part} million crowns for the ferry on Friday, and nobody had been told.`;
  const html = pageWith({ story: `<p>${sentence(markup)}</p>${STORY}` });
  expect(extractArticle({ html }).draft.text.split('\n\n')[0]).toBe(sentence(word));
});
