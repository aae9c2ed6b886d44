import type { Span } from '../article/article.ts';
import { sentencesOf } from '../article/sentences.ts';
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
  const weights = new Map(
    question.terms.filter((term) => !term.context).map(({ term }) => [term, rarity(term, frequencies)]),
  );
  const total = [...weights.values()].reduce((a, b) => a + b, 0) || 1;
  const found = sentencesOf(text).map((span) => {
    const words = text.slice(span.start, span.end);
    const terms = new Set(tokensOf(words).map((token) => token.term));
    let own = 0;
    for (const [term, weight] of weights) if (terms.has(term)) own += weight;
    return { span, own: own / total, kind: holdsAnswerKind(question.kind, words) };
  });
  return found.map(({ span, own, kind }, i) => {
    const before = found[i - 1]?.own ?? 0;
    return {
      ...span,
      coverage: own,
      score: own + NEIGHBOUR * before * (own > 0 ? 1 : 0.6) + (kind && own > 0 ? KIND : 0),
    };
  });
}

export interface TextAnswer {
  refused: boolean;
  sentences: (Span & { text: string })[];
  coverage: number;
}

const MIN_COVERAGE = 0.5;
const NEAR_BEST = 0.72;
const MOST = 3;

/** Answers from one text alone, with whole sentences of it; refuses when it holds too little of the question. No store is touched. */
export function answerFromText(question: string, text: string): TextAnswer {
  const analysed = analyseQuestion(question);
  const frequencies = frequenciesOf(text);
  const sentences = scoreSentences(analysed, text, frequencies);
  const best = sentences.reduce((a, b) => Math.max(a, b.score), 0);
  const all = coverageOf(analysed, text, frequencies);
  const top = sentences.reduce((a, b) => Math.max(a, b.coverage), 0);
  if (analysed.terms.length === 0 || all < MIN_COVERAGE || top < MIN_COVERAGE / 2 || best === 0) {
    return { refused: true, sentences: [], coverage: all };
  }
  const chosen = sentences
    .filter((sentence) => sentence.score >= best * NEAR_BEST)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .sort((a, b) => a.start - b.start);
  return {
    refused: false,
    sentences: chosen.map(({ start, end }) => ({ start, end, text: text.slice(start, end) })),
    coverage: all,
  };
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

function coverageOf(question: AnalysedQuestion, text: string, frequencies: Frequencies): number {
  const terms = new Set(tokensOf(text).map((token) => token.term));
  let covered = 0;
  let total = 0;
  for (const { term } of question.terms) {
    const weight = rarity(term, frequencies);
    total += weight;
    if (terms.has(term)) covered += weight;
  }
  return total > 0 ? covered / total : 0;
}
