import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citedUrl } from '../../src/answer/citation.ts';

const PAGE = 'https://courier.example/wall?id=7';
const directive = (passage: string, before?: string) => citedUrl(PAGE, passage, before)?.split('#:~:text=')[1];

test('hyphens, commas and ampersands of the passage do not read as marks of the directive', () => {
  expect(directive('first-rate, Smith & Sons said')).toBe('first%2Drate%2C%20Smith%20%26%20Sons%20said');
});

test('a long passage is named by its first and its last six words', () => {
  expect(directive('one two three four five six seven eight nine ten eleven twelve thirteen')).toBe(
    'one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen',
  );
});

test('a few words are named with what stands before them', () => {
  expect(directive('No comment,', 'in the end.\n\nThe mayor only said: “')).toBe(
    'only%20said%3A%20%E2%80%9C-,No%20comment%2C',
  );
  expect(directive('No comment,')).toBe('No%20comment%2C');
});

test('a passage without spaces is named by its ends', () => {
  expect(directive('水'.repeat(500))?.length).toBeLessThan(400);
});

test('an earlier fragment of the address is replaced, and an address that is not a web page is left out', () => {
  expect(citedUrl(`${PAGE}#top`, 'No comment')).toBe(`${PAGE}#:~:text=No%20comment`);
  expect(citedUrl('javascript:alert(1)', 'No comment')).toBeNull();
  expect(citedUrl(null, 'No comment')).toBeNull();
});

test('whatever the passage, decoding the directive gives words of it, and it has at most one range', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (passage) => {
      const [start, end, ...rest] = directive(passage)?.split(',') ?? [];
      const line = passage.split('\n').find((part) => part.trim() !== '') ?? '';
      const words = line.trim().split(/\s+/).join(' ');
      expect(rest).toEqual([]);
      for (const part of [start, end]) expect(words).toContain(decodeURIComponent(part ?? ''));
    }),
  );
});
