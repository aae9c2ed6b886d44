import { AUXILIARIES, QUESTION_WORDS, without } from '../../text/lists/function-words.ts';
import { asksForNews } from './briefing.ts';
import { saidQuestion } from './said-by.ts';

/** What a message asks for. Each kind has a short path of its own (docs/asking.md). */
const KINDS = [
  /** Who, what, when, where, why, how, how many, which, yes or no. */
  'fact',
  /** What somebody said. */
  'words',
  /** A summary, key points, "what happened": of an article, a story, a subject. */
  'summary',
  /** The quotations of an article. */
  'quotes',
  /** The people, places or organisations in an article. */
  'names',
  /** Who or what somebody or something is. */
  'identity',
  /** How something went on, in the order of time. */
  'timeline',
  /** The text of an article. */
  'text',
  /** What is new. */
  'news',
  /** Of the last answer: where it stands, whether it is certain, when it was; and more of the same. */
  'source',
  'certainty',
  'date',
  'more',
  /** Hello, thanks, goodbye, and what needs no answer at all ("ok", an emoji). */
  'greeting',
  'thanks',
  'farewell',
  'nod',
  /** About the bot: what it is and can do; what it has read. */
  'bot',
  'holdings',
  'stop',
  /** Nothing that can be answered from articles: people talking. */
  'chatter',
] as const;
export type RequestKind = (typeof KINDS)[number];

export function isKind(name: string): name is RequestKind {
  return (KINDS as readonly string[]).includes(name);
}

/** The kinds that need no article. */
export type CourtesyKind = (typeof COURTESY)[number];
const COURTESY = ['greeting', 'thanks', 'farewell', 'nod', 'bot', 'holdings', 'stop'] as const satisfies RequestKind[];

/** Whether a kind needs no article: a word of courtesy, or something about the bot. */
export function isCourtesy(kind: RequestKind): kind is CourtesyKind {
  return (COURTESY as readonly RequestKind[]).includes(kind);
}

/** A kind with what it is about, as written; an empty subject: what was just talked of. */
export interface Understood {
  kind: RequestKind;
  subject: string;
}

const ARTICLE =
  '(?:(?:the|this|that|your|last|latest|above|said) )*(?:article|story|text|piece|report|news (?:article|story|item)|post|page|column)';
const THAT = `(?:${ARTICLE}|it|this|that|them|these|those|(?:the |this |that )?(?:topic|subject|thing|case|matter|whole thing|above)|all (?:of )?(?:this|that|it))`;
/** What the kinds say after their own words: nothing, "of the article", or the subject. */
const OF = String.raw`(?:[\s,:–—-]+(?:(?:of|on|about|for|from|in|with|to|re|regarding|over)\s+)?(?<subject>.+))?`;
const COURTESY_TAIL = String.raw`(?:[\s,!.]*(?:there|bot|all|everyone|everybody|guys|folks|team|copydesk|mate|man|buddy|friend|again|so much|a lot|very much|a bunch|a million|you|for (?:that|this|the (?:help|info|answer|link|summary)|your help|everything|now|helping)|very helpful|that helps|that's all|that is all|that was (?:all|it)|appreciated?|😊|🙏|👍|❤️))*`;
const NICE = String.raw`(?:(?:aww?|oh|ah|ok(?:ay)?|k|cool|great|nice|perfect|lovely|awesome|good|brilliant|excellent|super|alright|right|fine|got it|i see|makes sense|wow|yay|yes|no|nope|interesting|that'?s (?:all|it|great|helpful|good|perfect|enough)|that is all|good (?:bot|job|work|to know)|well done|many|helpful|very)[\s,!.]*)*`;

interface Form {
  kind: RequestKind;
  /** Against the whole message, wrapping words and the end's punctuation taken away. */
  form: RegExp;
}

