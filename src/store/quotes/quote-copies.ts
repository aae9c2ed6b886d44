import { attributionThreshold } from '../../quote/attribute/confidence.ts';
import { romanised } from '../../text/near-words.ts';
import { compareWording, plainWords, sameWordsKeys, type Wording } from '../../text/same-words.ts';
import { CHECKED } from './corrections.ts';
import type { StoredQuote, Surroundings } from './stored-quotes.ts';

/** A quotation with the articles that print it in the same words. */
export interface Printed extends StoredQuote {
  /** The others, one an article, earliest first, at most eight. */
  also: StoredQuote[];
  /** How many more there are. */
  alsoMore: number;
}

export interface FoundQuote extends Printed, Surroundings {
  /** The same utterance as other articles print it, in other words, earliest first, at most three. */
  otherWordings: Printed[];
  otherWordingsMore: number;
}

/** A stored quotation with what it is compared by. */
export interface Compared {
  quote: StoredQuote;
  words: string[];
  keys: number[];
}

const DAY_MS = 86_400_000;
/** Fewer words are said by many ("No comment"). */
const TELLING = 5;
/** So many words are nobody else's, whoever they are attributed to. */
const UNMISTAKABLE = 8;
const COPIES_SHOWN = 8;
/** What remains of the sureness of a speaker when another article names somebody else for the same words. */
const CONTESTED = 0.75;
const WORDINGS_SHOWN = 3;
/** Words that come back later are a slogan said again, not another print of them. */
export const EDITED_WITHIN_DAYS = 14;

export function compared(quote: StoredQuote): Compared {
  const words = plainWords(quote.text);
  return { quote, words, keys: sameWordsKeys(words) };
}

/**
 * How two printed quotations hang together: `same` or `edited` words of one utterance, or `other`. The same five words and more are one
 * utterance unless they are attributed to two people (eight and more even then); fewer, or nearly the same words, only of one speaker or of
 * nobody and within days. Inside one article only the same words are.
 */
export function sameUtterance(a: Compared, b: Compared): Wording {
  const wording = compareWording(a.words, b.words);
  if (wording === 'other') return 'other';
  const shorter = Math.min(a.words.length, b.words.length);
  const apart = Math.abs(a.quote.at.getTime() - b.quote.at.getTime()) / DAY_MS;
  const agree = speakersAgree(a.quote.speaker, b.quote.speaker);
  if (wording === 'same') {
    if (shorter >= UNMISTAKABLE) return 'same';
    if (shorter >= TELLING) return agree ? 'same' : 'other';
    return agree && a.quote.speaker !== null && b.quote.speaker !== null && apart <= 3 ? 'same' : 'other';
  }
  if (a.quote.article === b.quote.article || apart > EDITED_WITHIN_DAYS || !agree) return 'other';
  return shorter >= UNMISTAKABLE || (a.quote.speaker !== null && b.quote.speaker !== null) ? 'edited' : 'other';
}

/** Whether two attributions may mean the same: one is missing, or one's words are among the other's, or their last words are equal. */
export function speakersAgree(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return true;
  const [left, right] = [plainWords(a).map(romanised), plainWords(b).map(romanised)];
  if (left.at(-1) === right.at(-1)) return true;
  return left.every((word) => right.includes(word)) || right.every((word) => left.includes(word));
}

/** One of each utterance, in the order given: other prints of it and its other pieces are left out. */
export function distinctUtterances(quotes: readonly StoredQuote[]): Compared[] {
  const first: Compared[] = [];
  const byKey = new Map<number, Compared[]>();
  const pieces = new Set<string>();
  for (const quote of quotes) {
    const utterance = `${quote.article} ${quote.utterance}`;
    if (pieces.has(utterance)) continue;
    pieces.add(utterance);
    const one = compared(quote);
    const alike = new Set(one.keys.flatMap((key) => (byKey.get(key) ?? []).slice(0, 10)));
    if ([...alike].some((other) => sameUtterance(other, one) !== 'other')) continue;
    first.push(one);
    for (const key of one.keys) {
      const known = byKey.get(key);
      if (known) known.push(one);
      else byKey.set(key, [one]);
    }
  }
  return first;
}

/**
 * A found quotation with its copies. Of the wordings that fit the look-up the one printed first stands first, and of its prints the
 * earliest that names the speaker; every other wording stands beside it, never instead.
 */
export function withCopies(
  found: Compared,
  others: readonly Compared[],
  fits: (quote: StoredQuote) => boolean,
): Omit<FoundQuote, keyof Surroundings> {
  const keys = new Set(found.keys);
  const wordings: Compared[][] = [[found]];
  for (const other of others.toSorted((a, b) => earlier(a.quote, b.quote))) {
    if (other.quote.id === found.quote.id || !other.keys.some((key) => keys.has(key))) continue;
    if (sameUtterance(found, other) === 'other') continue;
    const known = wordings.find(([first]) => first && compareWording(first.words, other.words) === 'same');
    if (known) known.push(other);
    else wordings.push([other]);
  }
  const prints = wordings
    .map((wording) =>
      print(
        wording.map(({ quote }) => quote),
        fits,
      ),
    )
    .sort((a, b) => Number(fits(b)) - Number(fits(a)) || earlier(a, b));
  const first = prints[0] ?? print([found.quote], fits);
  // A piece of what the article prints already isn't another wording of it.
  const rest = prints.slice(1).filter((other) => other.article !== first.article);
  return {
    ...first,
    otherWordings: rest.slice(0, WORDINGS_SHOWN),
    otherWordingsMore: Math.max(0, rest.length - WORDINGS_SHOWN),
  };
}

function print(quotes: readonly StoredQuote[], fits: (quote: StoredQuote) => boolean): Printed {
  const sorted = [...quotes].sort(earlier);
  const fitting = sorted.filter(fits);
  const named = fitting.filter((quote) => quote.speaker !== null);
  // A speaker that a person has checked goes before one that was only read.
  const first = named.find((quote) => quote.confidence === CHECKED) ?? named[0] ?? fitting[0] ?? sorted[0];
  if (!first) throw new Error('nothing is printed');
  // Two articles that give the same words to two people can't both be right: the less sure is shown as nobody's.
  const rival = sorted.some((other) => !speakersAgree(first.speaker, other.speaker));
  const contested = rival && first.confidence * CONTESTED < attributionThreshold;
  const articles = new Set([first.article]);
  const also = sorted.filter((quote) => !articles.has(quote.article) && articles.add(quote.article));
  return {
    ...first,
    ...(contested ? { speaker: null, role: null } : {}),
    also: also.slice(0, COPIES_SHOWN),
    alsoMore: Math.max(0, also.length - COPIES_SHOWN),
  };
}

function earlier(a: StoredQuote, b: StoredQuote): number {
  return a.at.getTime() - b.at.getTime() || a.id - b.id;
}
