import type { ArticleId, RevisionId } from '../../article/article.ts';
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
}

/** What a thread has talked of, oldest first. */
export type Conversation = readonly EarlierTurn[];

/** The last turn that was about the news. */
export function lastAboutNews(conversation: Conversation): EarlierTurn | null {
  return conversation.findLast((turn) => turn.articles.length > 0) ?? null;
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const POINTED = new RegExp(
  `\\b(?:the )?(?:(?<word>${ORDINALS.join('|')}|last)|(?<short>\\d{1,2})(?:st|nd|rd|th)) (?:story|one|item|article|headline|news)\\b|(?:\\b(?:story|item|number|no\\.|headline) ?|#)(?<number>\\d{1,2})\\b`,
  'i',
);

/** The entry of a list that a question points at by its number ("the second one"), with the question's other words; null when it points at none. */
export function pointedEntry<T extends { position: number }>(
  question: string,
  list: readonly T[],
): { entry: T; rest: string } | null {
  const match = list.length > 0 ? POINTED.exec(question) : null;
  if (!match) return null;
  const { word, short, number } = match.groups ?? {};
  const wanted =
    word?.toLowerCase() === 'last'
      ? Math.max(...list.map(({ position }) => position))
      : word
        ? ORDINALS.indexOf(word.toLowerCase()) + 1
        : Number(short ?? number);
  const entry = list.find(({ position }) => position === wanted);
  return entry ? { entry, rest: question.replace(match[0], ' ').trim() } : null;
}
