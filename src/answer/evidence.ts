import type { Span } from '../article/article.ts';
import { sentencesOf } from '../article/sentences.ts';
import { SENTENCE_THRESHOLD, SENTENCE_WEIGHTS, TEXT_THRESHOLD, TEXT_WEIGHTS } from './evidence-weights.ts';
import { type AnalysedQuestion, analyseQuestion, holdsAnswerKind } from './question.ts';
import { type Frequencies, rarity } from './rank.ts';
import { tokensOf } from './terms.ts';

export interface ScoredSentence extends Span {
  score: number;
  /** Share of the question's weight that stands in the sentence itself. */
  coverage: number;
}

const NEIGHBOUR = 0.35;
const KIND = 0.15;

/**
 * The sentences of a text by how much of the question they hold, in text order: their own words, those of the sentence before
 * (what a pronoun points at), and the kind of answer that the question wants.
 */
export function scoreSentences(question: AnalysedQuestion, text: string, frequencies: Frequencies): ScoredSentence[] {
  const found = measured(question, text, frequencies);
  return found.map(({ span, own, kind }, i) => {
    const before = found[i - 1]?.own ?? 0;
    return {
      ...span,
      coverage: own,
      score: own + NEIGHBOUR * before * (own > 0 ? 1 : 0.6) + (kind && own > 0 ? KIND : 0),
    };
  });
}

interface Measured {
  span: Span;
  words: string;
  tokens: number;
  /** Share of the question's weight, and of its words, that stand in the sentence. */
  own: number;
  share: number;
  kind: boolean;
}

function measured(question: AnalysedQuestion, text: string, frequencies: Frequencies): Measured[] {
  const weights = new Map(
    question.terms.filter((term) => !term.context).map(({ term }) => [term, Math.max(0.3, rarity(term, frequencies))]),
  );
  const total = [...weights.values()].reduce((a, b) => a + b, 0) || 1;
  return sentencesOf(text).map((span) => {
    const words = text.slice(span.start, span.end);
    const tokens = tokensOf(words);
    const terms = new Set(tokens.map((token) => token.term));
    let own = 0;
    let n = 0;
    for (const [term, weight] of weights) {
      if (!terms.has(term)) continue;
      own += weight;
      n++;
    }
    const kind = holdsAnswerKind(question.kind, words);
    return { span, words, tokens: tokens.length, own: own / total, share: n / Math.max(1, weights.size), kind };
  });
}

export interface TextAnswer {
  refused: boolean;
  sentences: (Span & { text: string })[];
}

/** A passage is judged as a whole; of a longer text, the stretch that holds most of the question. */
const STRETCH = 10;
const MOST = 4;
const MIN_COVERAGE = 0.6;

/** Answers from one text alone, with whole sentences of it; refuses when it does not answer the question. No store is touched. */
export function answerFromText(question: string, text: string): TextAnswer {
  const analysed = analyseQuestion(question);
  const all = measured(analysed, text, frequenciesOf(text));
  const sentences = bestStretch(all);
  const refused = { refused: true, sentences: [] };
  if (analysed.terms.length === 0 || sentences.every((sentence) => sentence.own === 0)) return refused;
  if (!namesItsSubject(analysed, text, all)) return refused;
  if (probability(TEXT_WEIGHTS, textFeatures(analysed, question, sentences)) < TEXT_THRESHOLD) return refused;
  const probabilities = sentenceFeatures(analysed, sentences).map((features) =>
    probability(SENTENCE_WEIGHTS, features),
  );
  const best = Math.max(...probabilities);
  const chosen = sentences
    .map(({ span }, i) => ({ span, p: probabilities[i] ?? 0 }))
    .filter(({ p }) => p >= Math.min(best, SENTENCE_THRESHOLD))
    .sort((a, b) => b.p - a.p)
    .slice(0, MOST)
    .sort((a, b) => a.span.start - b.span.start);
  return {
    refused: false,
    sentences: chosen.map(({ span }) => ({ ...span, text: text.slice(span.start, span.end) })),
  };
}

