import { SHORT_MONTHS, WEEKDAYS } from '../../text/lists/calendar.ts';
import { formsOf, participleOf, pastsOf } from '../../text/lists/verb-forms.ts';

/** Signs by which a sentence or a headline reads like a report of something that happened, or like something else. As data. */

/** Irregular forms that tell of an event, in headlines too. */
const IRREGULAR = [
  ...pastsOf(
    'shoot hit win beat lose cut fall rise break strike sink steal sell buy pay send leave quit take make give hold meet lead run find set shut put spend bring catch begin tell say fight sweep lay spread draw fire',
  ),
  ...'beat sink steal take give swear choose begin become come go rise fall grow show see draw throw drive know'
    .split(' ')
    .map(participleOf),
  'burnt',
  'begins',
].join('|');

/** Verbs of what happens to people, states, companies and teams. In every form, since headlines tell the past in the present tense. */
const EVENTS =
  'abandon|accept|acquire|acquit|admit|adopt|advance|agree|allege|apologize|apologise|appeal|appoint|approve|arrest|authorize|authorise|attack|award|ban|batter|block|break|burn|bury|buy|cancel|capture|charge|cite|claim|clear|climb|clinch|close|collapse|collide|condemn|confess|convict|crash|criticize|criticise|curb|cut|damage|decide|declare|decline|defeat|delay|demand|deny|deploy|deport|derail|destroy|detain|detect|diagnose|die|discover|dismiss|dissolve|dock|drop|drown|ease|elect|end|endorse|enter|erupt|escape|evacuate|evict|execute|expel|expire|explode|extend|extradite|fail|fall|file|fine|fire|flee|flood|found|free|gather|grant|halt|hijack|hike|hire|hospitalize|hospitalise|identify|impeach|impose|inaugurate|indict|infect|injure|invade|issue|jail|join|jump|kidnap|kill|land|launch|leak|lift|lose|lower|merge|murder|name|nominate|offer|open|order|oust|outlaw|overturn|pardon|pass|pause|plead|pledge|plummet|plunge|postpone|propose|probe|promise|pull|quit|raid|raise|rally|ratify|reach|reappoint|rebel|recall|recommend|recover|reject|release|remove|rename|renew|reopen|replace|request|rescue|resign|restore|restrict|result|retire|return|reverse|revive|revoke|rob|rock|rule|sack|sanction|score|seize|select|sell|sentence|settle|shoot|sicken|sign|sink|slash|soar|spend|stab|start|stop|storm|strike|steal|sue|surge|surrender|survive|suspend|sweep|target|tear|testify|threaten|topple|trade|trigger|tumble|unveil|uphold|urge|veto|visit|vote|vow|win|withdraw|wound';

/** The forms of those verbs: `kills`, `killed`, `killing`; with `base` also `kill`. */
function eventForms(base: boolean): string {
  return EVENTS.split('|')
    .flatMap((verb) => formsOf(verb).slice(base ? 0 : 1))
    .join('|');
}

const SAYS_WHEN = new RegExp(
  `\\b(?:${WEEKDAYS.join('|')}|today|yesterday|tonight|overnight|(?:over|on) the weekend|(?:this|last|next|earlier this|later this) (?:week|month|weekend|morning|evening|night)|(?:${SHORT_MONTHS.join('|')})\\w*\\.? \\d{1,2})\\b`,
  'i',
);

