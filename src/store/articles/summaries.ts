import { type ExpressionBuilder, sql } from 'kysely';
import type { RevisionId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import type { Schema } from '../schema.ts';
import type { KeyPoint } from '../tables/article-tables.ts';

export interface StoredSummary {
  method: 'extractive' | 'model';
  headline: string;
  keyPoints: KeyPoint[];
  model: string | null;
  prompt: string | null;
}

/** Keeps a summary, one a method and revision: the first with points stays, so an article is summarised once. */
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
    .onConflict((c) =>
      c
        .columns(['revision_id', 'method'])
        .doUpdateSet((e) => ({
          headline: e.ref('excluded.headline'),
          key_points: e.ref('excluded.key_points'),
          model: e.ref('excluded.model'),
          prompt: e.ref('excluded.prompt'),
        }))
        .where('summaries.key_points', '=', sql<never>`'[]'::jsonb`),
    )
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

/** A model with what it is told: what it could not summarise is asked again once either changes. */
export interface SummaryMaker {
  model: string;
  prompt: string;
}

/** Current revisions of the last days that this model was not asked about in this way, newest first. */
export async function revisionsWithoutModel(
  db: Queries,
  maker: SummaryMaker,
  now: Date,
  limit: number,
): Promise<RevisionId[]> {
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
            .where(isDone(maker)),
        ),
      ),
    )
    .orderBy('revisions.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** A summary of a model with points, or one that this maker tried for in vain. */
function isDone({ model, prompt }: SummaryMaker) {
  return (e: ExpressionBuilder<Schema, 'summaries'>) =>
    e.and([
      e('method', '=', 'model'),
      e.or([
        e('key_points', '!=', sql<never>`'[]'::jsonb`),
        e.and([e('summaries.model', '=', model), e('summaries.prompt', '=', prompt)]),
      ]),
    ]);
}

/** What a model needs to summarise a revision; null when it is gone or was summarised. */
export async function revisionToSummarise(
  db: Queries,
  revision: RevisionId,
  maker: SummaryMaker,
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
    .where(isDone(maker))
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
