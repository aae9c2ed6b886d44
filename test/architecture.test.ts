import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url).pathname;

/** Who may import whom: the longest matching owner counts, and a name without a slash allows itself and everything below. */
const MAY_IMPORT: Record<string, string[]> = {
  'src/errors.ts': [],
  'src/time-zone.ts': [],
  'src/setting-kinds.ts': ['src/time-zone.ts'],
  'src/settings.ts': ['src/setting-kinds.ts', 'src/article/web/address-guard.ts', 'src/errors.ts'],
  'src/config.ts': ['src/errors.ts', 'src/settings.ts'],
  'src/quote': ['src/article/article.ts', 'src/article/sentences.ts', 'src/quote'],
  'src/story': [
    'src/article/article.ts',
    'src/article/sentences.ts',
    'src/article/words.ts',
    'src/article/fingerprint.ts',
    'src/article/identity.ts',
    'src/article/dates.ts',
    'src/story',
  ],
  'src/article': ['src/article', 'src/errors.ts'],
  'src/article/intake.ts': ['src/article', 'src/quote', 'src/story', 'src/store', 'src/errors.ts'],
  'src/article/poll-feed.ts': ['src/article', 'src/store', 'src/errors.ts'],
  'src/article/read-address.ts': ['src/article', 'src/store', 'src/errors.ts'],
  'src/answer': ['src/answer', 'src/article', 'src/quote', 'src/model', 'src/store', 'src/errors.ts'],
  'src/digest': ['src/digest', 'src/article/article.ts', 'src/chat/reply.ts', 'src/store', 'src/errors.ts'],
  'src/model': ['src/model', 'src/answer/claims.ts', 'src/errors.ts'],
  'src/store': [
    'src/store',
    'src/article/article.ts',
    'src/article/fingerprint.ts',
    'src/quote/quote.ts',
    'src/quote/confidence.ts',
    'src/quote/same-words.ts',
    'src/model/budget.ts',
    'src/story',
    'src/digest/schedule.ts',
    'src/answer/passages.ts',
    'src/answer/question.ts',
    'src/answer/rank.ts',
    'src/answer/search.ts',
    'src/answer/terms.ts',
    'src/answer/threads.ts',
  ],
  'src/observe': ['src/observe', 'src/errors.ts'],
  'src/chat': [
    'src/chat',
    'src/answer',
    'src/article',
    'src/digest',
    'src/model',
    'src/store',
    'src/config.ts',
    'src/time-zone.ts',
    'src/errors.ts',
  ],
  'src/chat/discord': ['src/chat/discord', 'src/chat', 'src/digest/poster.ts', 'src/store/schema.ts', 'src/errors.ts'],
  'src/chat/slack': ['src/chat/slack', 'src/chat', 'src/digest/poster.ts', 'src/store/schema.ts', 'src/errors.ts'],
  'src/chat/terminal': ['src/chat/terminal', 'src/chat', 'src/digest/poster.ts', 'src/store/schema.ts'],
  'src/samples.ts': ['src/article', 'src/store'],
  'src/app.ts': ['src', 'jobs'],
  'src/run.ts': ['src', 'jobs'],
  'src/main.ts': ['src/run.ts'],
  'src/cli.ts': ['src/cli', 'src/chat', 'src/config.ts'],
  'src/cli': ['src'],
  jobs: ['src', 'jobs'],
  'jobs/queue.ts': [],
};

/** A platform's package is imported in one folder only. */
const PACKAGES: Record<string, string[]> = {
  'discord.js': ['src/chat/discord'],
  '@slack/bolt': ['src/chat/slack'],
  openai: ['src/model'],
  bullmq: ['jobs'],
  ioredis: ['jobs'],
  pg: ['src/store'],
  kysely: ['src/store', 'src/run.ts'],
  commander: ['src/cli.ts', 'src/cli'],
};

/** Parsing and judging text does no I/O. */
const PURE = [
  'src/quote',
  'src/story',
  'src/chat/reply.ts',
  'src/chat/commands.ts',
  'src/digest/schedule.ts',
  'src/answer/rank.ts',
  'src/answer/evidence.ts',
];
const PLATFORMS = ['src/chat/discord', 'src/chat/slack', 'src/chat/terminal'];

interface Imports {
  file: string;
  targets: string[];
}

const owns = (owner: string, file: string) => file === owner || file.startsWith(`${owner}/`);

/** What is wrong with these imports, one line each. */
function violations(files: readonly Imports[]): string[] {
  const wrong: string[] = [];
  for (const { file, targets } of files) {
    const owner = Object.keys(MAY_IMPORT)
      .filter((candidate) => owns(candidate, file))
      .sort((a, b) => b.length - a.length)[0];
    if (owner === undefined) wrong.push(`${file} belongs to no layer`);
    for (const target of targets) {
      if (target.startsWith('src/') || target.startsWith('jobs/')) {
        if (owner !== undefined && !(MAY_IMPORT[owner] ?? []).some((allowed) => owns(allowed, target)))
          wrong.push(`${file} imports ${target}`);
        const from = PLATFORMS.find((platform) => owns(platform, file));
        const to = PLATFORMS.find((platform) => owns(platform, target));
        if (from && to && from !== to) wrong.push(`${file} imports another platform's ${target}`);
      } else {
        const home = PACKAGES[target];
        if (home && !home.some((folder) => owns(folder, file))) wrong.push(`${file} imports the package ${target}`);
        if (PURE.some((pure) => owns(pure, file)) && /^node:|^undici$|^pg$/.test(target))
          wrong.push(`${file} does I/O through ${target}`);
      }
    }
  }
  return wrong;
}

function readImports(): Imports[] {
  const files = ['src', 'jobs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => posix.join(folder, name)),
  );
  return files.map((file) => ({ file, targets: importsOf(file, readFileSync(join(ROOT, file), 'utf8')) }));
}

function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].map(([, a, b]) => {
    const name = a ?? b ?? '';
    return name.startsWith('.')
      ? posix.join(posix.dirname(file), name)
      : name.startsWith('node:')
        ? name
        : packageOf(name);
  });
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

test('every import goes in an allowed direction', () => {
  expect(violations(readImports())).toEqual([]);
});

test('planted violations are found', () => {
  const planted: [Imports, RegExp][] = [
    [{ file: 'src/quote/marks.ts', targets: ['src/store/database.ts'] }, /quote/],
    [{ file: 'src/quote/marks.ts', targets: ['node:fs'] }, /I\/O/],
    [{ file: 'src/chat/discord/render.ts', targets: ['src/chat/slack/render.ts'] }, /another platform/],
    [{ file: 'src/store/articles.ts', targets: ['src/chat/desk.ts'] }, /imports src\/chat/],
    [{ file: 'src/answer/ask.ts', targets: ['openai'] }, /package openai/],
    [{ file: 'src/article/plain-text.ts', targets: ['src/store/articles.ts'] }, /imports src\/store/],
    [{ file: 'src/newcomer/file.ts', targets: [] }, /no layer/],
  ];
  for (const [imports, message] of planted) expect(violations([imports]).join('\n')).toMatch(message);
});

test('the environment is read in one place', () => {
  const readers = readImports()
    .map(({ file }) => file)
    .filter((file) => /process\.env\b/.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(readers).toEqual(['src/config.ts']);
});

test('there are no cycles', () => {
  const graph = new Map(
    readImports().map(({ file, targets }) => [file, targets.filter((target) => /^(?:src|jobs)\//.test(target))]),
  );
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of graph.get(file) ?? []) {
      const cycle = visit(target, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) expect(visit(file, [])).toBeNull();
});
