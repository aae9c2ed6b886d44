import type { ArticleId, RevisionId } from '../article/article.ts';
import type { Model, UnavailableReason } from '../model/model.ts';
import type { Budget } from '../model/token-budget.ts';
import type { Database } from '../store/database.ts';
import type { Candidate, CandidateSource } from '../store/passages/source.ts';
import type { StoredQuote } from '../store/quotes/stored-quotes.ts';
import type { WorkspaceId } from '../store/schema.ts';
import type { Span } from '../text/span.ts';
import type { Conversation } from './question/conversation.ts';
import type { Request } from './question/read-request.ts';
import type { Scored } from './rank/rank.ts';
import type { DraftTally } from './with-model/draft.ts';

export interface SpanOf extends Span {
  article: ArticleId;
  revision: RevisionId;
}

export interface Claim {
  text: string;
  /** What supports it, at least one. */
  spans: SpanOf[];
  /** The words of the text that answer, where they are plain to see. */
  bold?: Span;
  /** In a model's answer: sentences of the articles, word for word, that stand in the place of its own words. */
  printed?: true;
}

/** An article or story of a numbered list. */
export interface ListedArticle {
  article: ArticleId;
  title: string;
  url: string | null;
  publisher: string | null;
  published: Date | null;
  /** A sentence of it, word for word. */
  sentence: Claim | null;
}

/**
 * What became of a request. `answered`: the claims (or quotations, or list) are the answer. `nearest`: nothing answers directly; the claims are
 * what comes closest. `nothing`: nothing stored is about it.
 */
export interface Answer {
  outcome: 'answered' | 'nearest' | 'nothing';
  by: 'built-in' | 'model';
  /** A line above the claims, in our words; null when they speak for themselves. */
  lead: string | null;
  claims: Claim[];
  quotes: StoredQuote[];
  /** Shown with numbers, so that one can be pointed at. */
  list: ListedArticle[];
  /** An article to be shown as a whole, in pages. */
  opened: ArticleId | null;
  /** What was looked at, best first. */
  passages: Scored<Candidate>[];
  /** Claims of a model that are not shown as it worded them, with what stands in their place and why. */
  dropped: { text: string; instead: 'sentences' | 'nothing'; reason: string }[];
  /** What was asked for and is not in the articles, in a model's words; follows "Not in the articles:". */
  missing: string | null;
  /** Questions to go on with. */
  followUps: string[];
  /** A plain word about the model, when it was asked and did not answer, or about what was read in place of what was typed. */
  note: string | null;
  /** When the newest of the cited articles was published, if all of them lie outside the time that the question names. */
  outside: Date | null;
  /** What an earlier article reported in place of a claim. */
  earlier: Claim | null;
}

const EMPTY = {
  by: 'built-in' as const,
  lead: null,
  claims: [],
  quotes: [],
  list: [],
  opened: null,
  passages: [],
  dropped: [],
  missing: null,
  followUps: [],
  note: null,
  outside: null,
  earlier: null,
};

/** An answer of the stored articles, with what is given of it. */
export function answered(parts: Partial<Answer>): Answer {
  return { ...EMPTY, outcome: 'answered', ...parts };
}

/** The closest there is; nothing at all when there are no claims. */
export function nearest(parts: Partial<Answer>): Answer {
  return { ...EMPTY, ...parts, outcome: parts.claims?.length ? 'nearest' : 'nothing' };
}

/** A model with what guards it. */
export interface GuardedModel {
  model: Model;
  budget: Budget;
  /** Most characters of articles that it is given with a question. */
  contextCharacters: number;
  /** Reads the claims that code could not decide; null: they are replaced. */
  secondReader: Model | null;
  /** Told of every drafted answer, to be counted. */
  onDraft?: (drafted: DraftTally) => void;
  /** Told when there was no draft; gives the reference under which the log knows why, or null. */
  onFailed?: (reason: UnavailableReason) => string | null;
}

export interface AskDeps {
  db: Database;
  /** Everything stored, as this question searches it. */
  stored: CandidateSource;
  maxChars: number;
  model: GuardedModel | null;
}

export interface AskQuery {
  request: Request;
  workspace: WorkspaceId;
  asOf: Date;
  /** IANA zone of the asker. */
  zone: string;
  /** BCP 47 tag of the asker's language, where their platform says it. */
  language?: string | null | undefined;
  conversation: Conversation;
  /** Articles of the digest that the thread hangs on. */
  told: readonly ArticleId[];
  since?: Date | undefined;
  publisher?: string | undefined;
  signal?: AbortSignal | undefined;
  onClaim?: (claim: Claim) => void;
}

/** One kind of request, answered. */
export type Path = (deps: AskDeps, query: AskQuery) => Promise<Answer>;
