import { storyPointsBy } from '../src/answer/with-model/key-points.ts';
import type { App } from '../src/app.ts';
import { paidFor } from '../src/model/token-budget.ts';
import type { JobQueue } from '../src/queue/queue.ts';
import { saveStorySummary, storyToSummarise } from '../src/store/articles/story-summaries.ts';
import { summaryMaker } from './summarise.ts';

/** Articles of a story that a model is given, the newest. */
const MOST_ARTICLES = 5;

export async function queueStorySummaries(queue: JobQueue, waiting: readonly string[]): Promise<void> {
  for (const story of waiting) await queue.add('summarise-story', { story }, { id: `story/${story}` });
}

/** Has the model summarise a story from its newest articles. Points that they do not support are left out. */
export async function summariseStory(
  { db, config, model: guarded }: Pick<App, 'db' | 'config' | 'model'>,
  story: string,
  signal: AbortSignal,
): Promise<void> {
  if (!guarded) return;
  const found = await storyToSummarise(db, story, MOST_ARTICLES);
  if (!found) return;
  const { model, budget } = guarded;
  const characters = config.MODEL_CONTEXT_CHARACTERS;
  const { points } = await paidFor(
    budget,
    { workspace: found.owner, purpose: 'summary', most: 2 * model.largestCost(characters) },
    () => storyPointsBy({ model }, found.articles, characters, signal),
  );
  const maker = summaryMaker(guarded.name);
  await db.transaction().execute((tx) => saveStorySummary(tx, story, found.size, points, maker));
}