export const SIGNS: readonly (readonly [what: string, weight: number, cue: RegExp])[] = [
  ['says when', 1, SAYS_WHEN],
  [
    'names its source',
    1,
    /\b(?:according to|sa(?:id|ys)|told|tells|announc\w+|confirm\w*|warn(?:s|ed|ing)|reported(?:ly)?|reports? (?:say|said|show)|revealed|has learned)\b|\b(?:officials?|police|prosecutors|lawyers|authorities|researchers|scientists|a study|a survey|data) (?:\p{L}+ )?(?:say|said|show|showed|found|find|suggests?|believe)\b/iu,
  ],
  ['something happened', 1, new RegExp(`\\b(?:${eventForms(true)}|${IRREGULAR}|layoffs?)\\b`, 'iu')],
  [
    'has done or was done',
    0.5,
    /\b(?:has|have|was|were|been|is being|are being|will be) (?:\p{Ll}+ly )?\p{Ll}+(?:ed|en|wn)\b/u,
  ],
  ['is to come', 0.5, /\b(?:will|plans? to|(?:is|are) (?:set|expected|due|scheduled|likely) to)\b/u],
  [
    'gives a figure',
    0.5,
    /[$€£]\d|\d(?:[\d.,]*\d)?(?:%| (?:percent|million|billion|people|jobs|points|years in))|\b\d{1,3}(?:,\d{3})+\b|\b\d{1,3}[-–]\d{1,3}\b/,
  ],
  ['goes on for long', -1, /\b(?:has|have) (?:been \p{Ll}+ing|repeatedly|often|always|increasingly|long)\b/u],
  ['only perhaps', -0.5, /\b(?:may|might|could|perhaps|possibly)\b/u],
  [
    'thinks or looks back',
    -3,
    /\b(?:thought back|look(?:s|ed|ing) back|remembers?|recalls? (?:the|when|how|that)|recalled (?:the|when|how|that|her|his)|never (?:imagined|thought|expected|dreamt|dreamed)|used to|kept \p{Ll}+ing|know(?:s|n)? what it|lived through|woke up|knew|(?:didn['’]t|did not|never) set out to|grew up|would spend|not for the first time|(?:initially|originally|previously) (?:said|told|claimed|denied|insisted|planned|promised)|long before|dates? back|catch(?:ing)? up (?:with|to)|(?:takes?|took) (?:a|an) (?:look|deep dive)|(?:begs|raises) the question|(?:the|a) notion that|turn(?:s|ed) \d\d\b|(?:said|says|saying) (?:goodbye|farewell)|rather forget|no \p{L}+ is complete)\b/iu,
  ],
  [
    'judges or paints',
    -1,
    /\b(?:greatest|iconic|beloved|bleak|dystopian|smash-hit|stunning|fitting|breathtaking|mesmeri[sz]\w+|quirky|charming|delightful|nostalgi\w+|went viral|whispers|chatter|soul[- ]searching|point(?:s|ing)? (?:their )?fingers?|took (?:over )?the internet|drama(?! (?:series|film))|spotlight|buzz(?:y|ing)?|curtain|perfect storm|rollercoaster|whirlwind|love affair|dream come true|crossroads|game[- ]changer|the world of|looms?|lavish|rumou?rs?|one of the (?:best|most|biggest) \p{Ll}+ (?:in|of) (?:the|all|his|her|their))\b/iu,
  ],
  [
    'describes',
    -0.5,
    /\b(?:allows|means|includes?|contains?|consists?|(?:is|are) known|(?:is|are) (?:generally|widely|often|usually|traditionally) \p{Ll}+|in which|whose|is home to|is an? (?:\p{Ll}+ )?(?:column|newsletter|podcast|guide|series))\b/u,
  ],
  // "Guiding viewers through it wasn't …"; a name after it is somebody in that state: "Struggling Vale Ferries warned …".
  ['begins with a doing', -1.5, /^\p{Lu}\p{Ll}+ing (?!to )\p{Ll}/u],
];

const SAYS_WHO = /\b(?:said|says|according to|told|announce[ds]|confirm(?:ed|s)|reported|warn(?:ed|s)|ruled|voted)\b/;
/** Within its first so many characters a report says when it was, or who says so; a feature takes its time. */
const WHEN_WITHIN = 400;
const WHO_WITHIN = 260;

/** Whether an article says near its beginning when it happened or who says so, as reports do. */
export function opensLikeReport(text: string): boolean {
  return SAYS_WHEN.test(text.slice(0, WHEN_WITHIN)) || SAYS_WHO.test(text.slice(0, WHO_WITHIN));
}

/** Whether a text says when it was, as far as a day. */
export function saysWhen(text: string): boolean {
  return SAYS_WHEN.test(text);
}

/** Whether a text says who says so, or who decided. */
export function saysWho(text: string): boolean {
  return SAYS_WHO.test(text);
}

const HAPPENED = new RegExp(
  `\\b(?:${eventForms(false)}|${pastsOf('shoot win beat lose break sink steal sell buy quit take find fire').join('|')}|warns?|confirms?|announces?|says)\\b`,
  'iu',
);

/** Whether a headline alone says that something happened: it has a verb that isn't a noun there, and isn't advice. */
export function saysEvent(headline: string): boolean {
  return HAPPENED.test(headline) && !/\b(?:can|could|may|might|your?|every)\b/i.test(headline);
}

/** How much a text reads like a report: 1 and more for news. */
export function signsOfNews(text: string): number {
  return SIGNS.reduce((sum, [, weight, cue]) => (cue.test(text) ? sum + weight : sum), 0);
}
