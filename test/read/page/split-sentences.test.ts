import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { PARAGRAPHS, pageWith, STORY } from './page.ts';

const linesOf = (story: string) =>
  extractArticle({
    html: pageWith({ story: `${STORY}${story}<p>And that was all there was to say about it.</p>` }),
    url: null,
  })
    .draft.text.split('\n\n')
    .slice(PARAGRAPHS.length, -1);

test.each([
  [
    '<p>The owner, <div class="sidebar-name">Eva Holt</div>, met reporters at the pier.',
    'The owner, Eva Holt, met reporters at the pier.',
  ],
  [
    '<p>The mayor had said<div class="ad-slot">Advertisement</div> that the pier was safe.',
    'The mayor had said that the pier was safe.',
  ],
  [
    '<p>The mayor had said<div class="ad-slot"></div> that the pier was safe.',
    'The mayor had said that the pier was safe.',
  ],
  [
    '<p>The report by <a href="/r">the trust<span class="x">, opens new tab</span></a> is out.</p>',
    'The report by the trust is out.',
  ],
  ['<p><img src="t.gif" alt="T">he pier stood for ninety years.</p>', 'The pier stood for ninety years.'],
  [
    '<p><span aria-label="T" class="cap"></span>he pier stood for ninety years.</p>',
    'The pier stood for ninety years.',
  ],
  ['<p>The crack is <math><mn>14</mn><mtext>mm</mtext></math> wide.</p>', 'The crack is 14 mm wide.'],
  ['<p>They count <math><msup><mn>10</mn><mn>6</mn></msup></math> bolts.</p>', 'They count 10⁶ bolts.'],
  ['<p>In 1931<sup>3</sup> nobody minded.</p>', 'In 1931 nobody minded.'],
  ['<p>A ticket is $4<sup>99</sup> now.</p>', 'A ticket is $4.99 now.'],
  ['<p>She will <span class="strikethrough">not</span> resign, she said.</p>', 'She will resign, she said.'],
  ['<p>市長は「桟橋は<br>危ない」と述べた。</p>', '市長は「桟橋は危ない」と述べた。'],
  [
    '<p>The mayor of Norfell, who had flown in from<br>Oslo that morning, said he would not resign until<br>Friday. “I have work to do,” he told those who<br>waited outside.</p>',
    'The mayor of Norfell, who had flown in from Oslo that morning, said he would not resign until Friday. “I have work to do,” he told those who waited outside.',
  ],
])('a sentence that markup parts is stored in one piece: %s', (written, line) => {
  expect(linesOf(written)).toEqual([line]);
});

test('a box between two whole paragraphs stays apart', () => {
  expect(linesOf('<p>The pier is closed.</p><div>Nobody was hurt.</div><p>The horn is back.</p>')).toEqual([
    'The pier is closed.',
    'Nobody was hurt.',
    'The horn is back.',
  ]);
});

test('verse keeps its lines', () => {
  expect(linesOf('<p>The river runs,<br>and I run too,<br>under the moon.</p>')).toHaveLength(3);
});

test.each([
  [
    '<p>“</p><p>The pier must stay,</p><p>”</p><p>said Ada Pike, who runs it.</p>',
    ['“The pier must stay,”', 'said Ada Pike, who runs it.'],
  ],
  ['<p>„</p><p>Der Pier muss noch lange bleiben.</p><p>“</p>', ['„Der Pier muss noch lange bleiben.“']],
  ['<p>“<br>The pier must stay for ever.<br>”</p>', ['“The pier must stay for ever.”']],
  [
    '<div><div>“</div><p>The pier must stay.</p><p>It is ours.</p><p>Ada Pike</p><div>”</div></div>',
    ['“The pier must stay.”', '“It is ours.”', 'Ada Pike'],
  ],
  [
    '<blockquote><div class="mark">“</div><p>The pier must stay.</p><cite>Ada Pike, keeper</cite></blockquote>',
    ['“The pier must stay.” — Ada Pike, keeper'],
  ],
  [
    '<p><span>“</span><em>The pier must stay</em><span>”</span>, said Ada Pike.</p>',
    ['“The pier must stay”, said Ada Pike.'],
  ],
])('a quotation mark in a line of its own goes to the words that it stands by: %s', (written, lines) => {
  expect(linesOf(written)).toEqual(lines);
});

test.each([
  ['<div>"</div><p>The pier must stay, she said.</p>', ['The pier must stay, she said.']],
  ['<p>“</p><p>“The pier must stay,” said Ada Pike.</p><p>”</p>', ['“The pier must stay,” said Ada Pike.']],
  [
    '<div>"</div><p>The pier must stay.</p><p>A note of ours.</p><div>"</div><p>It is a fine pier.</p>',
    ['The pier must stay.', 'A note of ours.', 'It is a fine pier.'],
  ],
])('one that is an ornament goes, and makes no quotation: %s', (written, lines) => {
  expect(linesOf(written)).toEqual(lines);
});
