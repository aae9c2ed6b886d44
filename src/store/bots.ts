import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { sql } from 'kysely';
import type { Queries } from './database.ts';

/** The name of this process among others on the same store. */
export const INSTANCE = `${hostname()}-${process.pid}`;
/** A bot that has not been heard of for so long is gone. */
const GONE_SECONDS = 45;

/** What stands for a token in the store: enough to tell tokens apart, nothing to get one from. */
export function tokenMark(token: string): string {
  return createHash('sha256').update(`copydesk bot ${token}`).digest('hex').slice(0, 12);
}

/** Notes that a bot with a token is at work, by the store's clock. */
export async function beatBot(db: Queries, mark: string, instance: string): Promise<void> {
  await sql`insert into heartbeats (part, at) values (${`bot/${mark}/${instance}`}, now())
    on conflict (part) do update set at = now()`.execute(db);
}

/** Takes a bot out that ends. */
export async function endBot(db: Queries, mark: string, instance: string): Promise<void> {
  await sql`delete from heartbeats where part = ${`bot/${mark}/${instance}`}
    or (part like 'bot/%' and at < now() - interval '1 day')`.execute(db);
}

/** The bots at work with a token, or with any when the mark is null, by their instance names. */
export async function botsAtWork(db: Queries, mark: string | null): Promise<string[]> {
  const { rows } = await sql<{ part: string }>`
    select part from heartbeats where part like ${`bot/${mark ?? '%'}/%`}
      and at > now() - make_interval(secs => ${GONE_SECONDS}) order by part limit 100`.execute(db);
  return rows.map(({ part }) => part.split('/').slice(2).join('/'));
}
