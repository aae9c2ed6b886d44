import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sql } from 'kysely';
import type { Queries } from './database.ts';

/** What the processes have in common that can look whether one of them is alive: the host, and on Linux the container. */
const HERE = `${hostname()}-${pidSpace()}`;
/** The name of this process among others on the same store. */
export const INSTANCE = `${HERE}${process.pid}`;
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

/**
 * The bots at work with a token, or with any when the mark is null, by their instance names. One of this host that was killed is known to
 * be gone at once, others after a while.
 */
export async function botsAtWork(db: Queries, mark: string | null): Promise<string[]> {
  const { rows } = await sql<{ part: string }>`
    select part from heartbeats where part like ${`bot/${mark ?? '%'}/%`}
      and at > now() - make_interval(secs => ${GONE_SECONDS}) order by part limit 100`.execute(db);
  return rows.map(({ part }) => part.split('/').slice(2).join('/')).filter((name) => !isGone(name));
}

function isGone(instance: string): boolean {
  const pid = instance.startsWith(HERE) ? instance.slice(HERE.length) : '';
  if (!/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // Another account's process may not be signalled, and is there.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** The number of the space of process ids that this one lives in, where the system has several. */
function pidSpace(): string {
  try {
    const [number = ''] = /\d+/.exec(readlinkSync('/proc/self/ns/pid')) ?? [];
    return `${number}-`;
  } catch {
    return '';
  }
}
