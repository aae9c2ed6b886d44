import type { Span } from '../article/article.ts';
import { sentencesOf } from '../article/sentences.ts';
import { answerSpots } from './answer-type.ts';
import { type Glimpse, type Rankable, recency } from './first-look.ts';
import type { AnalysedQuestion } from './question.ts';
import { isStopWord, type Token, tokensOf } from './terms.ts';
import type { Weighing } from './weigh-question.ts';

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

interface ReadSentence extends Span {
  tokens: readonly Token[];
  terms: ReadonlySet<string>;
  /** Share of the question's weight that stands in it. */
  held: number;
}

/** The measures of passages that a first look put in order (first-look.ts), in the same order. */
export function closerLook(
  question: AnalysedQuestion,
  weighing: Weighing,
  glimpses: readonly Glimpse<Rankable>[],
  asOf: Date,
): Measures[] {
  const asked = new Set(tokensOf(question.text).map(({ term }) => term));
  const read = glimpses.map(({ passage }) => readSentences(passage.text, weighing));
  const terms = read.map((sentences) => new Set(sentences.flatMap((sentence) => [...sentence.terms])));
  const first = glimpses[0]?.first || 1;
  const common = commonWords(glimpses, read, terms, asked);
  const commonMost = Math.max(1e-9, ...common.values());
  const best = new Map<string, number>();
  for (const { passage, first: score } of glimpses)
    best.set(passage.article, Math.max(best.get(passage.article) ?? 0, score));
  return glimpses.map((glimpse, i) => {
    const { passage } = glimpse;
    const recent = recency(passage.published, asOf, RECENT_DAYS);
    const held = [...common].filter(([term]) => terms[i]?.has(term)).map(([, weight]) => weight);
    return {
      words: glimpse.words / weighing.total,
      held: glimpse.coverage,
      asked: glimpse.asked,
      article: (best.get(passage.article) ?? 0) / first,
      early: 1 / (1 + passage.start / EARLY_CHARACTERS),
      recent,
      newest: question.wantsNew ? recent : 0,
      typical: Math.max(0, ...held) / commonMost,
      ...kindMeasures(question, asked, passage.text, read[i] ?? []),
    };
  });
}

function readSentences(text: string, { own, total }: Weighing): ReadSentence[] {
  return sentencesOf(text).map(({ start, end }) => {
    const tokens = tokensOf(text.slice(start, end));
    const terms = new Set(tokens.map(({ term }) => term));
    let held = 0;
    for (const [term, weight] of own) if (terms.has(term)) held += weight;
    return { start, end, tokens, terms, held: held / total };
  });
}

const FEEDBACK_PASSAGES = 30;
const FEEDBACK_WORDS = 40;

/**
 * Words that several of the first articles have in common near the question's words: where many reports name the same thing, it is likely
 * the answer. After relevance models (Lavrenko and Croft 2001); the passages further down tell which words are common everywhere.
 */
function commonWords(
  glimpses: readonly Glimpse<Rankable>[],
  read: readonly (readonly ReadSentence[])[],
  terms: readonly ReadonlySet<string>[],
  asked: ReadonlySet<string>,
): Map<string, number> {
  const first = glimpses[0]?.first || 1;
  const everywhere = new Map<string, number>();
  for (const set of terms) for (const term of set) everywhere.set(term, (everywhere.get(term) ?? 0) + 1);
  const sums = new Map<string, number>();
  const articles = new Set<string>();
  glimpses.slice(0, FEEDBACK_PASSAGES).forEach(({ passage, first: score }, i) => {
    if (articles.has(passage.article)) return;
    articles.add(passage.article);
    const trust = Math.exp(6 * (score / first - 1));
    const most = new Map<string, number>();
    for (const { terms: words, held } of read[i] ?? [])
      for (const term of words) most.set(term, Math.max(most.get(term) ?? 0, 0.1 + held));
    for (const [term, held] of most) sums.set(term, (sums.get(term) ?? 0) + trust * held);
  });
  const weighed = [...sums]
    .filter(([term]) => term.length > 2 && !asked.has(term) && !isStopWord(term))
    .map(([term, sum]): [string, number] => [term, sum / Math.sqrt(1 + (everywhere.get(term) ?? 0))]);
  return new Map(weighed.sort((a, b) => b[1] - a[1]).slice(0, FEEDBACK_WORDS));
}

const BESIDE_TOKENS = 5;
const BESIDE_CHARACTERS = 30;

function kindMeasures(
  { expected }: AnalysedQuestion,
  asked: ReadonlySet<string>,
  text: string,
  sentences: readonly ReadSentence[],
): Pick<Measures, 'kind' | 'kindNear' | 'unit'> {
  const spots = answerSpots(expected, asked, text);
  let near = 0;
  let unit = 0;
  for (const spot of spots) {
    const sentence = sentences.find(({ start, end }) => spot.start >= start && spot.start < end);
    if (!sentence) continue;
    near = Math.max(near, sentence.held);
    if (expected.type !== 'number' || unit === 1) continue;
    const beside = sentence.tokens
      .filter(
        ({ start }) => start + sentence.start >= spot.start && start + sentence.start < spot.end + BESIDE_CHARACTERS,
      )
      .slice(0, BESIDE_TOKENS);
    if (beside.some(({ term }) => expected.nouns.includes(term))) unit = 1;
  }
  return { kind: spots.length > 0 ? 1 : 0, kindNear: near, unit };
}
