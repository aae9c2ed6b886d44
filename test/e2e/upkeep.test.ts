import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { jobHandlers } from '../../jobs/handlers.ts';
import { openApp } from '../../src/app.ts';
import type { JobQueue } from '../../src/queue/queue.ts';
import { parseConfig } from '../../src/settings/config.ts';
import { lastBeat } from '../../src/store/heartbeats.ts';
import { emptyDatabase } from '../store/test-database.ts';

async function upkeep(backups: string) {
  const config = parseConfig({
    DATABASE_URL: await emptyDatabase(),
    BACKUP_FOLDER: backups,
    PAGES_AGAIN: 'false',
    LOG_LEVEL: 'fatal',
  });
  const app = await openApp(config);
  onTestFinished(() => app.close());
  const added: string[] = [];
  const queue = { add: async (name: string) => void added.push(name) } as unknown as JobQueue;
  return { app, added, handlers: jobHandlers({ ...app, queue: async () => queue }, { wake() {} }) };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'copydesk-upkeep-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('old things are removed and the backup is seen to once an hour, not at every tick', async () => {
  const { handlers, added } = await upkeep(folder());
  const { signal } = new AbortController();
  for (let i = 0; i < 3; i++) await handlers.tick({}, signal);
  expect(added).toEqual(['backup', 'tidy']);
});

test('the store knows of the last backup that was written, and of none that failed', async () => {
  const backups = join(folder(), 'backups');
  const { app, handlers } = await upkeep(backups);
  const { signal } = new AbortController();
  writeFileSync(backups, 'in the way');
  await expect(handlers.backup({}, signal)).rejects.toThrow(/can't be used/);
  expect(await lastBeat(app.db, 'backup')).toBeNull();
  rmSync(backups);
  await handlers.backup({}, signal);
  expect(readdirSync(backups)).toHaveLength(1);
  expect(Date.now() - Number(await lastBeat(app.db, 'backup'))).toBeLessThan(60_000);
});
