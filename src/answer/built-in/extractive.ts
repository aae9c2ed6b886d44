import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Candidate, CandidateSource } from '../../store/passages/source.ts';
import { numberOf } from '../../text/numbers.ts';
import type { Span } from '../../text/span.ts';
import { isStatement } from '../../text/statement.ts';
import { readWords, tokensOf } from '../../text/terms.ts';
import { inTurn } from '../../threads/cpu-threads.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import type { Scored } from '../rank/rank.ts';
import { type Found, type Gathered, gatherPassages, rankGathered, type SearchQuery } from '../rank/search.ts';
import { probability, weighted } from '../rank/weighted.ts';
import { answerSentences, type RatedSentence } from './answer-sentences.ts';
import { ANSWER_SENTENCE_WEIGHTS, ANSWERED_THRESHOLD, ANSWERED_WEIGHTS } from './answer-weights.ts';
import { evidenceOf, wordsHeld } from './answered.ts';

export interface SentencePlace extends Span {
  article: ArticleId;
  revision: RevisionId;
}

export interface AnswerSentence extends SentencePlace {
  text: string;
  /** Where other articles say the same. */
  also: readonly SentencePlace[];
}

export type BuiltInAnswer =
  | { kind: 'answered'; sentences: AnswerSentence[]; found: Found }
  /** `nearest`: the closest sentences there are, best first, to be shown as such; empty when nothing is about it. */
  | { kind: 'refused'; nearest: AnswerSentence[]; found: Found };

/** Passages whose sentences may answer. */
const PASSAGES = 10;
const MIN_NAMES = 0.5;
/** In a library of fewer passages, how rare a word is says too little for the fitted weights: plain coverage decides, half of it by number. */
const SMALL_LIBRARY = 500;
const SMALL_MIN_COVERAGE = 0.62;
const SMALL_NEAR_BEST = 0.5;
/** What stands beside a sentence counts less, and least for one that holds nothing of the question itself. */
const BESIDE = 0.5;
const BESIDE_EMPTY = 0.45;
/** A further sentence may be this much (in log odds) less probable than the best one. */
const WORTH = 2.5;
/** Sentences that share this much of their words say the same. */
const SAME = 0.85;
const ALSO = 2;
/** The closest sentences of what does not answer; below this share of the question, the best passage is about something else. */
const NEAREST = 3;
const NEAR_COVERAGE = 0.3;

/**
 * Answers with whole sentences of the stored articles, at most `maxChars` of them; refuses when the best passages hold too little
 * of what was asked. No model is involved.
 */
export async function answerFrom(
  source: CandidateSource,
  query: SearchQuery & { maxChars: number },
): Promise<BuiltInAnswer> {
  const gathered = await gatherPassages(source, query);
  return inTurn('answerGathered', answerGathered, { ...gathered, maxChars: query.maxChars });
}

/** The answer from passages that were found. */
export function answerGathered({ maxChars, ...gathered }: Gathered & { maxChars: number }): BuiltInAnswer {
  const found = rankGathered(gathered);
  const top = found.passages.slice(0, PASSAGES);
  const sentences = answerSentences(found.question, found.frequencies, top, gathered.asOf);
  const chosen = pickSentences(found, sentences, maxChars);
  if (chosen.length > 0 && isAnswered(found, top, sentences)) return { kind: 'answered', sentences: chosen, found };
  const isNear = (top[0]?.coverage ?? 0) >= NEAR_COVERAGE;
  return { kind: 'refused', nearest: isNear ? chosen.slice(0, NEAREST) : [], found };
}

function isSmall(found: Found): boolean {
  return found.frequencies.passages < SMALL_LIBRARY;
}

/** Whether the evidence is about what was asked: the question's rare words and names stand close together in the best passages. */
function isAnswered(
  found: Found,
  top: readonly Scored<Candidate>[],
  sentences: readonly RatedSentence<Candidate>[],
): boolean {
  const evidence = evidenceOf(found.question, found.frequencies, top, sentences);
  if (evidence.terms === 0 || evidence.most === 0 || evidence.namesMost < MIN_NAMES) return false;
  if (isSmall(found)) return (evidence.most + wordsHeld(found.question, top)) / 2 >= SMALL_MIN_COVERAGE;
  return probability(weighted(ANSWERED_WEIGHTS, { constant: 1, ...evidence })) >= ANSWERED_THRESHOLD;
}

/** The most probable sentences that fit, in reading order: by passage, then by place. */
function pickSentences(
  found: Found,
  sentences: readonly RatedSentence<Candidate>[],
  maxChars: number,
): AnswerSentence[] {
  const small = isSmall(found);
  const rated = sentences
    .filter(({ text }) => isStatement(text))
    .map((sentence) => ({
      sentence,
      score: small ? plainly(sentence) : weighted(ANSWER_SENTENCE_WEIGHTS, sentence.measures),
    }))
    .sort((a, b) => b.score - a.score);
  const best = rated[0]?.score ?? 0;
  const least = small ? best * SMALL_NEAR_BEST : best - WORTH;
  const chosen: Chosen[] = [];
  let room = maxChars;
  for (const { sentence, score } of rated) {
    if (score < least || (small && score <= 0)) continue;
    if (chosen.some((other) => overlaps(other.sentence, sentence))) continue;
    if (small && chosen.length > 0 && holdsNamesAlone(found.question, sentence)) continue;
    const words = new Set(
      tokensOf(sentence.text).map(({ start, end }) => sentence.text.slice(start, end).toLowerCase()),
    );
    const twin = chosen.find((other) => sayTheSame(other.words, words));
    if (twin) {
      const told = [twin.sentence, ...twin.also].some(({ passage }) => passage.article === sentence.passage.article);
      if (!told && twin.also.length < ALSO) twin.also.push(sentence);
    } else if (sentence.text.length < room) {
      chosen.push({ sentence, words, also: [] });
      room -= sentence.text.length + 1;
    }
  }
  return chosen
    .sort((a, b) => a.sentence.rank - b.sentence.rank || a.sentence.start - b.sentence.start)
    .map(({ sentence, also }) => ({ ...placeOf(sentence), text: sentence.text, also: also.map(placeOf) }));
}

/** A chosen sentence with those of other articles that say the same. */
interface Chosen {
  sentence: RatedSentence<Candidate>;
  words: ReadonlySet<string>;
  also: RatedSentence<Candidate>[];
}

function placeOf({ passage, start, end }: RatedSentence<Candidate>): SentencePlace {
  return { article: passage.article, revision: passage.revision, start, end };
}

/** As copies of one agency's report do, give or take a word that is no figure. */
function sayTheSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = a.intersection(b).size;
  if (shared < SAME * (a.size + b.size - shared)) return false;
  return [...a.symmetricDifference(b)].every((word) => numberOf(word) === null && !/\p{N}/u.test(word));
}

/** Whether a sentence shares only names with the question: it is about them, but not about what is asked. */
function holdsNamesAlone({ terms }: AnalysedQuestion, { text }: { text: string }): boolean {
  const words = new Set(readWords(text).terms);
  const held = terms.filter(({ term, context }) => !context && words.has(term));
  return held.length > 0 && held.every(({ name }) => name);
}

/** How much of the question a sentence holds, with some of what stands beside it. */
function plainly({ measures: { held, before, after } }: RatedSentence<Candidate>): number {
  return held + (held > 0 ? BESIDE : BESIDE_EMPTY) * (before + after);
}

function overlaps(a: RatedSentence<Candidate>, b: RatedSentence<Candidate>): boolean {
  return a.passage.revision === b.passage.revision && a.start < b.end && b.start < a.end;
}
