import { formsOf } from './verb-forms.ts';

/**
 * The verbs by which news says that somebody speaks or writes: their one home. `STRONG` and `WEAK` name every verb once, by its lemma; the
 * lists below them mark some of these, and `SPEECH_VERBS` puts it all together.
 */

/** Verbs whose subject is the speaker and whose object is the speech, wherever they stand in the sentence. */
const STRONG = `accuse acknowledge add admit advise allege announce answer argue ask assert assure avow beg belittle bellow bemoan blast blog
  boast call caution chant characterise characterize chastise chide chuckle claim clarify comment compare complain concede conclude concur
  condemn confess confide confirm contend counter criticise criticize crow cry deadpan declaim declare decry denounce deny deride
  describe disclose dismiss dub echo elaborate email emphasise emphasize enthuse estimate exclaim exhort explain exult fret fume gripe groan
  growl grumble gush hail hint hypothesise hypothesize implore inform inquire insist instruct interject interrupt interview intone jab jest
  joke lament lecture liken maintain marvel mention mock muse mutter needle note nudge observe opine persuade plead pledge posit post postulate
  praise pray preach predict proclaim profess promise protest quip quote rail rant read reason reassure rebut recall recommend recount
  reflect reiterate rejoice rejoin remark remind repeat reply report repost request respond retort retweet reveal ridicule riff roar say
  scoff scold scrawl scream scribble shout sigh slam snap sneer sniff specify speculate stammer state stipulate stress suggest surmise swear taunt tease
  telegraph tell testify text theorise theorize toast tout tweet underscore urge utter vent venture volunteer vow warn whisper wisecrack
  wonder write yell`;

/** Verbs that have other uses too, or that tell the writer's own view: they count only right beside what is said. */
const WEAK = `address advocate agree apologise apologize appear attack begin believe blame brag brand challenge charge cheer cite close
  consider continue credit deem defend deliver demand detail dispute encourage endorse explode express fault feel figure find finish fire go hear hit hold hope
  imagine imply include indicate invoke issue know label laugh launch list mean offer open order point press propose publish push put
  question react refer refute reject release remember reprise rule see seek send shoot show signal sing speak start support talk thank
  think threaten thunder trumpet use view want weigh worry`;

/** Verbs that report a whole statement in the reporter's words: "said that the bridge was shut". */
const REPORTING = `acknowledge add admit allege announce argue claim concede conclude confirm contend declare deny emphasise emphasize
  estimate explain insist maintain note pledge predict promise reiterate report say state stress suggest tell vow warn write`;

/** Verbs that give somebody or something a name in the speaker's words: "called the plan “…”". */
const NAMING = `brand call characterise characterize condemn deem denounce describe dismiss dub label`;

/** Verbs that tell what somebody thinks of something: "Obama faulted the decision". */
const JUDGING = `attack belittle bemoan blame blast chastise chide condemn criticise criticize decry defend denounce deride dismiss endorse
  fault lament mock praise ridicule scold slam`;

/** Verbs that make what is said a fact: who announces or admits something vouches for what is known to be so, or makes it so. */
const VOUCHING = `acknowledge admit announce clarify concede confess confirm disclose recall remember reveal`;

/** Verbs by which somebody rejects what is said: the words behind them are not the subject's own. */
const DENYING = `deny dispute rebut refute reject`;

/** Verbs that lay words or deeds at somebody else's door, unproven. */
const ALLEGING = `accuse allege`;

/** Verbs of not speaking: "declined to say". They are verbs of no statement and stand in no other list. */
const REFUSING = `avoid decline fail forget neglect refuse`;

/** Nouns for what somebody says, which make the owner of a quotation its speaker: "her claim that …". */
const NOUNS = `accusation admonition advice answer argument assertion assessment belief call calls charge claim claims comment comments complaint
  contention criticism critique cry declaration demand demands denunciation description dictum dismissal insistence joke line message motto
  mantra plea pledge pledges praise prediction promise promises quip refrain remark remarks response slogan statement suggestion tweet tweets
  view vow warning words characterisation characterization`;

export interface SpeechVerb {
  lemma: string;
  /** Every form, the lemma first and the -ing form last. */
  forms: readonly string[];
  /** Weak ones count only right beside what is said. */
  strong: boolean;
  /** Reports a whole statement in the reporter's words. */
  reports: boolean;
  /** Tells what its subject thinks of something. */
  judges: boolean;
  /** Gives something a name in the speaker's words. */
  names: boolean;
  /** What is said becomes a fact by it, or was one: "announced", "admitted". */
  makesFact: boolean;
  /** What the verb itself says of the words: that its subject rejects them, or lays them at somebody else's door; null for most. */
  stance: 'denied' | 'alleged' | null;
}

/** Every verb of speech, each once. */
export const SPEECH_VERBS: readonly SpeechVerb[] = verbs();

const byForm = new Map(SPEECH_VERBS.flatMap((verb) => verb.forms.map((form) => [form, verb] as const)));

/** The verb of speech that a lower-case word is a form of, or null. The word may be something else where it stands. */
export function speechVerb(form: string): SpeechVerb | null {
  return byForm.get(form) ?? null;
}

const refusing = new Set(wordsOf(REFUSING).flatMap(formsOf));

/** True for a form of "decline", "refuse" and the like: who declined to say something said nothing. */
export function refusesToSpeak(form: string): boolean {
  return refusing.has(form);
}

/** Nouns for what somebody says, lower case. */
export const SPEECH_NOUNS: ReadonlySet<string> = new Set(wordsOf(NOUNS));

function verbs(): SpeechVerb[] {
  const marked = (list: string) => {
    const lemmas = new Set(wordsOf(list));
    return (lemma: string) => lemmas.has(lemma);
  };
  const [strong, reports] = [marked(STRONG), marked(REPORTING)];
  const [judges, names] = [marked(JUDGING), marked(NAMING)];
  const [vouches, denies, alleges] = [marked(VOUCHING), marked(DENYING), marked(ALLEGING)];
  return [...wordsOf(STRONG), ...wordsOf(WEAK)].map((lemma) => ({
    lemma,
    forms: formsOf(lemma),
    strong: strong(lemma),
    reports: reports(lemma),
    judges: judges(lemma),
    names: names(lemma),
    makesFact: vouches(lemma),
    stance: denies(lemma) ? 'denied' : alleges(lemma) ? 'alleged' : null,
  }));
}

function wordsOf(list: string): string[] {
  return list.split(/\s+/);
}
