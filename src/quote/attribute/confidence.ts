import type { Quote, Speaker } from '../quote.ts';
import type { Rule } from './finding.ts';

/**
 * Below this a speaker is left out, and the quotation is "unattributed": `quotesOf` applies it, and `store/quotes/quote-copies.ts` once more
 * where two articles give the same words to two people.
 */
export const attributionThreshold = 0.7;

// The share of right speakers by the construction that names them, measured on the training half of PolNeAR and on half of other news
// (bench/quotes.ts prints it; docs/quality.md has the curve).
const measured: Record<Rule, number> = {
  after: 0.98,
  inverted: 0.98,
  dash: 0.97,
  transcript: 0.95,
  before: 0.96,
  later: 0.95,
  colon: 0.9,
  'before-weak': 0.89,
  according: 0.87,
  owner: 0.8,
  'sentence-before': 0.77,
  subject: 0.72,
  'subject-before': 0.35,
  // These carry a speaker on: the share of those who are right where the one before was.
  'same-paragraph': 0.99,
  'paragraph-before': 0.93,
  'paragraphs-ago': 0.9,
  continued: 0.95,
};

// Where nothing but the order of the text tells who speaks, its shape tells how sure that is.
const unsure = new Set<Rule>([
  'paragraph-before',
  'paragraphs-ago',
  'continued',
  'before-weak',
  'subject',
  'subject-before',
]);
const notAlone = 0.45;
const someWords = 0.65;
const unnamed = 0.75;
const described = 0.95;
// "the affable owner" of one quotation is somebody with a name by the next.
const describedBefore = 0.74;
const open = 0.5;
// "It" may be anything that was spoken of.
const it = 0.775;
// "They" are seldom one body that the article names: rather the analysts who work there.
const they = 0.7;
// How often a pronoun stands for the person it was resolved to, by how far that person is ahead of the others.
const resolved: readonly [share: number, right: number][] = [
  [0, 0.55],
  [0.4, 0.65],
  [0.55, 0.73],
  [0.75, 0.8],
  [0.92, 0.85],
  [0.96, 0.895],
  [0.99, 0.905],
  [0.999, 0.915],
  [1, 0.955],
];
// A word or two in marks, with no verb of speech beside them, are often the reporter's; and what has no mouth seldom speaks.
const fragment = 0.6;
const mute = 0.5;
const muteBeside = 0.8;
const outlet = 0.75;
const deed = 0.7;
const document = 0.75;

/** What else bears on the chance that a speaker is right. */
export interface Circumstances {
  /** The construction, and those that it was carried on from, nearest first. */
  rules: readonly Rule[];
  /** How sure it is whom a pronoun stands for, 0 where it is not known; null for no pronoun. */
  pronoun: number | null;
  /** The pronoun is "it". */
  neuter: boolean;
  /** The pronoun is "they". */
  plural: boolean;
  /** The quotation is all of its paragraph. */
  alone: boolean;
  kind: Quote['kind'];
  /** How many words the quotation has. */
  words: number;
  speaker: Speaker['kind'];
  /** Nothing shows that the speaker can speak: "the merger", "wet snow", a place. */
  mute: boolean;
  /** The quotation follows the verb of speech at once. */
  beside: boolean;
  /** "the owner", "her brother": somebody spoken of before. */
  definite: boolean;
  /** The verb says rather what somebody does than what is said: "showed a “…”". */
  deed: boolean;
  /** A newspaper or a station, which tells what others said. */
  outlet: boolean;
}

const fewWords = 4;
const spoken = new Set<Rule>(['after', 'inverted', 'before', 'owner', 'dash', 'colon', 'transcript', 'according']);

/** Chance that the speaker of a quotation is right. */
export function confidenceOf(about: Circumstances): number {
  const { rules, pronoun, kind, speaker } = about;
  const [rule = 'subject-before'] = rules;
  // A speaker carried over can't be surer than where it came from.
  let chance = rules.reduce((product, one) => product * measured[one], 1);
  if (/^paragraph/u.test(rule) && !about.alone) chance *= notAlone;
  if (rule === 'subject' && kind === 'partial') chance *= someWords;
  if (speaker === 'unnamed' && pronoun === null) {
    chance *= unsure.has(rule) ? unnamed : described;
    if (rules.length > 1 && about.definite) chance *= describedBefore;
  }
  // What a document says in one paragraph, somebody else says in the next.
  if (speaker === 'document' && /^paragraph/u.test(rule)) chance *= document;
  if (pronoun !== null)
    chance *= pronoun === 0 ? open : between(resolved, pronoun) * (about.neuter ? it : about.plural ? they : 1);
  if (kind === 'partial' && about.words <= fewWords && !spoken.has(rule) && !about.beside) chance *= fragment;
  if (about.deed) chance *= deed;
  if (about.mute) chance *= rule === 'after' || rule === 'inverted' ? muteBeside : mute;
  if (about.outlet && rule === 'according') chance *= outlet;
  return Math.round(chance * 100) / 100;
}

/** Linear between the points given, which rise. */
function between(points: readonly [number, number][], at: number): number {
  const next = points.findIndex(([share]) => share >= at);
  const [x1, y1] = points[next] ?? [1, 1];
  const [x0, y0] = points[Math.max(0, next - 1)] ?? [0, 0];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}
