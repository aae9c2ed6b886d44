import type { Phrase } from './phrases.ts';

/** A verb or preposition of speech in a sentence with the phrase of who speaks; unit indexes, half-open. */
export interface Attribution {
  from: number;
  to: number;
  subject: Phrase | null;
  form: 'before' | 'inverted' | 'according' | 'participle';
  /** A verb that is always about speech, not one with other uses. */
  strong: boolean;
  /** What somebody would or should say: gives way to a main verb of speech. */
  minor: boolean;
  /** In a clause with "when" or "if". */
  subordinate: boolean;
  /** After "to": "was asked to explain". */
  infinitive: boolean;
  /** In a relative clause. */
  relative: boolean;
  /** Part of what an earlier attribution of the sentence reports: "he said [they told her]". */
  embedded: boolean;
}
