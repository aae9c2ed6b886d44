import { sql } from 'kysely';
import type { RevisionId, Span } from '../article/article.ts';
import { attributionThreshold } from '../quote/confidence.ts';
import { visibleArticles } from './articles.ts';
import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

export interface Said extends Span {
  revision: RevisionId;
  /** Null: unattributed. */
  speaker: string | null;
}

const MOST = 200;

/** The quotations that reach into some spans of articles the workspace may see, in text order. Offsets exclude the marks. */
export async function saidIn(
  db: Queries,
  workspace: WorkspaceId,
  spans: readonly (Span & { revision: RevisionId })[],
): Promise<Said[]> {
  if (spans.length === 0) return [];
  return db
    .selectFrom('quotes')
    .select([
      'quotes.revision_id as revision',
      'quotes.start',
      'quotes.end',
      sql<string | null>`case when quotes.confidence >= ${sql.lit(attributionThreshold)} then quotes.speaker end`.as(
        'speaker',
      ),
    ])
    .where('quotes.kind', 'in', ['direct', 'partial'])
    .where('quotes.article_id', 'in', visibleArticles(db, workspace))
    .where((e) =>
      e.or(
        spans.map((span) =>
          e.and([
            e('quotes.revision_id', '=', span.revision),
            e('quotes.start', '<', span.end),
            e('quotes.end', '>', span.start),
          ]),
        ),
      ),
    )
    .orderBy('quotes.revision_id')
    .orderBy('quotes.start')
    .limit(MOST)
    .execute();
}
