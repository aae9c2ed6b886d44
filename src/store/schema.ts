import type { ColumnType, Generated } from 'kysely';
import type { ArticleId, ArticleKind, RevisionId } from '../article/article.ts';
import type { Stance } from '../quote/quote.ts';
import type { Span } from '../text/span.ts';

declare const brand: unique symbol;
export type WorkspaceId = string & { readonly [brand]: 'WorkspaceId' };
export type FeedId = string & { readonly [brand]: 'FeedId' };
export type DigestId = string & { readonly [brand]: 'DigestId' };

/** Owns what was read from the public web and is visible to whoever it was linked to; as a viewer it means everybody. */
export const SHARED = 'shared' as WorkspaceId;
/** The workspace of the command line and the terminal chat. */
export const TERMINAL = 'terminal' as WorkspaceId;

/** `timestamptz`, read as a Date. */
type Instant = ColumnType<Date, Date | string, Date | string>;
/** Set by the database when the row is added. */
type Added = ColumnType<Date, Date | string | undefined, Date | string>;
/** `jsonb`, written as a JSON string. */
type Json<T> = ColumnType<T, string, string>;

export interface WorkspacesTable {
  id: WorkspaceId;
  platform: 'discord' | 'slack' | 'terminal' | 'shared';
  name: string;
  zone: Generated<string>;
  added: Added;
  /** The bot answers only in channels that have a rule. */
  listed_channels_only: Generated<boolean>;
  /** Only members with one of these roles may ask; empty: everybody. */
  asking_roles: Generated<string[]>;
}

export type ChannelAnswers = 'every message' | 'when mentioned' | 'never';

export interface ChannelRulesTable {
  place: string;
  workspace_id: WorkspaceId;
  answers: ChannelAnswers;
  threads: Generated<boolean>;
}

export type CameIn = 'paste' | 'file' | 'url' | 'feed' | 'import' | 'sample';

export interface ArticlesTable {
  id: ArticleId;
  owner: WorkspaceId;
  current: RevisionId | null;
  story: string | null;
  came_in: CameIn;
  added: Added;
  /** Since when its page answers that there is none. */
  gone: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** When its page is looked at again; null: not again. */
  look_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  looks: Generated<number>;
  /** The version of the quote reader that read its current revision. */
  quote_reader: Generated<number>;
}

/** What a revision has that the one before it had not, and the other way round. */
export interface RevisionChanges {
  /** The title before; null when it is the same. */
  title: string | null;
  removed: string[];
  inserted: string[];
}

export interface AddressesTable {
  url: string;
  owner: WorkspaceId;
  article_id: ArticleId;
}

export interface ArticleVisibilityTable {
  workspace_id: WorkspaceId;
  article_id: ArticleId;
  added: Added;
}

export interface RevisionsTable {
  id: Generated<RevisionId>;
  article_id: ArticleId;
  number: number;
  url: string | null;
  title: string;
  byline: string | null;
  dateline: string | null;
  publisher: string | null;
  published: Instant | null;
  published_zone: string | null;
  modified: Instant | null;
  language: string | null;
  image_url: string | null;
  image_alt: string | null;
  kind: ArticleKind;
  text: string;
  content_hash: string;
  added: Added;
  /** Null for a first revision. */
  changes: ColumnType<RevisionChanges | null, string | null | undefined, string | null>;
}

