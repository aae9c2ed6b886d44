import { isSameSite } from '../../article/canonical-url.ts';
import type { Queries } from '../database.ts';
import { SHARED } from '../schema.ts';

/**
 * The name to show for the publisher of a page: what it calls itself, with its host beside it where a publisher of that name is known at another site.
 * Who came first keeps the name alone.
 */
export async function publisherShown(db: Queries, name: string | null, url: string | null): Promise<string | null> {
  const host = url === null ? '' : (URL.parse(url)?.hostname.replace(/^www\./, '') ?? '');
  if (name === null || url === null || host === '' || name === host) return name;
  const first = await db
    .selectFrom('revisions')
    .innerJoin('articles', 'articles.id', 'revisions.article_id')
    .select('revisions.url')
    .where('revisions.publisher', '=', name)
    .where('revisions.url', 'is not', null)
    .where('articles.owner', '=', SHARED)
    .orderBy('revisions.id')
    .limit(1)
    .executeTakeFirst();
  return first?.url && !isSameSite(first.url, url) ? `${name} (${host})` : name;
}
