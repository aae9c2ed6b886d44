import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentencesOf } from '../../src/text/sentences.ts';

const cut = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

test('a full stop before a capital ends a sentence', () => {
  expect(cut('The bridge closed. Drivers waited.')).toEqual(['The bridge closed.', 'Drivers waited.']);
});

test('a line break ends a sentence, with or without a stop', () => {
  expect(cut('Bridge closed\n\nDrivers waited.\nBuses ran.')).toEqual([
    'Bridge closed',
    'Drivers waited.',
    'Buses ran.',
  ]);
});

test.each([
  'Dr. Lena Ortiz met Sen. Paul Reyes of Acme Corp. shareholders in St. Gallen.',
  'Brig. Gen. Anna Holt spoke for Asst. Chief Paul Reyes.',
  'CONWAY, Miss. — A man was rescued.',
  'WASHINGTON, D.C. — The river rose.',
  'The U.S. Treasury moved at 8 a.m. Monday and again on Dec. 25 at 4 p.m. EST.',
  'J. K. Moreau and George W. Aldous came with T. A. Silva.',
  'Shares rose 3.5 percent to $12.40 on copydesk.example.',
  'No. 4 on the list was p. 12 of the report.',
  'It was late ... and then it was over.',
  'Die Wahl ist am 3. Oktober.',
])('abbreviations, initials, numbers and ellipses end nothing: %s', (sentence) => {
  expect(cut(`${sentence} Nobody objected.`)).toEqual([sentence, 'Nobody objected.']);
});

test('an abbreviation before a word that begins sentences ends one', () => {
  expect(cut('He left the U.S. The ship sailed at 5 p.m. Police waited.')).toEqual([
    'He left the U.S.',
    'The ship sailed at 5 p.m.',
    'Police waited.',
  ]);
});

test('closing marks belong to the sentence that they close', () => {
  expect(cut('“We won.” “They lost.” (Nobody cared.) The end.')).toEqual([
    '“We won.”',
    '“They lost.”',
    '(Nobody cared.)',
    'The end.',
  ]);
});

test('a quotation with sentences inside stays whole with its attribution', () => {
  expect(cut('“I went. I saw,” she said. Then it rained.')).toEqual(['“I went. I saw,” she said.', 'Then it rained.']);
});

test('a question asked by a named person stays with the person', () => {
  expect(cut('“Who pays?” Lena Ortiz asked. Nobody knew.')).toEqual(['“Who pays?” Lena Ortiz asked.', 'Nobody knew.']);
});

test('a quotation that never closes is divided like other text', () => {
  expect(cut('“We tried. We failed.')).toEqual(['“We tried.', 'We failed.']);
});

test('full-width stops end sentences without white space', () => {
  expect(cut('橋は閉じた。車は待った。')).toEqual(['橋は閉じた。', '車は待った。']);
});

test('sentences are in order, never overlap and leave only white space out', () => {
  const piece = fc.constantFrom(
    '“',
    '”',
    '"',
    '.',
    '!',
    '…',
    ' ',
    '\n',
    'Mr',
    'U.S.',
    'he',
    'Bo',
    '7',
    '(',
    ')',
    '。',
    '😀',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        let last = 0;
        for (const { start, end } of sentencesOf(text)) {
          expect(text.slice(last, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          last = end;
        }
        expect(text.slice(last).trim()).toBe('');
      },
    ),
  );
});
