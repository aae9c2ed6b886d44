import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** Whether a program is installed; where it isn't, that is said, because what needs it is not tested then. */
export function installed(program: string): boolean {
  const there = spawnSync('sh', ['-c', `command -v ${program}`], { env: { PATH: searched() } }).status === 0;
  if (!there)
    process.stderr.write(
      `\n*** ${program} is not installed: what runs on it is NOT tested here (Debian: apt-get install ${program}). ***\n\n`,
    );
  return there;
}

function searched(): string {
  return `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;
}

/** A folder that every account may enter, gone when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'copydesk-engine-'));
  chmodSync(path, 0o777);
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Starts a program and waits until its port takes connections; it is gone when the test ends. */
export async function started(program: string, args: string[], port: number): Promise<ChildProcess> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: searched(), LC_ALL: 'C' } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000);
    });
  onTestFinished(() => void child.kill('SIGKILL'));
  for (let tries = 0; !(await answers(port)); tries++) {
    if (child.exitCode !== null || tries > 300) throw new Error(`${program} did not start: ${said}`);
    await wait(100);
  }
  return child;
}

function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = createConnection(port, '127.0.0.1');
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
