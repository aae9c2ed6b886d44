import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { ArticleText, CandidateSource } from '../../store/passages/source.ts';
import { numberOf } from '../../text/numbers.ts';
import { isWithoutCase } from '../../text/other-scripts.ts';
import type { Span } from '../../text/span.ts';
import { isStatement } from '../../text/statement.ts';
import { tokensOf } from '../../text/terms.ts';
import { onThread } from '../../threads/cpu-threads.ts';
import {
  bestArticles,
  type RatedSentence,
  rateSentences,
  type SentencesOf,
  type Standings,
  standingsOf,
} from '../rank/evidence-sentences.ts';
import { type Found, type SearchQuery, searchPassages } from '../rank/search.ts';
import { probability, weighted } from '../rank/weighted.ts';
import { evidenceOf } from './answer-evidence.ts';
import { ANSWERED_THRESHOLD, ANSWERED_WEIGHTS } from './answered-weights.ts';

export interface SentencePlace extends Span {
  article: ArticleId;
  revision: RevisionId;
}

export interface AnswerSentence extends SentencePlace {
  text: string;
  /** Where other articles say the same. */
  also: readonly SentencePlace[];
}

type AnswerOf =
  /** `probable`: how likely the sentences are to answer rightly, from 0 to 1. */
  | { kind: 'answered'; sentences: AnswerSentence[]; probable: number }
  /** `nearest`: the closest sentences there are, best first, to be shown as the closest; empty when nothing is about it. */
  | { kind: 'refused'; nearest: AnswerSentence[] };

export type BuiltInAnswer = AnswerOf & { found: Found };

