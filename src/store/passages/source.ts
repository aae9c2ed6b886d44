import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Frequencies } from '../../text/rarity.ts';
import type { Span } from '../../text/span.ts';
import type { WorkspaceId } from '../schema.ts';

/** A stored passage with what a citation needs. */
export interface Candidate extends Span {
  article: ArticleId;
  revision: RevisionId;
  text: string;
  title: string;
  /** Where the article was written from: a place that its text takes for granted. */
  dateline: string | null;
  publisher: string | null;
  published: Date | null;
  url: string | null;
}

/** An article's newest revision, whole or its beginning. */
export interface ArticleText {
  article: ArticleId;
  revision: RevisionId;
  title: string;
  dateline: string | null;
  text: string;
  publisher: string | null;
  published: Date | null;
  url: string | null;
}

/** The beginning of an article that is read sentence by sentence, in characters: longer ones are live blogs and lists. */
export const TEXT_LIMIT = 40_000;

/** What a search needs of a question. */
export interface SearchedQuestion {
  text: string;
  terms: { term: string; name: boolean; asking: boolean; context: boolean }[];
  /** The question is about what is new ("latest", "this week", "now"). */
  wantsNew: boolean;
}

/** Where to look, and for what. */
export interface PassageQuery {
  question: SearchedQuestion;
  asOf: Date;
  workspace: WorkspaceId;
  since: Date | null;
  /** Exclusive. */
  until: Date | null;
  publisher: string | null;
  /** The most passages to return. */
  limit: number;
}

/** Where passages come from: the store, or one text. Results are limited to what the workspace may see. */
export interface CandidateSource {
  /**
   * The passages that contain most of the question's words, in no promised order, and how common these words are; `similar` are the keys
   * of those that are near in meaning, nearest first.
   */
  search(
    query: PassageQuery,
  ): Promise<{ frequencies: Frequencies; candidates: Candidate[]; similar?: readonly string[] }>;
  /** The texts of revisions that the workspace may see, in no promised order, each at most `TEXT_LIMIT` characters from its beginning. */
  texts(revisions: readonly RevisionId[], workspace: WorkspaceId): Promise<ArticleText[]>;
  /** Terms of the library that begin much like this one and are about as long, for finding what was mistyped; no more than a few thousand. */
  termsLike(term: string): Promise<string[]>;
}
