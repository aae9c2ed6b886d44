import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findQuotations } from '../../../src/quote/find/quotations.ts';

const found = (text: string) => findQuotations(text).map(({ start, end }) => text.slice(start, end));

describe('quotation marks', () => {
  test.each([
    ['curly', 'She said, “The tide is turning,” and left.'],
    ['straight', 'She said, "The tide is turning," and left.'],
    ['doubled single curly', 'She said, ‘‘The tide is turning,’’ and left.'],
    ['doubled single straight', "She said, ''The tide is turning,'' and left."],
    ['single curly', 'She said, ‘The tide is turning,’ and left.'],
    ['single straight', "She said, 'The tide is turning,' and left."],
    ['low opening', 'She said, „The tide is turning,“ and left.'],
    ['low opening with a high closer', 'She said, „The tide is turning,” and left.'],
    ['angled', 'She said, «The tide is turning,» and left.'],
    ['angled with spaces inside', 'She said, « The tide is turning, » and left.'],
    ['angled pointing inwards', 'She said, »The tide is turning,« and left.'],
    ['single angled', 'She said, ‹The tide is turning,› and left.'],
    ['backticks', "She said, ``The tide is turning,'' and left."],
    ['UTF-8 read as Windows-1252', 'She said, â€œThe tide is turning,â€\u009d and left.'],
    ['UTF-8 read as Windows-1252 with a lost byte', 'She said, â€œThe tide is turning,â€ and left.'],
    ['opened curly and closed straight', 'She said, “The tide is turning," and left.'],
    ['opened straight and closed curly', 'She said, "The tide is turning,” and left.'],
    ['closed with an opener', 'She said, “The tide is turning,“ and left.'],
    ['opened with a closer', 'She said, ”The tide is turning,” and left.'],
  ])('%s marks are left out and the words between them kept', (_, text) => {
    expect(found(text)).toEqual(['The tide is turning,']);
  });

  test('an apostrophe is not a quotation mark', () => {
    expect(found("It wasn't the players' fault in the '90s, the club's owner's aide's aide said.")).toEqual([]);
    expect(found('It wasn’t the players’ fault in the ’90s, get ’em next time.')).toEqual([]);
  });

  test('an inch mark is not a quotation mark', () => {
    expect(found('The 6\'2" guard wore a 7" cap and left.')).toEqual([]);
  });

  test('a quotation inside a quotation stays part of it', () => {
    expect(found('“He told me, ‘Go home,’ and I went,” she said.')).toEqual(['He told me, ‘Go home,’ and I went,']);
    expect(found('“He called it “a joke” twice,” she said.')).toEqual(['He called it “a joke” twice,']);
  });

  test('several quotations inside one stay part of it', () => {
    expect(found('"They say “yes” and they say “no” and go," she said.')).toEqual([
      'They say “yes” and they say “no” and go,',
    ]);
    expect(found('“A “yes” is a “yes” here,” she said.')).toEqual(['A “yes” is a “yes” here,']);
  });

  test('marks around a display of the article’s own words are not the speaker’s', () => {
    expect(found('"“The tide is turning,” she said before she left."')).toEqual(['The tide is turning,']);
  });

  test('brackets and ellipses belong to the words', () => {
    expect(found('“We [the council] … will vote ... soon,” she said.')).toEqual([
      'We [the council] … will vote ... soon,',
    ]);
  });

  test('paragraphs that each open and close only at the end are pieces that continue', () => {
    const pieces = findQuotations('“First part.\n\n“Second part.\n\n“Third part,” she said.');
    expect(pieces.map(({ continues, closed }) => [continues, closed])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  test('an opener that is never closed inside a sentence is a slip, not a quotation', () => {
    expect(found('The “road to the bridge was shut on Monday.')).toEqual([]);
  });

  test('attributes of left-over markup are not quotations', () => {
    expect(found('<a href="https://example.org/a">The road</a> was shut.')).toEqual([]);
  });
});

const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('“', '”', '"', "'", '‘', '’', '«', '»', '„', ' ', 'word', '.', ',', '\n\n'),
    ),
  )
  .map((parts) => parts.join(''));

test('any text gives spans in order that do not overlap and lie inside it', () => {
  fc.assert(
    fc.property(text, (sample) => {
      let last = 0;
      for (const { start, end, outer } of findQuotations(sample)) {
        expect(outer.start).toBeGreaterThanOrEqual(last);
        expect(start).toBeGreaterThanOrEqual(outer.start);
        expect(end).toBeGreaterThan(start);
        expect(outer.end).toBeGreaterThanOrEqual(end);
        expect(outer.end).toBeLessThanOrEqual(sample.length);
        last = outer.end;
      }
    }),
  );
});
