import type { ColumnType, Generated } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { DigestId, WorkspaceId } from '../ids.ts';
import type { Added, Instant, Json } from './columns.ts';

export interface DigestsTable {
  id: DigestId;
  workspace_id: WorkspaceId;
  place: string;
  /** Local wall-clock time, HH:MM. */
  at: string;
  /** ISO weekdays, 1 (Monday) to 7. */
  days: number[];
  zone: string;
  topic: string | null;
  items: number;
  catch_up_minutes: number;
  active: Generated<boolean>;
  paused_reason: string | null;
  /** The next occurrence: its local date and its instant. */
  next_date: string;
  next_due: Instant;
  /** The slot that the next occurrence opens; null: its local date. */
  next_slot: string | null;
  covered_to: Instant | null;
  /** Further times, cadence, filters and rules; read by `digestSettings`. */
  settings: ColumnType<unknown, string | undefined, string>;
  /** The user who set it and the place where, for what goes wrong. */
  set_by: string | null;
  set_in: string | null;
  /** What is to be told to whoever set it, from `notice_at` on; and the reason told last. */
  notice: string | null;
  notice_at: Instant | null;
  told_reason: string | null;
  added: Added;
}

export interface SlotsTable {
  digest_id: DigestId;
  /** The local date of the occurrence, with `.2` for the second of a date; a run by hand adds `+` and a number. */
  slot: string;
  due: Instant;
  state: 'due' | 'composed' | 'posted' | 'empty' | 'late-skipped' | 'failed';
  /** When an open slot wants attention next. Whoever takes it puts this off, so that no other does. */
  wake: ColumnType<Date, Date | string | undefined, Date | string>;
  tries: Generated<number>;
  /** Why each candidate story was in or was not. */
  decisions: ColumnType<unknown, string | null | undefined, string | null>;
  covers_from: Instant | null;
  covers_to: Instant | null;
  note: string | null;
  added: Added;
}

export interface DeliveriesTable {
  digest_id: DigestId;
  slot: string;
  part: number;
  place: string;
  /** Frozen before the first attempt: a platform that deduplicates gives back the first message. */
  payload: Json<unknown>;
  nonce: string;
  /** Goes into the thread of the first message; what is told does not hang on it. */
  in_thread: Generated<boolean>;
  state: 'planned' | 'claimed' | 'posted' | 'unknown' | 'failed';
  claimed_by: string | null;
  /** Counts the claims. */
  fence: Generated<number>;
  attempted: Instant | null;
  retry_at: Instant | null;
  message_id: string | null;
  reason: string | null;
  /** When a posted message is to be published to those who follow its channel; null: it was, or need not be. */
  publish_at: Instant | null;
  changed: Added;
}

export interface DigestStoriesTable {
  digest_id: DigestId;
  article_id: ArticleId;
  story: string;
  slot: string;
  /** From 1, in the digest's order. */
  position: number | null;
  /** What was told of the story: the revision it came from, its headline and sentence. Null for its further articles. */
  revision_id: RevisionId | null;
  headline: string | null;
  sentence: string | null;
  sent: Added;
}

/** What digests of a channel told that are removed. */
export interface ChannelStoriesTable {
  workspace_id: WorkspaceId;
  place: string;
  article_id: ArticleId;
  story: string;
  revision_id: RevisionId | null;
  headline: string | null;
  sentence: string | null;
  sent: Instant;
}
