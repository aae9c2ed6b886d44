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

/** What turns a statement round. */
export const NEGATIONS = set(
  `not never no none nobody nothing neither nor without cannot n't hardly barely scarcely deny denied denies denying refuse refused refuses refusing
   decline declined declines declining fail failed fails failing unable unlikely false untrue stop stopped banned reject rejected rejects rejecting unless except despite`,
);
export const HEDGES = set(
  `may might could would should allegedly alleged reportedly possibly perhaps probably plan plans planned planning propose proposed consider considering
   expected suspected accused claimed likely threatened threaten hope hopes want wants wanted if apparently supposedly purportedly seemingly seems seem
   appears appear tentatively`,
);

/** What restricts the word after it: without it something else is said. */
export const QUALIFIERS = set(
  `former ex acting deputy vice assistant associate attempted potential possible proposed fake failed unsuccessful unconfirmed so-called would-be nearly almost
   only few partially partly half hardly arguably nominally theoretically considered deemed judged regarded viewed presumed purported rumoured rumored suspected alleged accused mock honorary estimated unlike lack lacks lacked lacking short`,
);

/** Verbs after which "to do" is not done. */
export const INTENTIONS = set(
  `plan plans planned planning hope hopes hoped hoping want wants wanted agree agrees agreed decide decides decided promise promises promised vow vows vowed
   threaten threatens threatened offer offers offered try tries tried trying attempt attempts attempted seek seeks sought refuse refuses refused ask asks asked
   order ordered urge urges urged tell told expect expects expected intend intends intended prepare prepares prepared propose proposes proposed aim aims aimed
   fail fails failed decline declined need needs needed have has had vote voted set scheduled supposed unable`,
);

const OPPOSITES = new Map<string, Set<string>>();
for (const pair of `rise fall|increase decrease|increase decline|gain lose|gain loss|win lose|more fewer|more less|higher lower|high low|before after|above below|up down
  accept reject|approve reject|approve deny|guilty acquit|convict acquit|guilty innocent|support oppose|open close|start end|begin end|arrive leave|enter leave|first last
  confirm deny|admit deny|allow ban|allow block|hire fire|buy sell|live die|alive dead|male female|man woman|boy girl|north south|east west|left right|young old|best worst|better worse|strong weak
  agree disagree|agree refuse|pass fail|succeed fail|for against|inside outside|early late|borrow lend|attack defend|war peace|true false|legal illegal|likely unlikely|able unable|rich poor|public private|major minor|add remove|join leave|love hate|son daughter|husband wife|father mother|brother sister`.split(
  '|',
)) {
  const [a, b] = pair
    .trim()
    .split(/\s+/)
    .map((word) => baseOf(word));
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
