import type { CitedPassage } from '../src/model/claims.ts';
import { sentencesOf } from '../src/text/sentences.ts';
import { COPIED, REWORDED } from './fair-changes.ts';
import { FALSE_CHANGES } from './false-changes.ts';

export interface Draft {
  kind: string;
  text: string;
  cites: string[];
  /** The sentence it was made from. */
  from: string;
}

export type Passages = ReadonlyMap<string, CitedPassage>;

/** Makes a claim of a sentence, or null where the sentence offers no place for the change. `others` are the passage's other sentences. */
export type Change = (sentence: string, random: () => number, others: readonly string[], text: string) => string | null;

const TRIES = 40;

/** Drafts that keep to their source, close to its words. */
export function honest(passages: Passages, random: () => number): Draft[] {
  return draftsOf(COPIED, passages, random);
}

/** Drafts that keep to their source in words of their own. */
export function reworded(passages: Passages, random: () => number): Draft[] {
  return draftsOf(REWORDED, passages, random);
}

/** Drafts that do not, one change each, and those that cite another passage. */
export function adversarial(passages: Passages, random: () => number): Draft[] {
  const made = draftsOf(FALSE_CHANGES, passages, random);
  const [first] = passages;
  const last = [...passages.keys()].at(-1);
  const sentence = first ? pick(sentencesFor(first[1]), random) : undefined;
  if (sentence && last && first && last !== first[0] && !passages.get(last)?.text.includes(sentence)) {
    made.push({ kind: 'foreign citation', text: sentence, cites: ['p9999'], from: sentence });
    if (passages.size > 3)
      made.push({ kind: 'citation of another passage', text: sentence, cites: [last], from: sentence });
  }
  return made;
}

/** One draft a kind, from the first of some random sentences that offers a place for the change. */
function draftsOf(changes: Record<string, Change>, passages: Passages, random: () => number): Draft[] {
  const ids = [...passages.keys()];
  return Object.entries(changes).flatMap(([kind, change]) => {
    for (let i = 0; i < TRIES; i += 1) {
      const id = pick(ids, random) ?? '';
      const passage = passages.get(id);
      const sentence = passage && pick(sentencesFor(passage), random);
      if (!passage || !sentence) continue;
      const others = sentencesOf(passage.text)
        .map(({ start, end }) => passage.text.slice(start, end))
        .filter((text) => text !== sentence && /^\p{Lu}.{30,250}[a-z)]\.$/u.test(text) && !NOT_PROSE.test(text))
        .filter((text) => !isSpoken(text, passage));
      const text = change(sentence, random, others, passage.text);
      if (text !== null && (changes === COPIED || !passage.text.includes(text)))
        return [{ kind, text, cites: [id], from: sentence }];
    }
    return [];
  });
}

const NOT_PROSE = /[@#{}[\]|<>]|https?:|www\.|\.com\b/i;

/** Whole sentences of prose, whose marks pair and which are not the middle of what somebody says. */
function sentencesFor(passage: CitedPassage): string[] {
  return sentencesOf(passage.text)
    .map(({ start, end }) => passage.text.slice(start, end))
    .filter(
      (text) =>
        text.length < 400 &&
        /^["“\p{Lu}].{30,}[.]["”]?$/u.test(text) &&
        (text.match(/["“”]/g)?.length ?? 0) % 2 === 0 &&
        !NOT_PROSE.test(text) &&
        !isSpoken(text, passage),
    );
}

function isSpoken(text: string, passage: CitedPassage): boolean {
  return !/["“”]/.test(text) && (passage.quotes ?? []).some((quote) => quote.text.includes(text.slice(0, -1)));
}

export function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}
