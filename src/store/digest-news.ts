import { sql } from 'kysely';
import type { ArticleId } from '../article/article.ts';
import { visibleArticles } from './articles.ts';
import type { Queries } from './database.ts';
import type { DigestId, WorkspaceId } from './schema.ts';

export interface NewsItem {
  article: ArticleId;
  revision: number;
  story: string;
  title: string;
  publisher: string | null;
  published: Date | null;
  added: Date;
  url: string | null;
  sample: boolean;
}

/** The articles a workspace got between two instants (after `from`, up to `to`), newest first. `topic` words must occur in title or text. */
export async function articlesBetween(
  db: Queries,
  workspace: WorkspaceId,
  window: { from: Date; to: Date; topic: string | null; limit: number },
): Promise<NewsItem[]> {
  let query = db
    .selectFrom('article_visibility')
    .innerJoin('articles', 'articles.id', 'article_visibility.article_id')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select([
      'articles.id as article',
      'revisions.id as revision',
      sql<string>`coalesce(articles.story, articles.id)`.as('story'),
      'revisions.title',
      'revisions.publisher',
      'revisions.published',
      'articles.added',
      'revisions.url',
      sql<boolean>`articles.came_in = 'sample'`.as('sample'),
    ])
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .where('article_visibility.workspace_id', 'in', [workspace, 'shared' as WorkspaceId])
    .where('article_visibility.added', '>', window.from)
    .where('article_visibility.added', '<=', window.to);
  if (window.topic !== null) {
    query = query.where(
      sql<boolean>`to_tsvector('english', revisions.title || ' ' || revisions.text) @@ websearch_to_tsquery('english', ${window.topic})`,
    );
  }
  const rows = await query
    .orderBy(sql`coalesce(revisions.published, articles.added)`, 'desc')
    .orderBy('articles.id')
    .limit(window.limit)
    .execute();
  return [...new Map(rows.map((row) => [row.article, row])).values()];
}

/** Which of these stories a digest has told already, with the newest time it did. */
export async function storiesTold(
  db: Queries,
  digest: DigestId,
  stories: readonly string[],
): Promise<Map<string, Date>> {
  if (stories.length === 0) return new Map();
  const rows = await db
    .selectFrom('digest_stories')
    .select((e) => ['story', e.fn.max<Date>('sent').as('sent')])
    .where('digest_id', '=', digest)
    .where('story', 'in', stories)
    .groupBy('story')
    .execute();
  return new Map(rows.map((row) => [row.story, row.sent]));
}
