import type { AnalysedQuestion } from './question.ts';
import { holdsAnswerKind } from './question.ts';
import { tokensOf } from './terms.ts';

export interface Rankable {
  article: string;
  text: string;
  title: string;
  dateline: string | null;
  published: Date | null;
}

export interface Frequencies {
  /** Passages in the store. */
  passages: number;
  /** In how many of them a term stands. */
  counts: ReadonlyMap<string, number>;
}

export interface ScoreParts {
  /** BM25 of the passage's own words. */
  words: number;
  title: number;
  /** How close together the words stand, and whether in the question's order. */
  near: number;
  /** A date for "when", a name for "who". */
  kind: number;
  recent: number;
  /** What other passages of the same article add. */
  article: number;
}

export interface Scored<T> {
  passage: T;
  score: number;
  parts: ScoreParts;
  /** Share of the question's weight whose words stand in passage or title. */
  coverage: number;
  /** The same for its names alone; 1 when it has none. */
  names: number;
}

const K1 = 1.1;
const B = 0.4;
const AVERAGE_TOKENS = 70;
const TITLE = 0.45;
const NEAR = 0.6;
const KIND = 0.12;
const ARTICLE = 0.25;
const RECENT = 0.35;
const RECENT_DAYS = 14;
const PER_ARTICLE = 2;
const CONTEXT = 0.6;

/** How rare a term is (Robertson's idf, always positive). */
export function rarity(term: string, frequencies: Frequencies): number {
  const n = frequencies.counts.get(term) ?? 0;
  return Math.log(1 + (frequencies.passages - n + 0.5) / (n + 0.5));
}

/**
 * Passages in the order in which they answer a question: BM25 (Robertson and Zaragoza 2009) over words and title, nearness of the
 * words, the kind of answer, the article around, and time. At most two of one article; ties keep the order given.
 */
export function rankPassages<T extends Rankable>(
  question: AnalysedQuestion,
  passages: readonly T[],
  frequencies: Frequencies,
  asOf: Date,
): Scored<T>[] {
  const weights = new Map(
    question.terms.map(({ term, context }) => [term, rarity(term, frequencies) * (context ? CONTEXT : 1)]),
  );
  const context = new Set(question.terms.filter((term) => term.context).map(({ term }) => term));
  const names = new Set(question.terms.filter((term) => term.name).map(({ term }) => term));
  const total = [...weights].reduce((sum, [term, weight]) => sum + (context.has(term) ? 0 : weight), 0) || 1;
  const nameTotal = [...names].reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);
  const titles = new Map<string, Set<string>>();
  const scored = passages.map((passage): Scored<T> => {
    const tokens = tokensOf(passage.text);
    const places = new Map<string, number[]>();
    tokens.forEach(({ term }, i) => {
      if (weights.has(term)) places.set(term, [...(places.get(term) ?? []), i]);
    });
    let title = titles.get(passage.article);
    if (!title) {
      title = new Set(tokensOf(`${passage.title} ${passage.dateline ?? ''}`).map((token) => token.term));
      titles.set(passage.article, title);
    }
    let words = 0;
    let inTitle = 0;
    let covered = 0;
    let namesCovered = 0;
    const length = K1 * (1 - B + (B * tokens.length) / AVERAGE_TOKENS);
    for (const [term, weight] of weights) {
      const n = places.get(term)?.length ?? 0;
      if (n > 0) words += (weight * n * (K1 + 1)) / (n + length);
      if (title.has(term)) inTitle += weight * TITLE;
      if ((n > 0 || title.has(term)) && !context.has(term)) {
        covered += weight;
        if (names.has(term)) namesCovered += weight;
      }
    }
    const near = nearness(question, places, weights) * NEAR;
    const kind = holdsAnswerKind(question.kind, passage.text) ? KIND * total * (covered / total) : 0;
    const recent = recency(passage.published, asOf, question.wantsNew) * RECENT * covered;
    const parts = { words, title: inTitle, near, kind, recent, article: 0 };
    return {
      passage,
      score: words + inTitle + near + kind + recent,
      parts,
      coverage: covered / total,
      names: nameTotal > 0 ? namesCovered / nameTotal : 1,
    };
  });
  return diverse(withArticles(scored));
}

/** Pairs of question words that stand close to each other, more when they are neighbours in the question too. */
function nearness(
  question: AnalysedQuestion,
  places: ReadonlyMap<string, number[]>,
  weights: ReadonlyMap<string, number>,
): number {
  let sum = 0;
  const terms = question.terms.filter(({ term }) => places.has(term));
  for (let i = 0; i + 1 < terms.length; i++) {
    const a = terms[i];
    const b = terms[i + 1];
    if (!a || !b) continue;
    const gap = smallestGap(places.get(a.term) ?? [], places.get(b.term) ?? []);
    const weight = Math.min(weights.get(a.term) ?? 0, weights.get(b.term) ?? 0);
    const adjacent = b.position - a.position === 1 && gap === 1;
    sum += weight * (adjacent ? 1 : 1 / (1 + gap / 3));
  }
  return sum;
}

function smallestGap(a: readonly number[], b: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    best = Math.min(best, Math.abs(x - y));
    if (x < y) i++;
    else j++;
  }
  return best;
}

/** 1 for news of the day of asking, falling with age; 0 for what is undated or later than the question. */
function recency(published: Date | null, asOf: Date, wantsNew: boolean): number {
  if (published === null) return 0;
  const days = (asOf.getTime() - published.getTime()) / 86_400_000;
  if (days < -3) return 0;
  return Math.exp(-Math.max(0, days) / (wantsNew ? RECENT_DAYS : RECENT_DAYS * 6)) * (wantsNew ? 1 : 0.4);
}

function withArticles<T extends Rankable>(scored: Scored<T>[]): Scored<T>[] {
  const best = new Map<string, number[]>();
  for (const { passage, score } of scored) best.set(passage.article, [...(best.get(passage.article) ?? []), score]);
  for (const scores of best.values()) scores.sort((a, b) => b - a);
  return scored.map((item) => {
    const scores = best.get(item.passage.article) ?? [];
    const support = (scores[0] ?? 0) * 0.5 + (scores[1] ?? 0) * 0.3 + (scores[2] ?? 0) * 0.2;
    const article = support * ARTICLE;
    return { ...item, score: item.score + article, parts: { ...item.parts, article } };
  });
}

function diverse<T extends Rankable>(scored: Scored<T>[]): Scored<T>[] {
  const taken = new Map<string, number>();
  const texts = new Set<string>();
  return scored
    .sort((a, b) => b.score - a.score)
    .filter(({ passage }) => {
      const n = taken.get(passage.article) ?? 0;
      if (n >= PER_ARTICLE || texts.has(passage.text)) return false;
      taken.set(passage.article, n + 1);
      texts.add(passage.text);
      return true;
    });
}
