import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summarise } from '../../src/article/summary.ts';
import { sentencesOf } from '../../src/text/sentences.ts';

const TITLE = 'Storm destroys harbour pier';
const LEAD = 'A winter storm destroyed the main pier of Oslo harbour on Monday, leaving two ferries stranded.';
const TEXT = [
  LEAD,
  'It was the worst storm in decades. “Nobody saw it coming,” said captain Lena Ortiz. He agreed.',
  'City engineers estimate that rebuilding the pier will cost 40 million crowns and take two years.',
  'Insurance companies refused to comment on the damage at the harbour.',
  'A winter storm on Monday destroyed the main pier of the harbour in Oslo and left two ferries stranded.',
  'Background',
  'The council meets on Friday to decide where ferries can land until then. Who pays is open?',
].join('\n\n');

const points = (title: string, text: string) => summarise({ title, text }).keyPoints.map((point) => point.text);

test('the headline is the title and the lead is among the key points', () => {
  expect(summarise({ title: TITLE, text: TEXT }).headline).toBe(TITLE);
  expect(points(TITLE, TEXT)[0]).toBe(LEAD);
});

test('key points are three to five, in the order of the article', () => {
  const chosen = points(TITLE, TEXT);
  expect(chosen.length).toBeGreaterThanOrEqual(3);
  expect(chosen.length).toBeLessThanOrEqual(5);
  expect(chosen.map((point) => TEXT.indexOf(point))).toEqual(
    chosen.map((point) => TEXT.indexOf(point)).sort((a, b) => a - b),
  );
});

test('a sentence that repeats another is left out', () => {
  expect(points(TITLE, TEXT)).not.toContain(
    'A winter storm on Monday destroyed the main pier of the harbour in Oslo and left two ferries stranded.',
  );
});

test('sentences that hang on others, bare quotations, headings and questions are left out', () => {
  const chosen = points(TITLE, TEXT).join('\n');
  for (const left of ['It was the worst', 'Nobody saw', 'He agreed', 'Background', 'Who pays'])
    expect(chosen).not.toContain(left);
});

test('a short article gives as many key points as it has sentences', () => {
  expect(points(TITLE, LEAD)).toEqual([LEAD]);
  expect(points(TITLE, 'He sailed. She swam.')).toEqual(['He sailed.', 'She swam.']);
});

test('every key point is a whole sentence of the article, none twice', () => {
  const words = fc.array(
    fc.constantFrom(
      'pier',
      'storm',
      'Oslo',
      'it',
      'He',
      '“',
      '”',
      '"',
      '.',
      '?',
      '\n',
      'ferries',
      'stranded',
      'Mr.',
      '7',
    ),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(words, (list) => {
      const text = list.join(' ');
      const sentences = sentencesOf(text).map(({ start, end }) => `${start}-${end}`);
      const { keyPoints } = summarise({ title: TITLE, text });
      expect(keyPoints.length).toBeLessThanOrEqual(5);
      expect(new Set(keyPoints.map((point) => point.text)).size).toBe(keyPoints.length);
      for (const { text: words, start, end } of keyPoints) {
        expect(text.slice(start, end)).toBe(words);
        expect(sentences).toContain(`${start}-${end}`);
      }
    }),
  );
});

test('a summary holds no line that leads to other articles, and no word of the editors about the page', () => {
  const text = [
    "Editor's note: For the latest on the harbour wall, follow the live updates here.",
    'The town council of Vale decided on Tuesday to raise the harbour wall by one metre.',
    'A deeper look: Companies that built the old harbour wall of Vale draw scrutiny.',
    'Keep reading: The council says that the harbour wall of Vale costs most.',
    'Work on the harbour wall starts in March and costs 14 million crowns.',
  ].join('\n\n');
  expect(
    summarise({ title: 'Vale raises its harbour wall', text }).keyPoints.map(({ start }) =>
      text.slice(start, start + 4),
    ),
  ).toEqual(['The ', 'Work']);
});
