import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { saveDigest } from '../../src/store/digests/digests.ts';
import { openEmbedded } from '../../src/store/embedded/embedded.ts';
import { type DigestId, SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { welcomeWorkspace } from '../../src/store/workspaces.ts';
import { freePort } from '../../test/free-port.ts';
import { type Faults, NO_FAULTS, type Platforms, startPlatforms } from './platforms.ts';
import { seeded } from './random.ts';

export interface TortureOptions {
  slots: number;
  seed: number;
  workers: number;
  /** Seconds over which the slots come due. */
  seconds: number;
  redis: boolean;
  /** A PostgreSQL of one's own instead of the embedded server, which is then not killed. */
  databaseUrl: string | null;
  /** Seconds after which what is still open counts as stuck. */
  drainSeconds: number;
  /** Milliseconds between two blows, at most. */
  blowMs: number;
  blows: readonly Blow[];
  faults: Faults;
  log: (line: string) => void;
}

export type Blow =
  | 'kill worker'
  | 'stop worker'
  | 'kill store'
  | 'kill redis'
  | 'flush redis'
  | 'restore copy'
  | 'step clock';

export interface TortureReport {
  slots: number;
  messages: number;
  duplicates: number;
  lost: number;
  stuck: number;
  blows: Record<string, number>;
  lostAnswers: number;
  looks: number;
  states: Record<string, number>;
  seconds: { p50: number; p95: number; worst: number };
  problems: string[];
}

export const HARD: Faults = {
  ...NO_FAULTS,
  accepted500: 0.05,
  acceptedReset: 0.05,
  acceptedEnd: 0.03,
  acceptedStall: 0.015,
  refused500: 0.03,
  reset: 0.03,
  limited: 0.05,
  unauthorised: 0.005,
  proxyPage: 0.005,
  lookFails: 0.06,
  delayMs: 300,
};

const ROOT = new URL('../../', import.meta.url).pathname;
const STOPPED_MS = 60_000;
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const TABLES = ['digests', 'slots', 'deliveries', 'digest_stories'];

/** Posts slots through real workers while they, the store and the queue are struck, and counts what stands in the channels. */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const random = seeded(options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-torture-'));
  const unlimited = { overall: 0, channel: 0 };
  const platforms = await startPlatforms(random, { discord: unlimited, slack: unlimited });
  const clockFile = join(folder, 'clock');
  writeFileSync(clockFile, '+0\n');
  const redis = options.redis ? await startRedis(folder) : null;
  const embedded = options.databaseUrl ? null : await openEmbedded({ dataDir: folder });
  const databaseUrl = options.databaseUrl ?? embedded?.connectionString ?? '';
  let db = await openDatabase(databaseUrl, { connections: 4 });
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    COPYDESK_DATA: folder,
    DISCORD_TOKEN: 'token',
    DISCORD_API_URL: platforms.discordUrl,
    SLACK_BOT_TOKEN: 'xoxb-token',
    SLACK_APP_TOKEN: 'xapp-token',
    SLACK_API_URL: platforms.slackUrl,
    LOG_LEVEL: 'warn',
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    ...(redis ? { REDIS_URL: redis.url } : {}),
    ...(options.blows.includes('step clock')
      ? { LD_PRELOAD: FAKETIME, FAKETIME_TIMESTAMP_FILE: clockFile, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1' }
      : {}),
  };
  const workers: (ChildProcess | null)[] = Array.from({ length: options.workers }, () => null);
  const start = (i: number) => {
    const worker = spawn(process.execPath, ['jobs/worker.ts'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
    worker.stderr?.on('data', (data: Buffer) => options.log(`worker ${i}: ${data.toString().trim().slice(0, 400)}`));
    // Like any supervisor: what ends is started again.
    worker.on('exit', () => {
      if (workers[i] === worker) workers[i] = null;
      if (!over) setTimeout(() => !over && !workers[i] && start(i), 500 + random() * 1_500);
    });
    workers[i] = worker;
  };
  let over = false;
  try {
    const due = await prepare(db, options, random);
    platforms.setFaults(options.faults);
    for (const i of workers.keys()) start(i);
    const blows = await strike(options, random, {
      db: () => db,
      workers,
      redis,
      folder,
      embedded: embedded !== null,
      clockFile,
    });
    platforms.setFaults({ ...options.faults, acceptedStall: 0 });
    writeFileSync(clockFile, '+0\n');
    const deadline = Date.now() + options.drainSeconds * 1_000;
    while (Date.now() < deadline) {
      const open = await openSlots(db).catch(() => -1);
      if (open === 0) break;
      await wait(1_000);
    }
    await db.destroy().catch(() => {});
    db = await openDatabase(databaseUrl, { connections: 2 });
    return await report(db, platforms, options, due, blows);
  } finally {
    over = true;
    for (const worker of workers) worker?.kill('SIGKILL');
    await db.destroy().catch(() => {});
    redis?.stop();
    await embedded?.close();
    await platforms.close();
    await wait(500);
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
    } catch (error) {
      // What a killed process still writes is no reason to lose the report.
      options.log(`left behind: ${folder} (${String(error)})`);
    }
  }
}

/** Stores articles and one digest a slot, each due once in the time of the run. Returns when each channel's is due. */
async function prepare(db: Database, options: TortureOptions, random: () => number): Promise<Map<string, number>> {
  const guild = 'discord/g1' as WorkspaceId;
  const team = 'slack/T1' as WorkspaceId;
  await welcomeWorkspace(db, { id: guild, platform: 'discord', name: 'Guild' });
  await welcomeWorkspace(db, { id: team, platform: 'slack', name: 'Team' });
  for (const [i, what] of ['bridge', 'school', 'market', 'harbour', 'library'].entries()) {
    const text = `The ${what} of Port Vale will close for ${i + 2} weeks\n\nPORT VALE — The ${what} will close for ${i + 2} weeks from Monday, the town council decided on Thursday.\n\n“We have waited too long with the ${what},” said Mayor Ada Lindqvist.`;
    const read = readPlainText(text, { publisher: 'Vale Courier', published: new Date() });
    if (read.kind === 'refused') throw new Error(read.message);
    await addArticle(db, read.draft, { workspace: SHARED, cameIn: 'file' });
  }
  const due = new Map<string, number>();
  const first = Date.now() + 8_000;
  const at = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(11, 16);
  const localDate = new Date().toISOString().slice(0, 10);
  for (let i = 0; i < options.slots; i++) {
    const channel = i % 2 === 0 ? `${100_000 + i}` : `C${i}`;
    const when = first + Math.floor(random() * options.seconds * 1_000);
    due.set(channel, when);
    await saveDigest(db, {
      id: `t${i}` as DigestId,
      workspace: i % 2 === 0 ? guild : team,
      place: i % 2 === 0 ? `${guild}/${channel}` : `${team}/${channel}`,
      at,
      days: [1, 2, 3, 4, 5, 6, 7],
      zone: 'UTC',
      topic: null,
      items: 3,
      catchUpMinutes: 360,
      next: { localDate, slot: localDate, due: new Date(when) },
    });
  }
  return due;
}

interface Targets {
  db: () => Database;
  workers: (ChildProcess | null)[];
  redis: { url: string; kill(): Promise<void> } | null;
  folder: string;
  embedded: boolean;
  clockFile: string;
}

async function strike(
  options: TortureOptions,
  random: () => number,
  targets: Targets,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const end = Date.now() + 8_000 + options.seconds * 1_000;
  let copied = false;
  while (Date.now() < end) {
    await wait(options.blowMs * (0.3 + 0.7 * random()));
    const blow = options.blows[Math.floor(random() * options.blows.length)];
    if (!blow) continue;
    const struck = await one(blow).catch(() => false);
    if (struck) counts[blow] = (counts[blow] ?? 0) + 1;
  }
  return counts;

  async function one(blow: Blow): Promise<boolean> {
    const worker = targets.workers[Math.floor(random() * targets.workers.length)];
    switch (blow) {
      case 'kill worker':
        return worker?.kill('SIGKILL') ?? false;
      case 'stop worker': {
        if (!worker?.kill('SIGSTOP')) return false;
        setTimeout(() => worker.kill('SIGCONT'), STOPPED_MS * (0.2 + 0.8 * random()));
        return true;
      }
      case 'kill store': {
        if (!targets.embedded) return false;
        const pid = Number(
          readFileSync(join(targets.folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0],
        );
        return process.kill(pid, 'SIGKILL');
      }
      case 'kill redis':
        await targets.redis?.kill();
        return targets.redis !== null;
      case 'flush redis': {
        if (!targets.redis) return false;
        const client = new Redis(targets.redis.url, { maxRetriesPerRequest: 1 });
        client.on('error', () => {});
        await client.flushall().finally(() => client.disconnect());
        return true;
      }
      case 'restore copy':
        await (copied ? restoreCopy(targets.db()) : takeCopy(targets.db()));
        copied = !copied;
        return !copied;
      case 'step clock':
        writeFileSync(targets.clockFile, `${['+0', '+3600', '-3600'][Math.floor(random() * 3)]}\n`);
        return true;
    }
  }
}

/** Keeps the schedule and the deliveries as they are now, to be gone back to. */
async function takeCopy(db: Database): Promise<void> {
  // One moment of all tables, as any backup is.
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      for (const table of TABLES) {
        await sql.raw(`drop table if exists copy_${table}`).execute(tx);
        await sql.raw(`create table copy_${table} as select * from ${table}`).execute(tx);
      }
      await sql.raw('drop table if exists copy_claims').execute(tx);
      await sql.raw('create table copy_claims as select last_value from delivery_claims').execute(tx);
    });
}

async function restoreCopy(db: Database): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql.raw(`lock table ${TABLES.join(', ')} in access exclusive mode`).execute(tx);
    await sql.raw('delete from digests').execute(tx);
    for (const table of TABLES) await sql.raw(`insert into ${table} select * from copy_${table}`).execute(tx);
    await sql.raw(`select setval('delivery_claims', (select last_value from copy_claims))`).execute(tx);
  });
}

