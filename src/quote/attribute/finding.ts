import type { Attribution } from '../grammar/attribution.ts';
import type { Phrase } from '../grammar/phrases.ts';
import type { Sentence } from '../grammar/units.ts';

/** The construction that tells who speaks; confidence is calibrated by it. */
export type Rule =
  | 'after'
  | 'inverted'
  | 'according'
  | 'before'
  | 'before-weak'
  | 'later'
  | 'colon'
  | 'owner'
  | 'dash'
  | 'subject'
  | 'same-paragraph'
  | 'sentence-before'
  | 'subject-before'
  | 'continued'
  | 'paragraph-before'
  | 'paragraphs-ago'
  | 'transcript';

/** Who says a quotation, as words of one sentence. */
export interface Finding {
  sentence: Sentence;
  subject: Phrase;
  /** Unit range of the words of attribution, null where there are none. */
  cue: { from: number; to: number } | null;
  rule: Rule;
  /** What the speaker was carried on from, where the words themselves name nobody. */
  source?: Finding;
}

export type Choice = Omit<Finding, 'sentence' | 'source'>;

export function choose({ from, to, subject }: Attribution, rule: Rule): Choice | null {
  return subject === null ? null : { subject, cue: { from, to }, rule };
}
