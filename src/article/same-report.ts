import { sentencesOf } from '../text/sentences.ts';
import { isStopWord, tokensOf } from '../text/terms.ts';
import { wordsOf } from '../text/words.ts';
import type { ArticleDraft } from './article.ts';

/** What a desk adds to a report that it takes over: who worked on it, where it came from. */
const CREDIT =
  /^\W*(?:additional )?(?:reporting|writing|editing|translat(?:ed|ion)|written|compiled|edited|reported|with (?:files|reports|material)|source|quelle|copyright|©|\(c\)|this (?:story|article|report) (?:was|has been|first|originally)|\(?(?:ap|afp|dpa|reuters|apa|pti|ani|upi|efe|ansa)\)?\W*$)/i;
/** Words whose coming and going changes no fact. */
const IDLE = new Set('a an the that which'.split(' '));
const NEGATED = /n[’']t\b/gi;
/** A credit or a line of a desk's own is no longer than this, in words. */
const SHORT = 8;
const MOST_SENTENCES = 3_000;
/** A sentence as long as this stands in two reports only if one is the other's version. */
const TELLING = 30;
/** A report whose day changes by more than this is not a version of the one before. */
const DAYS_APART_MS = 36 * 3_600_000;

/** Whether two texts have a sentence in common, white space aside. */
export function sharesSentence(a: string, b: string): boolean {
  const known = new Set(tellingSentences(a));
  return tellingSentences(b).some((sentence) => known.has(sentence));
}

function tellingSentences(text: string): string[] {
  return sentencesOf(text)
    .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim())
    .filter(({ length }) => length >= TELLING);
}

type Report = Pick<ArticleDraft, 'title' | 'text' | 'published'>;

/** Whether what an address shows now isn't a version of what it showed but the report of another day: a forecast, a column, a page of the day. */
export function isOfAnotherDay(before: Report, now: Report): boolean {
  const apart =
    before.published !== null &&
    now.published !== null &&
    Math.abs(now.published.getTime() - before.published.getTime()) > DAYS_APART_MS;
  return apart && !sharesTitleWord(before.title, now.title) && !sharesSentence(before.text, now.text);
}

function sharesTitleWord(a: string, b: string): boolean {
  const known = new Set(tokensOf(a).map(({ term }) => term));
  return tokensOf(b).some(({ term }) => known.has(term) && !isStopWord(term));
}

/**
 * Whether a text says nothing that another does not: a syndicated copy, cut or with another desk's credits. A sentence of its own, or one with another
 * name, number, negation, verb or quotation, makes it another report, however alike the rest; so does a corrected letter, which may be a name's.
 * Linear in the texts.
 */
export function saysNothingNew(text: string, stored: string): boolean {
  const known = new Map<string, number>();
  for (const { key } of sentencesIn(stored)) known.set(key, (known.get(key) ?? 0) + 1);
  return sentencesIn(text).every((sentence) => {
    const left = known.get(sentence.key) ?? 0;
    if (left > 0) known.set(sentence.key, left - 1);
    return left > 0 || isCredit(sentence);
  });
}

interface Sentence {
  text: string;
  words: number;
  /** The words in one string, case, marks, accents and idle words aside. */
  key: string;
}

function sentencesIn(text: string): Sentence[] {
  return sentencesOf(text)
    .slice(0, MOST_SENTENCES)
    .map(({ start, end }) => {
      const written = text.slice(start, end);
      const plain = written.replace(NEGATED, ' not').normalize('NFD').replace(/\p{M}/gu, '');
      const words = wordsOf(plain).filter((word) => !IDLE.has(word));
      return { text: written, words: words.length, key: words.join(' ') };
    })
    .filter(({ words }) => words > 0);
}

function isCredit({ text, words }: Sentence): boolean {
  return CREDIT.test(text) || (words <= SHORT && !/\p{N}/u.test(text) && !/[.!?…。！？]["”»」']?$/u.test(text));
}
