import { MONTHS } from '../../text/lists/calendar.ts';
import { LEANING_OPENERS } from '../../text/lists/function-words.ts';

/** What words in a headline, or in the path of its address, say of an article. As data, so that it can be read and mended in one place. */

/** Not news, however new: the reason that `digest why` gives. */
export const NOT_NEWS: readonly (readonly [reason: string, cue: RegExp])[] = [
  ['a quiz or puzzle', /\b(?:quiz|crossword|wordle|sudoku|trivia|horoscopes?|zodiac|spelling bee words)\b/i],
  ['a fact check', /\b(?:fact[- ]?check(?:s|ed|ing)?|politifact)\b/i],
  ['results of a draw', /\b(?:powerball|mega millions|lottery|lotto)\b.*\b(?:numbers?|results?|drawing|jackpot)\b/i],
  [
    'a listing',
    /\b(?:how to watch|where to watch|what time (?:is|does|do)|tv (?:channel|schedule|listings?)|start time|time, tv|(?:live )?stream(?:ing)? info|where (?:to|the best .*) stream|what to watch|best (?:movies|films|shows|sitcoms|books|songs|restaurants|beaches|hotels)|bestselling books?|things to do|dates?, times?|times?, (?:dates?|channels?)|leaderboard|premarket stocks|the latest (?:updates|on)|biggest (?:changes|differences)|full (?:list|roster|schedule|line-?up|bracket|results)|transcript|(?:standings|line-?ups?|rosters?|schedules?|results|dates|locations|contenders|start times?) and (?:more|results|schedule)|when to see|best,? (?:and )?worst)\b|(?:^|: )(?:see|meet|these are|here are|take a look)\b|\b(?:key dates|inside look|listings|scores,? (?:and )?schedules?|reopening info|predictions from|exploring|snubs)\b|^(?:the )?(?:most|best|worst|\w+est) .{3,40} (?:in|of) (?:19|20)\d\d$/i,
  ],
  ['a paid notice', /\b(?:paid (?:notice|post|content)|sponsored (?:post|content)|advertorial)\b/i],
  ['an interview', /^q ?& ?a\b/i],
  ['an excerpt', /^(?:exclusive )?excerpts?\b|\b(?:book|exclusive) excerpt\b/i],
  [
    'shopping',
    /\b(?:deals?|gift guides?|gifts? for|prime day|black friday (?:deals?|sales?)|coupons?|promo codes?|best .{3,30} (?:to buy|under \$\d+))\b(?!.*\b(?:trade|peace|nuclear|debt|billion|million|merger|plea|union|minister|president|congress)\b)/i,
  ],
  [
    'a forecast of sport',
    /\b(?:mock drafts?|power rankings?|odds|betting|expert picks?|(?:picks?|predictions?)(?: for| against|:|,| and|$)|fantasy (?:football|baseball)|(?:draft|free agen\w+|transfer|trade|coaching) (?:tracker|rumou?rs?|list)|playoff (?:picture|bracket|schedule)|bracketology|(?:trade|draft|team|player) grades?|report cards?|best (?:bets?|players available))\b/i,
  ],
  [
    'pictures',
    /^(?:photos?|in pictures|gallery|watch|video|slideshow)\b\s*[:|–-]|\b(?:in photos|in pictures|photo gallery|week in (?:photos|pictures))\b/i,
  ],
  [
    'a live page',
    /\b(?:live (?:updates?|blog|coverage|scores?)|updates: live|as it happened|minute by minute|\w*day['’]s (?:live )?updates)\b|\b(?:updates?|highlights|recap|live): /i,
  ],
  [
    'a round-up of other news',
    /(?:^|[:|] ?)(?:(?:the )?daily$|what we know today|morning (?:briefing|headlines)|daily briefing|evening briefing)|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:['’]s)? news|news from around|(?:\d+|[a-z]+) (?:things|facts|stories) (?:to know|you (?:need|should)|from)|news of the week|week in review|(?:the|this) week in|in one place|where things stand|weekend reads|top stories|in case you missed)\b/i,
  ],
  [
    'a list',
    /\bthings (?:more|less) |^(?:discovering|exploring|remembering|celebrating|rediscovering) |^(?:the )?\d{1,3} \w+est |^(?:the )?(?:\d{1,3}|five|seven|ten|a dozen) (?:[\w()]+ ){0,4}(?:things|ways|reasons|facts|moments|takeaways|tips|movies|books|best|favou?rite|questions|quotes|lessons|photos|places|foods|recipes|songs|stars|players|signs|cities|states|ideas)\b|\b(?:ranked|ranking the|a timeline|timeline of|a look back|everything (?:you need )?to know|(?:here are|see) (?:the )?\d+|\d+ (?:fun )?facts|biggest .{3,40} (?:each|every|of all) (?:year|time)|by the numbers|fact vs\.? fiction|cities with the|ideas for|top \d+|winners and losers)\b/i,
  ],
  [
    'advice',
    /\b(?:recipes?|how to (?!.*\b(?:win|stop|fix)\b)|tips (?:for|to|on)|ways to|should you|here['’]s how to|what to do if|your guide to|a guide to|diets?|workouts?|skin ?care|life hacks?|(?:health|unexpected|surprising) benefits|(?:early|warning) signs (?:of|in))\b/i,
  ],
  [
    'a review',
    /(?:^|\W)(?:review|recap)\s*:|[:;–—-] recaps?\s*$|: (?:a |our )?review\b|\breview\s*[|–-]|\bspoilers?\b/i,
  ],
];
/** Asks or explains, and tells no news. */
export const QUESTION =
  /\?\s*(?:$|[;:|–—-]|\p{Lu})|(?:^|[.:;–—] )(?:who|what|why|when|where|how|which|is|are|do|does|did|can|could|should|would) (?!.*\b(?:killed|dead|dies)\b)|\b(?:explained|examined|explainer)\b|(?:^|[:;.,–—-] ?)here['’]s (?:when|how|why|what|who)\b|\bwhat['’]s (?:gone|going|next|wrong|behind)\b|\bthe (?:\p{L}+ )?reasons? (?:why|behind)\b/iu;
/** What a round-up of other news says of itself in its opening. */
export const ROUND_UP =
  /\b(?:daily briefing|morning briefing|(?:here['’]s|now, here['’]s) (?:\w+day|today|the day)['’]s news|also in the news|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s news)\b/i;
export const OPINION =
  /^(?:opinion|column(?:ist)?|editorial|commentary|letters?(?: to the editor)?|analysis|perspective|viewpoint|guest (?:essay|column))\b\s*[:|–-]|\|\s*opinion\b|[;|:–—-] ?(?:(?:news )?analysis|op-?ed|commentary)$|\bop-?ed\b|\banalysis (?:after|of)\b|: (?:an )?analysis\b|\b(?:is|are|was|were|seems?|may|might) [^,;:.]{2,60}[,;–—-]* (?:but|yet) /i;
/** The writer speaks of themselves, outside what is quoted. */
export const FIRST_PERSON =
  /(?:^|[^\p{L}'’])(?:I|[Mm]y|[Ww]e|[Oo]ur|[Uu]s|I['’](?:m|ve|d|ll)|[Ww]e['’](?:re|ve|ll))(?![\p{L}.])/u;
export const OPINION_PATH =
  /\/(?:opinions?|columnists?|commentary|editorials?|letters|blogs?)\/|[-/](?:analysis|opinion|column|commentary)[-/]/i;
export const NOT_NEWS_PATHS: readonly (readonly [reason: string, cue: RegExp])[] = [
  ['a live page', /\/live(?:-news|blog|-updates)?\//i],
  ['a video or pictures', /\/(?:videos?|galleries|gallery|picture-gallery|photos?)\//i],
  [
    'a round-up of other news',
    /[-/](?:podcasts?|newsletters?|what-matters)[-/]|-(?:its|heres|todays)-(?:mon|tues|wednes|thurs|fri|satur|sun)days?-news|-(?:mon|tues|wednes|thurs|fri|satur|sun)days-news/i,
  ],
  ['shopping', /\/(?:shopping|reviewed|deals|underscored|coupons)\//i],
  ['a quiz or puzzle', /\/(?:quiz|quizzes|puzzles|games|crosswords?)\//i],
  [
    'a question or explanation',
    /[-/](?:explainer|explained|guide|profile|interview|newsletter|recap|things-to-know)[-/]/i,
  ],
];

/** Weighs for a story, each once. */
export const WEIGHTY: readonly (readonly [what: string, weight: number, cue: RegExp])[] = [
  [
    'lives lost or in danger',
    2,
    /\b(?:kill(?:s|ed|ing)?|dead|deaths?|dies|died|injur(?:e[ds]?|ies|ing)|wounded|fatal(?:ly)?|massacre|shooting|shot|gunm[ae]n|bomb(?:ing|s)?|explosions?|earthquakes?|hurricanes?|tornado(?:es)?|wildfires?|floods?|flooding|crash(?:es|ed)?|collaps(?:e[sd]?|ing)|overturn(?:s|ed)(?= (?:on|in|near|off|at)\b)|capsiz(?:es|ed)|sinks|sank|(?:falls?|fell|taken) (?:seriously )?ill|poison(?:ed|ing)|blaze|missing|outbreak|famine|drown(?:ed|s)?|stabb(?:ed|ing)|hostages?|evacuat\w+|derail(?:ed|ment|s)?)\b/i,
  ],
  [
    'war and peace',
    2,
    /\b(?:(?<!star )wars?|invasion|invade[sd]?|airstrikes?|missiles?|troops|ceasefire|truce|nuclear|drones?|coup|sanctions?|nato|military|spy|espionage|peace (?:talks|deal))\b/i,
  ],
  [
    'the law',
    1.5,
    /\b(?:arrest(?:ed|s)?|charge[sd]?|charges|indict\w*|convict\w*|sentenced|(?<!\b(?:clinical|drug|vaccine|medical|large|small|phase|human|field|safety|early) )trial(?! of [\d,]+)|verdict|guilty|acquitted|jury|lawsuit|sues|sued|supreme court|judge|ruling|rules|felony|counts|probe|investigat\w+|subpoena\w*|pleads?|extradit\w+|settle(?:s|d|ment))\b/i,
  ],
  [
    'government',
    1.5,
    /\b(?:president|prime minister|chancellor|parliament|congress|senate|senators?|house (?:speaker|republicans|democrats|passes|votes)|white house|governor|mayor|minister|elections?|votes?|voted|referendum|bill|law|bans?|banned|veto(?:ed|es)?|resign(?:s|ed|ation)?|impeach\w*|inaugurat\w+|expel\w*|budget|debt ceiling|king|queen|pope|summit|treaty|primary|campaign|poll)\b/i,
  ],
  [
    'money and work',
    1,
    /\b(?:inflation|interest rates?|recession|bank(?:s|ing)?|jobs(?! report)|clos(?:es?|ed|ing|ure of) (?:\S+ ){0,3}(?:plants?|factor(?:y|ies)|mines?|mills?|hospitals?|schools?|branches|stores)|wages|pay rise|pensions?|tax(?:es)?|loans?|outages?|blackouts?|layoffs?|lays off|strikes?|unemployment|jobs report|stocks?|merger|bankruptcy|tariffs?|billion|recall(?:s|ed)?|shortage|economy|fed|gdp|antitrust)\b/i,
  ],
  [
    'science and health',
    1,
    /\b(?:covid|vaccines?|virus|fda|cdc|nasa|climate|asteroid|spacecraft|rocket|launch(?:es|ed)?|scientists|researchers|study finds|discover(?:y|ed|s)|abortion|mifepristone|cancer|opioids?|narcan)\b/i,
  ],
  [
    'a result',
    1.2,
    /\b(?:wins?|won|beats?|beat|defeats?|champions?(?:hip)?|title|gold medal|final|record|retires?|retirement|fired|hired|signs|oscars?|grammys?|nobel|pulitzer|best picture)\b/i,
  ],
  [
    'touches many',
    0.6,
    /\b(?:\d{1,3}(?:,\d{3})+|[\d.]+ million|thousands|millions) (?:of )?(?:[\w-]+ ){0,2}(?:people|homes|jobs|workers|residents|passengers|customers|users|children|families|households|students|patients|voters|migrants|refugees|cars|vehicles|flights|tins|products)\b|\b(?:nationwide|(?:across|throughout) the (?:country|nation|continent|world))\b/i,
  ],
  ['a first', 0.6, /\b(?:first|historic|record|unprecedented|largest|biggest|oldest|landmark)\b/i],
];

/** Says that somebody died of old age or in peace, and not in a disaster. */
export const OBITUARY =
  /\b(?:has died|dies|died|dead|death)(?=[^.]{0,30}\b(?:at|aged|age)(?: the age of)? (?:[6-9]\d|1[01]\d)\b)|\b(?:has )?died (?:[\w,]+ ){0,4}(?:(?:at|in) (?:his|her|their) (?:home|sleep)|peacefully)\b/gi;

/** Weighs against it. */
export const LIGHT: readonly (readonly [what: string, weight: number, cue: RegExp])[] = [
  [
    'small talk',
    2,
    /\b(?:viral|tiktok(?:er)? (?:trend|star|user)|celebrit(?:y|ies)|dating|outfits?|dress(?:es|ed)?|gown|red carpet|fans? (?:react|think|are)|reacts?|pregnant|baby bump|wedding|kardashian|cutest|adorable|dogs?|cats?|puppy|hilarious|meme|claps back|slams|shades|opens up|reveals?|gushes|weird|bizarre|sexy|bikini|nostalgia|trailer|sneak peek|cameo|date night|hair|menus?|ice cream|biscuits?|cakes?|snacks?|cocktails?)\b/i,
  ],
  [
    'a small prize',
    1.2,
    /\b(?:wins?|won|takes|awarded|receives?)\b.*\b(?:awards?|prizes?|contest|competition|medal of)\b(?<!\b(?:nobel|pulitzer|booker|peace|academy|turing|abel|pritzker|lifetime achievement) (?:awards?|prizes?))/i,
  ],
  [
    'a question or explanation',
    1.8,
    /^(?:who|what|why|when|where|how|which|is|are|do|does|did|can|could|will|should|would)\b|\?\s*$|\bexplain(?:ed|er)\b|\bwhat (?:to know|we know|it means|happens next|you need)\b|\bhere['’]s (?:what|why|how)\b/i,
  ],
  [
    'looks ahead',
    0.8,
    /\b(?:preview|could|might|may|set to|expected to|eyeing|hopes to|to watch|what's next|looks? (?:to|ahead)|rumou?rs?)\b/i,
  ],
  [
    'looks back',
    1,
    /\b(?:remember(?:s|ing)?|anniversary|years? (?:later|ago)|revisit\w*|history of|obsession|legacy)\b/i,
  ],
];
export const SECTIONS: readonly (readonly [what: string, weight: number, cue: RegExp])[] = [
  [
    'an entertainment page',
    -1.5,
    /\/(?:entertainment|celebrit(?:y|ies)|movies|tv|music|life|lifestyle|style|fashion|food|dining|travel|books|arts?|culture|homes?|society|money\/cars)\//i,
  ],
  ['a sports page', -1, /\/(?:sports?|football|soccer|golf|tennis|nfl|nba|mlb|wnba|ncaa\w*)\//i],
  [
    'a news page',
    0.8,
    /\/(?:politics|world(?:-news)?|nation|us|uk|europe|asia|africa|middleeast|americas|china|india|australia|elections?|economy)\//i,
  ],
  ['a local page', -0.7, /\/local\//i],
];

/** Parts of pages that are not the article's own words. */
export const FURNITURE =
  /\b(?:sign(?:ing)? up (?:for|here)|subscri(?:be|ption|ber)|newsletters?|editor['’]s note|corrections? (?:&|and) clarifications?|a (?:previous|version of this|prior) (?:version|story)|this (?:story|article) (?:has been|was|will be|contains|originally|is part)|earn (?:us )?a commission|purchases you make|links? below|affiliate|click here|read more|(?:getty|imagn) images|file photo|follow (?:us|him|her|them|\w+ \w+) on|contributing:|contributed to this (?:report|story)|all rights reserved|download the app|cookies?|advertis(?:ement|ing)|watch (?:the|this) video|photo(?:graph)?s? (?:by|courtesy)|opinions? expressed|view more opinion|call or text|suicide (?:& crisis )?(?:lifeline|hotline)|988)\b/i;

/** Words at the head of a sentence that hang on what stood before. */
export const HANGING = new RegExp(
  `^(?:${LEANING_OPENERS.join('|')}|our|my|your|many|most|all|each|either|none|because|since|additionally|besides|afterwards?|later|earlier|finally|eventually|soon|now|today|yes|no|well|sure|indeed|of course|in fact|in addition|in other words|in turn|in response|in the end|in that|in this|for example|for instance|for one|as a result|as such|as for|as well|at that|at the time|at this|at one point|by contrast|by then|by that|on the other hand|on top of|to be|to that|to this|if|when|while|though|although|despite|even|perhaps|maybe|again|once|thus|hence|therefore|consequently|likewise|similarly|naturally|obviously|clearly|apparently|not only|not everyone|too|plus|only|just|more|(?:nearly |about |almost |just )?(?:a|an|one|two|three|four|five|six|seven|several|few|\\d+) (?:few )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) (?:later|earlier|after,|before,|after that|before that)|after (?:that|this|all|which)|before (?:that|this)|since then|until then|that['’]s|it['’]s|there['’]s|here['’]s|what['’]s|let['’]s|the (?:latter|former|two|three|pair|couple|duo|trio|man|woman|boy|girl|child|teen(?:ager)?|suspect|victims?|statement|company|move|decision|report|other|others|rest|same|post|video|incident|result|idea|answer|problem|question|plan|agreement|announcement|news|group|team|film|movie|show|book|song|game|win|loss|victory|defeat|law|bill|ruling|lawsuit|case|crash|shooting|fire|attack|deal|study|letter|visit|trip|event|ceremony|award|project|program|proposal|measure|order|investigation|arrest|charges?|accident|storm|quake|disaster|ban|vote|trial|interview|speech|comments?|remarks?|article|document|discovery|find|site|item|list|data|findings|numbers?|figures?))\\b`,
  'i',
);

/** Openings that lead up to news, or away from it: background, a scene, talk with the reader. */
export const LEADS_UP = new RegExp(
  `^(?:(?:back )?in (?:(?:early|late|mid)[- ])?(?:(?:${MONTHS.join('|')})\\b|(?:19|20)\\d\\d\\b|the (?:\\d{4}s|run-up|search|weeks|months|years|days|past|early))|[\\w-]+(?: [\\w-]+)? (?:decades?|years|months|weeks) ago\\b|hold (?:up|on)\\b|(?:over|more than|nearly|almost|about|for|a few|several|two|three|four|five|ten|some|just|\\d+)\\b[^,.]{0,30}\\b(?:decades?|centur(?:y|ies)|years?|months?|weeks?|days?) (?:ago|now|on|long)\\b|in the (?:\\S+ ){0,3}(?:(?:days|weeks|months|years) since|(?:days|months|years|era|age|aftermath|wake|shadow|spring|summer|fall|autumn|winter) of)\\b|for (?:decades|centuries|years|months|weeks|generations|much|many|most|more than|nearly|almost)\\b|(?:(?:a few|a couple of|several|two|three|four|five|\\d+|just|only) )*(?:hours|days|weeks|months|years) before\\b|as (?:with|if|though|the world|the year)\\b|should (?=\\p{Lu})|on (?:average|paper)|unlike|forget|imagine|picture|meet|consider|think|remember|welcome|say (?:hello|goodbye)|call it|move over|looking|want|need|got|take|see|check|read|click|find|watch|keep|by now|last (?:\\p{L}+day|week|month|year|spring|summer|fall|autumn|winter)(?=,)|over the (?:span|course)\\b|historically|traditionally|like (?:many|most|millions)|it['’]s|known|based|born|located|founded)\\b`,
  'iu',
);
/** A headline that keeps back what it is about. */
export const TEASER =
  /\b(?:(?:broke|breaks|took over|wins?|won) the internet|you won['’]t believe|this is (?:what|why|how)|here['’]s why|wait for it|surpris(?:e|es|ed|ing) (?:you|everyone|everybody|fans|us all)|by surprise|going to (?:hate|love)|something (?:unexpected|shocking|amazing|strange)|(?:worst|devastating|shocking|terrible) news|(?:nobody|no one|anyone) (?:would |could |ever )?(?:have )?expect(?:s|ed)?|unexpected announcement|(?:one|1) (?:line|word|sentence|photo|picture|tweet)|some say|bombshell)\b|^(?:this|these|maybe|don['’]t)\b/i;
/** What headlines that want to be clicked do, each once. Papers seldom do two of them at a time, or one with A Capital On Every Word. */
export const BAITS: readonly (readonly [what: string, weight: number, cue: RegExp])[] = [
  [
    'just now',
    1,
    /\bjust (?!(?:as|in|days|hours|one|two|three|weeks|months|minutes|the|an?|before|after|over|under|about|like|for|how|another|because|not)\b)\p{L}+/iu,
  ],
  ['asks to look', 1, /\b(?:look|watch|see|listen) (?:at|how|what|who|why|closely)\b/i],
  [
    'shouts',
    1,
    /\b(?:THIS|THESE|THAT|HATE|LOVE|LOT|NEVER|EVER|EVERY|ALL|NOW|HUGE|BIG|BIGGER|BIGGEST|WORST|BEST|EPIC|MASSIVE|ENTIRE|WHOLE|MAJOR|ONLY|ONE|BUSTED|BOOM|BREAKING|REALLY|VERY|LITERALLY|EXPOSED|WON|DON)\b(?=.*\p{Ll})/u,
  ],
  [
    'keeps something back',
    1,
    /\b(?:these|those|this) (?:\d+|one|two|three|single) \p{L}+|\b(?:\d+|one|two|three|single)[- ](?:\p{L}+ )?(?:word|line|sentence|thing)s?\b|\bsomething \p{L}+(?:le|ng|ed|al|us)\b|\bin a (?:\p{L}+ )?way\b|\b(?:what|who) (?:he|she|they)\b|\ba lot$|\b(?:do|doing|did|says?|saying) this\b/iu,
  ],
  [
    'makes a scene',
    1,
    /\b(?:shocking|stunning|instantly|immediately after|perfectly|(?:raising|raises) eyebrows|everyone|unleash\w*|powerful|explosive|brutal|epic|destroy(?:s|ed)|jaw[- ]dropping|mind[- ]blowing|unbelievable|nowhere left|goes? (?:off|nuclear|ballistic)|outrageous|savage|fire[sd] back)\b/i,
  ],
  ['breaks off and goes on', 1, /(?:…|\.{3}) \p{Lu}|[-–—] ?(?:And|But|These|It|She['’]s|He['’]s|This|Here)\b/u],
];
/** "Trump Said The 11 Words", not "Trump says the 11 words". */
export const EVERY_WORD = [0.5, / (?:A|An|The|To|Of|In|On|At|By|For|And|Was|Is|With|From) (?=\p{Lu})/u] as const;
/** From so many on it is a teaser. */
export const BAITED = 1.5;
/** Talks to the reader. */
export const TO_READER = /(?:^|[^\p{L}'’])you(?:r|rs|['’](?:re|ll|ve|d))?(?![\p{L}.])/iu;
/** The event lies before what the sentence tells: "had pulled off miracles before". */
export const BEFORE_IT =
  /^(?:\S+ ){1,5}(?:had|used to|is used to|are used to|has long|have long|is fond|are fond)\b(?! (?:been|to) (?:killed|arrested))/i;
/** What others wrote of it: "…, said Ada Lindqvist in The Courier". */
export const SAID_ELSEWHERE = /\bsaid \p{Lu}\p{L}+ \p{Lu}\p{L}+ (?:on|in|for) (?:The |the )?\p{Lu}/u;
