import { sql } from 'kysely';
import type { Article, ArticleId, ArticleKind, RevisionId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import { SHARED, type WorkspaceId } from '../schema.ts';
import type { CameIn, RevisionChanges, RevisionsTable } from '../tables/article-tables.ts';

const MOST_LANGUAGES = 24;

/** The ids of the articles that a workspace may see: its own, those linked to it, and those shared with all. Every query for people goes through it. */
export function visibleArticles(db: Queries, workspace: WorkspaceId) {
  return db.selectFrom('article_visibility').select('article_id').where('workspace_id', 'in', [workspace, SHARED]);
}

const ARTICLE_COLUMNS = [
  'articles.id as id',
  'articles.added as added',
  'articles.story as story',
  'articles.came_in as came_in',
  'articles.gone as gone',
  'revisions.id as revision',
  'revisions.url as url',
  'revisions.title as title',
  'revisions.byline as byline',
  'revisions.dateline as dateline',
  'revisions.publisher as publisher',
  'revisions.published as published',
  'revisions.published_zone as published_zone',
  'revisions.modified as modified',
  'revisions.language as language',
  'revisions.image_url as image_url',
  'revisions.image_alt as image_alt',
  'revisions.kind as kind',
  'revisions.text as text',
] as const;

type Row = {
  id: ArticleId;
  added: Date;
  story: string | null;
  came_in: CameIn;
  gone: Date | null;
  revision: RevisionId;
  published: Date | null;
  modified: Date | null;
} & Pick<
  RevisionsTable,
  | 'url'
  | 'title'
  | 'byline'
  | 'dateline'
  | 'publisher'
  | 'published_zone'
  | 'language'
  | 'image_url'
  | 'image_alt'
  | 'kind'
  | 'text'
>;

export type StoredArticle = Article & {
  story: string | null;
  cameIn: CameIn;
  /** Since when its page answers that there is none. */
  gone: Date | null;
};

function toArticle(row: Row): StoredArticle {
  const { published_zone, image_url, image_alt, came_in, ...rest } = row;
  return {
    ...rest,
    publishedZone: published_zone,
    image: image_url === null ? null : { url: image_url, alt: image_alt ?? '' },
    cameIn: came_in,
  };
}

/** The current revisions of these articles as far as the workspace may see them, in the order of the ids. */
export async function articlesById(
  db: Queries,
  workspace: WorkspaceId,
  ids: readonly string[],
): Promise<StoredArticle[]> {
  if (ids.length === 0) return [];
  const rows: Row[] = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(ARTICLE_COLUMNS)
    .where('articles.id', 'in', ids as ArticleId[])
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .execute();
  const byId = new Map(rows.map((row) => [row.id as string, toArticle(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export interface ArticleListing {
  id: ArticleId;
  title: string;
  publisher: string | null;
  published: Date | null;
  added: Date;
  url: string | null;
  kind: ArticleKind;
  /** Since when its page answers that there is none. */
  gone: Date | null;
}

/** The other articles of an article's story that the workspace may see, newest first. */
export async function othersOfStory(
  db: Queries,
  workspace: WorkspaceId,
  id: ArticleId,
  limit: number,
): Promise<ArticleId[]> {
  const rows = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select('articles.id')
    .where('articles.story', '=', (e) => e.selectFrom('articles as one').select('one.story').where('one.id', '=', id))
    .where('articles.id', '!=', id)
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .orderBy('revisions.published', (by) => by.desc().nullsLast())
    .orderBy('articles.id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** The newest articles that a workspace may see, newest first; `words` must all occur in title or publisher. */
export async function listArticles(
  db: Queries,
  workspace: WorkspaceId,
  filter: { words?: string; limit: number },
): Promise<ArticleListing[]> {
  let query = db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select([
      'articles.id',
      'revisions.title',
      'revisions.publisher',
      'revisions.published',
      'articles.added',
      'revisions.url',
      'revisions.kind',
      'articles.gone',
    ])
    .where('articles.id', 'in', visibleArticles(db, workspace));
  for (const word of (filter.words ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) {
    query = query.where(
      sql<boolean>`(revisions.title || ' ' || coalesce(revisions.publisher, '') || ' ' || articles.id) ilike ${`%${escapeLike(word)}%`}`,
    );
  }
  return query
    .orderBy(sql`coalesce(revisions.published, articles.added)`, 'desc')
    .orderBy('articles.id')
    .limit(filter.limit)
    .execute();
}

/** The languages of the articles that a workspace sees, two letters each, those of most articles first. */
export async function languagesOf(db: Queries, workspace: WorkspaceId): Promise<string[]> {
  const language = sql<string>`lower(left(revisions.language, 2))`;
  const rows = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(language.as('language'))
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .where('revisions.language', 'is not', null)
    .groupBy(language)
    .orderBy(sql`count(*)`, 'desc')
    .limit(MOST_LANGUAGES)
    .execute();
  return rows.map((row) => row.language);
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/**
 * Takes an article away from a workspace; when nobody else sees it, it is deleted with its quotes and summaries.
 * False when the workspace does not see it, or sees it only because it is shared with all and `workspace` is not `SHARED`.
 */
export async function removeArticle(tx: Queries, workspace: WorkspaceId, id: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('article_visibility')
    .where('workspace_id', '=', workspace)
    .where('article_id', '=', id as ArticleId)
    .returning('article_id')
    .execute();
  if (gone.length === 0) return false;
  await tx
    .deleteFrom('articles')
    .where('id', '=', id as ArticleId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('article_visibility').select('article_id').whereRef('article_id', '=', 'articles.id'))),
    )
    .execute();
  return true;
}

/** Deletes an article whoever sees it, with everything that hangs on it. Returns its title, or null when there is none. */
export async function deleteArticle(tx: Queries, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['articles.id', 'revisions.title'])
    .where('articles.id', '=', id as ArticleId)
    .executeTakeFirst();
  if (!row) return null;
  await tx.deleteFrom('articles').where('id', '=', row.id).execute();
  return row.title;
}

export interface Holdings {
  articles: number;
  sources: { publisher: string | null; articles: number; newest: Date | null }[];
  oldest: Date | null;
  newest: Date | null;
}

/** What a workspace can be answered from: articles by publisher, most first (at most `limit`), and the dates they span. */
export async function holdings(db: Queries, workspace: WorkspaceId, limit: number): Promise<Holdings> {
  const visible = db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .where('articles.id', 'in', visibleArticles(db, workspace));
  const totals = await visible
    .select((e) => [
      e.fn.countAll<number>().as('articles'),
      e.fn.min<Date | null>('revisions.published').as('oldest'),
      e.fn.max<Date | null>('revisions.published').as('newest'),
    ])
    .executeTakeFirstOrThrow();
  const sources = await visible
    .select((e) => [
      'revisions.publisher',
      e.fn.countAll<number>().as('articles'),
      e.fn.max<Date | null>('revisions.published').as('newest'),
    ])
    .groupBy('revisions.publisher')
    .orderBy('articles', 'desc')
    .limit(limit)
    .execute();
  return { ...totals, sources };
}

export interface RevisionRecord {
  number: number;
  title: string;
  url: string | null;
  published: Date | null;
  modified: Date | null;
  added: Date;
  text: string;
  /** From the revision before; null for the first. */
  changes: RevisionChanges | null;
}

const MOST_REVISIONS = 100;

/** The versions of an article that a workspace may see, oldest first, at most the newest hundred. */
export async function revisionsOf(db: Queries, workspace: WorkspaceId, id: string): Promise<RevisionRecord[]> {
  const rows = await db
    .selectFrom('revisions')
    .select(['number', 'title', 'url', 'published', 'modified', 'added', 'text', 'changes'])
    .where('article_id', '=', id as ArticleId)
    .where('article_id', 'in', visibleArticles(db, workspace))
    .orderBy('number', 'desc')
    .limit(MOST_REVISIONS)
    .execute();
  return rows.reverse();
}
