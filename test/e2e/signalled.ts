import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

export const WORKER = fileURLToPath(new URL('../../jobs/worker.ts', import.meta.url));
export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
export const COMMAND = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface Running {
  /** Its data folder. */
  data: string;
  /** Resolves when this stands on standard error. */
  said(words: RegExp): Promise<void>;
  /** Sends SIGTERM and resolves to the exit code, or to the signal that ended the process. */
  stop(): Promise<number | string | null>;
  /** Ends it at once, as a machine does that loses its power. */
  kill(): Promise<number | string | null>;
}

/** Starts a program in a folder of its own; it is killed when the test ends. */
export function run(script: string, env: Record<string, string>, words: readonly string[] = []): Running {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-signal-'));
  const child = spawn(process.execPath, [script, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, COPYDESK_DATA: join(folder, 'data'), SHUTDOWN_SECONDS: '1', ...env },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  return {
    data: join(folder, 'data'),
    said: (words) => expect.poll(() => said, { timeout: 90_000 }).toMatch(words),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** A server that takes connections and never says a word: whoever starts waits for it. */
export async function silentServer(): Promise<{ port: number; called: Promise<void> }> {
  const { promise: called, resolve } = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    resolve();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, called };
}
