import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { jobHandlers } from '../../jobs/handlers.ts';
import { openApp } from '../../src/app.ts';
import type { JobQueue } from '../../src/queue/queue.ts';
import { parseConfig } from '../../src/settings/config.ts';
import { lastBeat } from '../../src/store/heartbeats.ts';
import { SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { emptyDatabase } from '../store/test-database.ts';

async function upkeep(backups: string, more: Record<string, string> = {}) {
  const config = parseConfig({
    DATABASE_URL: await emptyDatabase(),
    BACKUP_FOLDER: backups,
    PAGES_AGAIN: 'false',
    LOG_LEVEL: 'fatal',
    ...more,
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
  expect((await lastBeat(app.db, 'backup'))?.age).toBeLessThan(60_000);
});

test('a worker whose own clock is a year ahead removes nothing, and one on a store whose clock is waits for a day', async () => {
  const { app, handlers } = await upkeep(folder(), { ARTICLE_DAYS: '90' });
  const { signal } = new AbortController();
  onTestFinished(() => void vi.useRealTimers());
  const stored = () => app.db.selectFrom('articles').select('id').execute();
  await addText(app.db, HARBOUR, SHARED);
  await sql`insert into conversations (place, workspace_id) values ('terminal', 'terminal')`.execute(app.db);
  await handlers.tick({}, signal);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * 86_400_000 });
  await handlers.tick({}, signal);
  await handlers.tidy({}, signal);
  expect(await stored()).toHaveLength(1);
  expect(await app.db.selectFrom('conversations').selectAll().execute()).toHaveLength(1);
  vi.useRealTimers();
  const goesOn = async (hours: number) => {
    await sql`update heartbeats set at = at - make_interval(hours => ${hours})`.execute(app.db);
    await sql`update articles set added = added - make_interval(hours => ${hours})`.execute(app.db);
    await handlers.tick({}, signal);
    await handlers.tidy({}, signal);
  };
  await goesOn(24 * 400);
  await goesOn(13);
  expect(await stored()).toHaveLength(1);
  await goesOn(13);
  expect(await stored()).toHaveLength(0);
});
