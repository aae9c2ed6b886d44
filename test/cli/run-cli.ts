import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

const CACHE = join(tmpdir(), 'copydesk-test-compiled');

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** The command line on a store with one article and a working folder of its own, as a process with no other settings than these. */
export async function commandLine(settings: Record<string, string> = {}) {
  const { db, url } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Compiling the libraries again takes most of the time of such a process.
  const env = { PATH: process.env.PATH, TZ: 'UTC', NODE_COMPILE_CACHE: CACHE, DATABASE_URL: url, ...settings };
  const run = async (words: string[], input = ''): Promise<Outcome> => {
    const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, env });
    child.stdin.end(input);
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, out, err };
  };
  return {
    folder,
    run,
    /** What a command prints with --json. */
    json: async (...words: string[]) => {
      const { code, out, err } = await run([...words, '--json']);
      if (code !== 0) throw new Error(err);
      return JSON.parse(out);
    },
  };
}
