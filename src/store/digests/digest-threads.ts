import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Database, Queries } from '../database.ts';
import { inScope, PASSAGE_COLUMNS } from '../passages/passages-in-scope.ts';
import type { CandidateSource } from '../passages/source.ts';
import type { DigestId, WorkspaceId } from '../schema.ts';

/** A story of a posted digest, as its thread refers to it. */
export interface DigestStory {
  /** From 1; null in digests from before positions were kept. */
  position: number | null;
  title: string;
  articles: ArticleId[];
}

const MOST_ARTICLES = 60;
const MOST_PASSAGES = 2_000;

interface Posted {
  digest: DigestId;
  slot: string;
}

/**
 * The digest post that a place is the thread of, or null. A thread on Slack has its first message's timestamp; on Discord a chain
 * of replies starts with the message, and a thread has the message's id.
 */
export async function digestOfThread(db: Queries, workspace: WorkspaceId, place: string): Promise<Posted | null> {
  const parts = place.split('/');
  const message = parts.at(-1) ?? '';
  const parent = parts.slice(0, -1).join('/');
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('digests', 'digests.id', 'deliveries.digest_id')
    .select(['deliveries.digest_id as digest', 'deliveries.slot'])
    .where('deliveries.message_id', '=', message)
    .where('digests.workspace_id', '=', workspace)
    .where((e) =>
      e.or([
        e('deliveries.place', '=', parent),
        ...(parts[0] === 'discord' && parts.length === 3 ? [e('deliveries.place', '^@', `${parent}/`)] : []),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The stories that a digest post told, in its order, with all articles on them that the workspace may see, newest first. */
export async function storiesPostedIn(
  db: Queries,
  workspace: WorkspaceId,
  { digest, slot }: Posted,
): Promise<DigestStory[]> {
  const rows = await db
    .selectFrom('digest_stories')
    .innerJoin('articles', (join) =>
      join.on((e) =>
        e.or([
          e('articles.story', '=', e.ref('digest_stories.story')),
          e('articles.id', '=', e.ref('digest_stories.article_id')),
        ]),
      ),
    )
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['digest_stories.story', 'digest_stories.position', 'articles.id', 'revisions.title'])
    .where('digest_stories.digest_id', '=', digest)
    .where('digest_stories.slot', '=', slot)
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .orderBy('digest_stories.position', (o) => o.asc().nullsLast())
    .orderBy(sql`coalesce(revisions.published, articles.added)`, 'desc')
    .orderBy('articles.id')
    .limit(MOST_ARTICLES * 4)
    .execute();
  const stories = new Map<string, DigestStory>();
  for (const row of rows) {
    const story = stories.get(row.story) ?? { position: row.position, title: row.title, articles: [] };
    if (!story.articles.includes(row.id) && story.articles.length < MOST_ARTICLES) story.articles.push(row.id);
    stories.set(row.story, story);
  }
  return [...stories.values()];
}

/** The passages of some articles alone, with the word counts of the whole store; what the workspace may not see is left out. */
export function passagesOfArticles(
  db: Database,
  articles: readonly ArticleId[],
  store: CandidateSource,
): CandidateSource {
  return {
    termsLike: (term) => store.termsLike(term),
    texts: (revisions, scope) => store.texts(revisions, scope),
    async search(wanted) {
      const { frequencies } = await store.search(wanted);
      if (articles.length === 0) return { frequencies, candidates: [] };
      const query = db
        .selectFrom('passages')
        .innerJoin('revisions', 'revisions.id', 'passages.revision_id')
        .select(PASSAGE_COLUMNS)
        .where('passages.article_id', 'in', articles.slice(0, MOST_ARTICLES))
        .where(inScope(db, wanted));
      return {
        frequencies,
        candidates: await query.orderBy('passages.doc').orderBy('passages.place').limit(MOST_PASSAGES).execute(),
      };
    },
  };
}
