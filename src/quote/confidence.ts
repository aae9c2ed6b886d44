import type { Finding, Rule } from './finding.ts';

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
  colon: 0.92,
  later: 0.9,
  according: 0.85,
  'before-weak': 0.84,
  continued: 0.77,
  'paragraph-before': 0.77,
  owner: 0.75,
  'sentence-before': 0.75,
  subject: 0.69,
  'subject-before': 0.35,
};

// How often a pronoun stands for the person it was resolved to: hand-judged, since the automatic golds are often wrong.
const resolved = 0.92;

/** Chance that the speaker of a finding is right. `pronoun` says whether a pronoun was resolved to a name, null for none. */
export function confidenceOf({ rule }: Finding, pronoun: 'resolved' | 'open' | null): number {
  const chance = measured[rule] * (pronoun === 'resolved' ? resolved : pronoun === 'open' ? 0.5 : 1);
  return Math.round(chance * 100) / 100;
}
