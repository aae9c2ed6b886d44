import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const LINK = /http:\/\/127\.0\.0\.1:(\d+)\/sign-in\/[\w-]{43}/;

test('copydesk desk serves a desk until it is stopped, and prints a link alone where one is served already', async () => {
  const { url } = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = (settings: Record<string, string>) =>
    spawn(process.execPath, [CLI, 'desk'], {
      cwd: folder,
      env: { PATH: process.env.PATH, TZ: 'UTC', DATABASE_URL: url, ...settings },
    });
  const serving = start({});
  onTestFinished(() => void serving.kill('SIGKILL'));
  let out = '';
  serving.stdout.setEncoding('utf8');
  for await (const chunk of serving.stdout.iterator({ destroyOnReturn: false })) {
    out += chunk;
    if (out.includes('Ctrl-C')) break;
  }
  const [first = '', port = ''] = LINK.exec(out) ?? [];
  expect((await fetch(first)).status).toBe(200);

  const again = start({ DESK_PORT: port });
  const said = await text(again.stdout);
  expect(said).toMatch(LINK);
  expect(said).not.toMatch(/Ctrl-C/);
  expect((await fetch(LINK.exec(said)?.[0] ?? '')).status).toBe(200);

  serving.kill('SIGTERM');
  const [code] = await once(serving, 'exit');
  expect(code).toBe(0);
});