const rows: [RequestKind, string][] = [
  [
    'stop',
    '(?:please )?(?:stop|stop (?:it|that|talking|posting|replying|answering|now)|be quiet|quiet|shut up|shush|enough|go away|leave (?:us|me) alone|unsubscribe|cancel|mute)',
  ],
  [
    'greeting',
    `(?:hi+|hello+|hey+|hiya|heya|yo|howdy|greetings|hallo|good (?:morning|afternoon|evening|day)|morning|evening|what'?s up|sup|wassup|how are you(?: doing)?(?: today)?|how(?:'s| is) it going|nice to meet you|start|ping|test(?:ing)?|are you (?:there|here|awake|alive|online|up))${COURTESY_TAIL}`,
  ],
  [
    'thanks',
    `${NICE}(?:thanks?|thank (?:you|u)|thx|thnx|tx|ty|tysm|tyvm|cheers|ta|much appreciated|appreciate it|i appreciate (?:it|that)|merci|danke|gracias|good bot|great (?:job|work|answer)|nice (?:one|job|work)|well done|that(?:'s| is| was) (?:very |really |so |super )?(?:helpful|useful|great|perfect))${COURTESY_TAIL}`,
  ],
  [
    'farewell',
    `${NICE}(?:good ?bye|bye+|bye bye|see (?:you|ya)(?: later| soon| tomorrow)?|good night|night|later|cya|ciao|have a (?:good|nice|great) (?:day|one|evening|night|weekend)|that'?s all(?: for (?:now|today))?|that is all)${COURTESY_TAIL}`,
  ],
  [
    'nod',
    String.raw`(?:(?:ok(?:ay)?|k+|cool|great|nice|perfect|lovely|awesome|good|got it|i see|right|sure|fine|yes|yeah|yep|yup|no|nope|nah|wow|lol+|lmao|rofl|haha+|hehe+|hmm+|interesting|true|agreed|same|exactly|indeed|makes sense|understood|noted|good to know|fair enough|never ?mind|nvm|no problem|np|you'?re welcome|my bad|oops|sorry|damn|omg|aww+|oh|ah|ouch|yikes|ugh|sad|crazy|wild)[\s,!.]*)+`,
  ],
  [
    'bot',
    `(?:who|what) (?:are|r) (?:you|u)|what(?:'s| is) your (?:name|job|purpose)|who (?:made|built|created|runs|owns|programmed|wrote) you|(?:and )?what (?:can|could) (?:you|u|i|we) (?:do|ask|help)(?: (?:here|with|for (?:me|us)|you|me|us))*|what (?:do|does) (?:you|this bot|copydesk|the bot) do|how (?:do|does|can|should) (?:you|this|it|i|we|copydesk|the bot) (?:work|use you|use this|ask(?: you)?(?: (?:a question|something|questions))?|search|start|help)|are you (?:a |an |really a? ?)?(?:bot|human|person|real|ai|robot|machine|chatgpt|gpt|llm|copydesk)(?: or .+)?|(?:can you |could you |please |pls )?help(?: me)?(?: please| pls)?|what (?:are|is) (?:your|the) (?:commands?|features?|capabilities|options)|(?:commands|usage|manual|instructions|menu)|what is (?:this bot|copydesk)(?: for)?|tell me about (?:yourself|you)|introduce yourself|what (?:kinds? of )?(?:questions|things) can (?:i|we|you) (?:ask|answer)(?: you)?|(?:can|do|could) (?:you|u) (?:speak|understand|talk|answer in|reply in|write in) .+|(?:what|which|how many) languages? (?:do|can|are) (?:you|u)(?: .+)?|(?:(?:can|could) (?:you|u) )?translate(?: (?:it|that|this))?(?: (?:in)?to [a-z]+)?|(?:and |now )?in (?:english|german|french|spanish|italian|japanese)(?: please| pls)?|are (?:you|u) (?:always|ever) (?:right|wrong|reliable|accurate|biased|neutral)|is this (?:bot |service |thing )?(?:free|reliable|accurate)|who(?:'s| is) your (?:boss|owner|maker|creator|developer|operator)|do you use (?:ai|a (?:language )?model|chatgpt|gpt)|can (?:i|we) trust you|(?:do|are) you (?:make|making) (?:things|stuff|this) up`,
  ],
  [
    'holdings',
    'how many (?:articles|stories|sources|news articles|texts|documents|feeds|publishers|papers|newspapers)(?: (?:do|have|are|can) (?:you|there|stored|u)(?: (?:have|know|read|got|hold|follow|use|stored|search|there|in (?:there|store|stock)))*(?: so far| now)?| are (?:there|stored)(?: here)?)?|(?:what|which) (?:(?:news )?sources|articles|stories|publishers|papers|newspapers|outlets|feeds|sites)(?: (?:do|have|are|can|did) (?:you|there|stored|u)(?: (?:have|know|read|got|use|follow|search|in (?:there|store)|there|stored|covered))*(?: from)?)|what (?:have you|did you|do you) (?:read|know|have|got|store|stored)|where (?:do|does|did) (?:you|u|your) (?:get|take|find|have|news|answers)(?: your| the| this| come)*(?: news| information| info| answers?| data)?(?: come)?(?: from)?|(?:list|show)(?: me)?(?: all)?(?: your| the| stored)? (?:sources|articles|stories you (?:know|have)|publishers|feeds)|how (?:far back|old|recent|fresh|up[- ]to[- ]date) (?:do|does|is|are) (?:you|your (?:news|articles|data|sources))(?: go| are)?|(?:how big|how large) is your (?:library|archive|database)|your sources',
  ],
  [
    'source',
    `(?:and |any |got |have |do you have |give me |what(?:'s| is) |can i (?:have|get) |send |post |show(?: me)? )*(?:a |an |the |your |that |its |any )*(?:sources?|links?|url|citations?|reference|references|evidence|proof)(?: please| pls| plz)?(?: (?:for|to|on|of) (?:${THAT}|the (?:article|story|answer)))?|(?:source|link|cite)(?: it| that| please)?|where (?:is|was|does|did|do|are) (?:that|this|it|you|these)(?: (?:from|say|come|get|read|find|written|stand|see|printed|hear|published|coming|that|this|it|so|all))*|(?:and )?who (?:says|said|reported|wrote|claims|published)(?: (?:that|so|this|it))?|says who|(?:which|what) (?:article|story|paper|newspaper|source|site|publication|publisher|outlet)(?: (?:is|was|says|said|does|did) (?:that|this|it)(?: (?:from|in|come from))?)?`,
  ],
  [
    'certainty',
    String.raw`(?:(?:but |and |hmm+ |wait |really\W+)*)(?:are you (?:really |quite |absolutely |very |100% |totally )?(?:sure|certain|positive)|(?:you|u) sure|r u sure|are u sure|really|seriously|for real|is (?:that|this|it) (?:really |actually )?(?:right|true|correct|so|accurate|certain|confirmed|reliable|real|legit)|how (?:do you|can you) (?:know|be (?:so |that )?sure)(?: that)?|how (?:sure|certain|confident) are you|(?:can you )?(?:double[- ]?check|verify|confirm)(?: that| this| it)?|that (?:can'?t|cannot) be (?:right|true)|i (?:don'?t|do not) believe (?:that|it|you)|you'?re (?:wrong|mistaken)|(?:that|this|it)(?:'s| is) (?:wrong|not (?:right|true|correct)|incorrect|false))(?: (?:about|of) (?:that|this|it))?`,
  ],
  [
    'date',
    `(?:and )?(?:when (?:was|is|did) (?:that|this|it)(?: (?:published|written|reported|posted|from|said|happen|printed|come out))?|how (?:old|recent|fresh|current|new) is (?:that|this|it)(?: (?:news|article|story|report|info(?:rmation)?))?|what(?:'s| is| was) the date(?: (?:of|on) (?:that|this|it|the (?:article|story|report)))?|what (?:date|day) (?:is|was) (?:that|this|it)(?: from| published)?|is (?:that|this|it) (?:still )?(?:current|recent|new|up[- ]to[- ]date|old news))`,
  ],
  [
    'more',
    `(?:and |ok |please |pls )*(?:(?:(?:can you |could you |please |pls )?(?:tell (?:me|us) |say |show (?:me )?|give (?:me )?|i want |read )(?:a (?:bit|little) )?)?(?:more|some more|more please|even more)(?: (?:details?|info(?:rmation)?|facts|background))?|go on|go ahead|continue|carry on|keep going|what else|anything else|something else|and then|and what else|elaborate|expand|next|next page)(?: (?:please|pls|then|is there|do you (?:have|know)|does (?:it|the article) say|is known|can you tell (?:me|us)))*(?: (?:of|on|about|to|with|regarding) ${THAT})?`,
  ],
  [
    'more',
    String.raw`(?:(?:can you |could you |please |pls )?tell (?:me|us) (?:a (?:bit|little) )?more|more(?: details?| info(?:rmation)?)?|go on|go ahead|continue|anything (?:else|more)|what else(?: is (?:there|known))?|elaborate|expand)[\s,]+(?:about|on|of|with|regarding|from) (?<subject>.+)`,
  ],
  [
    'quotes',
    `(?:(?:list|show|give|get|find|display|read)(?: me| us)? )?(?:all |every |any |some |the |of |best |most important |key |top |direct )*(?:quotes|quotations|quoted (?:words|statements|people)|statements|soundbites|verbatim quotes)(?: please| pls)?${OF}`,
  ],
  [
    'quotes',
    `(?:what|which|are there(?: any)?|any) (?:direct |other )?(?:quotes|quotations)(?: (?:are|is|were|does|do|did|can) (?:there|you|it|we|the article|in|find|have|contain|${ARTICLE})(?: (?:have|find|contain|there|in|has))*)?${OF}|who(?:'?s| is| was| are| were| gets?| else is| else was| else gets?)(?: all| being| else| also)* quoted${OF}|who (?:says|said) what${OF}|what (?:was|is|did (?:people|they|everyone)|do (?:people|they)) (?:said|say|saying)(?: (?:in|about|on) (?<said>.+))?`,
  ],
  [
    'names',
    `(?:who|which (?:people|persons|names|companies|firms|organi[sz]ations|countries|places|cities|states|politicians|players)|what (?:people|names|companies|countries|places|organi[sz]ations|cities))(?: else)?(?:'?s| is| are| were| was| gets?| does| do| did) (?:all |else |also )?(?:mentioned|named|involved|featured|appear(?:ing)?|in(?= ${THAT}$)|discussed|it mention|the article mention|there)${OF}|(?:list|show|give|name)(?: me| us)?(?: all| the| of)* (?:people|persons|names|companies|countries|places|organi[sz]ations|characters|protagonists)(?: (?:mentioned|named|involved|that (?:are|were) mentioned))?${OF}|(?:who|what) (?:are|is) the (?:people|persons|names|companies|countries|places|organi[sz]ations|key (?:people|players|figures)|main (?:people|players|characters|figures)|characters)(?: (?:mentioned|named|involved))?${OF}`,
  ],
  [
    'text',
    `(?:(?:i want to |let me |can i |may i |could i )?(?:read|open|see)|(?:show|give|send|post|print)(?: me| us)?) (?:me )?(?:the |this |that )?(?:full |whole |entire |complete |original )?(?:article|text|story|it)(?: text)?(?: (?:about|on|of) (?<subject>.+))?|(?:the )?(?:full|whole|entire|complete|original) (?:article|text|story)(?: please)?(?: (?:about|on|of) (?<full>.+))?`,
  ],
  [
    'timeline',
    `(?:(?:give|show)(?: me| us)? |can i (?:have|get) )?(?:a |the )?(?:timeline|chronology|sequence of events|time line)${OF}|how (?:did|has|have) (?<changed>.+?) (?:chang(?:e|ed)|evolv(?:e|ed)|develop(?:ed)?|unfold(?:ed)?|go(?:ne)? on|progress(?:ed)?|play(?:ed)? out)(?: (?:over time|so far|since(?: then)?|over the (?:last |past )?(?:days|weeks|months|years)|in the end))?|what(?:'s| is| has) (?:changed|new) (?:in|with|on|about) (?<story>.+?) since .+|(?:the )?history of (?<past>.+)`,
  ],
  [
    'summary',
    String.raw`(?:(?:can|could) (?:i|we) (?:have|get) |(?:please |pls )?(?:give|get|write|make|show|provide|send)(?: me| us)? |i (?:want|need) |what(?:'s| is| are) |list(?: me)? )?(?:a |an |the |your |me |some )*(?:quick |short |brief |concise |one[- ](?:line|sentence|paragraph) |executive |main |key |most important |\w+ )?(?:summar(?:y|ies)|tl;?\s?dr|tldr|gist|recap|run ?down|overview|synopsis|abstract|outline|(?:key |main |major |bullet |important )(?:points?|facts?|takeaways?|details?|messages?|findings?)|takeaways?|highlights?|essentials|short version|big picture|bottom line|nutshell|low ?down|briefing)(?: please| pls| plz)?${OF}`,
  ],
  [
    'summary',
    `(?:please |pls )?(?:explain (?:it |this |that )?(?:like|as if) (?:i'?m|i am|i was|i were) (?:five|5|a (?:child|kid))|summari[sz]e|sum up|sum(?= (?:it|this|that|the .+) up)|recap|condense|shorten|boil down|outline|brief (?:me|us)(?: on)?|catch (?:me|us) up(?: (?:on|with))?|fill (?:me|us) in(?: on)?|bring (?:me|us) up to (?:speed|date)(?: on| with)?|get (?:me|us) up to speed(?: on)?|walk (?:me|us) through|explain(?: to (?:me|us))?|describe|eli5)${OF}`,
  ],
  [
    'summary',
    `what(?:'s| is| was)? (?:all )?(?:the )?(?:story|deal|situation|state of (?:play|affairs)|matter|drama|fuss|issue|scandal|controversy|news|latest|update|status|word)(?: (?:with|of|on|about|behind|around|in|from|regarding) (?<subject>.+))?|what(?:'s| is| was) (?<about>${THAT}|(?:the|this|that) .+ (?:article|story|piece|report|column)) (?:all )?(?:about|saying)|what (?:does|did) (?<says>${ARTICLE}) (?:say|tell(?: us)?|report|contain)(?: about it)?|what(?:'s| is) in ${ARTICLE}|(?:so )?what(?:'s| is| has)? (?:happened|happening|happend|hapened|going on|been going on|been happening|went on|up|new)(?: (?:exactly|there|here|then|so far|in (?:the|this|that) (?:article|story)))?(?: (?:with|to|in|at|on|about|around|over|of|between|during|after) (?<happened>.+))?|what (?:do|should|must) (?:i|we) (?:need to )?know(?: about (?<know>.+))?|(?:tell|teach) (?:me|us) (?:everything |all |something |a bit |what you know )?about (?<tell>.+)|what (?:do you|can you) (?:know|have|tell (?:me|us)|say) (?:about|on) (?<have>.+)|(?:which|what) (?:articles|stories|reports|news) (?:(?:do|have) you (?:have|got|know|read|stored)|are there|is there) (?:on|about) (?<which>.+)|(?:do you have |is there |have you (?:got )?|got )?(?:any(?:thing)?|something)(?: (?:new|news|info|information|articles?|stories))? (?:on|about) (?<anything>.+)|any (?:news|updates?|word|developments?) (?:on|about|from|of|regarding|in) (?<updates>.+)|(?:the )?(?:latest|news|updates?)(?: news)? (?:on|about|from|regarding|in|of) (?<latest>.+)|how(?:'s| is| are) (?<going>.+?) (?:going|doing|coming along|progressing)`,
  ],
  [
    'summary',
    `(?:(?<explained>.+?),? (?:explain(?:ed)?|in (?:short|brief|a nutshell|simple (?:words|terms)|plain (?:words|english)|a few words|one sentence))(?: please)?|(?:in (?:short|brief|a nutshell|simple (?:words|terms)|plain (?:words|english)|a few words|one sentence)))`,
  ],
  [
    'identity',
    `(?:and |so |but )?who(?:'s|s| is| are| was| were| the (?:hell|heck) is) (?:this |that )?(?<subject>.+)`,
  ],
  [
    'identity',
    `(?:and |so |but )?what(?:'s|s| is| are| was| were| exactly is| does| do) (?<subject>.+?)(?<meaning> stand for| mean| do| exactly)?`,
  ],
];
const FORMS: readonly Form[] = rows.map(([kind, form]) => ({
  kind,
  form: new RegExp(`^(?:${form})$`, 'iu'),
}));
const POINTS_BACK = new RegExp(`^(?:${THAT}|here|there|him|her|you(?: have)?|now|today|everything)$`, 'i');
const PRONOUN =
  /^(?:he|she|it|they|that|this|these|those|him|her|them|you|we|i|there|here|it all|the (?:one|guy|man|woman|person))$/i;
