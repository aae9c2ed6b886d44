import { MONTHS, WEEKDAYS } from './lists/calendar.ts';
import { UNITS } from './lists/number-words.ts';
import { COMMON_WORDS, FUNCTION_WORDS } from './lists/stop-words.ts';
import { fold, stem, wordSpans } from './terms.ts';

const COMMON = new Set([...FUNCTION_WORDS, ...COMMON_WORDS, ...UNITS.slice(1, 11), ...WEEKDAYS, ...MONTHS]);

/** The words of a text as they are written (see `readWords` in terms.ts), without case, accents and apostrophes. */
export function wordsOf(text: string): string[] {
  const { starts, ends } = wordSpans(text);
  return starts.map((start, i) => fold(text.slice(start, ends[i])));
}

/** Whether a word of `wordsOf` stands in articles about anything. */
export function isCommon(word: string): boolean {
  return COMMON.has(word) || (word.length < 2 && word < '\u3000');
}

/** The words that tell an article from others, reduced to a common form. */
export function termsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !isCommon(word))
    .map(stem);
}
