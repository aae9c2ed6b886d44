import { isStopWord, tokensOf } from '../../text/terms.ts';
import { answerSpots } from '../question/answer-type.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { type FirstLook, type Rankable, recency } from './first-look.ts';
import { sentencesIn, wordsOf } from './read-passage.ts';
import { type Weighing, weightWithin } from './weigh-question.ts';

/** What a passage is judged by; each between 0 and about 2, none depends on the size of the library. */
export interface Measures {
  /** BM25, as a share of the question's weight. */
  words: number;
  /** Share of the question's weight in passage or title, and of the sentence that asks in the passage. */
  held: number;
  asked: number;
  /** How well the best passage of the article did at first, measured by the best of all. */
  article: number;
  /** 1 at the start of the article, falling. */
  early: number;
  recent: number;
  /** `recent` when the question is about what is new. */
  newest: number;
  /** How much weight the heaviest word has that it shares with the best passages, but not with the question. */
  typical: number;
  /** It holds something of the kind that is asked for; in how good a sentence; beside the noun that is counted. */
  kind: number;
  kindNear: number;
  unit: number;
}

const RECENT_DAYS = 60;
const EARLY_CHARACTERS = 450;

/** A passage as it is compared with the others. */
interface Compared {
  /** Share of the question's weight that stands in each sentence. */
  held: number[];
  /** Each word that is not in the question, with the highest share of a sentence that has it. */
  beside: ReadonlyMap<string, number>;
}

/** The measures of passages that a first look put in order (first-look.ts), in the same order. */
export function closerLook(
  question: AnalysedQuestion,
  weighing: Weighing,
  glimpses: readonly FirstLook<Rankable>[],
  asOf: Date,
): Measures[] {
  const asked = new Set(tokensOf(question.text).map(({ term }) => term));
  const read = glimpses.map(({ passage }) => compared(passage, weighing, asked));
  const first = glimpses[0]?.first || 1;
  const common = commonWords(glimpses, read);
  const commonMost = Math.max(1e-9, ...common.values());
  const best = new Map<string, number>();
  for (const { passage, first: score } of glimpses)
    best.set(passage.article, Math.max(best.get(passage.article) ?? 0, score));
  return glimpses.map((glimpse, i) => {
    const { passage } = glimpse;
    const recent = recency(passage.published, asOf, RECENT_DAYS);
    let typical = 0;
    for (const [term, weight] of common) if (weight > typical && read[i]?.beside.has(term)) typical = weight;
    return {
      words: glimpse.words / weighing.total,
      held: glimpse.coverage,
      asked: glimpse.asked,
      article: (best.get(passage.article) ?? 0) / first,
      early: 1 / (1 + passage.start / EARLY_CHARACTERS),
      recent,
      newest: question.wantsNew ? recent : 0,
      typical: typical / commonMost,
      ...kindMeasures(question, asked, passage, read[i]?.held ?? []),
    };
  });
}

function compared(passage: Rankable, { own, total }: Weighing, asked: ReadonlySet<string>): Compared {
  const { terms } = wordsOf(passage);
  const beside = new Map<string, number>();
  const shares = sentencesIn(passage).map(({ from, to }) => {
    const share = weightWithin(terms, from, to, own) / total;
    for (let i = from; i < to; i++) {
      const term = terms[i] ?? '';
      if (term.length < 3 || (beside.get(term) ?? -1) >= share || asked.has(term) || isStopWord(term)) continue;
      beside.set(term, share);
    }
    return share;
  });
  return { held: shares, beside };
}

const FEEDBACK_PASSAGES = 30;
const FEEDBACK_WORDS = 40;

/**
 * Words that several of the first articles have in common near the question's words: where many reports name the same thing, it is likely
 * the answer. After relevance models (Lavrenko and Croft 2001); the passages further down tell which words are common everywhere.
 */
function commonWords(glimpses: readonly FirstLook<Rankable>[], read: readonly Compared[]): Map<string, number> {
  const first = glimpses[0]?.first || 1;
  const everywhere = new Map<string, number>();
  for (const { beside } of read)
    for (const term of beside.keys()) everywhere.set(term, (everywhere.get(term) ?? 0) + 1);
  const sums = new Map<string, number>();
  const articles = new Set<string>();
  glimpses.slice(0, FEEDBACK_PASSAGES).forEach(({ passage, first: score }, i) => {
    if (articles.has(passage.article)) return;
    articles.add(passage.article);
    const trust = Math.exp(6 * (score / first - 1));
    for (const [term, held] of read[i]?.beside ?? []) sums.set(term, (sums.get(term) ?? 0) + trust * (0.1 + held));
  });
  const weighed = [...sums].map(([term, sum]): [string, number] => [
    term,
    sum / Math.sqrt(1 + (everywhere.get(term) ?? 0)),
  ]);
  return new Map(weighed.sort((a, b) => b[1] - a[1]).slice(0, FEEDBACK_WORDS));
}

const BESIDE_TOKENS = 5;
const BESIDE_CHARACTERS = 30;

function kindMeasures(
  { expected }: AnalysedQuestion,
  asked: ReadonlySet<string>,
  passage: Rankable,
  held: readonly number[],
): Pick<Measures, 'kind' | 'kindNear' | 'unit'> {
  const spots = answerSpots(expected, asked, passage.text);
  const sentences = sentencesIn(passage);
  const { terms, starts } = wordsOf(passage);
  let near = 0;
  let unit = 0;
  for (const spot of spots) {
    const n = sentences.findIndex(({ start, end }) => spot.start >= start && spot.start < end);
    const sentence = sentences[n];
    if (!sentence) continue;
    near = Math.max(near, held[n] ?? 0);
    if (expected.type !== 'number' || unit === 1) continue;
    let seen = 0;
    for (let i = sentence.from; i < sentence.to && seen < BESIDE_TOKENS; i++) {
      const start = starts[i] ?? 0;
      if (start < spot.start || start >= spot.end + BESIDE_CHARACTERS) continue;
      seen++;
      if (expected.nouns.includes(terms[i] ?? '')) unit = 1;
    }
  }
  return { kind: spots.length > 0 ? 1 : 0, kindNear: near, unit };
}
