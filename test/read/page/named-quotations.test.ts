import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { pageWith, STORY } from './page.ts';

const linesOf = (part: string) =>
  extractArticle({ html: pageWith({ story: `${STORY}${part}${STORY}` }) }).draft.text.split('\n\n');
const WORDS = 'We cannot pay for the new pier this winter.';
const SIGNED = `“${WORDS}” — Bo Lind, treasurer`;

test.each([
  `<blockquote><p>${WORDS}</p><footer>— Bo Lind, treasurer</footer></blockquote>`,
  `<blockquote>${WORDS}<cite>Bo Lind, treasurer</cite></blockquote>`,
  `<blockquote><p>${WORDS}<br>— Bo Lind, treasurer</p></blockquote>`,
  `<blockquote><p>${WORDS} — Bo Lind, treasurer</p></blockquote>`,
  `<blockquote><p>“${WORDS}”</p><div class="quote__author"><div>Bo Lind, treasurer</div></div></blockquote>`,
  `<blockquote><p>${WORDS}</p></blockquote><p>– Bo Lind, treasurer</p>`,
  `<figure class="quote"><blockquote><p>${WORDS}</p></blockquote><figcaption>Bo Lind, treasurer</figcaption></figure>`,
  `<blockquote><p>${WORDS}</p><p><strong>Bo Lind, treasurer</strong></p></blockquote>`,
  `<div><blockquote><span>${WORDS}</span></blockquote><cite><div>Bo Lind, treasurer</div></cite></div>`,
  `<blockquote>${WORDS}<br><small>Bo Lind, treasurer</small></blockquote>`,
  `<div class="quote"><div class="quote__text">${WORDS}</div><div class="quote__author">Bo Lind, treasurer</div></div>`,
])('a block quotation keeps its author, and stands in marks: %s', (part) => {
  expect(linesOf(part)).toContain(SIGNED);
});

test('every paragraph of a long quotation is marked as its author’s', () => {
  const long = Array.from(
    { length: 20 },
    (_, at) => `The pier of the year ${1950 + at} stood longer than anybody in town had thought it would.`,
  );
  const lines = linesOf(
    `<blockquote>${long.map((text) => `<p>${text}</p>`).join('')}<footer>Bo Lind</footer></blockquote>`,
  );
  for (const text of long) expect(lines).toContain(`“${text}” — Bo Lind`);
});

test('a block quotation that a line with a colon introduces stands in marks', () => {
  const part = `<p>Greta Solberg, the mayor, wrote on Friday:</p><div><blockquote><p>${WORDS}</p></blockquote></div>`;
  expect(linesOf(part)).toContain(`“${WORDS}”`);
});

test('a title at the end of a quotation is not its author', () => {
  const part = '<blockquote><p>All winter long the keepers of the light had read <cite>The Sea</cite></p></blockquote>';
  expect(linesOf(part)).toContain('All winter long the keepers of the light had read The Sea');
});

test('a Facebook or TikTok post is its author’s words', () => {
  const post = (html: string) => linesOf(html).filter((line) => line.includes('Stay at home'));
  expect(
    post(
      '<div class="fb-post"><blockquote class="fb-xfbml-parse-ignore"><p>The fair is off. Stay at home.</p>Posted by <a href="x">House on the Hill</a> on <a href="y">Friday, November 27, 2026</a></blockquote></div>',
    ),
  ).toEqual(['“The fair is off. Stay at home.” — House on the Hill']);
  expect(
    post(
      '<blockquote class="tiktok-embed"><section><a href="x">@anna</a><p>The fair is off. Stay at home.</p><a href="y">♬ original sound</a></section></blockquote>',
    ),
  ).toEqual(['“The fair is off. Stay at home.” — @anna']);
});

test('a post that shows no words but whose it is is nobody’s words', () => {
  const post =
    '<blockquote class="instagram-media"><a href="x">View this post on Instagram</a><p><a href="x">A post shared by Pilot Anna (@pilotanna)</a></p></blockquote>';
  expect(linesOf(post).join(' ')).not.toContain('Pilot Anna');
});

test.each([
  '<blockquote class="text-post-media"><a href="t"><div>Post by @annap</div><div>View on Threads</div></a></blockquote>',
  '<blockquote class="mastodon-embed"><a href="u"><div>Post by @anna@post.example</div><div>View on Mastodon</div></a></blockquote>',
])('the label of a post that only a script shows is nobody’s words: %s', (embed) => {
  expect(linesOf(embed).filter((line) => line.includes('View on'))).toEqual([]);
});

test('a post is signed with the name beside its handle', () => {
  const post = `<blockquote class="bluesky-embed"><p>${WORDS}<br><a href="x">[image or embed]</a></p>&mdash; Bo Lind (<a href="p">@bo.example</a>) <a href="q">9 May 2026</a></blockquote>`;
  expect(linesOf(post)).toContain(`“${WORDS}” — Bo Lind (@bo.example) 9 May 2026`);
});
