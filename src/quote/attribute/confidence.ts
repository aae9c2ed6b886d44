import type { Quote, Speaker } from '../quote.ts';
import type { Rule } from './finding.ts';

/** Below this a speaker is shown as "unattributed": three in ten or more of them would be wrong. */
export const attributionThreshold = 0.7;

// The share of right speakers by construction, measured on the training half of PolNeAR (bench/quotes.ts prints it anew).
const measured: Record<Rule, number> = {
  after: 0.98,
  inverted: 0.98,
  dash: 0.97,
  'same-paragraph': 0.97,
  transcript: 0.95,
  before: 0.945,
  later: 0.93,
  colon: 0.92,
  'paragraph-before': 0.91,
  continued: 0.88,
  'before-weak': 0.88,
  according: 0.85,
  owner: 0.75,
  'sentence-before': 0.75,
  subject: 0.75,
  'subject-before': 0.35,
};

// Where nothing but the order of the text tells who speaks, its shape tells how sure that is; from the same articles.
const unsure = new Set<Rule>(['paragraph-before', 'continued', 'before-weak', 'subject', 'subject-before']);
const notAlone = 0.45;
const someWords = 0.65;
const unnamed = 0.7;
// How often a pronoun stands for the person it was resolved to: hand-judged, since the automatic golds are often wrong.
const resolved = 0.92;
const open = 0.5;

/** What else bears on the chance that a speaker is right. */
export interface Circumstances {
  rule: Rule;
  /** Whether a pronoun was resolved to a name; null for no pronoun. */
  pronoun: 'resolved' | 'open' | null;
  /** The quotation is all of its paragraph. */
  alone: boolean;
  kind: Quote['kind'];
  speaker: Speaker['kind'];
}

/** Chance that the speaker of a quotation is right. */
export function confidenceOf({ rule, pronoun, alone, kind, speaker }: Circumstances): number {
  let chance = measured[rule];
  if (rule === 'paragraph-before' && !alone) chance *= notAlone;
  if (rule === 'subject' && kind === 'partial') chance *= someWords;
  if (unsure.has(rule) && speaker === 'unnamed' && pronoun === null) chance *= unnamed;
  if (pronoun !== null) chance *= pronoun === 'resolved' ? resolved : open;
  return Math.round(chance * 100) / 100;
}