const ASKS = [...QUESTION_WORDS, ...without(AUXILIARIES, 'be been being having doing done ought cannot')].join('|');
const ASKING = new RegExp(
  `[?？؟]\\s*$|^(?:and |but |so |or |then |also |in |at |on |from |to |by |for |with |about |since |until )*(?:${ASKS}|whats|what's|wat|wot|whens|wheres|hows|any|name|list|give|show|find|tell|explain|compare|define|describe)\\b`,
  'i',
);

/**
 * The kind of a message whose wrapping words are gone (wrapping.ts), and what it is about. `timed`: it names a time. A message that is no
 * question in form and fits no row is chatter.
 */
export function understand(message: string, timed: boolean): Understood {
  const asked = message.replace(/[\s?!.,;:…]+$/u, '').trim();
  if (!/[\p{L}\p{N}]/u.test(asked)) return { kind: /\?/.test(message) ? 'certainty' : 'nod', subject: '' };
  for (const { kind, form } of FORMS) {
    const match = form.exec(asked);
    if (!match) continue;
    const subject = subjectOf(match.groups);
    if (kind === 'summary' && asksForNews(asked, timed)) return { kind: 'news', subject: '' };
    if (kind === 'quotes' && subject !== '' && saidQuestion(asked) !== null) return { kind: 'words', subject: '' };
    if (
      kind === 'identity' &&
      !isName(subject, /^\W*(?:and |so |but )?who/i.test(asked) || match.groups?.meaning !== undefined)
    )
      continue;
    return { kind, subject };
  }
  if (asksForNews(asked, timed)) return { kind: 'news', subject: '' };
  if (saidQuestion(asked, 'Somebody') !== null) return { kind: 'words', subject: '' };
  return { kind: ASKING.test(message) ? 'fact' : 'chatter', subject: '' };
}

