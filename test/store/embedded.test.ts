import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { StoreError } from '../../src/store/database.ts';
import { clusterIn } from '../../src/store/embedded/cluster.ts';
import { type Embedded, openEmbedded } from '../../src/store/embedded/embedded.ts';
import { boundLog } from '../../src/store/embedded/postgres-server.ts';

const USER_PROCESS = fileURLToPath(new URL('./embedded-user.ts', import.meta.url));
const asRoot = process.getuid?.() === 0 && process.platform === 'linux';
const NOBODY = 65534;

let base = '';
beforeAll(async () => {
  base = temporaryFolder();
  const server = await openEmbedded({ dataDir: base });
  await query(server, "create table kept as select 'still here' as text");
  await server.close();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-embedded-'));
  chmodSync(folder, 0o755);
  return folder;
}

function emptyFolder(): string {
  const folder = temporaryFolder();
  // A server that was killed may still be writing its last.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

/** A data folder whose store was used before. */
function usedFolder(): string {
  const folder = emptyFolder();
  execFileSync('cp', ['-a', `${base}/.`, folder]);
  return folder;
}

async function open(dataDir: string): Promise<Embedded> {
  const server = await openEmbedded({ dataDir });
  onTestFinished(() => server.close());
  return server;
}

async function query(server: { connectionString: string }, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows[0]?.text;
  } finally {
    await client.end();
  }
}

const kept = (server: Embedded) => query(server, 'select text from kept');
const inside = (folder: string, ...names: string[]) => join(folder, 'postgres', ...names);

async function refusal(dataDir: string): Promise<string> {
  const error = await openEmbedded({ dataDir }).then(
    async (server) => {
      await server.close();
      return new Error('it opened');
    },
    (thrown: unknown) => thrown as Error,
  );
  expect(error).toBeInstanceOf(StoreError);
  return error.message;
}

/** The server's process; null when none runs. */
function serverPid(folder: string): number | null {
  const file = inside(folder, 'cluster', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

/** Another process that uses the folder's server. */
async function userProcess(folder: string) {
  const child: ChildProcess = spawn(process.execPath, [USER_PROCESS, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return {
    connectionString: await next(),
    /** When the server that answers was started; waits until one answers. */
    serverSince: () => {
      child.stdin?.write('ask\n');
      return next();
    },
    kill: () => child.kill('SIGKILL'),
  };
}

const stopped = (folder: string) => vi.waitFor(() => expect(serverPid(folder)).toBeNull(), { timeout: 60_000 });

// Several servers and processes start here: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('several processes', () => {
  test('that start at once on an empty folder share one server, which outlives all but the last', async () => {
    const folder = emptyFolder();
    const [first, second] = await Promise.all([userProcess(folder), userProcess(folder)]);
    expect(second.connectionString).toBe(first.connectionString);
    const since = await second.serverSince();
    first.kill();
    expect(await second.serverSince()).toBe(since);
    second.kill();
    await stopped(folder);
  });

  test('work on at the same address when their server is killed', async () => {
    const folder = usedFolder();
    const users = await Promise.all([userProcess(folder), userProcess(folder)]);
    const before = await Promise.all(users.map((user) => user.serverSince()));
    process.kill(Number(serverPid(folder)), 'SIGKILL');
    const after = await vi.waitFor(
      async () => {
        const since = await Promise.all(users.map((user) => user.serverSince()));
        expect(since).not.toContain(before[0]);
        return since;
      },
      { timeout: 60_000 },
    );
    expect(after[1]).toBe(after[0]);
  });
});

test('a closed server is down, and the next one has its data', async () => {
  const folder = usedFolder();
  const server = await open(folder);
  await server.close();
  expect(serverPid(folder)).toBeNull();
  expect(await kept(await open(folder))).toBe('still here');
});

describe('after a crash', () => {
  test('a process that is being closed does not bring its server back', async () => {
    const folder = usedFolder();
    const server = await open(folder);
    process.kill(Number(serverPid(folder)), 'SIGKILL');
    await server.close();
    await expect(kept(server)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
  });

  test('a pid file that names another program now is not an obstacle', async () => {
    const folder = usedFolder();
    const lines = [process.pid, inside(folder, 'cluster'), 1_700_000_000, 25_432, '', '127.0.0.1', '', 'ready'];
    writeFileSync(inside(folder, 'cluster', 'postmaster.pid'), lines.join('\n'));
    expect(await kept(await open(folder))).toBe('still here');
  });

  test('what a first start that was cut off left behind is not an obstacle', async () => {
    const folder = emptyFolder();
    mkdirSync(inside(folder, 'cluster.new', 'global'), { recursive: true });
    writeFileSync(inside(folder, 'cluster.new', 'PG_VERSION'), '');
    writeFileSync(inside(folder, 'password'), '');
    expect(await query(await open(folder), "select 'works' as text")).toBe('works');
    expect(statSync(inside(folder, 'password')).mode & 0o777).toBe(0o600);
  });
});

describe('what it can not use is left alone, with a message', () => {
  test('data without its password', async () => {
    const folder = usedFolder();
    writeFileSync(inside(folder, 'password'), '');
    expect(await refusal(folder)).toMatch(/password.*is missing.*Restore it/);
  });

  test('data with another password', async () => {
    const folder = usedFolder();
    writeFileSync(inside(folder, 'password'), 'another\n');
    expect(await refusal(folder)).toMatch(/does not accept the password/);
    expect(serverPid(folder)).toBeNull();
  });

  test('data of which a part is missing', async () => {
    const folder = usedFolder();
    rmSync(inside(folder, 'cluster', 'PG_VERSION'));
    expect(await refusal(folder)).toMatch(/not a complete database.*Restore it.*move it away/);
    expect(existsSync(inside(folder, 'cluster', 'base'))).toBe(true);
  });

  test('data of another version of PostgreSQL', async () => {
    const folder = usedFolder();
    writeFileSync(inside(folder, 'cluster', 'PG_VERSION'), '12\n');
    expect(await refusal(folder)).toMatch(/initialized by PostgreSQL version 12/);
  });

  test('a file where the folder should be', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'data'), '');
    expect(await refusal(join(folder, 'data'))).toMatch(/a file.*point COPYDESK_DATA at another folder/);
  });
});

test('the log of the server is cut while it runs', async () => {
  const folder = usedFolder();
  const server = await open(folder);
  const log = inside(folder, 'server.log');
  await query(server, "do $$ begin raise warning '%', repeat('long ', 100000); end $$");
  expect(statSync(log).size).toBeGreaterThan(500_000);
  boundLog(await clusterIn(folder, 'copydesk'), 500_000);
  await query(server, "do $$ begin raise warning 'after the cut'; end $$");
  const text = readFileSync(log, 'utf8');
  expect(text).toMatch(/after the cut/);
  expect(text.length).toBeLessThan(10_000);
});

describe.runIf(asRoot)('root and an ordinary account on one folder', () => {
  const asNobody = (folder: string) => {
    try {
      const options = { uid: NOBODY, gid: NOBODY, encoding: 'utf8', input: 'ask\nclose\n', cwd: '/' } as const;
      return execFileSync(process.execPath, [USER_PROCESS, folder], { ...options, stdio: 'pipe' });
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  };
  const reachable = () => {
    try {
      execFileSync(process.execPath, ['--check', USER_PROCESS], { uid: NOBODY, stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  /** What the server may do beyond an ordinary account, as bits of capabilities(7). */
  const rights = (folder: string) =>
    BigInt(`0x${/^CapEff:\s*(\w+)/m.exec(readFileSync(`/proc/${serverPid(folder)}/status`, 'utf8'))?.[1]}`);
  const DAC_READ_SEARCH = 1n << 2n;

  test('a server that root starts may pass closed folders when there is one, and nothing else', async () => {
    const folder = usedFolder();
    chmodSync(folder, 0o700);
    expect(await kept(await open(folder))).toBe('still here');
    expect(statSync(`/proc/${serverPid(folder)}`).uid).not.toBe(0);
    expect(rights(folder)).toBe(DAC_READ_SEARCH);
  });

  test('root runs the server of a folder as its owner, who can use it afterwards', async ({ skip }) => {
    skip(!reachable(), 'the checkout is closed to ordinary accounts');
    const folder = usedFolder();
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
    const server = await open(folder);
    expect(await kept(server)).toBe('still here');
    expect(statSync(`/proc/${serverPid(folder)}`).uid).toBe(NOBODY);
    expect(rights(folder)).toBe(0n);
    await server.close();
    expect(asNobody(folder)).toMatch(/^postgres:/);
    expect(await kept(await open(folder))).toBe('still here');
  });

  test("an ordinary account is told whose folder it is, and nothing in root's store changes", async ({ skip }) => {
    skip(!reachable(), 'the checkout is closed to ordinary accounts');
    const folder = usedFolder();
    execFileSync('chown', ['-R', '1:1', inside(folder)]);
    const said = asNobody(folder);
    expect(said).toMatch(/belongs to another account .*Nothing is lost.*sudo chown -R nobody /);
    expect(await kept(await open(folder))).toBe('still here');
  });
});
