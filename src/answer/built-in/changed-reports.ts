import type { Candidate } from '../../store/passages/source.ts';
import { NUMBER_WORDS } from '../../text/lists/number-words.ts';
import { numberOf } from '../../text/numbers.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { isStopWord, type Token, tokensOf } from '../../text/terms.ts';
import type { Scored } from '../rank/rank.ts';
import type { AnswerSentence } from './extractive.ts';

/** Sentences of the answer, and the one that an earlier article had in place of one of them. */
export interface Reported {
  sentences: AnswerSentence[];
  /** Same words, another figure, published before; null when no stored article says otherwise. */
  earlier: AnswerSentence | null;
}

/** An answer's sentences, with the passages that were found, best first. */
export interface Answering {
  sentences: readonly AnswerSentence[];
  passages: readonly Scored<Candidate>[];
}

interface Statement {
  words: Set<string>;
  /** Words with a capital: whose quantity it is. */
  names: Set<string>;
  /** Each figure with the word that it counts: "12" and "people". */
  figures: { value: string; of: string }[];
}

interface Reading extends Statement {
  sentence: AnswerSentence;
  published: Date;
}

/** News of one story: a figure from longer ago belongs to another event. */
const SAME_STORY_DAYS = 14;
const SHARED_WORDS = 3;
/** Of all their words: two sentences with less in common may count two things. */
const SHARED_SHARE = 0.6;
/** The day of a report is not what it is about. */
const WEEKDAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;
/** A count of the others, or of more, is not a count of all. */
const OF_SOME = /\b(?:other|others|another|more|additional|further|remaining|rest)\b/i;
const LOOKED_AT = 30;
/** A figure, or a number word above one. */
const COUNTS = new RegExp(`\\p{N}|\\b(?:${NUMBER_WORDS.slice(1).join('|')}|dozen)\\b`, 'iu');

/**
 * Puts the newest report of a figure in the place of an older one, and gives back the older: "at least 12 people died" after
 * "at least 9 people died". Two sentences report the same when they name the same, most of
 * their words agree and a figure counts the same thing.
 */
export function newestReports({ sentences, passages }: Answering): Reported {
  const looked = passages.slice(0, LOOKED_AT);
  const publishedOf = new Map(looked.map(({ passage }) => [passage.revision, passage.published]));
  const readings = sentences.some((sentence) => COUNTS.test(sentence.text))
    ? looked.flatMap(({ passage }) => readingsOf(passage))
    : [];
  let earlier: Reading | null = null;
  const newest = sentences.map((sentence) => {
    const published = publishedOf.get(sentence.revision);
    if (!published) return sentence;
    const own: Reading = { ...statementOf(sentence.text), sentence, published };
    const others = readings.filter((other) => other.sentence.article !== sentence.article && contradicts(own, other));
    const [latest, ...before] = [own, ...others].sort((a, b) => b.published.getTime() - a.published.getTime());
    const replaced = before.find((other) => latest && other.published < latest.published && contradicts(latest, other));
    if (replaced) earlier ??= replaced;
    return latest?.sentence ?? sentence;
  });
  return { sentences: distinct(newest), earlier: (earlier as Reading | null)?.sentence ?? null };
}

function readingsOf(passage: Candidate): Reading[] {
  const { published } = passage;
  if (published === null) return [];
  return sentencesOf(passage.text).map(({ start, end }) => {
    const text = passage.text.slice(start, end);
    const { article, revision } = passage;
    return {
      ...statementOf(text),
      published,
      sentence: { article, revision, start: passage.start + start, end: passage.start + end, text, also: [] },
    };
  });
}

function statementOf(text: string): Statement {
  const tokens = tokensOf(text);
  const words = new Set<string>();
  const names = new Set<string>();
  const figures: Statement['figures'] = [];
  tokens.forEach((token, i) => {
    const value = numberOf(text.slice(token.start, token.end));
    if (value === null) {
      if (isStopWord(token.term) || WEEKDAY.test(text.slice(token.start, token.end))) return;
      words.add(token.term);
      if (/^\p{Lu}/u.test(text.slice(token.start, token.end))) names.add(token.term);
      return;
    }
    const of = countedBy(tokens.slice(i + 1, i + 4), text);
    if (of !== null) figures.push({ value, of });
  });
  return { words, names, figures };
}

/** The first word after a figure that is neither a figure nor small. */
function countedBy(after: readonly Token[], text: string): string | null {
  for (const token of after)
    if (!isStopWord(token.term) && numberOf(text.slice(token.start, token.end)) === null) return token.term;
  return null;
}

function contradicts(a: Reading, b: Reading): boolean {
  if (Math.abs(a.published.getTime() - b.published.getTime()) > SAME_STORY_DAYS * 86_400_000) return false;
  const differs = a.figures.some((one) => b.figures.some((other) => one.of === other.of && one.value !== other.value));
  const agrees = a.figures.some((one) => b.figures.some((other) => one.of === other.of && one.value === other.value));
  if (!differs || agrees) return false;
  if (OF_SOME.test(a.sentence.text) || OF_SOME.test(b.sentence.text)) return false;
  if (a.names.symmetricDifference(b.names).size > 0) return false;
  const shared = a.words.intersection(b.words).size;
  return shared >= SHARED_WORDS && shared >= SHARED_SHARE * a.words.union(b.words).size;
}

function distinct(sentences: readonly AnswerSentence[]): AnswerSentence[] {
  return [...new Map(sentences.map((sentence) => [`${sentence.revision}/${sentence.start}`, sentence])).values()];
}
