import type { ColumnType, Generated } from 'kysely';
import type { ArticleId, ArticleKind, RevisionId } from '../../article/article.ts';
import type { Span } from '../../text/span.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Added, Instant, Json } from './columns.ts';

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

export interface FingerprintsTable {
  article_id: ArticleId;
  owner: WorkspaceId;
  keys: string[];
  fingerprint: Json<unknown>;
}
