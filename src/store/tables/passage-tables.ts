import type { Generated } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Instant } from './columns.ts';

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
