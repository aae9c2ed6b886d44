import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createMetrics, type Vitals } from '../../src/observe/metrics.ts';

const VITALS: Vitals = {
  tickAge: 12,
  backupAge: 3_600,
  digestsDue: 3,
  digestsLate: 1,
  oldestDigest: 400,
  feeds: { ok: 8, failing: 2, ended: 0 },
  entriesWaiting: 5,
  articles: 1_000_000,
  storeBytes: 5e9,
  budgetUsed: 0.25,
};

test('a scrape tells of the store, the queue, the chats and the connections', async () => {
  const metrics = createMetrics('1.2.3');
  metrics.sources.vitals = async () => VITALS;
  metrics.sources.queue = async () => [{ lane: 'read', jobs: { waiting: 7 }, oldest: 42 }];
  metrics.sources.chats = () => ({ discord: { up: true, connects: 2 } });
  metrics.sources.pool = () => ({ total: 4, idle: 1, waiting: 0 });
  const page = await metrics.page();
  for (const line of [
    'copydesk_tick_age_seconds 12',
    'copydesk_backup_age_seconds 3600',
    'copydesk_digests_due 3',
    'copydesk_digests_late 1',
    'copydesk_feeds{state="failing"} 2',
    'copydesk_articles 1000000',
    'copydesk_model_budget_used_ratio 0.25',
    'copydesk_queue_jobs{queue="read",state="waiting"} 7',
    'copydesk_queue_oldest_seconds{queue="read"} 42',
    'copydesk_platform_up{platform="discord"} 1',
    'copydesk_platform_connects_total{platform="discord"} 2',
    'copydesk_store_connections{use="busy"} 3',
    `copydesk_build_info{version="1.2.3",node="${process.version}"} 1`,
  ])
    expect(page.split('\n')).toContain(line);
});

test('the store is read once for scrapes that follow each other', async () => {
  const metrics = createMetrics();
  let reads = 0;
  metrics.sources.vitals = async () => {
    reads++;
    return VITALS;
  };
  await Promise.all([metrics.page(), metrics.page()]);
  await metrics.page();
  expect(reads).toBe(1);
});

test('a store that is away costs a scrape its gauges, and nothing else', async () => {
  const metrics = createMetrics();
  metrics.requests.inc({ kind: 'question' });
  metrics.sources.vitals = () => Promise.reject(new Error('away'));
  metrics.sources.queue = () => new Promise(() => {});
  const from = performance.now();
  const page = await Promise.race([metrics.page(), wait(30_000, 'never')]);
  expect(page).toContain('copydesk_requests_total{kind="question"} 1');
  expect(performance.now() - from).toBeLessThan(20_000);
});

test('what is not known is left out: a 0 would mean that all is well', async () => {
  const metrics = createMetrics();
  metrics.sources.vitals = () => Promise.reject(new Error('away'));
  expect(await metrics.page()).not.toMatch(
    /^copydesk_(?:tick_age|digests|backup|feed|articles|store_bytes|model_budget)\w*[ {]/m,
  );
  const never = createMetrics();
  never.sources.vitals = async () => ({ ...VITALS, backupAge: null });
  expect(await never.page()).not.toMatch(/^copydesk_backup_age_seconds /m);
});

test('a store that goes away takes its last figures with it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const metrics = createMetrics();
  let away = false;
  metrics.sources.vitals = () => (away ? Promise.reject(new Error('away')) : Promise.resolve(VITALS));
  metrics.sources.ready = async () => ({ store: !away });
  expect(await metrics.page()).toMatch(/^copydesk_digests_late 1$/m);
  away = true;
  vi.advanceTimersByTime(61_000);
  const page = await metrics.page();
  expect(page).not.toMatch(/^copydesk_digests_late /m);
  expect(page).toMatch(/^copydesk_ready\{part="store"\} 0$/m);
});

test('without a worker ever seen, the age of the tick is endless', async () => {
  const metrics = createMetrics();
  metrics.sources.vitals = async () => ({ ...VITALS, tickAge: null });
  expect(await metrics.page()).toContain('copydesk_tick_age_seconds +Inf');
});
