import type { ArticleId, RevisionId, Span } from '../article/article.ts';
import { ANSWER_SENTENCE_WEIGHTS, ANSWERED_THRESHOLD, ANSWERED_WEIGHTS } from './answer-weights.ts';
import { probability, scoreSentences } from './evidence.ts';
import { holdsAnswerKind } from './question.ts';
import { rarity, type Scored } from './rank.ts';
import { type Candidate, type CandidateSource, type Found, type SearchQuery, searchPassages } from './search.ts';

export interface AnswerSentence extends Span {
  article: ArticleId;
  revision: RevisionId;
  text: string;
}

export type BuiltInAnswer =
  | { kind: 'answered'; sentences: AnswerSentence[]; found: Found }
  | { kind: 'refused'; found: Found };

const PASSAGES = 10;
const MIN_NAMES = 0.5;
/** In a library of fewer passages, how rare a word is says too little for the fitted weights: plain coverage decides. */
const SMALL_LIBRARY = 500;
const SMALL_MIN_COVERAGE = 0.55;
const SMALL_PASSAGES = 3;
const SMALL_NEAR_BEST = 0.6;
const QUESTION_END = /\?[)\]"”’'»]*$/;
const TEASER =
  /^(?:►|▶|•\s*)?(?:More|Related|Read more|See also|Watch|Live updates|What to know|Editor['’]s note)\b ?:/i;
const RECENT_DAYS = 14;
/** A further sentence must be this probable, measured by the best one, to be worth its room. */
const WORTH = 0.25;

/**
 * Answers with whole sentences of the stored articles, at most `maxChars` of them; refuses when the best passages hold too little
 * of what was asked. No model is involved.
 */
export async function answerFrom(
  source: CandidateSource,
  query: SearchQuery & { maxChars: number },
): Promise<BuiltInAnswer> {
  const found = await searchPassages(source, query);
  const top = found.passages.slice(0, PASSAGES);
  const rated = rateSentences(found, top, query.asOf);
  if (!isAnswered(found, top, rated)) return { kind: 'refused', found };
  const sentences = pickSentences(rated, query.maxChars);
  return sentences.length > 0 ? { kind: 'answered', sentences, found } : { kind: 'refused', found };
}

interface RatedSentence extends AnswerSentence {
  p: number;
  coverage: number;
  passage: number;
}

function weightOf(found: Found): number {
  return (
    found.question.terms.reduce((sum, term) => sum + (term.context ? 0 : rarity(term.term, found.frequencies)), 0) || 1
  );
}

/** The sentences of the passages, each once, with how probably they hold the answer. */
function rateSentences(found: Found, top: readonly Scored<Candidate>[], asOf: Date): RatedSentence[] {
  const seen = new Set<string>();
  const total = weightOf(found);
  const bestScore = top[0]?.score || 1;
  return top.flatMap((scored, rank) => {
    const { passage } = scored;
    const sentences = scoreSentences(found.question, passage.text, found.frequencies);
    const most = Math.max(1e-4, ...sentences.map((sentence) => sentence.score));
    return sentences.flatMap((sentence, i): RatedSentence[] => {
      const text = passage.text.slice(sentence.start, sentence.end);
      if (seen.has(text)) return [];
      seen.add(text);
      const features = [
        1,
        scored.score / bestScore,
        1 / (1 + rank),
        sentence.coverage,
        sentence.score / most,
        found.question.kind !== 'other' && holdsAnswerKind(found.question.kind, text) ? 1 : 0,
        Math.min(300, text.length) / 200,
        scored.coverage,
        nearInTime(passage.published, asOf),
        scored.score / total / 2,
        Math.min(6, (text.match(/(?<=\S )\p{Lu}\p{L}+/gu) ?? []).length) / 5,
        i === 0 ? 1 : 0,
        rank === 0 ? 1 : 0,
        rank === 1 ? 1 : 0,
      ];
      return [
        {
          article: passage.article,
          revision: passage.revision,
          start: passage.start + sentence.start,
          end: passage.start + sentence.end,
          text,
          p: isSmall(found)
            ? plainly(rank, scored.score / bestScore, sentence.score / most)
            : probability(ANSWER_SENTENCE_WEIGHTS, features),
          coverage: sentence.coverage,
          passage: rank,
        },
      ];
    });
  });
}

function isSmall(found: Found): boolean {
  return found.frequencies.passages < SMALL_LIBRARY;
}

/** Passage by passage, and in each the sentences that hold most of the question. */
function plainly(rank: number, passage: number, sentence: number): number {
  if (rank >= SMALL_PASSAGES || passage < SMALL_NEAR_BEST || sentence < 0.3) return 0;
  return (SMALL_PASSAGES - rank + sentence) / (SMALL_PASSAGES + 1);
}

function nearInTime(published: Date | null, asOf: Date): number {
  if (published === null) return 0;
  const days = (asOf.getTime() - published.getTime()) / 86_400_000;
  return days < -3 ? 0 : Math.exp(-Math.max(0, days) / RECENT_DAYS);
}

/** Whether the evidence is about what was asked: the question's rare words and names stand close together in the best passages. */
function isAnswered(found: Found, top: readonly Scored<Candidate>[], rated: readonly RatedSentence[]): boolean {
  const [best, second] = top;
  const own = found.question.terms.filter((term) => !term.context);
  if (!best || own.length === 0 || best.coverage === 0 || best.names < MIN_NAMES) return false;
  if (isSmall(found)) return best.coverage >= SMALL_MIN_COVERAGE;
  const unknown = own.filter(({ term }) => (found.frequencies.counts.get(term) ?? 0) === 0).length;
  const features = [
    1,
    best.coverage,
    best.names,
    second?.coverage ?? best.coverage,
    Math.max(...top.map((scored) => scored.coverage)),
    Math.max(0, ...rated.map((sentence) => sentence.coverage)),
    own.length / 8,
    unknown / own.length,
    best.parts.near / Math.max(1, best.score),
    top.slice(0, 5).reduce((sum, scored) => sum + scored.coverage, 0) / Math.min(5, top.length),
    holdsAnswerKind(found.question.kind, best.passage.text) ? 1 : 0,
    Math.max(...top.slice(0, 3).map((scored) => scored.names)),
    best.score / weightOf(found) / 2,
  ];
  return probability(ANSWERED_WEIGHTS, features) >= ANSWERED_THRESHOLD;
}

/** A question and a link to another article say nothing. */
function isStatement(text: string): boolean {
  return !QUESTION_END.test(text) && !TEASER.test(text);
}

/** 1 for a line without an end mark: a heading or a caption, which reads best after the sentences. */
function isHeading({ text }: AnswerSentence): number {
  return /[.!…][)\]"”’'»]*$/.test(text) ? 0 : 1;
}

/** The most probable sentences that fit, in reading order: by passage, then by place. */
function pickSentences(rated: readonly RatedSentence[], maxChars: number): AnswerSentence[] {
  const ranked = rated.filter(({ text }) => isStatement(text)).sort((a, b) => b.p - a.p);
  const chosen: RatedSentence[] = [];
  let room = maxChars;
  for (const sentence of ranked) {
    if (sentence.text.length + 1 > room || sentence.p < (ranked[0]?.p ?? 0) * WORTH) continue;
    if (
      chosen.some(
        (other) => other.revision === sentence.revision && other.start < sentence.end && sentence.start < other.end,
      )
    )
      continue;
    chosen.push(sentence);
    room -= sentence.text.length + 1;
  }
  return chosen
    .sort((a, b) => isHeading(a) - isHeading(b) || a.passage - b.passage || a.start - b.start)
    .map(({ article, revision, start, end, text }) => ({ article, revision, start, end, text }));
}
