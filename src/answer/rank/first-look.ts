import { readWords } from '../../text/terms.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { wordsOf } from './read-passage.ts';
import type { Weighing } from './weigh-question.ts';

export interface Rankable {
  article: string;
  /** Offset in the article's text. */
  start: number;
  text: string;
  title: string;
  dateline: string | null;
  published: Date | null;
}

/** A passage by its words alone. */
export interface FirstLook<T> {
  passage: T;
  /** BM25 (Robertson and Zaragoza 2009) of its own words. */
  words: number;
  /** `words` with title, nearness of the words and age. */
  first: number;
  /** Shares of the question's weight that stand in passage or title; of the sentence that asks, and of its names, in the passage. */
  coverage: number;
  asked: number;
  names: number;
  /** Weight of the rarest word of the question that stands neither in passage nor title. */
  missing: number;
}

const K1 = 1.1;
const B = 0.4;
const AVERAGE_TOKENS = 140;
const TITLE = 0.45;
const NEAR = 0.6;
const RECENT = 0.35;
const RECENT_DAYS = 14;

/** The passages by how many of the question's words they hold, best first, each text once; ties keep the order given. */
export function firstLook<T extends Rankable>(
  question: AnalysedQuestion,
  weighing: Weighing,
  passages: readonly T[],
  asOf: Date,
): FirstLook<T>[] {
  const titles = new Map<string, Set<string>>();
  const titleOf = ({ title, dateline }: Rankable) => {
    const key = `${title}\n${dateline ?? ''}`;
    let terms = titles.get(key);
    if (!terms) {
      terms = new Set(readWords(key).terms);
      titles.set(key, terms);
    }
    return terms;
  };
  const texts = new Set<string>();
  return passages
    .filter(({ text }) => !texts.has(text) && texts.add(text))
    .map((passage) => glimpse(question, weighing, { passage, title: titleOf(passage) }, asOf))
    .sort((a, b) => b.first - a.first);
}

function glimpse<T extends Rankable>(
  question: AnalysedQuestion,
  weighing: Weighing,
  { passage, title }: { passage: T; title: ReadonlySet<string> },
  asOf: Date,
): FirstLook<T> {
  const { own, context, asking, names, total, askingTotal, nameTotal } = weighing;
  const { terms } = wordsOf(passage);
  const places = placesOf(terms, weighing);
  const length = K1 * (1 - B + (B * terms.length) / AVERAGE_TOKENS);
  let words = 0;
  let inTitle = 0;
  let covered = 0;
  let asked = 0;
  let named = 0;
  let missing = 0;
  for (const [term, weight] of [...own, ...context]) {
    const n = places.get(term)?.length ?? 0;
    if (n > 0) words += (weight * n * (K1 + 1)) / (n + length);
    if (title.has(term)) inTitle += weight;
    if (!own.has(term)) continue;
    if (n === 0 && !title.has(term)) {
      missing = Math.max(missing, weight);
      continue;
    }
    covered += weight;
    if (n > 0 && asking.has(term)) asked += weight;
    if (names.has(term)) named += weight;
  }
  const age = recency(passage.published, asOf, question.wantsNew ? RECENT_DAYS : RECENT_DAYS * 6);
  const recent = RECENT * (question.wantsNew ? 1 : 0.4) * age * covered;
  return {
    passage,
    words,
    first: words + TITLE * inTitle + NEAR * nearness(question, places, weighing) + recent,
    coverage: covered / total,
    asked: asked / askingTotal,
    names: nameTotal > 0 ? named / nameTotal : 1,
    missing,
  };
}

/** Where the question's words stand, by word number. */
function placesOf(terms: readonly string[], { own, context }: Weighing): Map<string, number[]> {
  const places = new Map<string, number[]>();
  terms.forEach((term, i) => {
    if (!own.has(term) && !context.has(term)) return;
    const known = places.get(term);
    if (known) known.push(i);
    else places.set(term, [i]);
  });
  return places;
}

/** 1 for news of the day of asking, falling with age; 0 for what is undated or later than the question. */
export function recency(published: Date | null, asOf: Date, days: number): number {
  if (published === null) return 0;
  const age = (asOf.getTime() - published.getTime()) / 86_400_000;
  return age < -3 ? 0 : Math.exp(-Math.max(0, age) / days);
}

/** Pairs of neighbouring question words that stand close to each other. */
function nearness(
  question: AnalysedQuestion,
  places: ReadonlyMap<string, number[]>,
  { own, context }: Weighing,
): number {
  const weightOf = (term: string) => own.get(term) ?? context.get(term) ?? 0;
  let sum = 0;
  for (let i = 0; i + 1 < question.terms.length; i++) {
    const a = question.terms[i]?.term ?? '';
    const b = question.terms[i + 1]?.term ?? '';
    const gap = smallestGap(places.get(a), places.get(b));
    if (gap > 0) sum += Math.min(weightOf(a), weightOf(b)) / (1 + gap / 3);
  }
  return sum;
}

/** 0 when one of them is missing. */
function smallestGap(a: readonly number[] = [], b: readonly number[] = []): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    best = Math.min(best, Math.abs(x - y));
    if (x < y) i++;
    else j++;
  }
  return best === Number.POSITIVE_INFINITY ? 0 : best;
}
