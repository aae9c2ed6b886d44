import type { ArticleId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { RevisionChanges } from '../tables/article-tables.ts';
import { visibleArticles } from './articles.ts';

export interface ChangedArticle {
  article: ArticleId;
  /** The revision's number, 2 or more. */
  number: number;
  title: string;
  url: string | null;
  /** When the new version was stored. */
  added: Date;
  changes: RevisionChanges;
}

const MOST = 1_000;

/**
 * What changed in these articles after `since`, as far as the workspace may see them, oldest change first. What a digest told in words
 * that are among `removed`, or under the earlier title, is out of date.
 */
export async function revisionsSince(
  db: Queries,
  workspace: WorkspaceId,
  articles: readonly ArticleId[],
  since: Date,
): Promise<ChangedArticle[]> {
  if (articles.length === 0) return [];
  const rows = await db
    .selectFrom('revisions')
    .select(['article_id as article', 'number', 'title', 'url', 'added', 'changes'])
    .where('article_id', 'in', articles)
    .where('article_id', 'in', visibleArticles(db, workspace))
    .where('added', '>', since)
    .where('changes', 'is not', null)
    .orderBy('added')
    .limit(MOST)
    .execute();
  return rows.flatMap(({ changes, ...row }) => (changes === null ? [] : [{ ...row, changes }]));
}
