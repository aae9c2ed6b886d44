import type { VerifiedClaim } from '../../model/claims.ts';
import { type Model, ModelUnavailable } from '../../model/model.ts';
import { type Budget, paidFor } from '../../model/token-budget.ts';
import { summariesOf } from '../../store/articles/summaries.ts';
import { statementsOf } from '../../store/quotes/stored-quotes.ts';
import type { AskDeps, AskQuery, Claim, GuardedModel } from '../answer.ts';
import { bestArticles, rateSentences } from '../rank/evidence-sentences.ts';
import type { Found } from '../rank/search.ts';
import { contextFor, MOST_ARTICLES } from './context.ts';
import { type Drafted, type DraftQuestion, draftVerified, type Undecided } from './draft.ts';

export type Written =
  | (Omit<Extract<Drafted, { kind: 'drafted' }>, 'claims'> & { claims: Claim[] })
  | Extract<Drafted, { kind: 'failed' }>;

/** Turns of the conversation that a model is told, newest last. */
const TURNS_TOLD = 3;

/** A model's answer from the best articles that were found, sentence by sentence, of which every claim was checked. */
export async function writeAnswer(
  { db, stored }: AskDeps,
  { model, budget, contextCharacters, secondReader, onDraft, onFailed }: GuardedModel,
  query: AskQuery,
  found: Found,
): Promise<Written> {
  const { workspace, asOf, signal, onClaim } = query;
  const texts = await stored.texts(bestArticles(found.passages, MOST_ARTICLES), workspace);
  const { articles } = rateSentences(found, texts, asOf);
  const spoken = await statementsOf(
    db,
    workspace,
    articles.map(({ article }) => article),
  );
  const summaries = await summariesOf(
    db,
    articles.map(({ revision }) => revision),
  );
  const keyPoints = new Map(
    [...summaries].map(([revision, summary]) => [revision, summary.keyPoints.map(({ text }) => text)]),
  );
  const context = contextFor(articles, spoken, contextCharacters, keyPoints);
  const history = query.conversation.slice(-TURNS_TOLD).map(({ asked, answer }) => ({ question: asked, answer }));
  const revisions = new Map(articles.map(({ article, revision }) => [article as string, { article, revision }]));
  const toClaim = ({ text, spans, printed }: VerifiedClaim): Claim => ({
    text,
    ...(printed ? { printed } : {}),
    spans: spans.flatMap(({ articleId, start, end }) => {
      const cited = revisions.get(articleId);
      return cited ? [{ ...cited, start, end }] : [];
    }),
  });
  const question = {
    workspace,
    question: query.request.asked,
    asOf,
    zone: query.zone,
    ...(query.language ? { language: query.language } : {}),
    context,
    history,
    ...(signal ? { signal } : {}),
    ...(secondReader ? { secondReader: asking(secondReader, budget, workspace, signal) } : {}),
    onClaim: (claim: VerifiedClaim) => onClaim?.(toClaim(claim)),
  };
  const failure = (failed: Extract<Drafted, { kind: 'failed' }>) => {
    const ref = onFailed?.(failed.reason) ?? null;
    return ref === null ? failed : { ...failed, message: `${failed.message} (ref ${ref})` };
  };
  const characters = contextCharacters + JSON.stringify([question.question, history]).length;
  try {
    const drafted = await paidFor(budget, { workspace, purpose: 'answer', most: model.largestCost(characters) }, () =>
      draftVerified({ model }, question),
    );
    if (drafted.kind === 'drafted') onDraft?.({ verdicts: drafted.verdicts });
    return drafted.kind === 'failed' ? failure(drafted) : { ...drafted, claims: drafted.claims.map(toClaim) };
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    return failure({ kind: 'failed', reason: error.reason, message: error.plain, usage: error.usage });
  }
}

/** A second reader within the workspace's budget; without one that answers, code alone decides. */
function asking(
  reader: Model,
  budget: Budget,
  workspace: string,
  signal: AbortSignal | undefined,
): NonNullable<DraftQuestion['secondReader']> {
  return async (claims: readonly Undecided[]) => {
    const request = { claims, ...(signal ? { signal } : {}) };
    try {
      const most = reader.largestCost(JSON.stringify(claims).length);
      return (await paidFor(budget, { workspace, purpose: 'check', most }, () => reader.check(request))).supported;
    } catch (error) {
      if (!(error instanceof ModelUnavailable)) throw error;
      return null;
    }
  };
}
