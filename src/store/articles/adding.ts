import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ArticleDraft, ArticleId, RevisionId } from '../../article/article.ts';
import { addressKey } from '../../article/canonical-url.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { CameIn, RevisionChanges } from '../tables/article-tables.ts';

/** Hash of a text with white space folded: equal for the same words pasted twice. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex');
}

/** An id that is the same for the same owner and address or words. */
export function articleIdFor(owner: WorkspaceId, addressOrHash: string): ArticleId {
  return createHash('sha256').update(`${owner}\n${addressOrHash}`).digest('hex').slice(0, 16) as ArticleId;
}

/** An article as far as it is compared with a new reading, and what fills what that lacks. */
export interface StoredText
  extends Pick<ArticleDraft, 'title' | 'text' | 'url' | 'byline' | 'published' | 'publishedZone' | 'language'> {
  id: ArticleId;
  sameWords: boolean;
}

const STORED_TEXT = [
  'articles.id',
  'revisions.content_hash',
  'revisions.title',
  'revisions.text',
  'revisions.url',
  'revisions.byline',
  'revisions.published',
  'revisions.published_zone as publishedZone',
  'revisions.language',
] as const;

/**
 * The article of an owner that has exactly these words, or whose own address this is, or null. An address that only leads to a copy of the article
 * does not change it.
 */
export async function findSame(
  db: Queries,
  owner: WorkspaceId,
  found: { url: string | null; hash: string; title: string },
): Promise<StoredText | null> {
  const rows = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(STORED_TEXT)
    .where('articles.owner', '=', owner)
    .where((e) =>
      e.or([
        e('revisions.content_hash', '=', found.hash),
        ...(found.url === null
          ? []
          : [
              e(
                'articles.id',
                'in',
                e.selectFrom('addresses').select('article_id').where('owner', '=', owner).where('url', '=', found.url),
              ),
            ]),
      ]),
    )
    .limit(10)
    .execute();
  const same = rows.find(
    // Another headline over the same words is a new version at the article's own address, and another desk's anywhere else.
    (row) => row.content_hash === found.hash && (row.title === found.title || !isOneAddress(row.url, found.url)),
  );
  const best = same ?? rows.find((row) => row.url === null || isOneAddress(row.url, found.url));
  return best ? storedText(best, same !== undefined) : null;
}

function isOneAddress(stored: string | null, found: string | null): boolean {
  return stored !== null && found !== null && (addressKey(stored) ?? stored) === (addressKey(found) ?? found);
}

/** The current text of an article by its id; without `found` to compare it with, `sameWords` is false. */
export async function findById(
  db: Queries,
  id: ArticleId,
  found?: { hash: string; title: string },
): Promise<StoredText | null> {
  const row = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(STORED_TEXT)
    .where('articles.id', '=', id)
    .executeTakeFirst();
  return row ? storedText(row, row.content_hash === found?.hash && row.title === found.title) : null;
}

function storedText(
  { content_hash: _, ...stored }: Omit<StoredText, 'sameWords'> & { content_hash: string },
  sameWords: boolean,
): StoredText {
  return { ...stored, sameWords };
}

/** The article of an owner that an address leads to, or null. */
export async function findAtAddress(db: Queries, owner: WorkspaceId, url: string): Promise<StoredText | null> {
  const row = await db
    .selectFrom('addresses')
    .select('article_id')
    .where('owner', '=', owner)
    .where('url', '=', url)
    .executeTakeFirst();
  return row ? findById(db, row.article_id) : null;
}

/** Holds off every other process that is adding an article with the same key until the transaction ends. */
export async function lockForAdding(tx: Queries, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

export async function insertArticle(
  tx: Queries,
  article: { id: ArticleId; owner: WorkspaceId; cameIn: CameIn; lookAt?: Date | null },
): Promise<void> {
  await tx
    .insertInto('articles')
    .values({ id: article.id, owner: article.owner, came_in: article.cameIn, look_at: article.lookAt ?? null })
    .execute();
}

/** What a revision keeps of an article's text and of what its page says of itself. */
export function columnsOf<Time>(
  draft: Omit<ArticleDraft, 'published' | 'modified' | 'image'> & {
    published: Time;
    modified: Time;
    image: { url: string; alt: string | null } | null;
  },
) {
  return {
    url: draft.url,
    title: draft.title,
    byline: draft.byline,
    dateline: draft.dateline,
    publisher: draft.publisher,
    published: draft.published,
    published_zone: draft.publishedZone,
    modified: draft.modified,
    language: draft.language,
    image_url: draft.image?.url ?? null,
    image_alt: draft.image?.alt ?? null,
    kind: draft.kind,
    text: draft.text,
    content_hash: contentHash(draft.text),
  };
}

/** Adds the draft as the article's newest revision and makes it the current one; `changes`: from the one before. */
export async function insertRevision(
  tx: Queries,
  id: ArticleId,
  draft: ArticleDraft,
  changes: RevisionChanges | null,
): Promise<RevisionId> {
  const { id: revision } = await tx
    .insertInto('revisions')
    .values({
      article_id: id,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from revisions where article_id = ${id})`,
      ...columnsOf(draft),
      changes: changes === null ? null : JSON.stringify(changes),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.updateTable('articles').set({ current: revision }).where('id', '=', id).execute();
  return revision;
}

/** Has an address lead to an article; one that leads elsewhere stays as it is, unless it is the article's `own`. */
export async function addAddress(
  tx: Queries,
  owner: WorkspaceId,
  url: string,
  id: ArticleId,
  { own = false } = {},
): Promise<void> {
  await tx
    .insertInto('addresses')
    .values({ owner, url, article_id: id })
    .onConflict((c) => {
      const taken = c.columns(['owner', 'url']);
      return own ? taken.doUpdateSet({ article_id: id }) : taken.doNothing();
    })
    .execute();
}

/** Lets a workspace see an article; `SHARED` lets everybody. Idempotent. True when it was not visible there before. `since` dates it back, so that it is not news. */
export async function showTo(tx: Queries, workspace: WorkspaceId, id: ArticleId, since?: Date): Promise<boolean> {
  const rows = await tx
    .insertInto('article_visibility')
    .values({ workspace_id: workspace, article_id: id, ...(since ? { added: since } : {}) })
    .onConflict((c) => c.doNothing())
    .returning('article_id')
    .execute();
  return rows.length > 0;
}

/** Lets all who see one article see another that stands in its place or beside it; `since` is when they count as having seen that. */
export async function showAlike(tx: Queries, from: ArticleId, to: ArticleId, since: Date): Promise<void> {
  await sql`
    insert into article_visibility (workspace_id, article_id, added)
    select workspace_id, ${to}, ${since} from article_visibility where article_id = ${from}
    on conflict do nothing`.execute(tx);
}
