import { sql } from 'kysely';
import type { Queries } from './database.ts';

/** A worker looks for what is due; a backup of the whole store is written. */
type Part = 'worker' | 'backup';

export interface Beat {
  at: Date;
  /** Milliseconds since then by the store's clock; below 0 when that was set back. */
  age: number;
}

/** Notes that a worker is at work, by the store's clock: those of other machines may be wrong. */
export async function beatWorker(db: Queries): Promise<void> {
  await sql`
    with clock as (select clock_timestamp() as now),
    leapt as (
      insert into heartbeats (part, at) select 'leap', now from clock, heartbeats
        where part = 'worker' and at < now - interval '1 day'
      on conflict (part) do update set at = excluded.at
    )
    insert into heartbeats (part, at) select 'worker', now from clock on conflict (part) do update set at = excluded.at`.execute(
    db,
  );
}

/**
 * The time by which old things may be removed, of the store's clock. When that has gone on by more than a day since a worker was last at
 * work, Copydesk was off, or the clock is wrong: null for a day then, in which it can be set right.
 */
export async function timeToRemoveBy(db: Queries): Promise<Date | null> {
  const { rows } = await sql<{ now: Date }>`
    select now() as now where not exists (
      select from heartbeats where part = 'leap' and at > now() - interval '1 day' and at <= now())`.execute(db);
  return rows[0]?.now ?? null;
}

/** Notes that a backup was written then. */
export async function beatBackup(db: Queries, made: Date): Promise<void> {
  await sql`insert into heartbeats (part, at) values ('backup', least(${made}, clock_timestamp()))
    on conflict (part) do update set at = excluded.at`.execute(db);
}

/** When a part was last at work; null when it never was. */
export async function lastBeat(db: Queries, part: Part): Promise<Beat | null> {
  const { rows } = await sql<Beat>`
    select at, (extract(epoch from clock_timestamp() - at) * 1000)::float8 as age from heartbeats where part = ${part}`.execute(
    db,
  );
  return rows[0] ?? null;
}
