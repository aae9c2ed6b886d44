import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { createPool, type Database } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Schema } from './schema.ts';

const LOOK_MS = 5_000;
const LOOK_TIMEOUT_MS = 2_000;
/** What is read from it may be so old: an article of this minute is found a little later. */
const LAG_SECONDS = 60;
const CONNECTIONS = 10;

/** A copy of the store that is read from while it keeps up. */
export interface Replica {
  /** The copy; the store itself while the copy is away, too old, or has another schema. */
  reading(): Database;
  close(): Promise<void>;
}

/** Looks at a replica every few seconds; `changed` hears when it begins or ceases to be read from, with the reason. */
export function openReplica(
  address: string,
  primary: Database,
  changed: (problem: string | null) => void,
): Replica & { ready: Promise<void> } {
  const pool = createPool(address, CONNECTIONS);
  const copy = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const ended = new AbortController();
  let problem: string | null = 'not looked at yet';

  async function look(): Promise<void> {
    const late = wait(LOOK_TIMEOUT_MS, 'no answer', { ref: false });
    const found = await Promise.race([fitness(copy), late]).catch((error: Error) => error.message);
    if (found !== problem && !ended.signal.aborted) changed(found);
    problem = found;
  }
  async function watch(): Promise<void> {
    while (!ended.signal.aborted) {
      await wait(LOOK_MS, undefined, { signal: ended.signal }).catch(() => {});
      if (!ended.signal.aborted) await look();
    }
  }
  const ready = look();
  const watching = ready.then(watch);
  return {
    ready,
    reading: () => (problem === null ? copy : primary),
    async close() {
      ended.abort();
      await watching;
      await copy.destroy();
    },
  };
}

/** What speaks against reading from it; null when nothing does. */
async function fitness(copy: Database): Promise<string | null> {
  const { rows } = await sql<{ lag: number | null; migrations: number }>`
    select case when pg_is_in_recovery() and pg_last_wal_receive_lsn() is distinct from pg_last_wal_replay_lsn()
        then extract(epoch from now() - pg_last_xact_replay_timestamp())::float8 else 0 end as lag,
      (select count(*) from migration) as migrations`.execute(copy);
  const [row] = rows;
  if (!row) return 'no answer';
  if (row.migrations !== Object.keys(MIGRATIONS).length) return 'its schema is not the one of this version yet';
  return (row.lag ?? 0) > LAG_SECONDS ? `it is ${Math.round(row.lag ?? 0)} s behind` : null;
}
