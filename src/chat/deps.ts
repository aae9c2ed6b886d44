import type { Meaning } from '../answer/rank/by-meaning.ts';
import type { DraftTally } from '../answer/with-model/draft.ts';
import type { NewsSource } from '../digest/news-source.ts';
import type { Poster } from '../digest/poster.ts';
import type { FeedDeps } from '../intake/poll-feed.ts';
import type { AddressResult } from '../intake/read-address.ts';
import type { Model, UnavailableReason } from '../model/model.ts';
import type { Budget } from '../model/token-budget.ts';
import type { Config } from '../settings/config.ts';
import type { Database } from '../store/database.ts';
import type { SlotKey } from '../store/digests/slots.ts';
import type { WorkspaceId } from '../store/schema.ts';
import type { Checks } from './checks.ts';

/** The settings that handlers read. */
export type DeskSettings = Pick<
  Config,
  | 'ANSWER_MAX_CHARACTERS'
  | 'ARTICLE_MAX_CHARACTERS'
  | 'BACKUP_FOLDER'
  | 'CONVERSATION_DAYS'
  | 'DIGEST_CATCH_UP_MINUTES'
  | 'DISCORD_MESSAGE_CONTENT'
  | 'DISCORD_SHARDS'
  | 'FEED_MINUTES'
  | 'MODEL_CONTEXT_CHARACTERS'
  | 'MODEL_DAILY_TOKENS'
  | 'QUESTIONS_AT_ONCE'
  | 'QUESTIONS_PER_10_MINUTES'
  | 'REDIS_URL'
  | 'SLACK_COMMAND_PREFIX'
>;

/** A model with its budget, and what counts its work. */
export interface DeskModel {
  name: string;
  model: Model;
  budget: Budget;
  secondReader?: Model;
  onDraft?: (drafted: DraftTally) => void;
  onFailed?: (reason: UnavailableReason) => string | null;
}

/** What the handlers of commands work with; built in one place (app.ts). */
export interface DeskDeps {
  db: Database;
  /** Where articles are searched, if not in `db`: a replica, which may be seconds behind. */
  reading?: () => Database;
  config: DeskSettings;
  now: () => Date;
  log: { error: (fields: Record<string, unknown>, message: string) => void };
  /** Null: built-in summaries and answers alone. */
  model: DeskModel | null;
  /** Null: passages are found by their words alone. */
  meaning: Meaning | null;
  /** Has the worker post a slot soon. */
  startSlot: (key: SlotKey) => Promise<void>;
  posterFor: (place: string) => Poster | null;
  /** What digests are made of. */
  news: NewsSource;
  /** Reads the article at an address and stores it. Throws UserError with the reason when it can't. */
  readAddress: (url: string, workspace: WorkspaceId) => Promise<AddressResult>;
  feeds: FeedDeps;
  /** What the platforms can be asked about themselves. */
  checks: Checks;
  queueCounts: () => Promise<Record<string, number>>;
  /** Told of every question: what became of it, what wrote the answer, and how long it took. */
  onAnswer?: (answered: { outcome: string; by: string; seconds: number }) => void;
}
