import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { PARAGRAPHS, pageWith, STORY } from './page.ts';

const read = (parts: Parameters<typeof pageWith>[0]) =>
  extractArticle({ html: pageWith(parts), url: 'https://post.example/ferry' });
const SHORT = PARAGRAPHS.slice(0, 2);
const short = `${SHORT.map((text) => `<p>${text}</p>`).join('')}<p>The buyer of the old ship, a trust from</p>`;
const NOT_FREE = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>';

test.each([
  [
    'under a box of its own',
    { story: short, after: '<div class="paywall-box"><h3>To continue reading, please subscribe</h3></div>' },
  ],
  ['with the call in its text', { story: `${short}<p>Subscribe to continue reading.</p>` }],
  ['that only its data calls paid', { story: short, head: NOT_FREE }],
  [
    'of a long article',
    {
      story: STORY.repeat(3).replace(/<p>(?!.*<p>)/s, '<p>And then '),
      after: '<div class="box"><p>Subscribe now to continue reading</p></div>',
    },
  ],
])('the beginning of a paid article is stored as one: %s', (_, parts) => {
  const { kind, draft } = read(parts);
  expect([kind, draft.kind]).toEqual(['article', 'beginning']);
  expect(draft.text).toContain(SHORT[1]);
  expect(draft.text).not.toMatch(/subscribe/i);
});

test('a paid page that shows a sentence or none is refused', () => {
  expect(read({ story: '<p>The harbour board voted.</p><p>Subscribe to continue reading.</p>' }).kind).toBe('paywall');
});

const ANSWER = 'No. The county says that the pier will fall within two winters unless it is rebuilt from the ground.';

test.each([
  ['more', `<div id="rest" style="display:none"><p>${ANSWER}</p></div><button>Read more</button>`],
  ['more, by its name', `<p><a href="#rest">Weiterlesen</a></p><hr><div id="rest" hidden><p>${ANSWER}</p></div>`],
  [
    'a question',
    `<h3><button aria-expanded="false">Is the pier safe?</button></h3><div aria-hidden="true"><p>${ANSWER}</p></div>`,
  ],
])('what a page folds up under a button is read: %s', (what, folded) => {
  const { text } = read({ story: STORY, after: folded }).draft;
  expect(text).toContain(ANSWER);
  if (what === 'a question') expect(text).toContain('Is the pier safe?');
  expect(text).not.toMatch(/Read more|Weiterlesen/);
});

test.each([
  '<button>Share</button><ul hidden><li><a href="/f">Send this story to a friend by mail, or post it where you like.</a></li></ul>',
  '<button>Read more</button><div class="newsletter" hidden><p>Every morning we write to you about the harbour and its ships.</p></div>',
  '<div style="display:none"><p>You have read three of five stories that are free for you this month.</p></div>',
])('what is hidden and not the story’s stays hidden', (hidden) => {
  expect(read({ story: STORY, after: hidden }).draft.text).toBe(PARAGRAPHS.join('\n\n'));
});
