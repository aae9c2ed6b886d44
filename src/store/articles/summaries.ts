import type { RevisionId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import type { KeyPoint } from '../schema.ts';

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
    if (row.key_points.length === 0) continue;
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

const SUMMARY_DAYS = 2;

/** Current revisions of the last days that no model was asked about, newest first. */
export async function revisionsWithoutModel(db: Queries, now: Date, limit: number): Promise<RevisionId[]> {
  const rows = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select('revisions.id')
    .where('revisions.added', '>', new Date(now.getTime() - SUMMARY_DAYS * 86_400_000))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('summaries')
            .select('revision_id')
            .whereRef('summaries.revision_id', '=', 'revisions.id')
            .where('method', '=', 'model'),
        ),
      ),
    )
    .orderBy('revisions.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** What a model needs to summarise a revision; null when it is gone or was summarised. */
export async function revisionToSummarise(
  db: Queries,
  revision: RevisionId,
): Promise<{
  article: string;
  title: string;
  text: string;
  quotes: { text: string; speaker: string | null }[];
} | null> {
  const row = await db
    .selectFrom('revisions')
    .select(['article_id', 'title', 'text'])
    .where('id', '=', revision)
    .executeTakeFirst();
  const done = await db
    .selectFrom('summaries')
    .select('revision_id')
    .where('revision_id', '=', revision)
    .where('method', '=', 'model')
    .executeTakeFirst();
  if (!row || done) return null;
  const quotes = await db
    .selectFrom('quotes')
    .select(['text', 'speaker'])
    .where('revision_id', '=', revision)
    .where('kind', 'in', ['direct', 'partial'])
    .execute();
  return { article: row.article_id, title: row.title, text: row.text, quotes };
}
