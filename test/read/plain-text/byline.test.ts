import { expect, test } from 'vitest';
import { readByline, readDateLine } from '../../../src/read/plain-text/byline.ts';

test.each([
  ['By Lena Ortiz', 'Lena Ortiz'],
  ['By LENA ORTIZ and P. J. van der Berg', 'LENA ORTIZ and P. J. van der Berg'],
  ['By Lena Ortiz, Paul Reyes and Mia Aldous', 'Lena Ortiz, Paul Reyes and Mia Aldous'],
  ['By Lena Ortiz, Staff Writer', 'Lena Ortiz'],
  ['By Lena Ortiz in Oslo', 'Lena Ortiz'],
  ['Written by Lena Ortiz | March 3, 2025', 'Lena Ortiz'],
  ['Von Jörg Müller', 'Jörg Müller'],
])('%s', (line, names) => {
  expect(readByline(line)).toBe(names);
});

test.each(['By Monday the water had gone.', 'By the harbour', 'Bystanders of Oslo', 'Lena Ortiz'])(
  'is not a byline: %s',
  (line) => {
    expect(readByline(line)).toBeNull();
  },
);

test.each([
  'March 3, 2025',
  'Published: Mon, 3 March 2025',
  'Updated on Mar. 3, 2025, 9:30 a.m. EST',
  '2025-03-03T09:30:00Z',
])('%s is a date line', (line) => {
  expect(readDateLine(line)?.toISOString()).toBe('2025-03-03T12:00:00.000Z');
});

test.each(['March 3, 2025 was a cold day', 'February 30, 2025', 'In 2025', 'March 3'])(
  'is not a date line: %s',
  (line) => {
    expect(readDateLine(line)).toBeNull();
  },
);
