import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const DOCKERFILE = read('Dockerfile');
const COPIED = [...DOCKERFILE.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));

test('the image has every file of ours that the program imports or reads', () => {
  const sources = globSync(['src/**/*.ts', 'jobs/**/*.ts'], { cwd: ROOT });
  expect(sources.length).toBeGreaterThan(100);
  const named = sources.flatMap((source) =>
    [...read(source).matchAll(/(?:from |import\(|new URL\()'(\.{1,2}\/[^']+)'/g)].map(([, path = '']) =>
      normalize(join(dirname(source), path)),
    ),
  );
  const missing = named.filter((path) => !COPIED.some((copied) => path === copied || path.startsWith(`${copied}/`)));
  expect([...new Set(missing)]).toEqual(['node_modules/.cache/copydesk']);
});

test('the image has the Node that the lockfile has, runs without rights and keeps data in its volume alone', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const [, version] = /^FROM node:(\d+\.\d+)-slim$/m.exec(DOCKERFILE) ?? [];
  expect(dependencies.node?.startsWith(`${version}.`)).toBe(true);
  expect(DOCKERFILE).toMatch(/^USER node$/m);
  expect(DOCKERFILE).toMatch(/npm ci --omit=dev/);
  expect(/^ENV .*\bCOPYDESK_DATA=(\S+)/m.exec(DOCKERFILE)?.[1]).toBe(/^VOLUME (\S+)$/m.exec(DOCKERFILE)?.[1]);
});

test('every setting that compose.yaml gives is one that .env.example explains', () => {
  const [, environment = ''] = /environment:\n((?: {4}.*\n)+)/.exec(read('compose.yaml')) ?? [];
  const given = [...environment.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name = '']) => name);
  expect(given).toContain('DATABASE_PASSWORD');
  const explained = read('.env.example').replace(/^# ?(?=[A-Z_]+=)/gm, '');
  expect(given.filter((name) => !(name in parseEnv(explained)))).toEqual([]);
});

test('bot and worker wait until the database answers as they will ask it, not while it is being set up', () => {
  expect(read('compose.yaml')).toContain('pg_isready -h 127.0.0.1');
});