/** How long or plain something is to be, which isn't what it is about. */
const LENGTH =
  /(?:^|\s+)(?:in |as |with )?(?:(?:just |only )?(?:one|an?|two|three|four|five|ten|a few|few|plain|simple|\d{1,2}) (?:short |single |bullet |plain |simple )?(?:sentences?|words?|lines?|bullets?|points?|paragraphs?|english|terms)|in short|briefly|quickly)$/i;

function subjectOf(groups: Readonly<Record<string, string | undefined>> | undefined): string {
  const subject =
    Object.values(groups ?? {})
      .find((text) => text !== undefined)
      ?.trim() ?? '';
  const bare = subject
    .replace(/\s+(?:please|pls|plz|for me|up|to me)$/i, '')
    .replace(LENGTH, '')
    .replace(/^["“](.*)["”]$/, '$1');
  return bare === '' || POINTS_BACK.test(bare)
    ? ''
    : bare
        .replace(/^(?:the |this |that )?(?:story|article|piece|report|news|column)\s+(?:about|on|of)\s+/i, '')
        .replace(/\s+(?:story|article|piece|report|news|column)$/i, '')
        .replace(/^(?:why|how|that|what)\s+/i, '');
}

/** Whether it can be what somebody or something is called: a pronoun, a name with its capitals or, where the form allows only a name, a few words. */
function isName(subject: string, nameExpected: boolean): boolean {
  if (PRONOUN.test(subject)) return /^(?:he|she|they)$/i.test(subject) || nameExpected;
  if (
    /^(?:the|an?|your|my|his|her|its|their|our|to|in|on|at|for|from|of|by|with|not|still|now|being|going|\w+ing|next|first|last)\b/i.test(
      subject,
    )
  )
    return false;
  const words = subject.split(' ');
  const capitals = words.every((word) =>
    /^[\p{Lu}\d]|^(?:of|the|and|for|de|la|le|von|van|der|al|bin|da|dos|&)$/u.test(word),
  );
  if (!/\p{L}/u.test(subject) || words.length > 6) return false;
  return (
    capitals ||
    (nameExpected && words.length <= 3 && !/\b(?:of|in|on|at|for|with|to|from|by|that|who)\b/i.test(subject))
  );
}
