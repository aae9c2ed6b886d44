import { sql } from 'kysely';
import type { Vitals } from '../observe/metrics.ts';
import type { Queries } from './database.ts';

const LATE_MINUTES = 5;
const MOST_ENTRIES = 10_000;

/** How the store and what is due in it look now: from indexes and estimates alone, so that a scrape costs the same at any size. */
export async function readVitals(db: Queries, dailyTokens: number): Promise<Vitals> {
  const { rows } = await sql<{
    tick: number | null;
    backup: number | null;
    due: number;
    late: number;
    oldest: number;
    ok: number;
    failing: number;
    ended: number;
    entries: number;
    articles: number;
    bytes: number;
    spent: number;
  }>`
    with open as (
      select count(*) as due, count(*) filter (where due < now() - make_interval(mins => ${LATE_MINUTES})) as late,
        coalesce(greatest(0, extract(epoch from now() - min(due))), 0)::float8 as oldest
      from slots where state in ('due', 'composed')
    ), followed as (
      select count(*) filter (where ended is null and failures = 0) as ok,
        count(*) filter (where ended is null and failures > 0) as failing,
        count(*) filter (where ended is not null) as ended
      from feeds where exists (select from feed_followers l where l.feed_id = feeds.id and l.active)
    ), waiting as (
      select count(*) as entries from (select from feed_entries where state = 'waiting' limit ${MOST_ENTRIES}) few
    )
    select (select abs(extract(epoch from now() - at))::float8 from heartbeats where part = 'worker') as tick,
      (select abs(extract(epoch from now() - at))::float8 from heartbeats where part = 'backup') as backup,
      open.*, followed.*, waiting.*,
      (select greatest(0, reltuples)::float8 from pg_class where oid = 'news.articles'::regclass) as articles,
      pg_database_size(current_database())::float8 as bytes,
      coalesce((select max(tokens) from model_usage where day = (now() at time zone 'UTC')::date), 0) as spent
    from open, followed, waiting`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the store returned no vitals');
  return {
    tickAge: row.tick,
    backupAge: row.backup,
    digestsDue: row.due,
    digestsLate: row.late,
    oldestDigest: row.oldest,
    feeds: { ok: row.ok, failing: row.failing, ended: row.ended },
    entriesWaiting: row.entries,
    articles: row.articles,
    storeBytes: row.bytes,
    budgetUsed: dailyTokens > 0 ? Math.min(1, row.spent / dailyTokens) : 0,
  };
}

/** Size of the database in bytes. */
export async function storeBytes(db: Queries): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database())::float8 as bytes`.execute(
    db,
  );
  return rows[0]?.bytes ?? 0;
}
