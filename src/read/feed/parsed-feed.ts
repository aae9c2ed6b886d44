/** What a feed says about itself. Fields it does not have are empty or null. */
export interface FeedInfo {
  /** Plain text on one line. */
  title: string;
  /** The same title as HTML, with links made absolute. */
  titleHtml: string;
  /** The web page the feed belongs to. */
  link: string;
  /** HTML. */
  description: string;
  language: string;
  updated: Date | null;
  /** How often the feed asks to be read, in minutes: `ttl`, or `sy:updatePeriod` over `sy:updateFrequency`. */
  refreshMinutes: number | null;
  image: string | null;
}

export interface FeedEntry {
  /** `guid`, `id` or `rdf:about`, else the link. */
  id: string;
  /** Plain text on one line. */
  title: string;
  /** The same title as HTML, with links made absolute. */
  titleHtml: string;
  link: string;
  /** HTML, with links made absolute; empty when the feed has none. */
  summary: string;
  /** HTML, with links made absolute; empty when the feed has none. */
  content: string;
  /** Names, several joined by ", ". */
  author: string;
  published: Date | null;
  updated: Date | null;
  image: string | null;
  /** Whether it carries or leads to a recording of sound or moving pictures. */
  recording: boolean;
}

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'cdf' | 'json';

export type ParsedFeed =
  | { ok: true; format: FeedFormat; feed: FeedInfo; entries: FeedEntry[] }
  | { ok: false; error: string };
