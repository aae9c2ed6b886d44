import {
  ARTICLES,
  AUXILIARIES,
  COORDINATORS,
  DEMONSTRATIVES,
  FORMS_OF_BE,
  FORMS_OF_DO,
  FORMS_OF_HAVE,
  OWN_POSSESSIVES,
  PERSONAL_PRONOUNS,
  POSSESSIVES,
  PREPOSITIONS,
  RELATIVES,
  SUBORDINATORS,
  without,
} from '../../text/lists/function-words.ts';
import { OPPOSITE_WORDS } from '../../text/lists/reservations.ts';
import { IRREGULAR_PASTS } from '../../text/lists/verb-forms.ts';
import { baseOf } from './synonyms.ts';

const set = (words: string) => new Set(words.split(/\s+/));

// These carry meaning although they are short.
const DIRECTIONS =
  'before after until above below up down over under out off behind beyond inside outside past throughout ahead alongside';
const CONDITIONS = `against without besides despite except including like unlike versus regarding concerning following nor plus whereas unless once
  whether lest whenever wherever why doing`;

const FUNCTION = new Set([
  ...without(
    [
      ...ARTICLES,
      ...DEMONSTRATIVES,
      ...PERSONAL_PRONOUNS,
      ...POSSESSIVES,
      ...OWN_POSSESSIVES,
      ...RELATIVES,
      ...COORDINATORS,
      ...SUBORDINATORS,
      ...PREPOSITIONS,
      ...FORMS_OF_BE,
      ...FORMS_OF_HAVE,
      ...FORMS_OF_DO,
    ],
    `${DIRECTIONS} ${CONDITIONS}`,
  ),
  ...set(
    "will shall here there then than also too both such same own very just that's it's who's s t re ve ll d mr mrs ms dr sir roughly approximately",
  ),
]);

const PASTS = new Set(IRREGULAR_PASTS);
const FINITE = new Set(without(AUXILIARIES, 'be been being having doing done ought cannot'));

/** Whether a lower-case word is the past of a verb, as far as its form tells. */
export function looksPast(lower: string): boolean {
  return /^\p{L}{2,}ed$/u.test(lower) || PASTS.has(lower) || lower === 'hit';
}

/** The same, or a form of "be", "have", "do" or "will": the verb of a clause. */
export function looksFinite(lower: string): boolean {
  return looksPast(lower) || FINITE.has(lower);
}

const OPPOSITES = new Map<string, Set<string>>();
for (const pair of OPPOSITE_WORDS) {
  const [a, b] = pair.map(baseOf);
  if (a === undefined || b === undefined) continue;
  OPPOSITES.set(a, (OPPOSITES.get(a) ?? new Set()).add(b));
  OPPOSITES.set(b, (OPPOSITES.get(b) ?? new Set()).add(a));
}

/** Whether a lower-case word only holds a sentence together. */
export function isFunctionWord(lower: string): boolean {
  return FUNCTION.has(lower);
}

/** Whether two bases are opposites. */
export function areOpposite(a: string, b: string): boolean {
  return OPPOSITES.get(a)?.has(b) ?? false;
}

/** Whether two bases are forms of one word: "announce", "announcement". */
export function areRelated(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 5 || a.length - b.length > 5 || b.length - a.length > 5) return false;
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  const rest = /^(?:e|es|s|ed|er|or|ing|ion|ation|ment|al|ally|ly|y|i|ies|ness|ance|ence|ant|ent|t|d|r|ive|ity)?$/;
  return shared >= 5 && shared >= shorter - 2 && rest.test(a.slice(shared)) && rest.test(b.slice(shared));
}
