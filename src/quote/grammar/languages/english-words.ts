import { STATE_ABBREVIATIONS, TITLE_ABBREVIATIONS } from '../../../text/lists/abbreviations.ts';
import { MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS } from '../../../text/lists/calendar.ts';
import { UNITS } from '../../../text/lists/number-words.ts';

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

// Finite forms of frequent verbs that carry no speech; other past forms are known by their ending.
export const verbs = `went goes go made makes make took takes take came comes come got gets get gave gives give knew knows know saw sees see
  found thought became becomes become left leaves leave kept keeps keep let lets began begins begin seemed seems seem held holds hold
  brought brings bring stood stands stand lost loses lose met meets meet ran runs run paid pays pay sat sits sit led leads lead won wins win
  grew grows grow rose rises rise fell falls fall cut cuts spent spends spend drew draws draw broke breaks break drove drives drive
  built builds build hit hits sent sends send felt feels feel put puts sought seeks seek won't want wants wanted need needs needed try tries
  tried use uses used work works worked live lives lived play plays played move moves moved happen happens happened include includes
  included remain remains remained appear appears appeared face faces faced plan plans planned hope hopes hoped expect expects expected
  start starts started help helps helped turn turns turned follow follows followed lie lies lay shook shakes threw throws wore wears
  fought fights caught catches bought buys sold sells taught teaches struck strikes spoke speaks chose chooses swore hung flew flies
  slammed slams serves serve represents represent oversees supports support opposes oppose owns own attended attends backs backed
  attacked attacks ended ends refuses refused`;

export const abbreviations = [
  ...TITLE_ABBREVIATIONS,
  ...STATE_ABBREVIATIONS,
  ...SHORT_MONTHS,
  ...'fr no vs etc inc corp co ltd bros ave blvd st sr jr u.s u.k u.n d.c'.split(' '),
].join(' ');
