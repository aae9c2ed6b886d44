import { answerSpots } from '../answer/question/answer-type.ts';
import { type AnalysedQuestion, holdsAnswerKind } from '../answer/question/question.ts';
import { rarity } from '../text/rarity.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { isStopWord, tokensOf } from '../text/terms.ts';

/** What a sentence of one text is judged by, as a piece of the answer. */
export interface PieceMeasures {
  /** Share of the question's weight, measured by the best sentence; by number of words; in the sentences beside it. */
  held: number;
  words: number;
  before: number;
  after: number;
  best: number;
  /** 1 for the first sentence, falling; place from 0 to 1; one of how many. */
  early: number;
  last: number;
  place: number;
  few: number;
  /** It holds something of the kind asked for. */
  kind: number;
  /** Words that it shares with the best sentence beyond the question's. */
  alike: number;
  list: number;
  /** It opens with a word that points back. */
  pointing: number;
}

/** What tells a text that answers a question from one that is only about the same. */
export interface TextMeasures {
  /** Share of the question's weight in the text; in the second best and the first sentence; in three neighbours. */
  held: number;
  second: number;
  first: number;
  together: number;
  /** Share of sentences that hold much of the question; best sentence with something of the kind asked for. */
  many: number;
  kindHeld: number;
  kind: number;
  /** Running prose against tables and lists: shares of numbers, of small verbs and prepositions, of ended sentences, of different words. */
  numbers: number;
  small: number;
  ended: number;
  different: number;
  overlong: number;
  sentenceLength: number;
  sentences: number;
  length: number;
  /** Words that sentences share with each other; the text opens with a word that points out of it. */
  cohesion: number;
  pointing: number;
  /** The question opens with its question word; asks for nothing of a known kind. */
  asks: number;
  open: number;
}

export interface MeasuredText {
  /** Share of the question's weight that stands in each sentence. */
  held: number[];
  /** Sentences in text order. */
  pieces: { span: Span; measures: PieceMeasures }[];
  whole: TextMeasures;
}

const LEAST_RARITY = 0.3;
const MUCH = 0.3;
const POINTING = /^(?:It|He|She|They|This|These|Its|His|Her|Their|Such)\b/;
const SMALL_WORDS = /^(?:is|are|was|were|has|have|had|by|as|to|of|that|which)$/;

/** Measures of a text against a question, with each sentence counted as a passage. */
export function measureText(question: AnalysedQuestion, text: string): MeasuredText {
  const asked = new Set(tokensOf(question.text).map(({ term }) => term));
  const read = sentencesOf(text).map((span) => {
    const words = text.slice(span.start, span.end);
    const tokens = tokensOf(words).map(({ term }) => term);
    const terms = new Set(tokens);
    const content = [...terms].filter((term) => term.length > 2 && !asked.has(term) && !isStopWord(term));
    const kind = answerSpots(question.expected, asked, words).length > 0 ? 1 : 0;
    return { span, words, tokens, terms, content, kind };
  });
  const weights = weightsOf(
    question,
    read.map(({ terms }) => terms),
  );
  const total = sum([...weights.values()]) || 1;
  const heldBy = (terms: ReadonlySet<string>) =>
    sum([...weights].map(([term, weight]) => (terms.has(term) ? weight : 0))) / total;
  const held = read.map(({ terms }) => heldBy(terms));
  const most = Math.max(1e-4, ...held);
  const best = Math.max(0, held.indexOf(most));
  const bestContent = new Set(read[best]?.content);
  const pieces = read.map(({ span, words, terms, content, kind }, i) => ({
    span,
    measures: {
      held: (held[i] ?? 0) / most,
      words: [...weights.keys()].filter((term) => terms.has(term)).length / Math.max(1, weights.size),
      before: held[i - 1] ?? 0,
      after: held[i + 1] ?? 0,
      best: i === best ? 1 : 0,
      early: 1 / (1 + i),
      last: i === read.length - 1 ? 1 : 0,
      place: i / Math.max(1, read.length - 1),
      few: 1 / read.length,
      kind,
      alike: i === best ? 0 : overlap(content, bestContent),
      list: words.split(',').length > 4 ? 1 : 0,
      pointing: POINTING.test(words) ? 1 : 0,
    },
  }));
  const everything = new Set(read.flatMap(({ tokens }) => tokens));
  const tokens = sum(read.map((sentence) => sentence.tokens.length));
  const words = text.match(/\S+/g) ?? [''];
  const shareOf = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length / words.length;
  const count = Math.max(1, read.length);
  const whole = {
    held: heldBy(everything),
    second: [...held].sort((a, b) => b - a)[1] ?? 0,
    first: held[0] ?? 0,
    together: Math.max(
      0,
      ...read.map(({ terms }, i) =>
        heldBy(new Set([...terms, ...(read[i - 1]?.terms ?? []), ...(read[i + 1]?.terms ?? [])])),
      ),
    ),
    many: held.filter((share) => share > MUCH).length / count,
    kindHeld: Math.max(0, ...read.map(({ kind }, i) => kind * (held[i] ?? 0))),
    kind: holdsAnswerKind(question.kind, read[best]?.words ?? '') ? 1 : 0,
    numbers: shareOf(/\d/),
    small: 5 * shareOf(SMALL_WORDS),
    ended: read.filter((sentence) => /[.!?"”)]$/.test(sentence.words)).length / count,
    different: everything.size / Math.max(1, tokens),
    overlong: read.some((sentence) => sentence.tokens.length > 70) ? 1 : 0,
    sentenceLength: Math.min(60, words.length / count) / 20,
    sentences: Math.min(15, read.length) / 10,
    length: Math.min(1, words.length / 150),
    cohesion: cohesionOf(read.map(({ content }) => content)),
    pointing: pieces[0]?.measures.pointing ?? 0,
    asks: /^(?:who|what|when|where|why|how|which)\b/i.test(question.text) ? 1 : 0,
    open: question.kind === 'other' ? 1 : 0,
  };
  return { held, pieces, whole };
}

function weightsOf(question: AnalysedQuestion, sentences: readonly ReadonlySet<string>[]): Map<string, number> {
  const own = question.terms.filter(({ context }) => !context).map(({ term }) => term);
  const counts = new Map(own.map((term) => [term, sentences.filter((terms) => terms.has(term)).length]));
  const frequencies = { passages: Math.max(10, sentences.length), counts };
  return new Map(own.map((term) => [term, Math.max(LEAST_RARITY, rarity(term, frequencies))]));
}

function overlap(content: readonly string[], other: ReadonlySet<string>): number {
  if (content.length === 0 || other.size === 0) return 0;
  return content.filter((term) => other.has(term)).length / Math.sqrt(content.length * other.size);
}

/** Mean share of a sentence's words that stand in another sentence too. */
function cohesionOf(contents: readonly (readonly string[])[]): number {
  const counts = new Map<string, number>();
  for (const term of contents.flat()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const shares = contents.map(
    (content) => content.filter((term) => (counts.get(term) ?? 0) > 1).length / Math.max(1, content.length),
  );
  return sum(shares) / Math.max(1, shares.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
