import { STATE_ABBREVIATIONS, TITLE_ABBREVIATIONS } from '../../../text/lists/abbreviations.ts';
import { MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS } from '../../../text/lists/calendar.ts';
import {
  ARTICLES,
  AUXILIARIES,
  COORDINATORS,
  DEMONSTRATIVES,
  INDEFINITE_PRONOUNS,
  PERSONAL_PRONOUNS,
  POSSESSIVES,
  PREPOSITIONS,
  QUANTIFIERS,
  REFLEXIVES,
  RELATIVES,
  SUBORDINATORS,
  without,
} from '../../../text/lists/function-words.ts';
import { UNITS } from '../../../text/lists/number-words.ts';
import { pastOf, thirdOf } from '../../../text/lists/verb-forms.ts';

// Closed classes and a few frequent open ones, enough to find the subject of a verb without a tagger.
export const determiners = [
  ...ARTICLES,
  ...without(DEMONSTRATIVES, 'that'),
  ...QUANTIFIERS,
  ...UNITS.slice(1, 11),
  'dozens hundreds thousands',
].join(' ');

export const possessives = [...POSSESSIVES, 'whose'].join(' ');

export const pronouns = [...PERSONAL_PRONOUNS, 'who', ...REFLEXIVES, ...INDEFINITE_PRONOUNS].join(' ');

export const prepositions = [...PREPOSITIONS, 'prior'].join(' ');

export const subordinators = SUBORDINATORS.join(' ');

export const relatives = RELATIVES.join(' ');

export const coordinators = COORDINATORS.join(' ');

export const auxiliaries = [...AUXILIARIES, 'not'].join(' ');

export const adverbs = `also then later now once again still even just only often recently already never always too today yesterday tomorrow
  tonight here there first second next soon ago earlier afterward afterwards meanwhile instead however therefore thus perhaps maybe
  rather quite very almost ever twice further moreover nevertheless nonetheless otherwise sometimes somewhat together yet well indeed
  back aloud anyway elsewhere simply more`;

export const days = `${[...WEEKDAYS, ...WEEKDAYS.map((day) => `${day}s`), ...SHORT_WEEKDAYS].join(' ')} morning afternoon
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
