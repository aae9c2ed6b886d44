import type { RevisionId } from '../article/article.ts';
import { type StoredSummary, summariesOf } from '../store/articles/summaries.ts';
import type { Queries } from '../store/database.ts';
import { articlesBetween, type NewsItem } from '../store/digests/digest-news.ts';
import type { Digest } from '../store/digests/digests.ts';

export interface News {
  items: NewsItem[];
  summaries: Map<RevisionId, StoredSummary>;
}

export interface NewsSource {
  /** The news of a span for a digest. Digests with equal filters share it, so it must not be changed. */
  between(digest: Pick<Digest, 'workspace' | 'topic' | 'settings'>, from: Date, to: Date): Promise<News>;
}

const CANDIDATES = 500;
const KEPT = 40;
const KEPT_MS = 60_000;

/** Reads the news of a span once for all digests that ask for the same within a minute. */
export function newsSource(db: Queries): NewsSource {
  const kept = new Map<string, { news: Promise<News>; at: number }>();
  return {
    between(digest, from, to) {
      const { sources, languages, feeds, without, opinion } = digest.settings;
      const filters = [digest.workspace, digest.topic, sources, languages, feeds, without, opinion];
      const key = JSON.stringify([...filters, from.getTime(), to.getTime()]);
      const now = performance.now();
      for (const [other, { at }] of kept) if (now - at > KEPT_MS || kept.size > KEPT) kept.delete(other);
      const known = kept.get(key);
      if (known) return known.news;
      const news = read(db, digest, from, to);
      kept.set(key, { news, at: now });
      news.catch(() => kept.delete(key));
      return news;
    },
  };
}

async function read(db: Queries, digest: Pick<Digest, 'workspace' | 'topic'>, from: Date, to: Date): Promise<News> {
  const items = await articlesBetween(db, digest.workspace, { from, to, topic: digest.topic, limit: CANDIDATES });
  return {
    items,
    summaries: await summariesOf(
      db,
      items.map((item) => item.revision as RevisionId),
    ),
  };
}
