import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { SlotKey } from './slots.ts';

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

export interface NewsWindow {
  /** When the workspace got an article: after `from`, up to `to`. */
  from: Date;
  to: Date;
  /** Words that must occur in title or text. */
  topic: string | null;
  /** Part of the publisher's name. */
  publisher?: string | null;
  /** When it was published, or stored where that is not known: from the first instant on, before the second. */
  published?: { since: Date | null; until: Date | null };
  limit: number;
}

/** The articles a workspace got in a window of time, newest first. */
export async function articlesBetween(db: Queries, workspace: WorkspaceId, window: NewsWindow): Promise<NewsItem[]> {
  const at = sql<Date>`coalesce(revisions.published, articles.added)`;
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
  if (window.publisher)
    query = query.where(sql<boolean>`position(fold(${window.publisher}) in fold(revisions.publisher)) > 0`);
  if (window.published?.since) query = query.where(at, '>=', window.published.since);
  if (window.published?.until) query = query.where(at, '<', window.published.until);
  const rows = await query.orderBy(at, 'desc').orderBy('articles.id').limit(window.limit).execute();
  return [...new Map(rows.map((row) => [row.article, row])).values()];
}

/** Which of these stories any digest of a channel has told or is about to, with the newest time. Runs by hand and the slot itself don't count. */
export async function storiesTold(
  db: Queries,
  place: string,
  stories: readonly string[],
  except: SlotKey | null,
): Promise<Map<string, Date>> {
  if (stories.length === 0) return new Map();
  const rows = await db
    .selectFrom('digest_stories as told')
    .innerJoin('slots', (join) =>
      join.onRef('slots.digest_id', '=', 'told.digest_id').onRef('slots.slot', '=', 'told.slot'),
    )
    .innerJoin('digests', 'digests.id', 'told.digest_id')
    .select((e) => ['told.story', e.fn.max<Date>('told.sent').as('sent')])
    .where('digests.place', '=', place)
    .where('told.story', 'in', stories)
    .where('slots.state', 'in', ['composed', 'posted'])
    .where('told.slot', 'not like', '%+%')
    .where((e) =>
      except ? e.not(e.and([e('told.digest_id', '=', except.digest), e('told.slot', '=', except.slot)])) : e.val(true),
    )
    .groupBy('told.story')
    .execute();
  return new Map(rows.map((row) => [row.story, row.sent]));
}
