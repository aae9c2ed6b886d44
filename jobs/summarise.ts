import { verifiedSummary } from '../src/answer/with-model/key-points.ts';
import type { App } from '../src/app.ts';
import type { RevisionId } from '../src/article/article.ts';
import { ModelUnavailable } from '../src/model/model.ts';
import { loadPrompt } from '../src/model/prompts.ts';
import { paidFor } from '../src/model/token-budget.ts';
import type { JobQueue } from '../src/queue/queue.ts';
import { insertSummary, revisionToSummarise, type SummaryMaker } from '../src/store/articles/summaries.ts';
import { SHARED } from '../src/store/schema.ts';

/** Adds a job for each new revision that a model has not summarised yet. A summary serves every channel, so each is made once. */
export async function queueSummaries(queue: JobQueue, waiting: readonly RevisionId[]): Promise<void> {
  for (const revision of waiting) await queue.add('summarise', { revision }, { id: `summarise/${revision}` });
}

/** Whose summaries these are: a model of some name, told what the prompt says. */
export function summaryMaker(model: string): SummaryMaker {
  return { model, prompt: loadPrompt('summary').version };
}

/** Has the model summarise a revision. Points that the article does not support are left out; too few, and the extractive one stays. */
export async function summariseRevision(
  { db, model: guarded }: Pick<App, 'db' | 'model'>,
  revision: RevisionId,
  signal: AbortSignal,
): Promise<void> {
  if (!guarded) return;
  const maker = summaryMaker(guarded.name);
  const article = await revisionToSummarise(db, revision, maker);
  if (!article) return;
  const { model, budget } = guarded;
  const made = await paidFor(
    budget,
    { workspace: SHARED, purpose: 'summary', most: 2 * model.largestCost(article.text.length) },
    () => verifiedSummary({ model }, { ...article, id: article.article }, signal),
  );
  if (made.by === 'built-in' && made.unavailable) throw new ModelUnavailable(made.unavailable, 'summary');
  await insertSummary(db, revision, {
    method: 'model',
    headline: made.summary.headline,
    // Without enough supported points the row only says that the model was asked.
    keyPoints: made.by === 'model' ? made.summary.keyPoints : [],
    ...maker,
  });
}
