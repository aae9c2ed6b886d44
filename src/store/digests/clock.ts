import { type RawBuilder, sql } from 'kysely';

/** Whose time counts for claims, leases and retries: the database's, so that workers' clocks may differ; tests bring their own. */
export type Clock = 'database' | (() => Date);

/** The present as an SQL expression. */
export function clockTime(clock: Clock): RawBuilder<Date> {
  return clock === 'database' ? sql<Date>`clock_timestamp()` : sql<Date>`${clock()}::timestamptz`;
}
