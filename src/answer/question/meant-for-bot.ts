import { isGivenName } from '../../text/given-names.ts';
import { isStopWord, tokensOf } from '../../text/terms.ts';
import { acceptedOffer, type Conversation, pointedEntry } from './conversation.ts';
import { correctionIn, fragmentIn, isBareQuestion, pointsBack } from './follow-up.ts';
import { understand } from './kinds.ts';
import { writtenOut } from './request-words.ts';
import { unwrap } from './wrapping.ts';

/** A message in a thread that the bot takes part in. */
export interface Overheard {
  text: string;
  /** It mentions the bot, answers a message of the bot, or was written to the bot directly. */
  addressed: boolean;
  /** It mentions somebody else of the place (`<@U…>`), or answers somebody else's message. */
  toSomebodyElse: boolean;
  /** What the thread has talked of, oldest first. */
  conversation: Conversation;
}

/** `if-known`: it may be for the bot; a reply is welcome only when the articles have one. */
export type Meant = 'reply' | 'if-known' | 'silent';

const SECOND_PERSON = /\b(?:you|your|yours|u|ur|you're|y'all|yourself|shall we|let's|lets|we should|us two)\b/i;
/** "Does tea make you sleepy?" asks of anybody, "do you like tea?" of somebody there. */
const OF_ANYBODY =
  /^(?!.*\b(?:do|does|did|are|were|can|could|will|would|have|should|don't|if|when|where|think|and) (?:you|u|your|y'all)\b)(?:does|do|is|are|can|could|will|would|should|did|how|what|why)\b.*\b\p{L}{2,} (?:you|your)\b/iu;
/** "Where can you see the bridge?", "Can you hike alone in Nepal?": most likely of anybody as well. */
const OPEN_TO_ANYBODY =
  /^(?!.*\b(?:me|us|my|our|i|we|your)\b)(?:(?:where|when|how(?: (?:long|much|many|often|far|late|early))?|what|which|why)\b(?: \p{L}+){0,3} can(?:['’]?t| ?not)? you\b|can you (?:still |already |now )?(?!you\b)\p{L}+ (?:\p{L}+ ){0,4}(?:in|at|on|from|with|without|for|to) \p{L})/iu;
/** Asked of whoever keeps the articles. */
const OF_THE_BOT =
  /\b(?:do|have|can|did|could) you (?:have|know|got|get|tell|find|read|show|give|list|summari[sz]e)\b/i;
/** A question in another language, often typed without its mark; words that English has as well ("come", "dove") are left out. */
const ASKS_ELSEWHERE =
  /^¿?(?:(?:wann|wer|wem|wo|warum|wieso|weshalb|wie (?:viele?|hoch|lange|teuer|gro(?:ß|ss))|welche[rsnm]?|quand|pourquoi|combien|où|quel(?:le)?s?|qui est|quién|qué|cuándo|cuánt[oa]s?|cómo|dónde|por qué|сколько|когда|где|кто|почему|зачем|как(?:ой|ая|ое|ие)|كم|متى|أين|لماذا|من هو|من هي)(?!\p{L}) ?\S|.*(?:什么时候|多少|为什么|哪里|几个|谁是))/iu;
/** To somebody who is there, in the same languages. */
const SECOND_PERSON_ELSEWHERE =
  /(?<!\p{L})(?:(?:\p{L}+st|wann|wo) du|tu (?:viens|es|as|vas|veux|peux|fais)|ты|тебя|тебе)(?!\p{L})|[你您]/iu;
/** Pasted for the others, perhaps; or to go on with its article. */
const LINK_ALONE = /^\s*<?https?:\/\/[^\s<>]+>?\s*$/i;
const OPENING_NAME = /^(?:hey |hi |hello |ok |so |and |but )?(?<name>\p{Lu}[\p{Ll}]+)(?<comma>[,:]?)\s+(?<next>\S+)/u;
const CLOSING_NAME = /[,;]\s*(?<name>\p{Lu}\p{Ll}+)[\s?!.]*$/u;

/**
 * Whether a message in a thread is meant for the bot. What is addressed to it always is; beyond that it answers what asks about the news
 * and short words to it (thanks, more, source?), and keeps silent while people talk to each other, and after "stop" until it is addressed.
 */
export function meantForBot({ text, addressed, toSomebodyElse, conversation }: Overheard): Meant {
  if (addressed) return 'reply';
  const { text: written, callsBot, asks, leaves, backTo } = unwrap(writtenOut(text));
  if (callsBot) return 'reply';
  if (toSomebodyElse || conversation.at(-1)?.kind === 'stop' || callsSomebody(text, conversation)) return 'silent';
  if (acceptedOffer(text, conversation) !== null) return 'reply';
  if (LINK_ALONE.test(text) && conversation.length > 0) return 'if-known';
  const whole = understand(text, false).kind;
  const { kind } = understand(written, false);
  if (conversation.length > 0 && (leaves || backTo !== null || correctionIn(written) !== null)) return 'reply';
  if (!SECOND_PERSON.test(written) && pointedEntry(written, conversation) !== null) return 'reply';
  if (whole === 'greeting' || whole === 'nod' || whole === 'farewell') return 'silent';
  if (whole === 'thanks') return conversation.length > 0 ? 'reply' : 'silent';
  switch (kind) {
    case 'bot':
    case 'holdings':
    case 'stop':
      return 'reply';
    case 'source':
    case 'certainty':
    case 'date':
    case 'more':
      return conversation.length > 0 ? 'reply' : 'silent';
    case 'chatter':
      if (asks) return 'reply';
      if (ASKS_ELSEWHERE.test(written)) return SECOND_PERSON_ELSEWHERE.test(written) ? 'silent' : 'if-known';
      return fragmentIn(written) === null || conversation.length === 0
        ? 'silent'
        : isNamed(written)
          ? 'reply'
          : 'if-known';
    case 'fact':
    case 'identity':
      if (SECOND_PERSON_ELSEWHERE.test(written)) return 'silent';
      if (SECOND_PERSON.test(written))
        return OF_ANYBODY.test(written) || OPEN_TO_ANYBODY.test(written) ? 'if-known' : 'silent';
      // What a thread of the bot's own begins with was written to it.
      return conversation.length === 0 || isAboutThread(written, conversation) ? 'reply' : 'if-known';
    default:
      return !SECOND_PERSON.test(written) ? 'reply' : OF_THE_BOT.test(written) ? 'if-known' : 'silent';
  }
}

/** A message that opens or closes with the name of somebody whom the thread has not talked of. */
function callsSomebody(text: string, conversation: Conversation): boolean {
  const known = new Set(
    conversation.flatMap(({ asked, answer, articles }) =>
      [asked, answer, ...articles.map(({ title }) => title)].flatMap((words) => words.match(/\p{L}+/gu) ?? []),
    ),
  );
  const isCalled = (name: string) =>
    !known.has(name) &&
    !/^(?:Who|What|When|Where|Which|Why|How|Is|Are|Was|Were|Do|Does|Did|Has|Have|Can|Could|Will|Would|Should|The|And|But|So|Ok|Okay|Tell|Show|Give|List|No|Yes|Any|In|On|At|For|Sorry|Please)$/.test(
      name,
    );
  const { name = '', comma = '', next = '' } = OPENING_NAME.exec(text)?.groups ?? {};
  if (name !== '' && isCalled(name)) {
    if (comma !== '' && (isGivenName(name) || SECOND_PERSON.test(text))) return true;
    if (/^\p{Ll}/u.test(next) && (isGivenName(name) || name.length <= 4) && isTalk(text)) return true;
  }
  const closing = CLOSING_NAME.exec(text)?.groups?.name;
  return closing !== undefined && isCalled(closing) && isGivenName(closing);
}

/** Words that people say to each other rather than ask of the news. */
function isTalk(text: string): boolean {
  return (
    SECOND_PERSON.test(text) ||
    /\b(?:thanks|thank|i'm|i am|isn't that|aren't|remember|lunch|dinner|coffee|tonight|later|my|me|grab|come|call|meet|ring)\b|[\p{Extended_Pictographic}]/iu.test(
      text,
    )
  );
}

function isNamed(text: string): boolean {
  return /\p{Lu}/u.test(text);
}

function bareOf(text: string): string {
  return text.replace(/[\s?!.]+$/, '').trim();
}

/** Whether a question goes on with what the thread talks of: it says so, or shares a word with it. */
function isAboutThread(written: string, conversation: Conversation): boolean {
  if (conversation.length === 0) return false;
  const fragment = fragmentIn(written);
  if (isBareQuestion(written) || (fragment !== null && (isNamed(fragment) || fragment !== bareOf(written))))
    return true;
  if (/\b(?:it|its|this|that|these|those|he|him|his|she|her|they|them|their|there)\b/i.test(written)) return true;
  const terms = new Set(
    conversation.flatMap(({ asked, answer, articles }) =>
      termsOf(`${asked} ${answer} ${articles.map(({ title }) => title).join(' ')}`),
    ),
  );
  return (
    termsOf(written).some((term) => terms.has(term)) || (pointsBack(written) !== 'no' && /\bthe \p{Ll}/u.test(written))
  );
}

function termsOf(text: string): string[] {
  return tokensOf(text).flatMap(({ term }) => (term.length < 3 || isStopWord(term) ? [] : [term]));
}
