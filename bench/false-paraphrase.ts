import { inOtherWords, lowered, outside } from './fair-changes.ts';
import { type Change, pick } from './verify-drafts.ts';

const NAME = /(?<=[a-z,] )(?:\p{Lu}\p{Ll}{2,} ){1,2}\p{Lu}\p{Ll}{2,}(?=[ ,.])/gu;

/** A sentence in other words, with one change of fact besides: what the freedom of wording could let through. */
export const PARAPHRASED: Record<string, Change> = {
  'paraphrase with a name of another sentence': (sentence, random, others) => {
    const [own] = sentence.match(NAME) ?? [];
    const name = pick(
      others.flatMap((other) => other.match(NAME) ?? []).filter((other) => !sentence.includes(other)),
      random,
    );
    return own && name ? both(sentence, (text) => text.replace(own, name)) : null;
  },
  'paraphrase without its doubt': (sentence) =>
    both(sentence, (text) =>
      text.replace(/\b(?:may|might|could|would|is expected to|are expected to|plans to|plan to) (?=\p{Ll})/u, 'will '),
    ),
  'paraphrase with a cause of its own': (sentence, random, others) => {
    const other = pick(others, random);
    return other
      ? both(sentence, (text) => text.replace(/\.$/, ` because ${lowered(other).replace(/\.$/, '')}.`))
      : null;
  },
};

function both(sentence: string, change: (text: string) => string): string | null {
  const said = outside(sentence, inOtherWords);
  return said === null ? null : outside(said, change);
}
