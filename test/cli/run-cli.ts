import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import type { Asked, Outcome } from './command-process.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const COMMANDS = fileURLToPath(new URL('./command-process.ts', import.meta.url));
const CACHE = join(tmpdir(), 'copydesk-test-compiled');

/** The process that runs the commands of this test file's worker; it ends with it. */
let commands: ChildProcess | null = null;
let asked = 0;

/** Runs a command in a process that has loaded the program already. */
function runLoaded(what: Asked): Promise<Outcome> {
  commands ??= fork(COMMANDS, { execPath: process.execPath, execArgv: [], stdio: 'ignore' });
  const child = commands;
  const id = asked++;
  return new Promise((resolve, reject) => {
    const hear = (message: { id: number; outcome?: Outcome; error?: string }) => {
      if (message.id !== id) return;
      child.off('message', hear).off('exit', gone);
      if (message.outcome) resolve(message.outcome);
      else reject(new Error(message.error));
    };
    const gone = () => {
      commands = null;
      reject(new Error('the process that runs commands ended'));
    };
    child.on('message', hear).on('exit', gone);
    child.send({ id, asked: what });
  });
}

/**
 * The command line on a store with one article and a working folder of its own, with no other settings than these. `start` runs a command as
 * a process of its own, as a shell does; `run` spares the time of its start.
 */
export async function commandLine(settings: Record<string, string> = {}) {
  const { db, url } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Compiling the libraries again takes most of the time of such a process.
  const env = { PATH: process.env.PATH ?? '', TZ: 'UTC', NODE_COMPILE_CACHE: CACHE, DATABASE_URL: url, ...settings };
  const run = (words: string[]) => runLoaded({ words, cwd: folder, env });
  const start = async (words: string[], input = ''): Promise<Outcome> => {
    const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, env });
    child.stdin.end(input);
    const closed = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, out, err };
  };
  return {
    command: CLI,
    db,
    env,
    folder,
    run,
    start,
    /** What a command prints with --json. */
    json: async (...words: string[]) => {
      const { code, out, err } = await run([...words, '--json']);
      if (code !== 0) throw new Error(err);
      return JSON.parse(out);
    },
  };
}
