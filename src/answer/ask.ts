import type { ArticleId, RevisionId, Span } from '../article/article.ts';
import { answerFrom } from './extractive.ts';
import type { Scored } from './rank.ts';
import type { Candidate, CandidateSource, SearchQuery } from './search.ts';

export interface SpanOf extends Span {
  article: ArticleId;
  revision: RevisionId;
}

export interface Claim {
  text: string;
  /** What supports it, at least one. */
  spans: SpanOf[];
}

export interface Answer {
  kind: 'answered' | 'refused';
  by: 'built-in' | 'model';
  /** Empty when refused. */
  claims: Claim[];
  /** What was looked at, best first. */
  passages: Scored<Candidate>[];
  dropped: { text: string; reason: string }[];
  /** A plain word about the model, when it was asked and did not answer. */
  note: string | null;
}

export interface AskDeps {
  source: CandidateSource;
  maxChars: number;
}

/** Answers a question from the stored articles and nothing else: claims with their source spans, or a refusal. */
export async function ask(deps: AskDeps, query: SearchQuery): Promise<Answer> {
  const answer = await answerFrom(deps.source, { ...query, maxChars: deps.maxChars });
  const passages = answer.found.passages;
  if (answer.kind === 'refused')
    return { kind: 'refused', by: 'built-in', claims: [], passages, dropped: [], note: null };
  const claims = answer.sentences.map(({ text, ...span }) => ({ text, spans: [span] }));
  return { kind: 'answered', by: 'built-in', claims, passages, dropped: [], note: null };
}
