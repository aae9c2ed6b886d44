import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotesLine } from '../../src/pipelines/quotes-jsonl.ts';
import { attributionThreshold } from '../../src/quote/attribute/confidence.ts';
import { quotesOf } from '../../src/quote/quotes.ts';

const piece = fc.constantFrom(
  '“The bridge is safe,” ',
  'Maria Olsen said. ',
  'said Peter Berg, the mayor. ',
  'She told the council: ',
  '“I saw it',
  'it was “a disaster” for ',
  'According to the statement, ',
  "''Not now,'' ",
  'he added, ',
  'OLSEN: ',
  'The “Long Way Home” ran. ',
  '\n\n',
  '— ',
  '« Oui » ',
  'Dr. ',
  ', who ',
);
const story = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: piece }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

test('every span of every quote is cut from the text', () => {
  fc.assert(
    fc.property(story, (text) => {
      for (const { start, end, text: words, speaker, cue } of quotesOf(text)) {
        expect(words).toBe(text.slice(start, end));
        for (const cut of [speaker?.mention, cue]) if (cut) expect(cut.text).toBe(text.slice(cut.start, cut.end));
      }
    }),
  );
});

test('quotes overlap only where one stands inside another', () => {
  fc.assert(
    fc.property(story, (text) => {
      const quotes = quotesOf(text);
      for (const [index, one] of quotes.entries()) {
        for (const other of quotes.slice(index + 1)) {
          const apart = other.start >= one.end;
          const inside = other.start >= one.start && other.end <= one.end;
          expect(apart || inside).toBe(true);
        }
      }
    }),
  );
});

test('what follows a finished paragraph changes nothing in it', () => {
  const finished = story.map((text) => `${text}\n\nThe road was closed.`);
  fc.assert(
    fc.property(finished, story, (before, after) => {
      const alone = quotesOf(before);
      const together = quotesOf(`${before}\n\n${after}`);
      expect(together.slice(0, alone.length)).toEqual(alone);
    }),
  );
});

test('any text at all is read without an error', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => Array.isArray(quotesOf(text))));
});

test('a confidence is a share, and nobody is named below the threshold', () => {
  fc.assert(
    fc.property(story, (text) => {
      for (const { confidence, speaker, imputedTo } of quotesOf(text)) {
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(confidence === 0).toBe(speaker === null && imputedTo === null);
        if (speaker !== null) expect(confidence).toBeGreaterThanOrEqual(attributionThreshold);
      }
    }),
  );
  expect(attributionThreshold).toBeGreaterThan(0.5);
  expect(attributionThreshold).toBeLessThan(1);
});

test('a line for machines has what is shown, as it is shown: neither terms nor paraphrases', () => {
  const line = quotesLine({
    id: 'a',
    text: 'Officials said the road would close. “It is safe,” Maria Olsen said of “The Long Way Home,” a film.',
  });
  expect(line.id).toBe('a');
  expect(line.quotes).toEqual(
    [
      {
        start: 38,
        end: 48,
        text: 'It is safe,',
        speaker: { name: 'Maria Olsen', mention: { start: 50, end: 61, text: 'Maria Olsen' } },
      },
    ].map((quote) => ({
      ...quote,
      kind: 'direct',
      stance: 'said',
      imputedTo: null,
      confidence: 0.98,
      end: quote.start + quote.text.length,
      speaker: expect.objectContaining({ name: 'Maria Olsen' }),
    })),
  );
});
