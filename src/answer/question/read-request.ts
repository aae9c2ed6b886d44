import type { ArticleId } from '../../article/article.ts';
import { isStopWord, tokensOf } from '../../text/terms.ts';
import {
  acceptedOffer,
  type Conversation,
  type EarlierTurn,
  lastAboutNews,
  pointedEntry,
  type TalkedOf,
} from './conversation.ts';
import { correctionIn, fragmentIn, isBareQuestion, pointsBack, unnamedPerson, withInstead } from './follow-up.ts';
import { isCourtesy, type RequestKind, understand } from './kinds.ts';
import { type AnalysedQuestion, analyseQuestion } from './question.ts';
import { spelledRequest, writtenOut } from './request-words.ts';
import { type SaidQuestion, saidQuestion } from './said-by.ts';
import { type TimeWindow, timeWindow } from './time-window.ts';
import { withPerson } from './who-is-meant.ts';
import { unwrap } from './wrapping.ts';

/** A message, read once: what it asks for, about what, from which time. Every way in (mention, direct message, thread, slash command, command line) reads it here. */
export interface Request {
  kind: RequestKind;
  /** As written. */
  text: string;
  /** What is asked, complete: wrapping words are gone, what it left to the thread is filled in. */
  asked: string;
  /** What a summary, more, quotes, people … are asked of, as written; empty: of what was just talked of. */
  subject: string;
  /** The time that it names; null when it names none or the asker gave one beside it. */
  window: TimeWindow | null;
  /** `asked` without the words of time: what is looked for. */
  question: AnalysedQuestion;
  /** Whose words are asked for, and on what; null unless the kind is `words`. */
  said: SaidQuestion | null;
  /** Articles that the thread points to, the nearest first: looked in before all others. */
  focus: readonly ArticleId[];
  /** The other articles of its story, looked in where those of `focus` don't answer (answer/new-subject.ts). */
  story: readonly ArticleId[];
  /** Whether an answer from other articles would be beside the point ("the second one", "how much will it cost?"). */
  focusOnly: boolean;
  /** Whether it has words of its own that an answer can be held against; "how much is it now?" has none. */
  isOwn: boolean;
  /** Whether `focus` is only likely: a question that names something else leaves it (answer/new-subject.ts). */
  mayLeave: boolean;
  /** What it goes back to ("back to the strike: …"), as written; empty when it goes back to nothing, or doesn't name it. */
  backTo: string;
  /** The turn that "source?", "more" and "are you sure?" speak of. */
  before: EarlierTurn | null;
  /** Title of the entry that was pointed at by its number. */
  pointed: string | null;
  /** The pronoun that stands for somebody whom neither the question nor the thread names ("what did he say?"). */
  unnamed: string | null;
}

export interface Reading {
  asOf: Date;
  /** IANA zone that the asker's time words are read in. */
  zone: string;
  /** A time was given beside the question (`since:`). */
  timeGiven?: boolean;
  conversation?: Conversation;
  /** The article that the message links to, with "it" in the place of the link. */
  linked?: TalkedOf | null;
}

/** Of the articles of the turn before, so many are looked in first. */
const FOCUS = 1;

