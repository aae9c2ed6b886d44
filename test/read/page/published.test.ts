import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { PARAGRAPHS, pageWith, STORY } from './page.ts';

const NOW = new Date('2026-11-29T12:00:00Z');
const dateOf = (parts: Parameters<typeof pageWith>[0]) =>
  extractArticle({ html: pageWith(parts), now: NOW })
    .draft.published?.toISOString()
    .slice(0, 10) ?? null;
const [first = '', ...others] = PARAGRAPHS.map((text) => `<p>${text}</p>`);
const storyWith = (line: string) => ({ story: `${first}${line}${others.join('')}` });
const post = (date: string) =>
  `<blockquote class="twitter-tweet"><p lang="en">Resign now, all of you.</p>— Ida Brandt (@brandt) ${date}</blockquote>`;

test.each([
  ['<p>The old pier burned down on 12 June 2024.</p>'],
  ['<p>He died on 12 June 2024.</p>'],
  ['<p>“It was on 12 June 2024,” she said.</p>'],
  ['<p>Er starb am 12. Juni 2024.</p>'],
  ['<p>Corrected on 12 June 2024: Nobody was hurt.</p>'],
  ['<ul><li>12 June 2024: the pier burns down.</li></ul>'],
  ['<figure><img src="/a.jpg"><figcaption>The pier, 12 June 2024</figcaption></figure>'],
])('a day that the text tells of is not when it was published: %s', (line) => {
  expect(dateOf({ before: line })).toBeNull();
  expect(dateOf(storyWith(line))).toBeNull();
});

test.each([
  ['<p>On <time datetime="1998-05-04">4 May 1998</time> the harbour master left his office.</p>'],
  ['<p>She left on <time datetime="1998-05-04T09:00">4 May 1998</time>, the board said.</p>'],
  ['<p class="timeline-item">On 4 May 1998 the harbour master left his office.</p>'],
  ['<h3><time datetime="1998-05-04">4 May 1998</time></h3>'],
])('nor is a time element in a sentence or in a chronology: %s', (line) => {
  expect(dateOf(storyWith(line))).toBeNull();
});

test('nor is the date of a post by somebody else', () => {
  expect(dateOf(storyWith(post('June 3, 2024')))).toBeNull();
  expect(dateOf({ before: post('<time datetime="2024-06-03">June 3, 2024</time>') })).toBeNull();
});

test('nor is the date of a comment', () => {
  const comment =
    '<div class="comments"><p>Kim <time datetime="2024-06-03T10:00:00Z">3 June</time></p><p>Well done.</p></div>';
  expect(dateOf({ after: comment })).toBeNull();
});

test('nor is a day that has not come yet', () => {
  expect(dateOf({ before: '<time datetime="2026-12-04">4 December</time>' })).toBeNull();
  expect(dateOf({ before: '<p>Kim Berg, 4 December 2026</p>' })).toBeNull();
  expect(dateOf({ before: '<p>Kim Berg, 29 November 2026</p>' })).toBe('2026-11-29');
});

test.each([
  ['<p>12 June 2024</p>'],
  ['<p>Published on 12 June 2024 at 9:30 a.m.</p>'],
  ['<p>Veröffentlicht am 12. Juni 2024 um 10 Uhr von Kim Berg</p>'],
  ['<p>Mis à jour le 13 juin 2024 à 10h, publié le <time datetime="2024-06-12">12 juin 2024</time></p>'],
  ['<p>By Kim Berg, special to the Post | 12 June 2024 | 3 min read</p>'],
  ['<div class="meta">Kim Berg in <a href="/news">News</a> on <time datetime="2024-06-12">12 June</time></div>'],
  ['<p>Posted by Kim Berg on <time datetime="2024-06-12">12 June 2024</time>.</p>'],
  [
    '<p><span>by kim</span><span>published on <time datetime="2024-06-12">12 June</time></span><a href="/n">island news</a></p>',
  ],
  ['<p>2024年6月12日 10時30分 港湾新聞</p>'],
  ['<p>Ngày 12 tháng 6 năm 2024</p>'],
])('a line of dates or names beside the headline is: %s', (before) => {
  expect(dateOf({ before })).toBe('2024-06-12');
});

test('a line with the date alone counts after a lead', () => {
  expect(dateOf(storyWith('<p>12 June 2024</p>'))).toBe('2024-06-12');
});

test('a field for the date counts wherever it stands', () => {
  const field = '<p>This report was first shown on <span itemprop="datePublished">12 June 2024</span>.</p>';
  expect(dateOf({ story: STORY, after: field })).toBe('2024-06-12');
});
