import { expect, test } from 'vitest';
import { extractArticle } from '../../../src/read/page/extract.ts';
import { pageWith, STORY } from './page.ts';

const textOf = (line: string) =>
  extractArticle({ html: pageWith({ story: `${STORY}<p>${line}</p>${STORY}` }) }).draft.text;

test.each([
  ['“We will <s>not</s> sell the boat,” the mayor wrote.', '“We will sell the boat,” the mayor wrote.'],
  ['It will cost <del>4</del> <ins>14</ins> million, not <strike>3</strike>.', 'It will cost 14 million, not.'],
  [
    'The pier <span style="text-decoration: line-through">is</span> was safe that night.',
    'The pier was safe that night.',
  ],
])('struck words are gone: %s', (line, text) => {
  expect(textOf(line).split('\n\n')).toContain(text);
});

test.each([
  ['The tank takes 10<sup>6</sup> litres and 10<sup>-3</sup> grams.', 'The tank takes 10⁶ litres and 10⁻³ grams.'],
  [
    '<a href="/stars">Some 10<sup>9</sup> stars</a> were counted that night.',
    'Some 10⁹ stars were counted that night.',
  ],
  [
    'The yard measures 300 m<sup>2</sup> or 359 yards<sup>2</sup> in all.',
    'The yard measures 300 m² or 359 yards² in all.',
  ],
  [
    'It is 5<sup>1</sup>/<sub>2</sub> miles, or 9<sup>7</sup>⁄<sub>9</sub> leagues.',
    'It is 5½ miles, or 9 7/9 leagues.',
  ],
  [
    'In base two the number is 101<sub>2</sub>, and CO<sub>2</sub> is a gas.',
    'In base two the number is 101₂, and CO2 is a gas.',
  ],
  ['It opens on the 1<sup>st</sup> of May, whatever comes.', 'It opens on the 1st of May, whatever comes.'],
])('raised and lowered digits change no number: %s', (line, text) => {
  expect(textOf(line).split('\n\n')).toContain(text);
});

test('the numbers of notes that lead nowhere are gone', () => {
  expect(textOf('The board paid five crowns<sup>2</sup> for the ship.<sup>3,4</sup>').split('\n\n')).toContain(
    'The board paid five crowns for the ship.',
  );
});

test('quoted words stand between the marks that a browser sets', () => {
  const line = 'She said <q>we will not sell, not <q>ever</q></q> and left, and he: “<q>So be it.</q>”';
  expect(textOf(line).split('\n\n')).toContain('She said “we will not sell, not ‘ever’” and left, and he: “So be it.”');
});

test('how to read a word aloud does not run into it', () => {
  expect(textOf('The boat to <ruby>東京<rt>とうきょう</rt></ruby> is late again.')).toContain(
    'The boat to 東京 is late again.',
  );
  const glossed = 'The boat to <ruby>東京<rp>（</rp><rt>とうきょう</rt><rp>）</rp></ruby> is late again.';
  expect(textOf(glossed)).toContain('The boat to 東京（とうきょう） is late again.');
});

test.each([
  [
    '“We <img class="emoji" alt="❤" src="/h.svg"> this old ship,” the mayor wrote.',
    '“We ❤ this old ship,” the mayor wrote.',
  ],
  [
    'The crew is well again<span> <img class="wp-smiley" alt="🙂"></span>, she wrote.',
    'The crew is well again 🙂, she wrote.',
  ],
  ['Flags <img alt="🇳🇴"><img alt="👩🏽‍🚒"> flew all night long.', 'Flags 🇳🇴👩🏽‍🚒 flew all night long.'],
  ['The pier <img alt="Pier in 1911"> was open all night long.', 'The pier was open all night long.'],
])('an emoji that is set as a picture is a character of its sentence: %s', (line, text) => {
  expect(textOf(line).split('\n\n')).toContain(text);
});

test('an emoji that is set as a picture alone is an ornament', () => {
  expect(textOf('<img alt="❤" src="/h.svg">')).not.toContain('❤');
});
