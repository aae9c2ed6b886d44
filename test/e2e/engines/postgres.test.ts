import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { startWork } from '../../../jobs/work.ts';
import { type App, openApp } from '../../../src/app.ts';
import { parseConfig } from '../../../src/settings/config.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { saveDigest } from '../../../src/store/digests/digests.ts';
import { recentSlots } from '../../../src/store/digests/slots.ts';
import { openEmbedded } from '../../../src/store/embedded/embedded.ts';
import { openReplica } from '../../../src/store/replica.ts';
import { type DigestId, SHARED, TERMINAL } from '../../../src/store/schema.ts';
import { nextOccurrence } from '../../../src/time/schedule.ts';
import { addText, HARBOUR } from '../../chat/test-desk.ts';
import { recordingPoster } from '../../digest/recording-poster.ts';
import { freePort } from '../../free-port.ts';
import { emptyDatabase, testDatabase } from '../../store/test-database.ts';
import { folder, installed, started } from './programs.ts';

const redisUrl = inject('redisUrl');
const caller = { workspace: TERMINAL, place: 'terminal', user: 'someone', admin: true, zone: null };

async function pooled(databaseUrl: string, more = ''): Promise<string> {
  const server = new URL(databaseUrl);
  const port = await freePort();
  const dir = folder();
  const users = join(dir, 'users.txt');
  writeFileSync(users, `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  const file = join(dir, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]\n* = host=127.0.0.1 port=${server.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\n` +
      `unix_socket_dir =\nauth_type = scram-sha-256\nauth_file = ${users}\npool_mode = transaction\ndefault_pool_size = 4\n${more}`,
  );
  for (const path of [users, file]) chmodSync(path, 0o644);
  // It refuses to run as root.
  await started('pgbouncer', [...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []), file], port);
  server.port = String(port);
  return server.toString();
}

async function appOn(env: Record<string, string>): Promise<App> {
  const app = await openApp(parseConfig({ LOG_LEVEL: 'fatal', ...env }));
  onTestFinished(() => app.close());
  return app;
}

describe.skipIf(!installed('pgbouncer'))('a PgBouncer in transaction mode', () => {
  test('is refused with what it needs when it takes no startup options', async () => {
    await expect(openDatabase(await pooled(await emptyDatabase()))).rejects.toThrow(/ignore_startup_parameters/);
  });

  test('is refused with what it needs when the search path is lost', async () => {
    const url = await pooled(await emptyDatabase(), 'ignore_startup_parameters = options\n');
    await expect(openDatabase(url)).rejects.toThrow(/search_path = news/);
  });

  test.skipIf(!redisUrl)('carries answers, and a digest that two workers post once', async () => {
    const { db, url } = await testDatabase();
    await sql
      .raw(`alter role current_user in database "${new URL(url).pathname.slice(1)}" set search_path = news, public`)
      .execute(db);
    const env = {
      DATABASE_URL: await pooled(url, 'ignore_startup_parameters = options\n'),
      REDIS_URL: redisUrl ?? '',
    };
    const apps = [await appOn(env), await appOn(env)];
    const [app] = apps;
    if (!app) throw new Error('no app');
    await addText(app.db, HARBOUR, SHARED);
    const question = { kind: 'question', text: 'How much does the wall cost?', caller } as const;
    const replies = await Promise.all(Array.from({ length: 20 }, () => app.desk.handle(question)));
    for (const reply of replies) expect(JSON.stringify(reply)).toContain('14 million crowns');
    const schedule = { at: '08:00', days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
    const next = { ...nextOccurrence(schedule, new Date()), due: new Date() };
    const id = 'd1' as DigestId;
    const rest = { topic: null, items: 7, catchUpMinutes: 60 };
    await saveDigest(app.db, { id, workspace: TERMINAL, place: 'terminal', ...schedule, ...rest, next });
    const poster = recordingPoster();
    for (const each of apps) {
      each.setTerminalPoster(poster);
      const working = await startWork(each);
      onTestFinished(() => working.stop());
    }
    await expect
      .poll(async () => (await recentSlots(app.db, id, 1))[0]?.state, { timeout: 30_000, interval: 200 })
      .toBe('posted');
    expect(poster.channel).toHaveLength(1);
  });
});

test('articles are searched in a streaming replica while it keeps up, and in the store when it is away', async () => {
  // The replica is a copy of the stopped primary that follows it from there: only the server itself comes with Copydesk.
  const here = folder();
  const data = join(here, 'primary', 'postgres');
  await (await openEmbedded({ dataDir: join(here, 'primary') })).close();
  appendFileSync(
    join(data, 'cluster', 'postgresql.conf'),
    '\nwal_level = replica\nmax_wal_senders = 4\nwal_keep_size = 64MB\nhot_standby = on\n',
  );
  // What it writes from here on a replica can follow.
  const first = await openEmbedded({ dataDir: join(here, 'primary') });
  const seeded = await openDatabase(first.connectionString);
  await addText(seeded, HARBOUR, SHARED);
  await seeded.destroy();
  await first.close();
  appendFileSync(join(data, 'cluster', 'pg_hba.conf'), '\nhost replication all 127.0.0.1/32 scram-sha-256\n');
  // With the accounts that own the files.
  execFileSync('cp', ['-a', join(here, 'primary'), join(here, 'replica')]);
  const primary = await openEmbedded({ dataDir: join(here, 'primary') });
  onTestFinished(() => primary.close());
  const copied = join(here, 'replica', 'postgres', 'cluster');
  const { username, password, port } = new URL(primary.connectionString);
  appendFileSync(
    join(copied, 'postgresql.conf'),
    `\nprimary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${decodeURIComponent(password)}'\n`,
  );
  writeFileSync(join(copied, 'standby.signal'), '');
  const replica = await openEmbedded({ dataDir: join(here, 'replica') });
  let stopped = false;
  const stop = async () => {
    if (!stopped) await replica.close();
    stopped = true;
  };
  onTestFinished(stop);

  const db = await openDatabase(primary.connectionString);
  onTestFinished(() => db.destroy());
  const problems: (string | null)[] = [];
  const copy = openReplica(replica.connectionString, db, (problem) => void problems.push(problem));
  onTestFinished(() => copy.close());
  await copy.ready;
  expect(problems).toEqual([null]);
  expect(copy.reading()).not.toBe(db);
  const title = 'Ferries sail again in May';
  await addText(db, `${title}\n\nThe ferries sail again in May, the council of Port Vale said on Tuesday.\n`, SHARED);
  await expect
    .poll(
      async () => (await copy.reading().selectFrom('revisions').select('title').execute()).map((row) => row.title),
      { timeout: 20_000 },
    )
    .toContain(title);
  await stop();
  await expect.poll(() => copy.reading() === db, { timeout: 20_000, interval: 200 }).toBe(true);
  expect(problems).toHaveLength(2);
});