export interface QuotesTable {
  id: Generated<number>;
  revision_id: RevisionId;
  article_id: ArticleId;
  start: number;
  end: number;
  /** Where the quote starts counted in code points, so that the database can check the slice. */
  code_point: number;
  text: string;
  kind: 'direct' | 'partial' | 'indirect' | 'term';
  speaker: string | null;
  speaker_kind: 'person' | 'organisation' | 'document' | 'unnamed' | null;
  role: string | null;
  mention_start: number | null;
  mention_end: number | null;
  mention: string | null;
  cue: string | null;
  via: string[];
  utterance: number;
  confidence: number;
  stance: ColumnType<Stance, Stance | undefined, Stance>;
  imputed_to: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface QuoteKeysTable {
  quote_id: number;
  article_id: ArticleId;
  at: Instant;
  keys: number[];
}

export interface QuoteWeeksTable {
  week: number;
  quotes: number;
}

export interface QuoteNamesTable {
  id: Generated<number>;
  kind: 'speaker' | 'publisher';
  name: string;
  words: string;
}

export interface QuoteNamePartsTable {
  word: string;
  name_id: number;
}

export interface QuoteNameWordsTable {
  word: string;
  near: number[];
}

export interface QuoteNameSightingsTable {
  workspace_id: WorkspaceId;
  kind: 'speaker' | 'publisher';
  name_id: number;
  quotes: number;
  article_id: ArticleId;
}

export interface KeyPoint {
  text: string;
  /** The sentence of the article that supports it; equal to `text` for an extractive summary. */
  start: number;
  end: number;
}

export interface SummariesTable {
  revision_id: RevisionId;
  method: 'extractive' | 'model';
  headline: string;
  key_points: Json<KeyPoint[]>;
  model: string | null;
  prompt: string | null;
  added: Added;
}

export interface StorySummariesTable {
  story_id: string;
  /** How many the story had. */
  articles: number;
  model: string;
  prompt: string;
  added: Added;
}

export interface StoryPointsTable {
  story_id: string;
  n: number;
  article_id: ArticleId;
  revision_id: RevisionId;
  text: string;
  /** The sentences of the article that prove it. */
  spans: Json<Span[]>;
}

export interface StoriesTable {
  id: string;
  owner: WorkspaceId;
  profile: Json<unknown>;
  keys: string[];
  last_published: Instant;
  articles: number;
}

export interface StoryWordsTable {
  word: string;
  articles: number;
}

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

export interface FingerprintsTable {
  article_id: ArticleId;
  owner: WorkspaceId;
  keys: string[];
  fingerprint: Json<unknown>;
}

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

export interface PacesTable {
  name: string;
  free_at: Instant;
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

export interface ConversationsTable {
  /** The place of the thread, DM or terminal. */
  place: string;
  workspace_id: WorkspaceId;
  changed: Added;
}

export interface TurnsTable {
  id: Generated<number>;
  place: string;
  /** The person who asked (people.ts); null in questions from before that was kept. */
  asker: string | null;
  question: string;
  answer: Json<unknown>;
  asked: Added;
}

export interface VotesTable {
  turn_id: number;
  voter: string;
  helpful: boolean;
  /** What was the matter with the answer, and in the voter's own words. */
  reason: string | null;
  remark: string | null;
  added: Added;
}

export interface PassageDocsTable {
  doc: Generated<number>;
  article_id: ArticleId;
  revision_id: RevisionId;
  passages: number;
  publisher: string | null;
  published: Instant | null;
  analysis: number;
}

export interface PassagesTable {
  doc: number;
  place: number;
  article_id: ArticleId;
  revision_id: RevisionId;
  start: number;
  end: number;
  text: string;
}

export interface PassageVectorsTable {
  id: Generated<number>;
  article_id: ArticleId;
  revision_id: RevisionId;
  start: number;
  model: string;
  vector: Buffer;
}

export interface SegmentsTable {
  id: Generated<number>;
  level: number;
  docs: number;
  analysis: number;
}

export interface PostingsTable {
  segment: number;
  term: string;
  data: Buffer;
}

export interface VisibleDocsTable {
  workspace_id: WorkspaceId;
  block: number;
  passages: number;
  bits: Buffer;
}

export interface DocTimesTable {
  block: number;
  /** Rises with every change. */
  version: number;
  minutes: Buffer;
}

export interface TermsTable {
  term: string;
  passages: number;
}

export interface QuoteSearchesTable {
  id: string;
  workspace_id: WorkspaceId;
  query: Json<unknown>;
  added: Added;
}

export interface ModelUsageTable {
  workspace_id: WorkspaceId;
  day: string;
  tokens: number;
}

export interface PeopleTable {
  person: string;
  workspace_id: WorkspaceId | null;
  zone: string | null;
  /** Two letters each; null: all. */
  languages: string[] | null;
}

export interface ConversationPostsTable {
  post: string;
  place: string;
}

export interface HeartbeatsTable {
  part: string;
  at: Instant;
}

export interface OpenRepliesTable {
  id: Generated<number>;
  platform: string;
  handle: Json<unknown>;
  opened: Instant;
  instance: string | null;
}

export interface SlackInstallationsTable {
  id: string;
  sealed: string;
  installed: Instant;
}

export interface ReceiptsTable {
  key: string;
  at: Instant;
}

export interface DeskLinksTable {
  token_hash: string;
  workspace_id: WorkspaceId;
  expires: Instant;
}

export interface DeskSessionsTable {
  token_hash: string;
  workspace_id: WorkspaceId;
  expires: Instant;
}

export interface QuoteCorrectionsTable {
  id: Generated<number>;
  article_id: ArticleId;
  text: string;
  /** Which of the places in the article where these words stand: 0 for the first. */
  occurrence: number;
  /** Null: not whom the reader named, and nobody knows who. */
  speaker: string | null;
  speaker_kind: 'person' | 'organisation' | 'document' | 'unnamed' | null;
  role: string | null;
  /** What the reader of quotes had read. */
  read_speaker: string | null;
  read_stance: Stance;
  read_confidence: number;
  revision_id: ColumnType<RevisionId | null, RevisionId | null | undefined, RevisionId | null>;
  start: number;
  end: number;
  corrected: Instant;
}

/** Our own tables, all in the schema `news`; BullMQ's live in `bullmq`. */
export interface Schema {
  paces: PacesTable;
  workspaces: WorkspacesTable;
  channel_rules: ChannelRulesTable;
  articles: ArticlesTable;
  addresses: AddressesTable;
  article_visibility: ArticleVisibilityTable;
  revisions: RevisionsTable;
  quotes: QuotesTable;
  quote_keys: QuoteKeysTable;
  quote_weeks: QuoteWeeksTable;
  quote_names: QuoteNamesTable;
  quote_name_parts: QuoteNamePartsTable;
  quote_name_words: QuoteNameWordsTable;
  quote_name_sightings: QuoteNameSightingsTable;
  summaries: SummariesTable;
  stories: StoriesTable;
  story_summaries: StorySummariesTable;
  story_points: StoryPointsTable;
  story_words: StoryWordsTable;
  feeds: FeedsTable;
  feed_followers: FeedFollowersTable;
  feed_offers: FeedOffersTable;
  feed_entries: FeedEntriesTable;
  fingerprints: FingerprintsTable;
  digests: DigestsTable;
  slots: SlotsTable;
  deliveries: DeliveriesTable;
  digest_stories: DigestStoriesTable;
  conversations: ConversationsTable;
  turns: TurnsTable;
  votes: VotesTable;
  passage_docs: PassageDocsTable;
  passages: PassagesTable;
  segments: SegmentsTable;
  postings: PostingsTable;
  visible_docs: VisibleDocsTable;
  doc_times: DocTimesTable;
  passage_vectors: PassageVectorsTable;
  terms: TermsTable;
  quote_searches: QuoteSearchesTable;
  model_usage: ModelUsageTable;
  open_replies: OpenRepliesTable;
  people: PeopleTable;
  heartbeats: HeartbeatsTable;
  conversation_posts: ConversationPostsTable;
  receipts: ReceiptsTable;
  slack_installations: SlackInstallationsTable;
  desk_links: DeskLinksTable;
  desk_sessions: DeskSessionsTable;
  quote_corrections: QuoteCorrectionsTable;
}
