import type { App } from '../src/app.ts';
import type { RevisionId } from '../src/article/article.ts';
import { paidFor } from '../src/model/token-budget.ts';
import type { JobQueue } from '../src/queue/queue.ts';
import { insertVectors, passagesToEmbed } from '../src/store/passages/passage-vectors.ts';

/** Adds a job for each revision whose passages have no vectors yet. Each is embedded once, whoever may see it. */
export async function queueEmbeddings(queue: JobQueue, waiting: readonly RevisionId[]): Promise<void> {
  for (const revision of waiting) await queue.add('embed', { revision }, { id: `embed/${revision}` });
}

/** Embeds a revision's passages, each with its title before it. What it costs is counted on the workspace that owns the article. */
export async function embedRevision(
  { db, meaning }: Pick<App, 'db' | 'meaning'>,
  revision: RevisionId,
  signal: AbortSignal,
): Promise<void> {
  const article = meaning ? await passagesToEmbed(db, revision) : null;
  if (!meaning || !article) return;
  const texts = article.passages.map(({ text }) => `${article.title}\n${text}`);
  const cost = meaning.embeddings.largestCost(texts.reduce((sum, text) => sum + text.length, 0));
  const { vectors } = await paidFor(
    meaning.budget,
    { workspace: article.owner, purpose: 'embedding', most: cost },
    () => meaning.embeddings.embed(texts, signal),
  );
  await insertVectors(db, meaning.embeddings.name, article, vectors);
}
