import type { Generated } from 'kysely';
import type { WorkspaceId } from '../ids.ts';
import type { Added, Instant } from './columns.ts';

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

export interface PacesTable {
  name: string;
  free_at: Instant;
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

export interface HeartbeatsTable {
  part: string;
  at: Instant;
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
