import { type RawBuilder, sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { visibleArticles } from './articles.ts';

/** An article in a list that is turned page by page. */
export interface LibraryRow {
  id: ArticleId;
  title: string;
  publisher: string | null;
  byline: string | null;
  published: Date | null;
  /** When it was published, or stored where that is not known: what the list is sorted by. */
  at: Date;
  /** The number of its newest version. */
  version: number;
  /** Quotations that may be shown as somebody's words. */
  quotes: number;
  /** As its page states it; null where it states none. */
  language: string | null;
  /** How the text begins, at most 280 characters. */
  beginning: string;
  /** Since when its page answers that there is none. */
  gone: Date | null;
  /** Marks the row's place in the list. */
  revision: number;
}

export interface LibraryFilter {
  /** By their exact names. */
  publishers?: readonly string[] | undefined;
  since?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
}

/** A workspace that sees fewer articles is listed from them, not from the index of all there are. */
const FEW_ARTICLES = 1_000;

/**
 * A page of the articles that a workspace may see, newest first: those after a revision in the list, or those before it, or the first ones.
 * `more` says whether the list goes on in that direction.
 */
export async function libraryPage(
  db: Queries,
  workspace: WorkspaceId,
  filter: LibraryFilter,
  from: { after?: number | undefined; before?: number | undefined; limit: number },
): Promise<{ rows: LibraryRow[]; more: boolean }> {
  const back = from.before !== undefined;
  const place = from.before ?? from.after;
  const at = sql`coalesce(r.published, r.added)`;
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.publishers) conditions.push(ofPublishers(filter.publishers));
  if (filter.since) conditions.push(sql`${at} >= ${filter.since}`);
  if (filter.until) conditions.push(sql`${at} < ${filter.until}`);
  if (place !== undefined) {
    const its = sql`(select coalesce(published, added) from revisions where id = ${place}), ${place}::bigint`;
    conditions.push(sql`(${at}, r.id) ${sql.raw(back ? '>' : '<')} (${its})`);
  }
  const seen = visibleArticles(db, workspace);
  const { rows: counted } = await sql<{ few: boolean }>`
    select count(*) < ${FEW_ARTICLES} as few from (${seen.limit(FEW_ARTICLES)}) as seen`.execute(db);
  // Asked revision by revision along the index: for a join, the planner would rather read and sort all there are.
  const one = seen.where('article_id', '=', sql<never>`r.article_id`).limit(1);
  conditions.push(counted[0]?.few ? sql`r.article_id in (${seen})` : sql`(${one}) is not null`);
  conditions.push(sql`(select current from articles where id = r.article_id) = r.id`);
  const order = sql.raw(back ? 'asc' : 'desc');
  const { rows } = await sql<LibraryRow>`
    select a.id, page.title, page.publisher, page.byline, page.published, page.at, page.version, page.language, page.beginning, a.gone, page.revision,
      (select count(*) from quotes q where q.revision_id = page.revision and q.kind in ('direct', 'partial')) as quotes
    from (
      select r.article_id, r.title, r.publisher, r.byline, r.published, ${at} as at, r.number as version, r.language,
        left(r.text, 280) as beginning, r.id as revision
      from revisions r where ${sql.join(conditions, sql` and `)}
      order by ${at} ${order}, r.id ${order} limit ${from.limit + 1}
    ) as page join articles a on a.id = page.article_id order by page.at ${order}, page.revision ${order}`.execute(db);
  const shown = rows.slice(0, from.limit);
  return { rows: back ? shown.reverse() : shown, more: rows.length > from.limit };
}

/** These articles as rows of a list, as far as the workspace may see them, in the order of the ids. */
export async function libraryRows(
  db: Queries,
  workspace: WorkspaceId,
  ids: readonly ArticleId[],
): Promise<LibraryRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<LibraryRow>`
    select a.id, r.title, r.publisher, r.byline, r.published, coalesce(r.published, r.added) as at, r.number as version,
      r.language, left(r.text, 280) as beginning, a.gone, r.id as revision,
      (select count(*) from quotes q where q.revision_id = r.id and q.kind in ('direct', 'partial')) as quotes
    from articles a join revisions r on r.id = a.current
    where a.id = any(${[...ids]}::text[]) and a.id in (${visibleArticles(db, workspace)})`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Of one publisher the index gives the newest at once. */
function ofPublishers(names: readonly string[]): RawBuilder<unknown> {
  const [name] = names;
  return names.length === 1 ? sql`r.publisher = ${name}` : sql`r.publisher = any(${[...names]}::text[])`;
}