/** Reads a message: its kind, subject and time, completed from what the thread talked of. */
export function readRequest(
  text: string,
  { asOf, zone, timeGiven = false, conversation = [], linked = null }: Reading,
): Request {
  const legible = acceptedOffer(text, conversation) ?? spelledIfOther(writtenOut(text));
  const wrapped = unwrap(legible);
  const before = lastAboutNews(conversation);
  const last = wrapped.leaves ? null : before;
  const pointed = linked
    ? { entry: { title: linked.title, articles: [linked.id] }, rest: wrapped.text }
    : pointedEntry(wrapped.text, conversation);
  const written = pointed ? (SHOW_IT.test(pointed.rest) ? 'summarise it' : pointed.rest) : wrapped.text;
  const whole = understand(legible, false);
  const plain = isCourtesy(whole.kind) || written === legible ? whole : understand(written, false);
  const put = COMPLETED.has(plain.kind) ? partIn(written, last) : null;
  const completed = put === null ? written : last ? withInstead(last, put) : put;
  const turn = wrapped.backTo === null ? last : turnAbout(wrapped.backTo, conversation);
  const asked = turn && COMPLETED.has(plain.kind) ? withPerson(completed, turn, wrapped.backTo ?? '') : completed;
  // Whose words are asked for needs the name; a fact is looked for in that person's article, where the name stands in most sentences.
  const read = plain.kind === 'fact' ? completed : asked;
  const window = timeGiven ? null : timeWindow(read, asOf, zone);
  const rest = window?.rest || read;
  const isOther = window !== null || (COMPLETED.has(plain.kind) && rest !== written);
  const { kind, subject } = isOther ? understand(rest, window !== null) : plain;
  const left =
    wrapped.backTo !== null || put !== null || asked !== completed
      ? 'surely'
      : subject === ''
        ? pointsBack(rest)
        : 'no';
  // A fact that the question names whole is looked for everywhere: "who shot up the market" after a talk about the council has nothing to do with it.
  const isOnItsOwn = left === 'no' && (kind === 'fact' || kind === 'identity');
  const context = left !== 'no' && turn ? contextOf(turn, wrapped.backTo) : (wrapped.backTo ?? '');
  const isOwn = isBareQuestion(completed) || analyseQuestion(completed).terms.length > 0;
  return {
    kind: kind === 'chatter' && (put !== null || wrapped.asks) ? 'fact' : kind,
    text,
    asked,
    subject,
    window,
    question: pointed
      ? analyseQuestion(`${rest} ${pointed.entry.title}`)
      : analyseQuestion(rest, !isOwn || isBareQuestion(rest) ? subjectOf(turn) : ''),
    said: kind === 'words' ? saidQuestion(rest, context) : null,
    focus: pointed
      ? pointed.entry.articles
      : isOnItsOwn
        ? []
        : (turn?.articles.map(({ id }) => id).slice(0, FOCUS) ?? []),
    story: [],
    focusOnly: pointed !== null || (turn !== null && left !== 'no'),
    isOwn: isOwn || turn === null || pointed !== null,
    mayLeave:
      pointed === null && turn !== null && COMPLETED.has(kind) && (left === 'perhaps' || wrapped.backTo !== null),
    backTo: wrapped.backTo ?? '',
    before,
    pointed: pointed?.entry.title ?? null,
    unnamed: conversation.length === 0 && COMPLETED.has(kind) ? unnamedPerson(rest) : null,
  };
}

/** What a question without words of its own ("why?", "how much is it now?") is about: what was asked before it. */
function subjectOf(turn: EarlierTurn | null): string {
  if (turn === null) return '';
  return analyseQuestion(turn.asked).terms.length > 0 ? turn.asked : (turn.articles[0]?.title ?? '');
}

/** The message with its request words spelt right when that makes it another kind of request; else what looks mistyped may be a name. */
function spelledIfOther(text: string): string {
  const spelled = spelledRequest(text);
  const kindOf = (message: string) => understand(unwrap(message).text, false).kind;
  return spelled === text || kindOf(spelled) === kindOf(text) ? text : spelled;
}

/** What goes with pointing at something without asking anything of it. */
const SHOW_IT =
  /^(?:(?:and|ok|please|then|now|tell|show|give|read|open|explain|me|us|more|details?|about|on|of|the|to|what|what's|is|was|i|want|like|would|take|pick|choose|go|with|for|how|let's|do|it|yes|yeah|maybe)\b[\s?!.,']*)*$/i;

/** What may be left to the question before: the other kinds are whole as they are. */
const COMPLETED: ReadonlySet<RequestKind> = new Set(['fact', 'words', 'identity', 'chatter']);

/** What the message puts in the place of a part of the question before it, or in the place of all of it; null when it is a question of its own. */
function partIn(written: string, last: EarlierTurn | null): string | null {
  return correctionIn(written) ?? (last ? fragmentIn(written) : null);
}

/** The turn that shares most words with what is gone back to; the newest of several. */
function turnAbout(backTo: string, conversation: Conversation): EarlierTurn | null {
  const terms = new Set(contentTerms(backTo));
  const turns = conversation.filter(({ articles }) => articles.length > 0);
  if (terms.size === 0) return turns.at(-2) ?? turns.at(-1) ?? null;
  let best: EarlierTurn | null = null;
  let most = 0;
  for (const turn of turns) {
    const said = new Set(contentTerms(`${turn.asked} ${turn.articles[0]?.title ?? ''} ${turn.answer}`));
    const shared = [...terms].filter((term) => said.has(term)).length;
    if (shared > 0 && shared >= most) [best, most] = [turn, shared];
  }
  return best;
}

/** What a thread talks of, in words: those of its last question and of the headline that answered it. */
function contextOf(turn: EarlierTurn, backTo: string | null): string {
  return `${turn.asked} ${turn.articles[0]?.title ?? ''} ${backTo ?? ''}`.trim();
}

function contentTerms(text: string): string[] {
  return tokensOf(text).flatMap(({ term }) => (term === '' || isStopWord(term) ? [] : [term]));
}
