import type { Generated } from 'kysely';
import type { WorkspaceId } from '../ids.ts';
import type { Added, Instant, Json } from './columns.ts';

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

export interface ConversationPostsTable {
  post: string;
  place: string;
}

export interface OpenRepliesTable {
  id: Generated<number>;
  platform: string;
  handle: Json<unknown>;
  opened: Instant;
  instance: string | null;
}
