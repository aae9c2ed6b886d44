import { termsOf, wordsOf } from '../../text/words.ts';

/** A topic as people type it: words that must all occur, "phrases", `or` between alternatives, `-word` for what must not. */
export interface Topic {
  /** One of these groups must hold; in a group everything. */
  any: Needle[][];
  none: Needle[];
}

type Needle = { phrase: string } | { terms: string[] };

/** Reads a topic; what can't be read as one counts as words. */
export function parseTopic(text: string): Topic {
  const any: Needle[][] = [[]];
  const none: Needle[] = [];
  for (const [, minus, phrase, word] of text.matchAll(/(-)?(?:"([^"]+)"|([^\s,]+))/g)) {
    if (phrase === undefined && /^or$/i.test(word ?? '') && any.at(-1)?.length) {
      any.push([]);
      continue;
    }
    const needle: Needle = phrase === undefined ? { terms: termsOf(word ?? '') } : { phrase: phraseOf(phrase) };
    if ('terms' in needle && needle.terms.length === 0) continue;
    if (minus) none.push(needle);
    else any.at(-1)?.push(needle);
  }
  return { any: any.filter((group) => group.length > 0), none };
}

/** Whether a text is about a topic: it names it, where news says what it is about. */
export function isAbout(topic: Topic, text: string): boolean {
  const terms = new Set(termsOf(text));
  const words = phraseOf(text);
  const holds = (needle: Needle) =>
    'phrase' in needle ? words.includes(needle.phrase) : needle.terms.every((term) => terms.has(term));
  if (topic.none.some(holds)) return false;
  return topic.any.length === 0 || topic.any.some((group) => group.every(holds));
}

function phraseOf(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}
