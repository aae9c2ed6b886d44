import type { ColumnType, Generated } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import type { FeedId, WorkspaceId } from '../ids.ts';
import type { Added, Instant, Json } from './columns.ts';

export interface FeedsTable {
  id: FeedId;
  url: string;
  title: string;
  page_url: string | null;
  etag: string | null;
  last_modified: string | null;
  every_minutes: number;
  next_poll: Instant;
  polled: Instant | null;
  succeeded: Instant | null;
  failures: Generated<number>;
  problem: string | null;
  added: Added;
  /** Since when the feed's server says that it is gone for good; it is not read any more. */
  ended: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface FeedFollowersTable {
  workspace_id: WorkspaceId;
  feed_id: FeedId;
  name: string | null;
  active: Generated<boolean>;
  /** Where its admins are told when the feed fails; null: nowhere. */
  place: string | null;
  /** Since when they know that it fails. */
  told: Instant | null;
  added: Added;
}

export interface FeedOffersTable {
  id: string;
  workspace_id: WorkspaceId;
  url: string;
  title: string;
  page_url: string | null;
  name: string | null;
  added: Added;
}

export interface FeedEntriesTable {
  feed_id: FeedId;
  entry: string;
  url: string | null;
  /** `skipped`: in the feed when it was followed, and not among its newest. */
  state: 'waiting' | 'read' | 'failed' | 'skipped';
  old: boolean;
  tries: Generated<number>;
  retry_at: Added;
  draft: Json<unknown> | null;
  problem: string | null;
  article_id: ArticleId | null;
  seen: Added;
  /** A hash of what the feed said last. */
  version: string | null;
  /** Whether the article is the feed's own text rather than the page's. */
  own_text: Generated<boolean>;
}
