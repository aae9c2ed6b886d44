import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const FILES = ['deploy/watch/copydesk-dashboard.json', 'deploy/watch/alerts.yml'];
/** What Prometheus itself adds. */
const OF_PROMETHEUS = ['job', 'instance', 'le'];

test.each(FILES)('every metric in %s is one of ours, with labels that it has', (path) => {
  const metrics = new Map(
    createMetrics()
      .registry.getMetricsAsArray()
      .map((metric) => [metric.name, metric]),
  );
  const uses = [...read(path).matchAll(/\b((?:copydesk|nodejs|process)_[a-z0-9_]+)(?:\{([^}]*)\})?(?![.\w-])/g)].filter(
    ([, name]) => name !== undefined && /_/.test(name),
  );
  expect(uses.length).toBeGreaterThan(10);
  for (const [, used = '', selectors = ''] of uses) {
    const metric = metrics.get(used) ?? metrics.get(used.replace(/_(?:bucket|count|sum)$/, ''));
    expect(metric, used).toBeDefined();
    const labels = [...selectors.matchAll(/(\w+)\s*(?:=|!=|=~|!~)\\?"/g)].map(([, label = '']) => label);
    const known = [...((metric as { labelNames?: string[] } | undefined)?.labelNames ?? []), ...OF_PROMETHEUS];
    for (const label of labels) expect(known, `${used}{${label}}`).toContain(label);
  }
});

test.each(FILES)('%s groups only by labels that some metric has', (path) => {
  const metrics = createMetrics().registry.getMetricsAsArray() as { labelNames?: string[] }[];
  const known = [...metrics.flatMap(({ labelNames = [] }) => labelNames), ...OF_PROMETHEUS];
  const grouped = [...read(path).matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/));
  expect(grouped.length).toBeGreaterThan(2);
  for (const label of grouped) expect(known).toContain(label);
});

test('every alert says what it means, and how urgent it is', () => {
  const alerts = read('deploy/watch/alerts.yml').split('- alert:').slice(1);
  expect(alerts.length).toBeGreaterThan(10);
  for (const alert of alerts) {
    expect(alert).toMatch(/severity: (?:page|ticket)/);
    expect(alert).toMatch(/summary: \S/);
  }
});

test('compose.yaml mounts files that exist', () => {
  const mounted = [...read('compose.yaml').matchAll(/- \.\/(\S+?):/g)].map(([, path = '']) => path);
  expect(mounted.length).toBeGreaterThan(4);
  expect(mounted.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
});
