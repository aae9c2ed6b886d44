import { sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Queries } from '../database.ts';
import { SHARED, type WorkspaceId } from '../schema.ts';
import type { CameIn, RevisionsTable } from '../tables/article-tables.ts';
import { IS_WIRE } from './digests.ts';
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
  /** Two-letter languages; none given: all. */
  languages?: readonly string[];
  limit: number;
}

/** What a digest, a wire or a list of the latest needs of an article, as it is now. */
export const NEWS_COLUMNS = [
  'articles.id as article',
  'revisions.id as revision',
  sql<string>`coalesce(articles.story, articles.id)`.as('story'),
  'revisions.title',
  'revisions.publisher',
  'revisions.published',
  'revisions.url',
] as const;

/** What came into a workspace's sight in a span; an article may have come to everybody and to the workspace too. */
function arrivals(db: Queries, workspace: WorkspaceId, { from, to }: { from: Date; to: Date }) {
  return db
    .selectFrom('article_visibility')
    .innerJoin('articles', 'articles.id', 'article_visibility.article_id')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .where('articles.id', 'in', visibleArticles(db, workspace))
    .where('article_visibility.workspace_id', 'in', [workspace, SHARED])
    .where('article_visibility.added', '>', from)
    .where('article_visibility.added', '<=', to)
    .select(NEWS_COLUMNS);
}

/** The rows with each article once. */
function once<Row extends { article: ArticleId }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.article, row])).values()];
}

/** The articles a workspace got in a window of time, newest first. */
export async function articlesBetween(db: Queries, workspace: WorkspaceId, window: NewsWindow): Promise<NewsItem[]> {
  const at = sql<Date>`coalesce(revisions.published, articles.added)`;
  let query = arrivals(db, workspace, window).select([
    'articles.added',
    sql<boolean>`articles.came_in = 'sample'`.as('sample'),
  ]);
  if (window.topic !== null) {
    query = query.where(
      sql<boolean>`to_tsvector('english', revisions.title || ' ' || revisions.text) @@ websearch_to_tsquery('english', ${window.topic})`,
    );
  }
  if (window.languages?.length) query = query.where(inLanguages(window.languages));
  if (window.publisher)
    query = query.where(sql<boolean>`position(fold(${window.publisher}) in fold(revisions.publisher)) > 0`);
  if (window.published?.since) query = query.where(at, '>=', window.published.since);
  if (window.published?.until) query = query.where(at, '<', window.published.until);
  const rows = await query.orderBy(at, 'desc').orderBy('articles.id').limit(window.limit).execute();
  return once(rows);
}

function inLanguages(languages: readonly string[]) {
  return sql<boolean>`lower(left(revisions.language, 2)) = any(${languages.map((one) => one.toLowerCase())})`;
}

/** An article as a digest's editor reads it. */
export interface NewsArticle {
  article: ArticleId;
  revision: RevisionId;
  story: string;
  title: string;
  publisher: string | null;
  published: Date | null;
  added: Date;
  url: string | null;
  kind: RevisionsTable['kind'];
  /** Primary subtag, as its page or its text tells it. */
  language: string | null;
  cameIn: CameIn;
  /** The beginning of its text. */
  head: string;
}

export interface DigestWindow {
  from: Date;
  to: Date;
  /** Two-letter languages, names of publishers, names or addresses of feeds; empty: all. */
  languages: readonly string[];
  sources: readonly string[];
  feeds: readonly string[];
  headLength: number;
  limit: number;
  /** Which come first, where there are more than the limit: the newest, unless this says otherwise. */
  first?: 'oldest';
}

/** What a workspace got in a span, newest first, for a digest to choose from. */
export async function newsBetween(db: Queries, workspace: WorkspaceId, window: DigestWindow): Promise<NewsArticle[]> {
  let query = arrivals(db, workspace, window).select([
    'article_visibility.added',
    'revisions.kind',
    'revisions.language',
    'articles.came_in as cameIn',
    sql<string>`left(revisions.text, ${window.headLength})`.as('head'),
  ]);
  if (window.languages.length > 0) query = query.where(inLanguages(window.languages));
  if (window.sources.length > 0) {
    query = query.where(
      sql<boolean>`exists (select 1 from unnest(${[...window.sources]}::text[]) as source where position(fold(source) in fold(revisions.publisher)) > 0)`,
    );
  }
  if (window.feeds.length > 0) {
    query = query.where(sql<boolean>`exists (
      select 1 from feed_entries e join feeds f on f.id = e.feed_id
        left join feed_followers w on w.feed_id = f.id and w.workspace_id = ${workspace}
        join unnest(${[...window.feeds]}::text[]) as wanted
          on position(lower(wanted) in lower(f.url || ' ' || coalesce(f.title, '') || ' ' || coalesce(w.name, ''))) > 0
      where e.article_id = articles.id)`);
  }
  const rows = await query
    .orderBy('article_visibility.added', window.first === 'oldest' ? 'asc' : 'desc')
    .orderBy('articles.id')
    .limit(window.limit)
    .execute();
  return once(rows);
}

/** What a channel was told of a story. */
export interface PostedStory {
  story: string;
  article: ArticleId;
  /** Null for the further articles of the story. */
  revision: RevisionId | null;
  headline: string | null;
  sentence: string | null;
  publisher: string | null;
  published: Date | null;
  sent: Date;
}

