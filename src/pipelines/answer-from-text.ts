import { type AnalysedQuestion, analyseQuestion } from '../answer/question/question.ts';
import { probability, weighted } from '../answer/rank/weighted.ts';
import type { Span } from '../text/span.ts';
import { tokensOf } from '../text/terms.ts';
import { PIECE_WEIGHTS, TEXT_THRESHOLD, TEXT_WEIGHTS } from './answer-from-text-weights.ts';
import { type MeasuredText, measureText } from './text-measures.ts';

export interface TextAnswer {
  refused: boolean;
  sentences: (Span & { text: string })[];
}

/** A passage is judged as a whole; of a longer text, the stretch that holds most of the question. */
const STRETCH = 10;
const MOST = 6;
/** Of a question that names its subject, less than this in the text is a near miss, and all of it in neighbouring sentences an answer. */
const MIN_COVERAGE = 2 / 3;
const ALL = 0.99;

/** Answers from one text alone, with whole sentences of it; refuses when it does not answer the question. No store is touched. */
export function answerFromText(question: string, text: string): TextAnswer {
  const refused = { refused: true, sentences: [] };
  const analysed = analyseQuestion(question);
  const all = measureText(analysed, text);
  const stretch = bestStretch(all);
  if (analysed.terms.length === 0 || all.held.every((share) => share === 0)) return refused;
  const passage = text.slice(stretch.start, stretch.end);
  const measured = all.pieces.length > STRETCH ? measureText(analysed, passage) : all;
  const start = all.pieces.length > STRETCH ? stretch.start : 0;
  if (!isAnswered(analysed, text, measured)) return refused;
  const chosen = chooseSentences(
    measured.pieces.map(({ span, measures }) => ({
      start: span.start + start,
      end: span.end + start,
      p: probability(weighted(PIECE_WEIGHTS, { constant: 1, ...measures })),
    })),
  );
  return { refused: false, sentences: chosen.map((span) => ({ ...span, text: text.slice(span.start, span.end) })) };
}

/**
 * The sentences that give the best expected F1 by length, at most six, in text order: the most probable first, as long as the next one
 * is worth its length (after Lewis 1995 on choosing sets by expected F).
 */
export function chooseSentences(rated: readonly (Span & { p: number })[]): Span[] {
  const ranked = [...rated].sort((a, b) => b.p - a.p);
  const expected = rated.reduce((sum, { start, end, p }) => sum + p * (end - start), 0);
  let best = 0;
  let size = 1;
  let right = 0;
  let length = 0;
  ranked.slice(0, MOST).forEach(({ start, end, p }, i) => {
    right += p * (end - start);
    length += end - start;
    const f1 = (2 * right) / (length + expected);
    if (f1 <= best) return;
    best = f1;
    size = i + 1;
  });
  return ranked
    .slice(0, size)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start, end }));
}

function isAnswered(question: AnalysedQuestion, text: string, { whole }: MeasuredText): boolean {
  const names = question.terms.filter((term) => term.name);
  if (names.length > 0) {
    const terms = new Set(tokensOf(text).map((token) => token.term));
    if (!names.every(({ term }) => terms.has(term)) || whole.held < MIN_COVERAGE) return false;
    if (whole.together >= ALL) return true;
  }
  return probability(weighted(TEXT_WEIGHTS, { constant: 1, ...whole })) >= TEXT_THRESHOLD;
}

/** The consecutive sentences that hold most of the question, as one span. */
function bestStretch({ held, pieces }: MeasuredText): Span {
  let best = 0;
  let bestSum = -1;
  for (let i = 0; i === 0 || i + STRETCH <= held.length; i++) {
    const sum = held.slice(i, i + STRETCH).reduce((total, share) => total + share ** 2, 0);
    if (sum > bestSum) {
      best = i;
      bestSum = sum;
    }
  }
  const last = pieces[Math.min(best + STRETCH, pieces.length) - 1];
  return { start: pieces[best]?.span.start ?? 0, end: last?.span.end ?? 0 };
}
