import type { ColumnType, Generated } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Stance } from '../../quote/quote.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Added, Instant, Json } from './columns.ts';

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

export interface QuoteSearchesTable {
  id: string;
  workspace_id: WorkspaceId;
  query: Json<unknown>;
  added: Added;
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
