import type { ArticleId, RevisionId } from '../../article/article.ts';
import { ORDINALS, UNITS } from '../../text/lists/number-words.ts';
import type { Span } from '../../text/span.ts';
import type { RequestKind } from './kinds.ts';

/** An article as a thread remembers it. */
export interface TalkedOf {
  id: ArticleId;
  title: string;
}

/** An entry of a list that was shown: what "the second one" means. */
export interface Listed {
  /** From 1. */
  position: number;
  title: string;
  articles: readonly ArticleId[];
}

/** One turn of a thread: what was asked, understood and answered. */
export interface EarlierTurn {
  kind: RequestKind;
  /** The question, complete: what it left to the thread is filled in. */
  asked: string;
  /** What was told; empty when nothing was found. */
  answer: string;
  /** What the turn was about, the article that answers first. */
  articles: readonly TalkedOf[];
  /** Where what was told stands. */
  told: readonly (Span & { article: ArticleId; revision: RevisionId })[];
  /** The numbered list that it showed, if any. */
  list: readonly Listed[];
  /** The one question that it offered instead ("Did you mean …?"). */
  offered?: string | undefined;
}

/** What a thread has talked of, oldest first. */
export type Conversation = readonly EarlierTurn[];

const YES =
  /^(?:(?:yes|yeah|yep|yup|sure|exactly|right|correct|of course|i did|i do|please|ok(?:ay)?|that one|him|her|y)[\s,!.]*)+$/i;

/** The question that a message says yes to; null when none was offered. */
export function acceptedOffer(message: string, conversation: Conversation): string | null {
  return YES.test(message.trim()) ? (conversation.at(-1)?.offered ?? null) : null;
}

/** The last turn that was about the news. */
export function lastAboutNews(conversation: Conversation): EarlierTurn | null {
  return conversation.findLast((turn) => turn.articles.length > 0) ?? null;
}

/** A list that a chat shows has at most so many entries that people would write out the number of. */
const MOST_WRITTEN = 10;
const COUNTED = UNITS.slice(1, MOST_WRITTEN + 1);
const ORDINAL = `(?<word>${ORDINALS.slice(1, MOST_WRITTEN + 1).join('|')}|last)|(?<short>\\d{1,2})(?:st|nd|rd|th)`;
const NUMBER = `(?<number>\\d{1,2}|${COUNTED.join('|')})`;
/** "The second one", "story 3", "#3", wherever it stands. */
const POINTED = new RegExp(
  `\\b(?:the )?(?:${ORDINAL}) (?:story|one|item|article|headline|news)\\b|(?:\\b(?:story|item|number|no\\.|headline|option) ?|#)${NUMBER}\\b`,
  'i',
);
/** The same by a bare number or ordinal: the whole message, or behind what shows or speaks of something ("tell me about 2", "quotes of the third"). */
const BARE_POINTER = new RegExp(
  `(?<=^|^(?:yes|yeah|ok|and|maybe)[\\s,]+|\\b(?:about|of|on|in|from|for|open|read|show|see|take|pick|choose|summari[sz]e|expand) )(?:the (?:${ORDINAL})|(?<number>\\d{1,2}))(?=(?: please| pls)?[\\s?!.]*$)|^(?:${ORDINAL})(?=[\\s?!.]*$)`,
  'i',
);

/**
 * The entry that a message points at by its number ("the second one"), in the newest list of the thread that has so many, and the message
 * with "it" in the place of the pointer; null when it points at none.
 */
export function pointedEntry(message: string, conversation: Conversation): { entry: Listed; rest: string } | null {
  const lists = conversation.map(({ list }) => list).filter((list) => list.length > 0);
  const match = lists.length > 0 ? (POINTED.exec(message) ?? BARE_POINTER.exec(message)) : null;
  if (!match) return null;
  const { word = '', short, number = '' } = match.groups ?? {};
  const named = Math.max(ORDINALS.indexOf(word.toLowerCase()), COUNTED.indexOf(number.toLowerCase()) + 1);
  const asked = named || Number(short ?? number);
  const isLast = word.toLowerCase() === 'last';
  const entries = lists.map((list) => (isLast ? list.at(-1) : list.find(({ position }) => position === asked)));
  const entry = entries.findLast((one) => one !== undefined);
  const rest = `${message.slice(0, match.index)}it${message.slice(match.index + match[0].length)}`;
  return entry ? { entry, rest } : null;
}
