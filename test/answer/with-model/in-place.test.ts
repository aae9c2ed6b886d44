import { expect, test } from 'vitest';
import { inPlace } from '../../../src/answer/with-model/in-place.ts';
import { sentencesOf } from '../../../src/text/sentences.ts';

const TEXT =
  'Mara Lindqvist runs the Ostby ferry. She wants to sell it. Fees rose in March. It is unclear when the port will pay. They owe 3 million crowns.';
const PASSAGES = new Map([['a', { articleId: 'a', start: 0, end: TEXT.length, text: TEXT }]]);
const SPANS = sentencesOf(TEXT).map((span) => ({ ...span, articleId: 'a' }));
const above = (text: string, ...at: number[]) => [{ text, spans: at.flatMap((i) => SPANS[i] ?? []) }];
const printed = (at: number[], told: ReturnType<typeof above> = []) =>
  inPlace(
    at.flatMap((i) => SPANS[i] ?? []),
    told,
    PASSAGES,
  )?.text;

test('a sentence that stands by itself is printed alone', () => {
  expect(printed([2])).toBe('Fees rose in March.');
});

test('a sentence that begins with “she” comes with the one that says who she is', () => {
  expect(printed([1])).toBe('Mara Lindqvist runs the Ostby ferry. She wants to sell it.');
});

test.each([
  ['names her', above('Mara Lindqvist has the ferry.')],
  ['is of the sentence before', above('The ferry belongs to somebody.', 0)],
])('it stands alone where the claim above %s', (_how, told) => {
  expect(printed([1], told)).toBe('She wants to sell it.');
});

test('a claim further up does not tell who “she” is', () => {
  expect(printed([1], [...above('Mara Lindqvist has the ferry.'), ...above('Fees rose in March.', 2)])).toContain(
    'Mara Lindqvist runs',
  );
});

test('“it is unclear” needs nothing before it, “they” does', () => {
  expect(printed([3])).toBe('It is unclear when the port will pay.');
  expect(printed([4])).toBe('It is unclear when the port will pay. They owe 3 million crowns.');
});

test('sentences stand in the article’s order, each once', () => {
  expect(printed([1, 0, 1])).toBe('Mara Lindqvist runs the Ostby ferry. She wants to sell it.');
});

test.each([
  ['This led to a strike.', true],
  ['This year’s fees are 2 crowns.', false],
])('“this” needs the sentence before it only where it stands alone: %s', (text, needs) => {
  const whole = `Ostby raised the fees. ${text}`;
  const spans = sentencesOf(whole).map((span) => ({ ...span, articleId: 'b' }));
  const passage = { articleId: 'b', start: 0, end: whole.length, text: whole };
  expect(inPlace(spans.slice(1), [], new Map([['b', passage]]))?.text).toBe(needs ? whole : text);
});

test('no places are no claim', () => {
  expect(printed([])).toBeUndefined();
});
