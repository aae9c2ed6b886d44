import { expect, onTestFinished, test, vi } from 'vitest';
import { openApp } from '../../src/app.ts';
import { UserError } from '../../src/errors.ts';
import { serveHealth } from '../../src/observe/health.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { parseConfig } from '../../src/settings/config.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { VERSION } from '../../src/version.ts';
import { emptyDatabase } from '../store/test-database.ts';

async function serve(
  checks: Record<string, () => Promise<void>>,
  metrics = createMetrics(),
  port = 0,
): Promise<string> {
  const health = await serveHealth({ port, host: '127.0.0.1', metrics, checks });
  onTestFinished(() => health.close());
  return `http://127.0.0.1:${health.port}`;
}

const well = async () => {};
const ill = async () => {
  throw new Error('connect ECONNREFUSED postgres://desk:hunter2@db');
};

test('health is 200 when every part works', async () => {
  const response = await fetch(`${await serve({ store: well, queue: well })}/health`);
  expect([response.status, await response.json()]).toEqual([200, { version: VERSION, store: 'ok', queue: 'ok' }]);
});

test('health is 503 when a part fails, and names it without its error', async () => {
  const response = await fetch(`${await serve({ store: ill, queue: well })}/health`);
  expect([response.status, await response.json()]).toEqual([
    503,
    { version: VERSION, store: 'not reachable', queue: 'ok' },
  ]);
});

test('a part that never answers fails', async () => {
  const server = await serve({ store: () => new Promise(() => {}) });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const answer = fetch(`${server}/health`);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await answer).status).toBe(503);
});

test('a scrape says which parts work, whether or not anybody asks for the health', async () => {
  const server = await serve({ store: ill, queue: well });
  const metrics = await (await fetch(`${server}/metrics`)).text();
  expect(metrics).toMatch(/^copydesk_ready\{part="store"\} 0$/m);
  expect(metrics).toMatch(/^copydesk_ready\{part="queue"\} 1$/m);
});

test('there is nothing else to be had', async () => {
  const server = await serve({});
  for (const path of ['/', '/health/x', '/../etc/passwd']) expect((await fetch(`${server}${path}`)).status).toBe(404);
});

test('bot and worker with the same settings have a port each', async () => {
  // Below the ports that connections are given: the next one is free, too.
  const low = 20_000 + Math.floor(Math.random() * 12_000);
  const port = Number(new URL(await serve({}, createMetrics(), low)).port);
  const next = await serveHealth({ port, host: '127.0.0.1', metrics: createMetrics(), checks: {} });
  onTestFinished(() => next.close());
  expect(next.port).toBe(port + 1);
  expect((await fetch(`http://127.0.0.1:${next.port}/health`)).status).toBe(200);
});

test('an address that is none of this machine is said to be so', async () => {
  const server = serveHealth({ port: 9464, host: '192.0.2.1', metrics: createMetrics(), checks: {} });
  await expect(server).rejects.toThrow(UserError);
  await expect(server).rejects.toThrow(/HEALTH_HOST/);
});

test('requests are counted by command, questions and buttons by kind', async () => {
  const app = await openApp(parseConfig({ DATABASE_URL: await emptyDatabase(), LOG_LEVEL: 'fatal' }));
  onTestFinished(() => app.close());
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'someone', admin: true, zone: null };
  await app.desk.handle({ kind: 'command', command: 'news help', options: {}, caller });
  await app.desk.handle({ kind: 'command', command: 'news help', options: {}, caller });
  await app.desk.handle({ kind: 'question', text: 'What did the mayor say?', caller });
  const metrics = await (await fetch(`${await serve({}, app.watch.metrics)}/metrics`)).text();
  expect(metrics).toMatch(/^copydesk_requests_total\{kind="news help"\} 2$/m);
  expect(metrics).toMatch(/^copydesk_requests_total\{kind="question"\} 1$/m);
});
