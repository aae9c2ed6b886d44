import type { CitedPassage } from '../claims.ts';
import { evenMarks } from './clean.ts';

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
  const wanted = bareWords(quotation);
  if (wanted === '') return false;
  const even = evenMarks(passage.text);
  const stored = (passage.quotes ?? []).map((quote) => evenMarks(quote.text)).filter((text) => even.includes(text));
  return [...stored, ...regions(passage.text)].some((text) => containsWords(text, wanted));
}

/** Whose words a quotation is, by the stored quotes; null when none has it or its speaker is not known. */
export function storedSpeaker(quotation: string, passage: CitedPassage): string | null {
  const wanted = bareWords(quotation);
  return (passage.quotes ?? []).find((quote) => containsWords(evenMarks(quote.text), wanted))?.speaker ?? null;
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
