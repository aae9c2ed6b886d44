import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

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

/** What compose.yaml uses of Compose's format; a key that is not here is misspelt, or to be added. */
const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string(),
  restart: z.literal('unless-stopped'),
  profiles: z.array(z.literal('watch')).optional(),
  env_file: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  command: z.array(z.string()).optional(),
  depends_on: z
    .union([z.array(z.string()), z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }))])
    .optional(),
  volumes: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
      interval: z.string(),
      retries: z.number(),
    })
    .optional(),
  stop_grace_period: z.string().optional(),
  mem_limit: z.string().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.literal('ALL')).optional(),
  security_opt: z.array(z.string()),
  logging: z.strictObject({ driver: z.string(), options: z.record(z.string(), z.string()) }),
});
const compose = z.strictObject({
  'x-copydesk': z.unknown(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

test('compose.yaml is whole: every key is known, and what services name of each other and of volumes is there', () => {
  const { services, volumes } = compose.parse(parse(read('compose.yaml'), { merge: true }));
  for (const [name, one] of Object.entries(services)) {
    const needed = Array.isArray(one.depends_on) ? one.depends_on : Object.keys(one.depends_on ?? {});
    for (const other of needed) expect(Object.keys(services), name).toContain(other);
    if (!Array.isArray(one.depends_on))
      for (const other of needed) expect(services[other]?.healthcheck, other).toBeDefined();
    for (const volume of one.volumes ?? [])
      if (!volume.startsWith('./')) expect(Object.keys(volumes), name).toContain(volume.split(':')[0]);
  }
});

test('in compose.yaml nothing is published beyond this machine, and ours run without rights on a read-only file system', () => {
  const { services } = compose.parse(parse(read('compose.yaml'), { merge: true }));
  for (const [name, one] of Object.entries(services)) {
    for (const port of one.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    expect(one.security_opt, name).toEqual(['no-new-privileges:true']);
    if (!one.build) expect(one.image, name).toMatch(/:v?\d+\.\d+/);
  }
  for (const name of ['bot', 'worker'])
    expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'], volumes: ['data:/data'] });
});
