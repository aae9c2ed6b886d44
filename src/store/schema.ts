import type {
  AddressesTable,
  ArticlesTable,
  ArticleVisibilityTable,
  FingerprintsTable,
  RevisionsTable,
  StoriesTable,
  StoryPointsTable,
  StorySummariesTable,
  StoryWordsTable,
  SummariesTable,
} from './tables/article-tables.ts';
import type {
  ConversationPostsTable,
  ConversationsTable,
  OpenRepliesTable,
  TurnsTable,
  VotesTable,
} from './tables/conversation-tables.ts';
import type {
  ChannelStoriesTable,
  DeliveriesTable,
  DigestStoriesTable,
  DigestsTable,
  SlotsTable,
} from './tables/digest-tables.ts';
import type { FeedEntriesTable, FeedFollowersTable, FeedOffersTable, FeedsTable } from './tables/feed-tables.ts';
import type {
  DocTimesTable,
  PassageDocsTable,
  PassagesTable,
  PassageVectorsTable,
  PostingsTable,
  SegmentsTable,
  TermsTable,
  VisibleDocsTable,
} from './tables/passage-tables.ts';
import type {
  QuoteCorrectionsTable,
  QuoteKeysTable,
  QuoteNamePartsTable,
  QuoteNameSightingsTable,
  QuoteNamesTable,
  QuoteNameWordsTable,
  QuoteSearchesTable,
  QuotesTable,
  QuoteWeeksTable,
} from './tables/quote-tables.ts';
import type {
  ChannelRulesTable,
  DeskLinksTable,
  DeskSessionsTable,
  HeartbeatsTable,
  ModelUsageTable,
  PacesTable,
  PeopleTable,
  ReceiptsTable,
  SlackInstallationsTable,
  WorkspacesTable,
} from './tables/workspace-tables.ts';

export { type DigestId, type FeedId, SHARED, TERMINAL, type WorkspaceId } from './ids.ts';

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
  channel_stories: ChannelStoriesTable;
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
