import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../store/test-database.ts';
import { MAIN } from './signalled.ts';

test('a service without tokens fails and says what to set', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'bot'], {
    cwd: folder,
    env: { PATH: process.env.PATH, COPYDESK_DATA: folder, DATABASE_URL: await emptyDatabase() },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('Set DISCORD_TOKEN') });
});
