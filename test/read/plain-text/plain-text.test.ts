import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Given, readPlainText } from '../../../src/read/plain-text/plain-text.ts';

const STORY = 'Ferries stopped on Monday after a storm. “We will wait,” said the captain.\n\nTrains ran as usual.';

function read(raw: string, given: Given = {}) {
  const result = readPlainText(raw, given);
  if (result.kind === 'refused') throw new Error(result.message);
  return { ...result.draft, dropped: result.dropped };
}

test('headline, byline, date and dateline are taken out of the text', () => {
  const article = read(
    `Storm stops the ferries\n\nBy Lena Ortiz, Staff Writer\nPublished: March 3, 2025, 9:30 a.m.\n\nOSLO (AP) — ${STORY}`,
  );
  expect(article).toMatchObject({
    title: 'Storm stops the ferries',
    byline: 'Lena Ortiz',
    dateline: 'OSLO',
    publisher: 'Associated Press',
    published: new Date('2025-03-03T12:00:00Z'),
    text: STORY,
  });
});

test('what is given from outside wins', () => {
  const published = new Date('2025-03-04T08:00:00Z');
  const given = {
    title: 'Ferries halted',
    byline: 'P. Reyes',
    publisher: 'Harbour Post',
    published,
    url: 'https://post.example/1',
  };
  expect(read(`By Lena Ortiz\nMarch 3, 2025\nOSLO (AP) — ${STORY}`, given)).toMatchObject({ ...given, text: STORY });
});

test('a given title is not repeated in the text, even with the name of the site behind it', () => {
  expect(read(`Storm stops the ferries\n${STORY}`, { title: 'Storm stops the ferries' }).text).toBe(STORY);
  expect(read(`Storm stops the ferries\n${STORY}`, { title: 'Storm stops the ferries | Harbour Post' }).text).toBe(
    STORY,
  );
});

test('a text without a headline is titled by its first sentence and keeps it', () => {
  expect(read(STORY)).toMatchObject({ title: 'Ferries stopped on Monday after a storm.', text: STORY });
});

test('a question can be a headline', () => {
  expect(read(`Can the ferries be saved?\nBy Lena Ortiz\n\n${STORY}`)).toMatchObject({
    title: 'Can the ferries be saved?',
    byline: 'Lena Ortiz',
    text: STORY,
  });
});

test('the name of the section above the headline is dropped, a standfirst below it stays', () => {
  const article = read(
    `World news\nStorm stops the ferries in the north\nThousands are stranded on the islands\n\n${STORY}`,
  );
  expect(article.title).toBe('Storm stops the ferries in the north');
  expect(article.text).toBe(`Thousands are stranded on the islands\n\n${STORY}`);
  expect(article.dropped).toEqual(['World news']);
});

test('hard-wrapped lines are joined into paragraphs', () => {
  const wrapped =
    'Storm stops the ferries\n\nOSLO — Ferries stopped on Monday after a storm hit the\ncoast and damaged two piers in the old harbour of the\ncity. Nobody was hurt.\n\nTrains ran as usual, the\ncompany said.';
  expect(read(wrapped).text).toBe(
    'Ferries stopped on Monday after a storm hit the coast and damaged two piers in the old harbour of the city. Nobody was hurt.\n\nTrains ran as usual, the company said.',
  );
});

test('wrapped paragraphs without blank lines end at a short line', () => {
  const wrapped =
    'OSLO — Ferries stopped on Monday after a storm hit the coast\nand damaged two piers in the old harbour of the city.\nNobody was hurt.\nTrains ran as usual on most lines in the country, and the\ncompany said so.';
  expect(read(wrapped).text.split('\n\n')).toHaveLength(2);
});

test('lines of one paragraph each stay apart', () => {
  expect(read('Storm stops the ferries\nFerries stopped.\nTrains ran.\nNobody was hurt.').text).toBe(
    'Ferries stopped.\n\nTrains ran.\n\nNobody was hurt.',
  );
});

