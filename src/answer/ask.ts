import type { ArticleId, RevisionId, Span } from '../article/article.ts';
import type { Budget } from '../model/budget.ts';
import { type Model, ModelUnavailable } from '../model/model.ts';
import type { CitedPassage } from './claims.ts';
import { type Drafted, draftVerified } from './draft.ts';
import { answerFrom, type BuiltInAnswer } from './extractive.ts';
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

/** A model with what guards it. */
export interface GuardedModel {
  model: Model;
  budget: Budget;
  /** Statements of articles whose speaker is known, by article. */
  quotesOf: (articles: readonly string[]) => Promise<Map<string, { text: string; speaker: string | null }[]>>;
}

export interface AskDeps {
  source: CandidateSource;
  maxChars: number;
  model: GuardedModel | null;
}

export interface AskQuery extends SearchQuery {
  history?: readonly { question: string; answer: string }[];
  signal?: AbortSignal | undefined;
  onClaim?: (claim: Claim) => void;
}

const PASSAGES_FOR_MODEL = 8;
/** Under this share of the question's words in the best passage, no model is asked: there is nothing to write from. */
const WORTH_A_MODEL = 0.4;

/**
 * Answers a question from the stored articles and nothing else: claims with their source spans, or a refusal. A model, when there
 * is one, writes from the passages and every claim of it is checked; when it fails, the built-in answer is given with a plain word.
 */
export async function ask(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const builtIn = await answerFrom(deps.source, { ...query, maxChars: deps.maxChars });
  const { passages } = builtIn.found;
  if (!deps.model || (passages[0]?.coverage ?? 0) < WORTH_A_MODEL) return fromBuiltIn(builtIn, null);
  const used = passages.slice(0, PASSAGES_FOR_MODEL);
  const drafted = await draft(deps.model, query, used);
  if (drafted.kind === 'failed') return fromBuiltIn(builtIn, drafted.message);
  const claims = drafted.claims.map((claim) => toClaim(claim, used));
  const dropped = drafted.dropped.map(({ text, reason, detail }) => ({ text, reason: `${reason}: ${detail}` }));
  return { kind: claims.length > 0 ? 'answered' : 'refused', by: 'model', claims, passages, dropped, note: null };
}

function fromBuiltIn(answer: BuiltInAnswer, note: string | null): Answer {
  const { passages } = answer.found;
  if (answer.kind === 'refused') return { kind: 'refused', by: 'built-in', claims: [], passages, dropped: [], note };
  const claims = answer.sentences.map(({ text, ...span }) => ({ text, spans: [span] }));
  return { kind: 'answered', by: 'built-in', claims, passages, dropped: [], note };
}

async function draft(guarded: GuardedModel, query: AskQuery, used: readonly Scored<Candidate>[]): Promise<Drafted> {
  const { model, budget } = guarded;
  const characters = used.reduce(
    (sum, { passage }) => sum + passage.text.length + passage.title.length,
    query.question.length,
  );
  try {
    const reservation = await budget.reserve(query.workspace, model.largestCost(characters));
    const quotes = await guarded.quotesOf([...new Set(used.map(({ passage }) => passage.article as string))]);
    const cited = new Map(
      used.map(({ passage }, i): [string, CitedPassage] => [
        `p${i + 1}`,
        {
          articleId: passage.article,
          start: passage.start,
          end: passage.end,
          text: passage.text,
          quotes: quotes.get(passage.article) ?? [],
        },
      ]),
    );
    const drafted = await draftVerified(
      { model },
      {
        question: query.question,
        asOf: query.asOf,
        passages: used.map(({ passage }, i) => ({ ...passage, id: `p${i + 1}` })),
        cited,
        ...(query.history ? { history: query.history } : {}),
        ...(query.signal ? { signal: query.signal } : {}),
        onClaim: (claim) => query.onClaim?.(toClaim(claim, used)),
      },
    );
    if (drafted.kind === 'drafted') await reservation.settle(drafted.usage.inputTokens + drafted.usage.outputTokens);
    return drafted;
  } catch (error) {
    if (error instanceof ModelUnavailable) return { kind: 'failed', reason: error.reason, message: error.plain };
    throw error;
  }
}

function toClaim(
  claim: { text: string; spans: (Span & { articleId: string })[] },
  used: readonly Scored<Candidate>[],
): Claim {
  return {
    text: claim.text,
    spans: claim.spans.flatMap(({ articleId, start, end }) => {
      const passage = used.find(({ passage: candidate }) => candidate.article === articleId)?.passage;
      return passage ? [{ article: passage.article, revision: passage.revision, start, end }] : [];
    }),
  };
}
