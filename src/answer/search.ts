import type { ArticleId, RevisionId, Span } from '../article/article.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { type AnalysedQuestion, analyseQuestion } from './question.ts';
import { type Frequencies, rankPassages, type Scored } from './rank.ts';

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

/** Where passages come from: the store, or one text. Every answer is limited to what the workspace may see. */
export interface CandidateSource {
  frequencies(terms: readonly string[]): Promise<Frequencies>;
  candidates(query: {
    anyOf: readonly string[];
    allOf: readonly string[];
    workspace: WorkspaceId;
    since: Date | null;
    /** Exclusive. */
    until: Date | null;
    publisher: string | null;
    limit: number;
  }): Promise<Candidate[]>;
}

export interface SearchQuery {
  question: string;
  /** What the question points back to (conversation.ts). */
  context?: string | undefined;
  asOf: Date;
  workspace: WorkspaceId;
  since?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
  publisher?: string | undefined;
}

export interface Found {
  question: AnalysedQuestion;
  frequencies: Frequencies;
  /** Best first. */
  passages: Scored<Candidate>[];
}

/** Rows that one question may fetch, whatever the size of the library. */
const BUDGET = 1_500;
const PAIRED_TERMS = 4;

/** The passages that fit a question, best first, in at most three queries to the source. */
export async function searchPassages(source: CandidateSource, query: SearchQuery): Promise<Found> {
  const question = analyseQuestion(query.question, query.context);
  const frequencies = await source.frequencies(question.terms.map(({ term }) => term));
  const { workspace, since = null, until = null, publisher = null } = query;
  const scope = { workspace, since, until, publisher };
  const fetched = await Promise.all(
    selections(question, frequencies).map((selection) => source.candidates({ ...selection, ...scope, limit: BUDGET })),
  );
  const byPlace = new Map(fetched.flat().map((candidate) => [`${candidate.revision}/${candidate.start}`, candidate]));
  return { question, frequencies, passages: rankPassages(question, [...byPlace.values()], frequencies, query.asOf) };
}

/** Which passages to fetch: those with any of the rarest words as far as the budget goes, and those with two of the commoner ones. */
function selections(question: AnalysedQuestion, frequencies: Frequencies): { anyOf: string[]; allOf: string[] }[] {
  const known = question.terms
    .map(({ term }) => ({ term, count: frequencies.counts.get(term) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count);
  const anyOf: string[] = [];
  let rows = 0;
  for (const { term, count } of known) {
    if (rows + count > BUDGET) break;
    anyOf.push(term);
    rows += count;
  }
  const common = known.slice(anyOf.length, anyOf.length + PAIRED_TERMS).map(({ term }) => term);
  const pairs = common.flatMap((a, i) => common.slice(i + 1).map((b) => ({ anyOf: [], allOf: [a, b] })));
  return [
    ...(anyOf.length > 0 ? [{ anyOf, allOf: [] }] : []),
    ...pairs.slice(0, 2),
    ...(known.length === 1 && anyOf.length === 0 ? [{ anyOf: known.map(({ term }) => term), allOf: [] }] : []),
  ];
}
