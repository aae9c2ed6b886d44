import type { RevisionId } from '../article/article.ts';
import type { Queries } from './database.ts';
import type { KeyPoint } from './schema.ts';

export interface StoredSummary {
  method: 'extractive' | 'model';
  headline: string;
  keyPoints: KeyPoint[];
  model: string | null;
  prompt: string | null;
}

/** Keeps a summary, one a method and revision: the first stays, so an article is summarised once. */
export async function insertSummary(tx: Queries, revision: RevisionId, summary: StoredSummary): Promise<void> {
  await tx
    .insertInto('summaries')
    .values({
      revision_id: revision,
      method: summary.method,
      headline: summary.headline,
      key_points: JSON.stringify(summary.keyPoints),
      model: summary.model,
      prompt: summary.prompt,
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** The summaries of these revisions; a model's comes before the extractive one. */
export async function summariesOf(
  db: Queries,
  revisions: readonly RevisionId[],
): Promise<Map<RevisionId, StoredSummary>> {
  const found = new Map<RevisionId, StoredSummary>();
  if (revisions.length === 0) return found;
  const rows = await db
    .selectFrom('summaries')
    .selectAll()
    .where('revision_id', 'in', revisions)
    .orderBy('method', 'asc')
    .execute();
  for (const row of rows) {
    found.set(row.revision_id, {
      method: row.method,
      headline: row.headline,
      keyPoints: row.key_points,
      model: row.model,
      prompt: row.prompt,
    });
  }
  return found;
}
