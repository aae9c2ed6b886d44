import { join } from 'node:path';
import { analyseQuestion } from '../src/answer/question/question.ts';
import { chooseSentences } from '../src/pipelines/answer-from-text.ts';
import { measureText } from '../src/pipelines/text-measures.ts';
import type { Span } from '../src/text/span.ts';
import { dot, fitLogistic, named } from './learn.ts';
import { readRows } from './memory-library.ts';

/**
 * Fits src/answer/evidence-weights.ts on the set of single passages: `node bench/fit-evidence.ts <folder>`. Prints measures under
 * ten-fold cross-validation, then the weights from all questions.
 */
interface Row {
  id: string;
  question: string;
  text: string;
  sentences: Span[];
  answerable: boolean;
  gold: number[];
}

const PENALTY = 0.03;
const THRESHOLD = 0.4;
const FOLDS = 10;

const folder = process.argv[2] ?? process.env.COPYDESK_BENCH ?? '.';
const rows = readRows<Row>(join(folder, 'answers', 'dev.jsonl.gz')).sort((a, b) => (a.id < b.id ? -1 : 1));
const items = rows.map((row, i) => {
  const { pieces, whole } = measureText(analyseQuestion(row.question), row.text);
  const gold = row.gold.flatMap((index) => row.sentences[index] ?? []);
  return {
    row,
    gold,
    fold: i % FOLDS,
    spans: pieces.map(({ span }) => span),
    pieces: pieces.map(({ span, measures }) => ({
      row: [1, ...Object.values(measures)],
      right: gold.some((wanted) => overlapOf(span, wanted) > (span.end - span.start) / 2),
    })),
    whole: { row: [1, ...Object.values(whole)], right: row.answerable },
    names: { pieces: Object.keys(pieces[0]?.measures ?? {}), whole: Object.keys(whole) },
  };
});
type Item = (typeof items)[number];

const weigh = (chosen: readonly Item[]) => ({
  pieces: fitLogistic(
    chosen.filter(({ row }) => row.answerable).flatMap(({ pieces }) => pieces),
    PENALTY,
  ),
  whole: fitLogistic(
    chosen.map(({ whole }) => whole),
    PENALTY,
  ),
});
const outcomes = Array.from({ length: FOLDS }, (_, fold) => {
  const fitted = weigh(items.filter((item) => item.fold !== fold));
  return items.filter((item) => item.fold === fold).map((item) => outcomeOf(item, fitted));
}).flat();
report('cross-validated', outcomes);
const fitted = weigh(items);
report(
  'on the questions it was fitted on',
  items.map((item) => outcomeOf(item, fitted)),
);
const names = items[0]?.names ?? { pieces: [], whole: [] };
console.log('PIECE_WEIGHTS', named(['constant', ...names.pieces], fitted.pieces));
console.log('TEXT_WEIGHTS', named(['constant', ...names.whole], fitted.whole));

function outcomeOf({ row, gold, spans, pieces, whole }: Item, weights: ReturnType<typeof weigh>) {
  const p = (measures: readonly number[], by: readonly number[]) => 1 / (1 + Math.exp(-dot(measures, by)));
  const chosen = chooseSentences(spans.map((span, i) => ({ ...span, p: p(pieces[i]?.row ?? [], weights.pieces) })));
  return {
    answerable: row.answerable,
    answered: p(whole.row, weights.whole) >= THRESHOLD,
    f1: f1Of(row.text, chosen, gold),
  };
}

/** Overlap in characters, white space not counted. */
function f1Of(text: string, chosen: readonly Span[], gold: readonly Span[]): number {
  const size = (spans: readonly Span[]) =>
    spans.reduce((sum, { start, end }) => sum + text.slice(start, end).replace(/\s/g, '').length, 0);
  const shared = chosen.flatMap((a) =>
    gold.map((b) => ({ start: Math.max(a.start, b.start), end: Math.max(a.start, b.start, Math.min(a.end, b.end)) })),
  );
  return (2 * size(shared)) / (size(chosen) + size(gold) || 1);
}

function overlapOf(a: Span, b: Span): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

function report(label: string, outcomes: readonly ReturnType<typeof outcomeOf>[]): void {
  const yes = outcomes.filter(({ answerable }) => answerable);
  const no = outcomes.filter(({ answerable }) => !answerable);
  const f1 = (100 * yes.reduce((sum, outcome) => sum + (outcome.answered ? outcome.f1 : 0), 0)) / yes.length;
  const all = (100 * yes.reduce((sum, outcome) => sum + outcome.f1, 0)) / yes.length;
  const answered = (100 * yes.filter((outcome) => outcome.answered).length) / yes.length;
  const refused = (100 * no.filter((outcome) => !outcome.answered).length) / no.length;
  console.log(
    `${label}: evidence F1 ${f1.toFixed(1)} (never refusing ${all.toFixed(1)}), answered ${answered.toFixed(1)}, ` +
      `refused ${refused.toFixed(1)}, balanced ${((answered + refused) / 2).toFixed(1)}`,
  );
}