/** Sentences of an answer, without those that only lead up to one. */
const MOST = 3;
/** A further sentence may be this much (in log odds) less probable than the best one. */
const WORTH = 2.5;
/** Sentences that share this much of their words say the same. */
const SAME = 0.85;
const ALSO = 2;
/** Below this share of the question, with title and lead, a sentence is about something else. */
const NEAR = 0.3;
/** … and below this, it does not answer, however much likelier it is than the others. */
const LEAST_WITHIN = 0.4;
/** Word vectors know English alone: words of scripts without capitals match as they are written or not at all. */
const LEAST_AS_WRITTEN = 0.6;
/** A longer sentence is not put before one that points back to it. */
const ANTECEDENT_CHARACTERS = 220;
const POINTS_BACK = /^["“‘']?(?:He|She|It|They|His|Her|Its|Their)\b/;

/**
 * Answers with whole sentences of the stored articles, at most `maxChars` of them, the likeliest first; when they probably don't answer,
 * they are the nearest ones of a refusal. No model is involved.
 */
export async function answerFrom(
  source: CandidateSource,
  query: SearchQuery & { maxChars: number; inThread?: boolean },
): Promise<BuiltInAnswer> {
  const found = await searchPassages(source, query);
  const texts = await source.texts(bestArticles(found.passages), query.workspace);
  const { unheard } = found;
  const read = {
    found: standingsOf(found),
    unheard,
    texts,
    asOf: query.asOf,
    maxChars: query.maxChars,
    inThread: query.inThread === true,
  };
  return { ...(await onThread(import.meta.url, answerRead, read)), found };
}

/** What was found for a question, with the whole texts of the best articles. */
export interface Read {
  found: Standings;
  /** Names of the question that no article has: nothing answers then. */
  unheard: readonly string[];
  texts: ArticleText[];
  asOf: Date;
  maxChars: number;
  /** Only articles that the question is surely about were looked in: what holds the kind of thing it asks for comes close. */
  inThread?: boolean;
}

/** The answer from articles that were read. */
export function answerRead({ found, unheard, texts, asOf, maxChars, inThread = false }: Read): AnswerOf {
  const rated = rateSentences(found, texts, asOf);
  const chosen = chooseSentences(rated, maxChars);
  const evidence = evidenceOf(rated, chosen);
  const sentences = chosen.flatMap(placed);
  const within = chosen[0]?.sentence.matched.within ?? 0;
  const probable =
    evidence !== null &&
    unheard.length === 0 &&
    within >= (isWithoutCase(found.question.text) ? LEAST_AS_WRITTEN : LEAST_WITHIN)
      ? probability(weighted(ANSWERED_WEIGHTS, { constant: 1, ...evidence }))
      : 0;
  if (probable >= ANSWERED_THRESHOLD) return { kind: 'answered', sentences, probable };
  const isOfKind = found.question.expected.type !== 'thing' && chosen[0]?.sentence.measures?.kindMissing === 0;
  return { kind: 'refused', nearest: within >= NEAR || (inThread && isOfKind) ? sentences : [] };
}

/** A chosen sentence, the one before it where it points back to that, and those of other articles that say the same. */
export interface Chosen {
  sentence: RatedSentence;
  place: SentencePlace;
  antecedent: (SentencePlace & { text: string }) | null;
  words: ReadonlySet<string>;
  /** All sentences that say the same, and where those of other articles are. */
  twins: RatedSentence[];
  also: SentencePlace[];
}

/** The likeliest sentences that fit, the best first. */
export function chooseSentences({ articles }: SentencesOf, maxChars: number): Chosen[] {
  const rated = articles
    .flatMap(({ article, revision, sentences }) =>
      sentences.flatMap((sentence, i) => {
        if (sentence.measures === null || !isStatement(sentence.text)) return [];
        const before = sentences[i - 1];
        const { start, end } = sentence;
        return [{ sentence, place: { article, revision, start, end }, before }];
      }),
    )
    .sort((a, b) => b.sentence.score - a.sentence.score);
  const least = (rated[0]?.sentence.score ?? 0) - WORTH;
  const chosen: Chosen[] = [];
  let room = maxChars;
  for (const { sentence, place, before } of rated) {
    if (sentence.score < least) break;
    if (chosen.some(({ antecedent }) => antecedent?.revision === place.revision && antecedent.start === place.start))
      continue;
    const words = wordsIn(sentence.text);
    const twin = chosen.find((other) => sayTheSame(other.words, words));
    if (twin) {
      twin.twins.push(sentence);
      const sameArticle = [twin.place, ...twin.also].some(({ article }) => article === place.article);
      if (!sameArticle && twin.also.length < ALSO) twin.also.push(place);
      continue;
    }
    if (chosen.length === MOST || sentence.text.length > room) continue;
    room -= sentence.text.length + 1;
    const antecedent = before && leadsUpTo(sentence, before, chosen, room) ? { ...place, ...spanOf(before) } : null;
    if (antecedent) room -= antecedent.text.length + 1;
    chosen.push({ sentence, place, antecedent, words, twins: [], also: [] });
  }
  return chosen;
}

/** Whether the sentence before belongs before one that points back to it. */
function leadsUpTo(sentence: RatedSentence, before: RatedSentence, chosen: readonly Chosen[], room: number): boolean {
  return (
    POINTS_BACK.test(sentence.text) &&
    before.text.length < Math.min(room, ANTECEDENT_CHARACTERS) &&
    isStatement(before.text) &&
    !chosen.some((other) => other.sentence === before)
  );
}

function spanOf({ start, end, text }: RatedSentence): Span & { text: string } {
  return { start, end, text };
}

function placed({ sentence, place, antecedent, also }: Chosen): AnswerSentence[] {
  const own = { ...place, text: sentence.text, also };
  return antecedent ? [{ ...antecedent, also: [] }, own] : [own];
}

function wordsIn(text: string): Set<string> {
  return new Set(tokensOf(text).map(({ start, end }) => text.slice(start, end).toLowerCase()));
}

/** As copies of one agency's report do, give or take a word that is not a figure. */
function sayTheSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = a.intersection(b).size;
  if (shared < SAME * (a.size + b.size - shared)) return false;
  return [...a.symmetricDifference(b)].every((word) => numberOf(word) === null && !/\p{N}/u.test(word));
}
