import { readWords } from '../../text/terms.ts';

/** A question for who did something to somebody or something: "Who replaced Rosa Timm?" */
export interface AskedDeed {
  /** The verb and the words of its object, as terms. */
  verb: string;
  object: ReadonlySet<string>;
}

const DEED =
  /\b[Ww]ho(?: else)? (?:(?:has|had|will|would) )?(?!is\b|was\b|are\b|were\b)(\p{L}{3,}) (?:the |an? )?(\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*)*)/u;
const ENDS_OBJECT = /^(?:in|at|on|for|after|as|when|with|from|to|by)$/i;
/** Words between the verb and its object or subject at most. */
const BEFORE = 8;
const AFTER = 6;
const TO_BE = new Set(['was', 'were', 'is', 'are', 'be', 'been', 'being', 'got', 'get']);

/** What a question asks the doer of; null when it asks for something else. */
export function askedDeed(question: string): AskedDeed | null {
  const [, verb = '', object = ''] = DEED.exec(question) ?? [];
  const words = object.split(' ');
  const end = words.findIndex((word) => ENDS_OBJECT.test(word));
  const named = words.slice(0, end < 0 ? undefined : end).filter((word) => /^\p{Lu}/u.test(word));
  const [term] = readWords(verb).terms;
  return term === undefined || named.length === 0
    ? null
    : { verb: term, object: new Set(readWords(named.join(' ')).terms) };
}

/**
 * Whether a sentence has the object of the deed as its doer, as "Timm replaced Lund" for "Who replaced Timm?". `isVerb` tells the words that
 * say the verb.
 */
export function hasRolesSwapped(
  { object }: AskedDeed,
  terms: readonly string[],
  isVerb: (term: string) => boolean,
): boolean {
  let swapped = false;
  for (const [i, term] of terms.entries()) {
    if (!isVerb(term)) continue;
    const after = terms.slice(i + 1, i + 1 + AFTER);
    const before = terms.slice(Math.max(0, i - BEFORE), i);
    const at = before.findLastIndex((word) => object.has(word));
    const isPassive = after[0] === 'by' || before.slice(at + 1).some((word) => TO_BE.has(word));
    if (after.some((word) => object.has(word)) || (at >= 0 && isPassive)) return false;
    if (at >= 0) swapped = true;
  }
  return swapped;
}
