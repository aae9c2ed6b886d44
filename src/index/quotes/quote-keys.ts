import { foldLetters, hashOf, plainWords, sameWordsKeys } from '../../text/same-words.ts';
import { isStopWord, readWords } from '../../text/terms.ts';

/** What a quotation can be found by. */
export interface Findable {
  text: string;
  title: string;
  publisher: string | null;
  /** Null where the quotation is shown as unattributed. */
  speaker: string | null;
  role: string | null;
}

export const SPAN_WEEKS = 8;
/** As `searchTerms` gives them: they say as little as their parts. */
const CONTRACTIONS = new Set(
  'im ive ill id youre youve youll youd hes shes thats theres heres whats whos theyre theyve theyll weve lets dont doesnt didnt isnt arent wasnt werent wont cant couldnt wouldnt shouldnt havent hasnt hadnt aint'.split(
    ' ',
  ),
);
const WEEK_MS = 7 * 86_400_000;
/** Keys of one quotation; a longer one is found by its beginning. */
const MOST_KEYS = 600;
const TITLE_WORDS = 20;
/** The bits of a quarter of a million keys. */
const FEW_KEYS = 0x3ffff;
/** The bits of a million: what several quotations share without being copies is read in vain. */
const MORE_KEYS = 0xfffff;
const COPY_KEYS = 0x100000;

/** A word as it is looked for, stemmed. */
export const wordKey = (term: string) => hashOf(`w ${term}`);
/** A word of the headline, stemmed. */
export const titleKey = (term: string) => hashOf(`t ${term}`);
/** Two words that follow each other, as they are printed. Almost every pair is rare: few keys, each of many pairs, keep the index small. */
export const pairKey = (first: string, second: string) => hashOf(`b ${first} ${second}`) & FEW_KEYS;
/** A word of the speaker's name or role. */
export const speakerKey = (word: string) => hashOf(`s ${word}`);
export const publisherKey = (name: string) => hashOf(`p ${foldLetters(name)}`);
export const weekKey = (week: number) => hashOf(`k ${week}`);
/** Of eight weeks, for looking at a long time with few keys. */
export const spanKey = (span: number) => hashOf(`m ${span}`);
/** What quotations of nearly the same words share (same-words.ts). */
export const copyKey = (key: number) => (key & MORE_KEYS) | COPY_KEYS;

/** Whether a term says so little that it is looked for in phrases only. */
export function saysLittle(term: string): boolean {
  return isStopWord(term) || CONTRACTIONS.has(term);
}

/** Weeks since 1970 of an instant. */
export function weekOf(at: Date): number {
  return Math.floor(at.getTime() / WEEK_MS);
}

export function spanOf(week: number): number {
  return Math.floor(week / SPAN_WEEKS);
}

export function startOfWeek(week: number): Date {
  return new Date(week * WEEK_MS);
}

/** The stemmed words of a text, in order, accents and case ignored. */
export function searchTerms(text: string): string[] {
  return readWords(foldLetters(text)).terms.filter((term) => term !== '');
}

/**
 * Everything a quotation is found by, as 32-bit hashes for one index over all kinds of keys: so any mix of word, phrase, speaker, source
 * and time is one intersection. Two keys may share a hash; what was found is compared again with its words.
 */
export function keysOf(quote: Findable, at: Date): number[] {
  const keys = new Set([weekKey(weekOf(at)), spanKey(spanOf(weekOf(at)))]);
  if (quote.publisher !== null) keys.add(publisherKey(quote.publisher));
  if (quote.speaker !== null) for (const word of speakerWords(quote)) keys.add(speakerKey(word));
  const words = plainWords(quote.text);
  for (const key of sameWordsKeys(words)) keys.add(copyKey(key));
  for (const term of searchTerms(quote.title).slice(0, TITLE_WORDS)) if (!saysLittle(term)) keys.add(titleKey(term));
  for (const term of searchTerms(quote.text)) {
    if (keys.size >= MOST_KEYS) break;
    if (!saysLittle(term)) keys.add(wordKey(term));
  }
  for (let i = 1; i < words.length && keys.size < MOST_KEYS; i++) keys.add(pairKey(words[i - 1] ?? '', words[i] ?? ''));
  return [...keys];
}

const SPELLED_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', æ: 'ae' };

/** As those type it who have no such keys: "Mueller" for Müller. */
export function spelledOut(name: string): string {
  return name.normalize('NFC').replace(/[äöüøåæ]/giu, (letter) => SPELLED_OUT[letter.toLowerCase()] ?? letter);
}

/** The words by which a speaker is found: name and role, with umlauts either way, at most 24. */
export function speakerWords(quote: { speaker: string | null; role: string | null }): string[] {
  const called = `${quote.speaker ?? ''} ${quote.role ?? ''}`;
  return [...new Set([...plainWords(called), ...plainWords(spelledOut(called))])].slice(0, 24);
}
