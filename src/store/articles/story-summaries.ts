import { sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Span } from '../../text/span.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import type { SummaryMaker } from './summaries.ts';

/** A story of fewer articles is told by their own summaries. */
const FEWEST_ARTICLES = 2;
const DAYS = 2;

/**
 * Stories with articles of the last days that this model was not asked about in this way, the newest first. One that was summarised comes
 * again once it has twice as many articles.
 */
export async function storiesWithoutModel(
  db: Queries,
  { model, prompt }: SummaryMaker,
  now: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from stories s
    where s.articles >= ${FEWEST_ARTICLES}
      and exists (
        select from articles a join revisions r on r.id = a.current
        where a.story = s.id and r.added > ${new Date(now.getTime() - DAYS * 86_400_000)})
      and not exists (
        select from story_summaries m
        where m.story_id = s.id and s.articles < 2 * m.articles
          and (exists (select from story_points p where p.story_id = s.id) or (m.model = ${model} and m.prompt = ${prompt})))
    order by s.last_published desc, s.id
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

export interface StoryArticleText {
  article: ArticleId;
  revision: RevisionId;
  title: string;
  text: string;
  quotes: { text: string; speaker: string | null }[];
}

/** A story with its newest articles, no two of one title, the newest first; null when too few are left. */
export async function storyToSummarise(
  db: Queries,
  story: string,
  most: number,
): Promise<{ owner: WorkspaceId; size: number; articles: StoryArticleText[] } | null> {
  const found = await db.selectFrom('stories').select(['owner', 'articles']).where('id', '=', story).executeTakeFirst();
  if (!found) return null;
  const rows = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['articles.id as article', 'revisions.id as revision', 'revisions.title', 'revisions.text'])
    .where('articles.story', '=', story)
    .orderBy('revisions.published', (order) => order.desc().nullsLast())
    .orderBy('revisions.id', 'desc')
    .limit(4 * most)
    .execute();
  const distinct = [...new Map(rows.toReversed().map((row) => [row.title.toLowerCase(), row])).values()].reverse();
  const chosen = distinct.slice(0, most);
  if (chosen.length < FEWEST_ARTICLES) return null;
  const quotes = await db
    .selectFrom('quotes')
    .select(['revision_id', 'text', 'speaker'])
    .where(
      'revision_id',
      'in',
      chosen.map(({ revision }) => revision),
    )
    .where('kind', 'in', ['direct', 'partial'])
    .execute();
  const articles = chosen.map((one) => ({
    ...one,
    quotes: quotes.flatMap(({ revision_id, text, speaker }) =>
      revision_id === one.revision ? [{ text, speaker }] : [],
    ),
  }));
  return { owner: found.owner, size: found.articles, articles };
}

/** A point of a story's summary, with the sentences of the article that prove it. */
export interface StoryPoint {
  text: string;
  article: ArticleId;
  revision: RevisionId;
  spans: Span[];
}

/** Keeps what a model said of a story of so many articles, in place of what it said before; no points: it was asked in vain. */
export async function saveStorySummary(
  db: Queries,
  story: string,
  size: number,
  points: readonly StoryPoint[],
  maker: SummaryMaker,
): Promise<void> {
  await db.deleteFrom('story_summaries').where('story_id', '=', story).execute();
  await db
    .insertInto('story_summaries')
    .values({ story_id: story, articles: size, ...maker })
    .execute();
  if (points.length === 0) return;
  const rows = points.map(({ text, article, revision, spans }, n) => ({
    story_id: story,
    n,
    article_id: article,
    revision_id: revision,
    text,
    spans: JSON.stringify(spans),
  }));
  await db.insertInto('story_points').values(rows).execute();
}

/** The points of a story's summary in order, none when there is no summary. Whoever shows them must see to it that their articles may be seen. */
export async function storyPoints(db: Queries, story: string): Promise<StoryPoint[]> {
  const rows = await db.selectFrom('story_points').selectAll().where('story_id', '=', story).orderBy('n').execute();
  return rows.map(({ text, article_id, revision_id, spans }) => ({
    text,
    article: article_id,
    revision: revision_id,
    spans,
  }));
}
