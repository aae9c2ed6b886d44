import { STATE_ABBREVIATIONS, TITLE_ABBREVIATIONS } from '../../../text/lists/abbreviations.ts';
import { MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS } from '../../../text/lists/calendar.ts';
import { UNITS } from '../../../text/lists/number-words.ts';
import { pastOf, thirdOf } from '../../../text/lists/verb-forms.ts';

// Closed classes and a few frequent open ones, enough to find the subject of a verb without a tagger.
export const determiners = `the a an this these those some many several most few another each every no any both all either neither
  ${UNITS.slice(1, 11).join(' ')} dozens hundreds thousands such various numerous other others`;

export const possessives = 'his her their its my our your whose';

export const pronouns = `he she they it i we you who him them us me himself herself themselves itself someone somebody everyone everybody
  nobody anyone anybody others another`;

export const prepositions = `of for at from in on by with to into onto about against over under during through between among amid despite
  toward towards upon without within across behind beyond near off out up down inside outside around along alongside besides except
  per via ahead like unlike versus throughout regarding concerning including following above below past until since after before`;

export const subordinators = `when while as although because if since after before though whereas unless until once whether lest
  that whenever wherever how why what where`;

export const relatives = 'who whom whose which that where';

export const coordinators = 'and or but nor yet so plus';

export const auxiliaries = `is was were are be been being am has have had having do does did doing done will would can could should may might
  must shall ought cannot isn't wasn't weren't aren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't
  isn’t wasn’t weren’t aren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t not`;

export const adverbs = `also then later now once again still even just only often recently already never always too today yesterday tomorrow
  tonight here there first second next soon ago earlier afterward afterwards meanwhile instead however therefore thus perhaps maybe
  rather quite very almost ever twice further moreover nevertheless nonetheless otherwise sometimes somewhat together yet well indeed
  back aloud anyway elsewhere simply more`;

export const days = `${[...WEEKDAYS, ...SHORT_WEEKDAYS].join(' ')} morning afternoon
  evening night noon midnight week month year weekend hours minutes moments days weeks months years`;

export const months = [...MONTHS, ...SHORT_MONTHS].join(' ');

// Frequent verbs that carry no speech; other past forms are known by their ending.
const FREQUENT = `go make take come get give know see become leave keep let begin seem hold bring stand lose meet run pay sit lead win grow rise
  fall spend draw break feel want need try use work live play move happen include remain appear face plan hope expect start help turn follow`;
/** The same, where the bare form would more often be a noun. */
const FREQUENT_BUT_BARE = `cut drive hit send put seek shake throw wear fight catch buy sell teach strike speak choose fly slam attack end refuse back
  attend`;

export const verbs = [
  ...FREQUENT.split(/\s+/).flatMap((verb) => [verb, thirdOf(verb), pastOf(verb)]),
  ...FREQUENT_BUT_BARE.split(/\s+/).flatMap((verb) => [thirdOf(verb), pastOf(verb)]),
  ...['find', 'think', 'swear', 'hang'].map(pastOf),
  ..."build builds built lie lies lay seek drive send represents won't serves serve represent represent oversees supports support opposes oppose owns own".split(
    ' ',
  ),
].join(' ');

export const abbreviations = [
  ...TITLE_ABBREVIATIONS,
  ...STATE_ABBREVIATIONS,
  ...SHORT_MONTHS,
  ...'fr no vs etc inc corp co ltd bros ave blvd st sr jr u.s u.k u.n d.c'.split(' '),
].join(' ');
