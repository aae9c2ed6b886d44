import type { Queries } from '../store/database.ts';
import { type NewsArticle, newsBetween } from '../store/digests/digest-news.ts';
import type { Digest } from '../store/digests/digests.ts';
import { HEAD_LENGTH } from './edit/lead-sentence.ts';
import { editStories, type Story } from './edit/stories.ts';

export interface News {
  /** All of a span, the most important first. */
  stories: Story[];
  articles: number;
  /** What is read of the articles that are told, once for all digests that tell the same: by what is asked for. */
  shared: Map<string, Promise<unknown>>;
}

/** Reads something of articles once for all digests that share the news. What failed is read again. */
export async function sharedRead<T>({ shared }: News, key: string, read: () => Promise<T>): Promise<T> {
  const known = shared.get(key) as Promise<T> | undefined;
  if (known) return known;
  const reading = read();
  shared.set(key, reading);
  reading.catch(() => shared.delete(key));
  return reading;
}

export type Filters = Pick<Digest, 'workspace' | 'topic' | 'settings'>;

export interface NewsSource {
  /** The news of a span for a digest. Digests with equal filters share it, so it must not be changed. */
  between(digest: Filters, from: Date, to: Date): Promise<News>;
}

const CANDIDATES = 1_500;
const STORIES_KEPT = 120;
const KEPT = 60;
/** Longer than 10,000 posts take at the pace that a platform allows. */
const KEPT_MS = 5 * 60_000;

/** Reads and edits the news of a span once for all digests that ask for the same within five minutes. */
export function newsSource(db: Queries): NewsSource {
  const recent = new Map<string, { news: Promise<News>; at: number }>();
  return {
    between(digest, from, to) {
      const { sources, languages, feeds, without, opinion } = digest.settings;
      const filters = [digest.workspace, digest.topic, sources, languages, feeds, without, opinion];
      const key = JSON.stringify([...filters, from.getTime(), to.getTime()]);
      const now = performance.now();
      for (const [other, { at }] of recent) if (now - at > KEPT_MS || recent.size >= KEPT) recent.delete(other);
      const known = recent.get(key);
      if (known) return known.news;
      const news = read(db, digest, from, to);
      recent.set(key, { news, at: now });
      news.catch(() => recent.delete(key));
      return news;
    },
  };
}

const isNews = ({ cameIn }: NewsArticle) => cameIn !== 'sample';

async function read(db: Queries, { workspace, topic, settings }: Filters, from: Date, to: Date): Promise<News> {
  const { sources, languages, feeds, without, opinion } = settings;
  const window = { from, to, sources, languages, feeds, headLength: HEAD_LENGTH + 1, limit: CANDIDATES };
  const found = await newsBetween(db, workspace, window);
  // Samples are for trying Copydesk out: once there is real news they stay out of channels.
  const articles = found.some(isNews) ? found.filter(isNews) : found;
  const stories = editStories(articles, { topic, without, opinion, from });
  return { stories: stories.slice(0, STORIES_KEPT), articles: articles.length, shared: new Map() };
}