/** Which posts of a channel's digests count as told: all but a slot's own, and (`until`) none after an instant. */
export interface ToldIn {
  place: string;
  slot: SlotKey | null;
  until: Date | null;
}

/** What the digests of a channel have told of these stories, or are about to. Runs by hand don't count. */
export async function postedStories(db: Queries, channel: ToldIn, stories: readonly string[]): Promise<PostedStory[]> {
  if (stories.length === 0) return [];
  return postsIn(db, channel)
    .where(sql<boolean>`told.story = any(${[...stories]}::text[])`)
    .orderBy('told.sent')
    .limit(TOLD_LIMIT)
    .execute();
}

const TOLD_LIMIT = 2_000;
const CORRECTIONS = 20;

/** What a channel was told since an instant of articles that have another text now. */
export async function changedSincePosted(
  db: Queries,
  channel: ToldIn,
  window: { told: Date; from: Date; to: Date },
): Promise<(PostedStory & { now: RevisionId; title: string; text: string; url: string | null })[]> {
  const rows = await postsIn(db, channel)
    .select(['present.id as now', 'present.title', 'present.text', 'present.url'])
    .where('told.revision_id', 'is not', null)
    .whereRef('told.revision_id', '<>', 'present.id')
    .where('told.sent', '>', window.told)
    .where('present.added', '>', window.from)
    .where('present.added', '<=', window.to)
    .orderBy('told.sent', 'desc')
    .limit(CORRECTIONS)
    .execute();
  return once(rows);
}

function postsIn(db: Queries, { place, slot, until }: ToldIn) {
  const columns = [
    'told.article_id',
    'told.story',
    'told.revision_id',
    'told.headline',
    'told.sentence',
    'told.sent',
  ] as const;
  const posts = db
    .selectFrom('digest_stories as told')
    .innerJoin('slots', (join) =>
      join.onRef('slots.digest_id', '=', 'told.digest_id').onRef('slots.slot', '=', 'told.slot'),
    )
    .innerJoin('digests', 'digests.id', 'told.digest_id')
    .select(columns)
    .where('digests.place', '=', place)
    // A wire tells everything as it comes: a digest of the same channel sums up all the same.
    .where(IS_WIRE, '=', false)
    .where('slots.state', 'in', ['composed', 'posted'])
    .where('told.slot', 'not like', '%+%')
    .where((e) =>
      slot ? e.not(e.and([e('told.digest_id', '=', slot.digest), e('told.slot', '=', slot.slot)])) : e.val(true),
    );
  const ofRemoved = db.selectFrom('channel_stories as told').select(columns).where('told.place', '=', place);
  return db
    .selectFrom(posts.unionAll(ofRemoved).as('told'))
    .innerJoin('articles as known', 'known.id', 'told.article_id')
    .innerJoin('revisions as present', 'present.id', 'known.current')
    .select([
      'told.story',
      'told.article_id as article',
      'told.revision_id as revision',
      'told.headline',
      'told.sentence',
      'told.sent',
      'present.publisher',
      'present.published',
    ])
    .where((e) => (until ? e('told.sent', '<=', until) : e.val(true)));
}

/** The beginnings of the texts of articles, as they are now. */
export async function headsOf(
  db: Queries,
  articles: readonly ArticleId[],
  length: number,
): Promise<{ article: ArticleId; title: string; head: string }[]> {
  if (articles.length === 0) return [];
  return db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .select(['articles.id as article', 'revisions.title', sql<string>`left(revisions.text, ${length})`.as('head')])
    .where('articles.id', 'in', articles)
    .execute();
}

export interface QuoteOfArticle {
  article: ArticleId;
  text: string;
  speaker: string;
  role: string | null;
  via: string[];
  start: number;
  /** Right after it more of the same sentence is quoted. */
  goesOn: boolean;
}

const QUOTES_READ = 400;
/** Who says it stands between the two halves of a quoted sentence. */
const GOES_ON_WITHIN = 120;

/** Direct quotations of persons in the present texts of articles, word for word, whose speakers are sure. */
export async function sureQuotesOf(
  db: Queries,
  articles: readonly ArticleId[],
  sure: number,
): Promise<QuoteOfArticle[]> {
  if (articles.length === 0) return [];
  const rows = await db
    .selectFrom('quotes')
    .innerJoin('articles', 'articles.current', 'quotes.revision_id')
    .select([
      'quotes.article_id as article',
      'quotes.text',
      'quotes.speaker',
      'quotes.role',
      'quotes.via',
      'quotes.start',
      sql<boolean>`exists (select 1 from quotes next where next.revision_id = quotes.revision_id
        and next.start > quotes.start and next.start <= quotes."end" + ${GOES_ON_WITHIN} and left(next.text, 1) ~ '[[:lower:]]')`.as(
        'goesOn',
      ),
    ])
    .where('articles.id', 'in', articles)
    .where('quotes.kind', '=', 'direct')
    .where('quotes.stance', '=', 'said')
    .where('quotes.speaker_kind', '=', 'person')
    .where('quotes.confidence', '>=', sure)
    .orderBy('quotes.id')
    .limit(QUOTES_READ)
    .execute();
  return rows.flatMap(({ speaker, ...row }) => (speaker === null ? [] : [{ ...row, speaker }]));
}
