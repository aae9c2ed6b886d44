import type { CitedPassage } from '../../model/claims.ts';
import { HEDGES, NEGATIONS } from '../../text/lists/reservations.ts';
import { evenMarks } from './clean.ts';

const CONDITION = /^[,;\s\u2013\u2014-]*(?:if|unless|but|until|except|only|though|although|yet|however|provided|or)\b/i;
/** Words before a cut that may turn it round. */
const REACH = 8;

/** What of a passage is somebody's words, with its marks evened: read once. */
interface Spoken {
  regions: string[];
  quotes: { text: string; speaker: string | null }[];
}

const read = new WeakMap<CitedPassage, Spoken>();

function spokenIn(passage: CitedPassage): Spoken {
  const before = read.get(passage);
  if (before) return before;
  const quotes = (passage.quotes ?? []).map(({ text, speaker }) => ({ text: evenMarks(text), speaker }));
  const made = { regions: regions(passage.text), quotes };
  read.set(passage, made);
  return made;
}

/** The texts in double quotation marks of an evened text; null when marks do not pair. */
export function quotationsIn(even: string): string[] | null {
  const pieces = even.split('"');
  if (pieces.length % 2 === 0) return null;
  return pieces.filter((_, index) => index % 2 === 1);
}

/** Without the punctuation that a reporter puts at either end of somebody's words. */
export function bareWords(quotation: string): string {
  return evenMarks(quotation).replace(/^[\s,.;:…]+|[\s,.;:…]+$/g, '');
}

/**
 * Whether a quotation stands word for word inside quotation marks of the passage, or in one of its stored quotes, at word boundaries.
 */
export function isQuotedIn(quotation: string, passage: CitedPassage): boolean {
  const words = bareWords(quotation);
  if (words === '') return false;
  const spoken = spokenIn(passage);
  if (spoken.regions.some((text) => containsWords(text, words))) return true;
  const stored = spoken.quotes.filter(({ text }) => containsWords(text, words));
  return stored.length > 0 && stored.some(({ text }) => evenMarks(passage.text).includes(text));
}

/**
 * Whether a quotation is cut out of a sentence so that it says something else: a denial or a doubt stands directly before it, or a
 * condition behind it, everywhere the passage has it.
 */
export function isTurnedByCut(quotation: string, passage: CitedPassage): boolean {
  const words = bareWords(quotation);
  const spoken = spokenIn(passage);
  const texts = [...spoken.quotes.map(({ text }) => text), ...spoken.regions];
  const found = texts.filter((text) => containsWords(text, words));
  return found.length > 0 && found.every((text) => turns(text, text.indexOf(words), words.length));
}

function turns(text: string, at: number, length: number): boolean {
  const before =
    text
      .slice(0, at)
      .split(/[.!?;:\u2013\u2014]\s|,\s(?:and|but|so)\s/)
      .at(-1) ?? '';
  const words =
    before
      .toLowerCase()
      .match(/[\p{L}']+/gu)
      ?.slice(-REACH) ?? [];
  if (words.some((word) => NEGATIONS.has(word) || HEDGES.has(word) || word.endsWith("n't") || word === 'whether'))
    return true;
  const after = text.slice(at + length).replace(/^[\s.]*(?:\.\.\.|…)/, '');
  return !/^["']?[.!?]/.test(after) && CONDITION.test(after);
}

/** Whose words a quotation is, by the stored quotes; null when none has it or its speaker is not known. */
export function storedSpeaker(quotation: string, passage: CitedPassage): string | null {
  const words = bareWords(quotation);
  return spokenIn(passage).quotes.find(({ text }) => containsWords(text, words))?.speaker ?? null;
}

/** The stored quote that a whole sentence without marks is part of, or null. */
export function spokenWhole(sentence: string, passage: CitedPassage): { text: string; speaker: string | null } | null {
  if (sentence.includes('"')) return null;
  const words = bareWords(sentence);
  if (words === '') return null;
  return spokenIn(passage).quotes.find(({ text }) => containsWords(text, words)) ?? null;
}

function containsWords(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + wanted.length);
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

/** What stands between marks, paragraph by paragraph; a quotation cut off at either end of the passage counts. */
function regions(text: string): string[] {
  return text.split(/\n+/).flatMap((paragraph) => {
    const even = evenMarks(paragraph);
    const pieces = even.split('"');
    const openedBefore = pieces.length % 2 === 0 && /^[^"]*[,.!?]"/.test(even) && !/^"/.test(even);
    return pieces.filter((_, index) => index % 2 === (openedBefore ? 0 : 1));
  });
}
