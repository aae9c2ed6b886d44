import type { Config } from '../config.ts';
import type { Poster } from '../digest/poster.ts';
import type { Database } from '../store/database.ts';
import type { SlotKey } from '../store/digests.ts';

/** What the handlers of commands work with; built in one place (compose.ts). */
export interface DeskDeps {
  db: Database;
  config: Config;
  now: () => Date;
  /** Has the worker post a slot soon. */
  startSlot: (key: SlotKey) => Promise<void>;
  posterFor: (place: string) => Poster | null;
}