async function openSlots(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from slots where state in ('due', 'composed'))
      + (select count(*) from digests where not exists (select 1 from slots where slots.digest_id = digests.id)) as n`.execute(
    db,
  );
  return Number(rows[0]?.n ?? 0);
}

async function report(
  db: Database,
  { messages, counts }: Platforms,
  options: TortureOptions,
  due: Map<string, number>,
  blows: Record<string, number>,
): Promise<TortureReport> {
  const rows = await db
    .selectFrom('digests')
    .leftJoin('slots', 'slots.digest_id', 'digests.id')
    .select(['digests.place', 'slots.state', 'slots.note', 'digests.active'])
    .execute();
  const problems: string[] = [];
  const states: Record<string, number> = {};
  const waits: number[] = [];
  // Of everything that was posted, what stands in threads included.
  const repeated = [...Map.groupBy(messages, ({ marker }) => marker)].filter(
    ([marker, copies]) => marker !== null && copies.length > 1,
  );
  const duplicates = repeated.length;
  for (const [marker, copies] of repeated)
    problems.push(`${copies.map(({ channel }) => channel).join(', ')}: ${marker} ${copies.length} times`);
  let lost = 0;
  let stuck = 0;
  for (const { place, state, note, active } of rows) {
    const channel = place.split('/').at(-1) ?? '';
    states[state ?? 'never opened'] = (states[state ?? 'never opened'] ?? 0) + 1;
    const firsts = messages.filter((message) => message.channel === channel && message.marker?.endsWith('-0'));
    const first = firsts[0];
    if (first) waits.push((first.at - (due.get(channel) ?? first.at)) / 1_000);
    if (firsts.length === 0) lost++;
    if (state !== 'posted') stuck++;
    if (firsts.length !== 1 || state !== 'posted' || !active)
      problems.push(
        `${place}: ${firsts.length} posts, ${state ?? 'never opened'}${note ? ` (${note})` : ''}${active ? '' : ', paused'}`,
      );
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0);
  return {
    slots: options.slots,
    messages: messages.length,
    duplicates,
    lost,
    stuck,
    blows,
    lostAnswers: counts.lostAnswers,
    looks: counts.looks,
    states,
    seconds: { p50: at(0.5), p95: at(0.95), worst: at(1) },
    problems,
  };
}

async function startRedis(folder: string) {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | null = null;
  let stopped = false;
  const run = () => {
    if (stopped) return;
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'yes',
      '--dir',
      folder,
    ];
    server = spawn('redis-server', settings, { stdio: 'ignore' });
  };
  run();
  await wait(500);
  return {
    url,
    async kill() {
      server?.kill('SIGKILL');
      setTimeout(run, 1_000);
    },
    stop() {
      stopped = true;
      server?.kill('SIGKILL');
    },
  };
}
