import { sql } from 'kysely';
import type { Queries } from '../database.ts';

/**
 * Reserves a request of a platform's budget, which all workers share, `everyMs` after the one before. Returns how many milliseconds from
 * now it may be sent, or null where that would be more than `most`: then nothing is reserved.
 */
export async function reservePace(
  db: Queries,
  name: string,
  everyMs: number,
  most: number | null = null,
): Promise<number | null> {
  const [every, room] = [everyMs / 1000, most === null ? null : most / 1000];
  const { rows } = await sql<{ wait: number }>`
    insert into paces as p (name, free_at) values (${name}, clock_timestamp() + make_interval(secs => ${every}))
    on conflict (name) do update set free_at =
      case when p.free_at between clock_timestamp() and clock_timestamp() + interval '20 minutes' then p.free_at else clock_timestamp() end
      + make_interval(secs => ${every})
    where ${room}::float8 is null or p.free_at > clock_timestamp() + interval '20 minutes'
      or p.free_at <= clock_timestamp() + make_interval(secs => ${room}::float8)
    returning (extract(epoch from free_at - clock_timestamp()) * 1000)::float8 as wait`.execute(db);
  const [row] = rows;
  return row ? Math.max(0, row.wait - everyMs) : null;
}

/** Lets nothing be sent to a platform for a while, whoever works: it asked for that, or it can't be reached. */
export async function holdPace(db: Queries, name: string, milliseconds: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${milliseconds / 1000})`;
  await sql`insert into paces as p (name, free_at) values (${name}, ${until})
    on conflict (name) do update set free_at = greatest(least(p.free_at, clock_timestamp() + interval '20 minutes'), excluded.free_at)`.execute(
    db,
  );
}

/** Milliseconds until something may be sent again; 0: now. */
export async function paceWait(db: Queries, name: string): Promise<number> {
  const { rows } = await sql<{ wait: number }>`
    select (extract(epoch from free_at - clock_timestamp()) * 1000)::float8 as wait from paces
    where name = ${name} and free_at < clock_timestamp() + interval '20 minutes'`.execute(db);
  return Math.max(0, rows[0]?.wait ?? 0);
}
