/** English verbs whose past no rule gives, one a line: the verb, its past, and its participle where that is another form. */
const IRREGULAR = new Map(
  `arise arose arisen
bear bore born
beat beat beaten
become became become
begin began begun
bid bade bidden
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
buy bought
catch caught
choose chose chosen
cling clung
come came come
cut cut
deal dealt
dig dug
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
forbid forbade forbidden
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got
give gave given
go went gone
grow grew grown
hang hung
hear heard
hide hid hidden
hit hit
hold held
keep kept
know knew known
lay laid
lead led
leave left
lend lent
let let
lose lost
make made
mean meant
meet met
mistake mistook mistaken
overcome overcame
overtake overtook overtaken
overthrow overthrew overthrown
pay paid
prove proved proven
put put
quit quit
read read
rebuild rebuilt
retake retook retaken
ride rode ridden
ring rang rung
rise rose risen
run ran run
say said
see saw seen
seek sought
sell sold
send sent
set set
shake shook shaken
shine shone
shoot shot
show showed shown
shrink shrank shrunk
shut shut
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken
speed sped
spend spent
spin spun
spread spread
spring sprang sprung
stand stood
steal stole stolen
stick stuck
strike struck
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
undergo underwent undergone
understand understood
undertake undertook undertaken
uphold upheld
wake woke woken
wear wore worn
weep wept
win won
withdraw withdrew withdrawn
withhold withheld
withstand withstood
write wrote written`
    .split('\n')
    .map((line): [string, { past: string; participle: string }] => {
      const [lemma = '', past = '', participle = past] = line.split(' ');
      return [lemma, { past, participle }];
    }),
);

/** All forms but the lemma of verbs whose past has two spellings. */
const TWO_SPELLINGS: Readonly<Record<string, string>> = {
  cancel: 'cancels canceled cancelled canceling cancelling',
  plead: 'pleads pleaded pled pleading',
};

// Mostly stressed on the last syllable, which doubles its consonant: "admitted", but "offered".
const DOUBLING = new Set(
  'acquit admit begin commit compel concur confer defer deter expel forget incur kidnap occur omit permit prefer propel rebel rebut refer regret repel submit transmit'.split(
    ' ',
  ),
);

export const IRREGULAR_VERBS: readonly string[] = [...IRREGULAR.keys()];

/** The past of a verb: "fell", "voted". */
export function pastOf(lemma: string): string {
  return IRREGULAR.get(lemma)?.past ?? `${regularStem(lemma)}d`;
}

/** What "has" and "was" take: "fallen", "voted". */
export function participleOf(lemma: string): string {
  return IRREGULAR.get(lemma)?.participle ?? pastOf(lemma);
}

/** The form of the third person: "falls", "tries". */
export function thirdOf(lemma: string): string {
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
}

/** All forms of an English verb: the lemma first, the forms of the past between, its -ing form last. */
export function formsOf(lemma: string): string[] {
  const spellings = TWO_SPELLINGS[lemma];
  if (spellings !== undefined) return [lemma, ...spellings.split(' ')];
  return [...new Set([lemma, thirdOf(lemma), pastOf(lemma), participleOf(lemma), ingOf(lemma)])];
}

/** The pasts of some verbs, written as one text: `pastsOf('fall rise')` gives `['fell', 'rose']`. */
export function pastsOf(lemmas: string): string[] {
  return lemmas.split(' ').map(pastOf);
}

/** Every past that no rule gives, save those that look like another form of their verb. */
export const IRREGULAR_PASTS: readonly string[] = [...IRREGULAR].flatMap(([lemma, { past }]) =>
  past === lemma ? [] : [past],
);

function ingOf(lemma: string): string {
  if (lemma.endsWith('e') && !lemma.endsWith('ee')) return `${lemma.slice(0, -1)}ing`;
  return doublesItsEnd(lemma) ? `${lemma}${lemma.at(-1)}ing` : `${lemma}ing`;
}

/** What -d follows: "vote", "trie", "admitte". */
function regularStem(lemma: string): string {
  if (lemma.endsWith('e')) return lemma;
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ie`;
  return doublesItsEnd(lemma) ? `${lemma}${lemma.at(-1)}e` : `${lemma}e`;
}

/** One short vowel before one consonant, stressed: "fret", "quip", "admit"; not "shout", "vow", "offer". */
function doublesItsEnd(lemma: string): boolean {
  return DOUBLING.has(lemma) || /^(?:[^aeiou]*|qu)[aeiou][^aeiouwxy]$/.test(lemma);
}
