import { type Expression, type SqlBool, sql } from 'kysely';
import { visibleArticles } from '../articles/articles.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';

/** Whose passages, from when and by whom. */
export interface PassageScope {
  workspace: WorkspaceId;
  since: Date | null;
  /** Exclusive. */
  until: Date | null;
  /** Part of the publisher's name. */
  publisher: string | null;
}

/** What a candidate for an answer is made of; for a query on `passages` joined with their `revisions`. */
export const PASSAGE_COLUMNS = [
  'passages.article_id as article',
  'passages.revision_id as revision',
  'passages.start',
  'passages.end',
  'passages.text',
  'revisions.title',
  'revisions.dateline',
  'revisions.publisher',
  'revisions.published',
  'revisions.url',
] as const;

/** True for passages that the workspace may see, within the limits of a question; for the same queries. */
export function inScope(db: Queries, { workspace, since, until, publisher }: PassageScope): Expression<SqlBool> {
  return sql<SqlBool>`${sql.join(
    [
      sql`passages.article_id in ${visibleArticles(db, workspace)}`,
      ...(since ? [sql`revisions.published >= ${since}`] : []),
      ...(until ? [sql`revisions.published < ${until}`] : []),
      ...(publisher ? [sql`position(fold(${publisher}) in fold(revisions.publisher)) > 0`] : []),
    ],
    sql` and `,
  )}`;
}
