import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import { freePort } from './free-port.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string | null;
  }
}

/** One real PostgreSQL for all test files (each makes its own database in it), and a real Redis where there is one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-test-'));
  const postgres = await openEmbedded({ dataDir: folder });
  project.provide('databaseUrl', postgres.connectionString);
  await makeTemplate(postgres.connectionString);
  const redis = await startRedis(folder);
  project.provide('redisUrl', redis?.url ?? null);
  return async () => {
    redis?.stop();
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** An empty store with today's schema: copying it takes a fraction of the time of making one. */
export const TEMPLATE = 'copydesk_template';

async function makeTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  // Nobody needs these stores after a crash: the disk is not waited for. None lives long enough to need tidying.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'])
    await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${TEMPLATE}`;
  const db = await openDatabase(url.toString(), { connections: 1 });
  await db.destroy();
}

async function startRedis(folder: string): Promise<{ url: string; stop(): void } | null> {
  const given = process.env.TEST_REDIS_URL;
  if (given) return { url: given, stop() {} };
  if (!onPath('redis-server')) {
    process.stderr.write(
      '\n*** redis-server is not on PATH: what runs on Redis is NOT tested here. Install it (Debian: apt-get install redis-server). ***\n\n',
    );
    return null;
  }
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  // The shell's input ends with this process, however it dies, and Redis with it.
  const untilTheEnd = 'redis-server "$@" >/dev/null & while read -r _; do :; done; kill $!';
  const server = spawn('/bin/sh', ['-c', untilTheEnd, 'redis', ...settings], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await wait(300);
  return { url: `redis://127.0.0.1:${port}`, stop: () => server.stdin.end() };
}

function onPath(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