test.each([
  'Skip to main content',
  'pixelvendor Skip to main content',
  'Advertisement',
  'Share Tweet Email Print',
  'Home | News | Sport | Weather',
  'Read more: The piers of the north',
  'Sign up for our newsletter',
  'Get the best of our reporting in your inbox',
  'We use cookies to improve your experience.',
  'By continuing to use this site you agree to our privacy policy.',
  'Photo: Lena Ortiz / Harbour Post',
  '© 2025 Harbour Post',
  'Copyright 2025 Harbour Post. All rights reserved.',
  '24 comments',
  'https://post.example/more',
])('site furniture is dropped, wherever it stands: %s', (line) => {
  for (const raw of [
    `${line}\n\nStorm stops the ferries\n\n${STORY}`,
    `Storm stops the ferries\n\n${STORY}\n\n${line}`,
  ]) {
    expect(read(raw)).toMatchObject({ title: 'Storm stops the ferries', text: STORY, dropped: [line] });
  }
});

test('headlines in a list of related stories are dropped, the story after them stays', () => {
  const article = read(
    `Storm stops the ferries\n\nFerries stopped.\n\nRelated stories\nHow piers are built\nThe captain who stayed\n\nTrains ran.`,
  );
  expect(article.text).toBe('Ferries stopped.\n\nTrains ran.');
  expect(article.dropped).toEqual(['Related stories', 'How piers are built', 'The captain who stayed']);
});

test.each([
  'Readers who sign up for the newsletter will be told, the ministry said.',
  '“We use cookies,” the baker admitted.',
  'Share prices fell by a tenth.',
  'The advertisement cost a million crowns.',
  'By Monday the water had gone.',
  'Read more books, the minister told pupils.',
  'Related charges were dropped in May.',
  'Copyright law was changed in 2019.',
])('a sentence of the story is never dropped: %s', (sentence) => {
  expect(read(`Storm stops the ferries\n\nFerries stopped.\n\n${sentence}\n\nTrains ran.`)).toMatchObject({
    text: `Ferries stopped.\n\n${sentence}\n\nTrains ran.`,
    dropped: [],
  });
});

test.each([
  ['', 'empty'],
  [' \n\t\n ', 'empty'],
  ['Skip to main content\nAdvertisement', 'empty'],
  ['Storm\u0000stops', 'binary'],
  ['\u0001\u0002\u0003\u0004 stops \u0005\u0006', 'binary'],
  ['%PDF-1.7 of something that reads like text', 'binary'],
  ['12 34 56 78 90 -- 12 34 56', 'not-text'],
  ['QmFzZTY0'.repeat(400), 'not-text'],
])('%j is refused as %s', (raw, reason) => {
  expect(readPlainText(raw)).toMatchObject({ kind: 'refused', reason });
});

test('a text over the limit is refused with the limit', () => {
  expect(readPlainText(STORY, {}, { maxChars: 50 })).toMatchObject({
    kind: 'refused',
    reason: 'too-long',
    message: expect.stringContaining('50'),
  });
});

test('every word of the text comes from the input, in order, and the text is never blank', () => {
  const piece = fc.constantFrom(
    'Ferries stopped.',
    'OSLO — ',
    'By Lena Ortiz',
    'Advertisement',
    '\n',
    '\n\n',
    'went on',
    '“Yes.”',
    '\r\n',
    '  ',
    '\u00ad',
    '3 March 2025',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.array(piece).map((pieces) => pieces.join(' ')),
      ),
      (raw) => {
        const result = readPlainText(raw);
        if (result.kind === 'refused') return;
        const squeeze = (text: string) =>
          text.normalize('NFC').replace(/[\s\u00ad\u200b\u2060\ufeff\u0085]|\p{Cc}/gu, '');
        let rest = squeeze(raw);
        for (const paragraph of result.draft.text.split('\n\n')) {
          const at = rest.indexOf(squeeze(paragraph));
          expect(at).toBeGreaterThanOrEqual(0);
          expect(paragraph.trim()).not.toBe('');
          rest = rest.slice(at + squeeze(paragraph).length);
        }
        expect(result.draft.title).not.toBe('');
      },
    ),
  );
});
