/** A message without the words that people wrap a question in, and what these words say about the thread. */
export interface Unwrapped {
  text: string;
  /** "Other topic:", "by the way": what was talked of before does not matter. */
  leaves: boolean;
  /** "Back to the strike:": the words that name what to go back to; empty when none are named ("back to that"). */
  backTo: string | null;
  /** It calls the bot by a name that bots go by. */
  callsBot: boolean;
  /** It says that what follows is a question ("a friend asks if …"), whatever its form. */
  asks: boolean;
}

const BOT = '(?:bot|copydesk|robot|assistant|newsbot)';
const CALLING = new RegExp(
  String.raw`^(?:hey|hi|hello|ok|okay|yo|dear)?,?\s*@?${BOT}\b[\s,:!-]*|[\s,]+@?${BOT}[\s!.?]*$`,
  'i',
);
const BACK =
  /^(?:ok(?:ay)?|so|right|anyway|well|now|and)?[\s,]*(?:(?:let'?s (?:go|get)|going|getting|coming|i want to go)\s+)?back (?:to|on) (?<what>[^:,?!]{2,60})\s*[:,–—-]\s*/i;
const LEAVING =
  /^(?:(?:ok(?:ay)?|so|and|oh|sorry)[\s,]+)?(?:(?:(?:an)?other|different|new|one other|one more|some other|next|on (?:a|an)(?:other| different)) (?:topic|thing|question|subject|note|matter)|something (?:else|different)|unrelated(?:ly)?|off[- ]topic|changing (?:the )?(?:subject|topic)|sorry to (?:jump|switch|interrupt|change)[^,:]{0,20}|quick (?:one|question) on (?=\w)|by the way|btw|oh and|one last thing)(?:[\s,:.–—-]+|(?<=on ))/i;
/** What may stand in front of a question without being part of it. */
const REPORTED =
  /^(?:(?:a|my|our|some|one of my) [\w' ]{2,30}? (?:asks|asked|wants to know|wonders|is asking|is wondering)|(?:i|we) (?:\w+ )?wonder(?:ed|ing)?|is it (?:really )?true|did i (?:hear|read) (?:right|correctly)|(?:i|we) (?:heard|read))[\s,:]+(?:if |whether |that )?(?=\S+ \S)/i;
const BEFORE = [
  String.raw`(?:hi|hello|hey|hiya|yo|howdy|(?:good )?(?:morning|afternoon|evening)|good day)(?: (?:there|all|everyone|everybody|team|folks|guys))?[\s,!.:–—-]+`,
  String.raw`(?:ok(?:ay)?|so|well|um+|uh+|erm?|hmm+|lol|haha|omg|wow|aww?|anyway|right|alright|oh|ah|sorry|dumb question|silly question|stupid question)[\s,!.:;…–—-]+`,
  String.raw`(?:thanks|thank you|thx|ty|cheers)(?: (?:bot|so much|a lot|very much|again|for that))*[\s,!.:;…–—-]+(?=\S+ \S)`,
  String.raw`(?:just )?(?:a )?(?:quick|short|one|small|serious|random|another|genuine|honest) (?:question|one|q)[\s,:;.–—-]+`,
  String.raw`question[:,–—-]\s*`,
  String.raw`(?:just )?(?:asking for (?:a|my|an?) ?\w+|just (?:wondering|curious|checking)|for context|out of curiosity|(?:i'?m|i am) (?:just )?(?:curious|wondering|asking)(?: (?:about|if|whether))?)[\s,:;–—-]+`,
  String.raw`(?:(?:i|we)(?:'d| would) (?:really )?(?:like|love) to know|(?:i|we) (?:just )?(?:want|need|wanted) to know|(?:do|does|did) (?:you|any(?:one|body)) (?:happen to )?(?:know|remember|recall)|any (?:idea|clue|chance you know)|(?:can|could|would|will) you (?:please |kindly |maybe |perhaps )?(?:tell (?:me|us)|say|explain to (?:me|us)|find out|check|look up|remind me)|(?:please |pls |plz )?(?:tell (?:me|us)|let (?:me|us) know|remind me)(?= (?:what|who|whom|whose|when|where|which|why|how|if|whether)\b)|what i(?:'d| would) like to know is|my (?:question|boss|mum|mom|dad|friend|colleague|wife|husband|partner) (?:is|asks|wants to know|wonders|asked me))[\s,:–—-]+(?:(?:if|whether) )?`,
  String.raw`(?:can|could|would|will) (?:you|u) (?:please |kindly |maybe |perhaps |pls )?(?=(?:give|list|show|summari[sz]e|sum|explain|recap|tell|find|get|describe)\b)`,
  String.raw`(?:i|we)(?:'d| would) like (?:you to )?(?=(?:a|an|the|to)\b|(?:give|list|show|summari[sz]e|sum|explain|recap)\b)`,
  String.raw`(?:please|pls|plz|kindly)[\s,:]+`,
].map((form) => new RegExp(`^${form}`, 'i'));
/** What may stand behind it. */
const AFTER = [
  String.raw`[\s,;:–—-]+(?:please|pls|plz|thanks|thank you|thx|ty|cheers|lol|haha|omg|btw|by the way|or what|or not|exactly|if you know|do you know|any idea|for me)`,
  String.raw`[\s,;(–—-]+(?:(?:i'?m )?(?:just )?asking for (?:a|my|an?) ?\w+|just (?:wondering|curious|asking)|(?:i'?m )?curious)\)?`,
  String.raw`\s*(?:[\p{Extended_Pictographic}\u200d\ufe0f]+|:\w+:|[:;]-?[)(DPp])`,
].map((form) => new RegExp(`(?:${form})(?=[\\s?!.)]*$)`, 'iu'));
const ROUNDS = 6;

/** Takes away what changes nothing about a question: greetings, politeness, "quick question:", "asking for my boss", "lol". */
export function unwrap(message: string): Unwrapped {
  let text = message.replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  let leaves = false;
  let backTo: string | null = null;
  let asks = false;
  const callsBot = CALLING.test(text);
  for (let round = 0; round < ROUNDS; round++) {
    const before = text;
    const back = BACK.exec(text);
    if (back) {
      backTo = /^(?:that|this|it)$/i.test(back.groups?.what ?? '') ? '' : (back.groups?.what ?? '').trim();
      text = text.slice(back[0].length);
    }
    if (LEAVING.test(text)) leaves = true;
    text = leaveWords(text.replace(LEAVING, ''), CALLING);
    for (const form of [...BEFORE, ...AFTER]) text = leaveWords(text, form);
    if (REPORTED.test(text)) {
      asks = true;
      text = text.replace(REPORTED, '');
    }
    text = text.trim();
    if (text === before) break;
  }
  return { text, leaves, backTo, callsBot, asks };
}

/** Without what the form matches, unless nothing would be left. */
function leaveWords(text: string, form: RegExp): string {
  const rest = text.replace(form, '');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}
