import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import type { Queries } from '../database.ts';
import { SHARED } from '../schema.ts';

/** Until then nobody else takes a page that somebody looks at. */
const CLAIM_MINUTES = 30;
/** No look is planned further ahead: what is, comes from a clock that was wrong. */
const FURTHEST_DAYS = 8;

/** Takes articles whose page is to be looked at again, each once. */
export async function takeDueLooks(
  db: Queries,
  now: Date,
  limit: number,
): Promise<{ id: ArticleId; url: string; looks: number }[]> {
  const { rows } = await sql<{ id: ArticleId; url: string; looks: number }>`
    update articles a set look_at = ${now}::timestamptz + ${CLAIM_MINUTES} * interval '1 minute'
    from revisions r
    where r.id = a.current and r.url is not null and a.id in (
      select id from articles where (look_at <= ${now} or look_at > ${now}::timestamptz + make_interval(days => ${FURTHEST_DAYS})) and owner = ${SHARED}
      order by look_at limit ${limit} for update skip locked
    )
    returning a.id, r.url, a.looks`.execute(db);
  return rows;
}

/** Plans the next look at an article's page; null: none. */
export async function planLook(db: Queries, id: ArticleId, looks: number, at: Date | null): Promise<void> {
  await db.updateTable('articles').set({ looks, look_at: at }).where('id', '=', id).execute();
}

/** Marks an article's page as gone since `since`, unless it was gone before; null: it is there. */
export async function markGone(db: Queries, id: ArticleId, since: Date | null): Promise<void> {
  await db
    .updateTable('articles')
    .set(since === null ? { gone: null } : (e) => ({ gone: e.fn.coalesce('gone', e.val(since)) }))
    .where('id', '=', id)
    .where('gone', since === null ? 'is not' : 'is', null)
    .execute();
}