/** A question about somebody or something by name is not answered by a text without the name, or without most of the rest. */
function namesItsSubject(question: AnalysedQuestion, text: string, sentences: readonly Measured[]): boolean {
  const names = question.terms.filter((term) => term.name);
  if (names.length === 0) return true;
  const terms = new Set(tokensOf(text).map((token) => token.term));
  return names.every(({ term }) => terms.has(term)) && coverageOf(question, text, sentences) >= MIN_COVERAGE;
}

function bestStretch(all: readonly Measured[]): readonly Measured[] {
  if (all.length <= STRETCH) return all;
  let best = 0;
  let bestSum = -1;
  for (let i = 0; i + STRETCH <= all.length; i++) {
    const sum = all.slice(i, i + STRETCH).reduce((total, sentence) => total + sentence.own ** 2, 0);
    if (sum > bestSum) {
      best = i;
      bestSum = sum;
    }
  }
  return all.slice(best, best + STRETCH);
}

function sentenceFeatures(question: AnalysedQuestion, sentences: readonly Measured[]): number[][] {
  const most = Math.max(1e-4, ...sentences.map((sentence) => sentence.own));
  const top = sentences.findIndex((sentence) => sentence.own === most);
  return sentences.map((sentence, i) => {
    const before = sentences[i - 1]?.own ?? 0;
    const pointing = /^(?:It|He|She|They|This|These|Its|His|Her|Their|The)\b/.test(sentence.words);
    return [
      1,
      sentence.own,
      sentence.own / most,
      before,
      sentences[i + 1]?.own ?? 0,
      1 / (1 + i),
      sentence.kind && question.kind !== 'other' ? 1 : 0,
      Math.min(60, sentence.tokens) / 30,
      Math.abs(i - top) === 1 ? 1 : 0,
      sentence.share,
      1 / sentences.length,
      pointing ? before : 0,
      i === top ? 1 : 0,
      i === 0 ? 1 : 0,
    ];
  });
}

function textFeatures(question: AnalysedQuestion, asked: string, sentences: readonly Measured[]): number[] {
  const text = sentences.map((sentence) => sentence.words).join(' ');
  const words = text.match(/\S+/g) ?? [''];
  const shareOf = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length / words.length;
  const owns = sentences.map((sentence) => sentence.own).sort((a, b) => b - a);
  const top = sentences.find((sentence) => sentence.own === owns[0]);
  const covered = coverageOf(question, text, sentences);
  return [
    1,
    covered,
    owns[0] ?? 0,
    owns[1] ?? 0,
    sentences[0]?.own ?? 0,
    shareOf(/^\p{Lu}/u),
    shareOf(/\d/),
    5 * shareOf(/^(?:is|are|was|were|has|have|had|by|as|to|of|that|which)$/),
    Math.min(60, words.length / Math.max(1, sentences.length)) / 20,
    Math.min(15, sentences.length) / 10,
    top?.kind ? 1 : 0,
    question.terms.length / 5,
    Math.min(1, words.length / 150),
    sentences.filter((sentence) => sentence.own > 0.3).length / Math.max(1, sentences.length),
    sentences.some((sentence) => sentence.tokens > 70) ? 1 : 0,
    question.kind === 'other' ? 1 : 0,
    /^(?:who|what|when|where|why|how|which)\b/i.test(asked) ? 1 : 0,
  ];
}

/** The logistic function of the weighted features. */
export function probability(weights: readonly number[], features: readonly number[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)));
}

/** In one text every sentence counts as a passage. */
function frequenciesOf(text: string): Frequencies {
  const counts = new Map<string, number>();
  const sentences = sentencesOf(text);
  for (const { start, end } of sentences) {
    for (const term of new Set(tokensOf(text.slice(start, end)).map((token) => token.term)))
      counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return { passages: Math.max(10, sentences.length), counts };
}

function coverageOf(question: AnalysedQuestion, text: string, sentences: readonly Measured[]): number {
  const frequencies = frequenciesOf(sentences.map((sentence) => sentence.words).join('\n'));
  const terms = new Set(tokensOf(text).map((token) => token.term));
  let covered = 0;
  let total = 0;
  for (const { term, context } of question.terms) {
    if (context) continue;
    const weight = Math.max(0.3, rarity(term, frequencies));
    total += weight;
    if (terms.has(term)) covered += weight;
  }
  return total > 0 ? covered / total : 0;
}
