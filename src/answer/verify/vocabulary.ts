import { baseOf } from './synonyms.ts';

const set = (words: string) => new Set(words.split(/\s+/));

const FUNCTION = set(
  `a an the this that these those there here it its he she they them him her his hers their theirs we us our i me my you your who whom whose which what
   and or but so yet as if then than when while where how because since though although also too
   of in on at to for from by with into onto upon about over under through during within across along around near via amid among between toward towards per
   is are was were be been being am do does did done has have had having will shall that's it's who's
   s t re ve ll d mr mrs ms dr sir
   both such same own very just up out off down`,
);
// Direction words carry meaning although they are short.
const MEANINGFUL = set('before after above below up down without against over under out off');

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
   only few partially partly half hardly suspected alleged accused mock honorary estimated unlike lack lacks lacked lacking short`,
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
  return FUNCTION.has(lower) && !MEANINGFUL.has(lower);
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
