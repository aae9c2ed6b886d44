/** Words that deny, doubt, restrict or only intend what a sentence tells, and opposites. */
const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** What turns a statement round. */
export const NEGATIONS = set(
  `not never no none nobody nothing neither nor without cannot n't hardly barely scarcely deny denied denies denying refuse refused refuses refusing
   decline declined declines declining fail failed fails failing unable unlikely false untrue stop stopped banned reject rejected rejects rejecting unless except despite`,
);

/** What leaves open whether it is so. */
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

/** Pairs of words that can't both be so. */
export const OPPOSITE_WORDS: readonly (readonly string[])[] = `
  rise fall|increase decrease|increase decline|gain lose|gain loss|win lose|more fewer|more less|higher lower|high low|before after
  above below|up down|accept reject|approve reject|approve deny|guilty acquit|convict acquit|guilty innocent|support oppose|open close
  start end|begin end|arrive leave|enter leave|first last|confirm deny|admit deny|allow ban|allow block|hire fire|buy sell|live die
  alive dead|male female|man woman|boy girl|north south|east west|left right|young old|best worst|better worse|strong weak|agree disagree
  agree refuse|pass fail|succeed fail|for against|inside outside|early late|borrow lend|attack defend|war peace|true false|legal illegal
  likely unlikely|able unable|rich poor|public private|major minor|add remove|join leave|love hate|son daughter|husband wife|father mother
  brother sister`
  .trim()
  .split(/[|\n]\s*/)
  .map((pair) => pair.split(' '));
