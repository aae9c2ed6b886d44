import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url).pathname;

/**
 * The floors of the house, lowest first: a folder (or a file of src/ itself) may import its own files and those of lower floors, nothing
 * else. There are no exceptions for single files: one that needs an exception stands in the wrong folder.
 */
const FLOORS: string[][] = [
  ['src/errors.ts', 'src/compiled.ts', 'src/within-time.ts', 'src/listening.ts', 'src/version.ts'],
  ['src/text', 'src/vectors', 'src/threads', 'src/queue', 'src/observe', 'src/pacing'],
  ['src/time', 'src/article', 'src/model', 'src/index'],
  ['src/quote', 'src/story', 'src/read'],
  ['src/settings', 'src/store'],
  ['src/reply', 'src/intake', 'src/answer'],
  ['src/digest', 'src/pipelines'],
  ['src/chat'],
  ['src/web-desk', 'src/watch.ts'],
  ['src/app.ts'],
  ['src/cli', 'jobs'],
  ['src/roll-call.ts'],
  ['src/roles.ts'],
  ['src/main.ts', 'src/cli.ts', 'jobs/worker.ts'],
];

/** A platform's package is imported in one folder only. */
const PACKAGES: Record<string, string[]> = {
  'discord.js': ['src/chat/platforms/discord'],
  '@slack/bolt': ['src/chat/platforms/slack'],
  '@slack/socket-mode': ['src/chat/platforms/slack'],
  '@slack/oauth': ['src/chat/platforms/slack'],
  openai: ['src/model'],
  bullmq: ['src/queue'],
  ioredis: ['src/queue'],
  pg: ['src/store', 'src/queue'],
  kysely: ['src/store'],
  commander: ['src/cli'],
};

/** Parsing and judging text does no I/O. */
const PURE = [
  'src/text',
  'src/time',
  'src/article',
  'src/index',
  'src/quote',
  'src/story',
  'src/reply',
  'src/chat/commands.ts',
  'src/answer/rank',
  'src/answer/question',
];
const PLATFORMS = ['src/chat/platforms/discord', 'src/chat/platforms/slack', 'src/chat/platforms/terminal'];

interface Imports {
  file: string;
  targets: string[];
}

const owns = (owner: string, file: string) => file === owner || file.startsWith(`${owner}/`);

/** The floor and the folder of a file: the longest name that owns it. */
function homeOf(file: string): { floor: number; folder: string } | undefined {
  return FLOORS.flatMap((folders, floor) => folders.map((folder) => ({ floor, folder })))
    .filter(({ folder }) => owns(folder, file))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

/** What is wrong with these imports, one line each. */
function violations(files: readonly Imports[]): string[] {
  const wrong: string[] = [];
  for (const { file, targets } of files) {
    const home = homeOf(file);
    if (!home) wrong.push(`${file} belongs to no floor`);
    for (const target of targets) {
      if (target.startsWith('src/') || target.startsWith('jobs/')) {
        const other = homeOf(target);
        if (home && other && other.folder !== home.folder && other.floor >= home.floor)
          wrong.push(`${file} imports ${target}, which is not on a lower floor`);
        const from = PLATFORMS.find((platform) => owns(platform, file));
        const to = PLATFORMS.find((platform) => owns(platform, target));
        if (from && to && from !== to) wrong.push(`${file} imports another platform's ${target}`);
      } else {
        const owners = PACKAGES[target];
        if (owners && !owners.some((folder) => owns(folder, file))) wrong.push(`${file} imports the package ${target}`);
        if (PURE.some((pure) => owns(pure, file)) && /^node:(?!crypto$)|^undici$|^pg$/.test(target))
          wrong.push(`${file} does I/O through ${target}`);
      }
    }
  }
  return wrong;
}

function readImports(read = importsOf): Imports[] {
  const files = ['src', 'jobs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => posix.join(folder, name)),
  );
  return files.map((file) => ({ file, targets: read(file, readFileSync(join(ROOT, file), 'utf8')) }));
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

/** The files that a file names for a thread or a process to run. */
function startedBy(file: string, source: string): string[] {
  return [...source.matchAll(/new URL\('(\.[^']+\.ts)'/g)].map(([, name = '']) =>
    posix.join(posix.dirname(file), name),
  );
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

test('what a thread or a process is given to run is no higher up either', () => {
  const started = readImports(startedBy);
  expect(started.flatMap(({ targets }) => targets)).toContain('src/read/parse/parser-process.ts');
  expect(violations(started)).toEqual([]);
  const climbs = startedBy('src/threads/cpu.ts', "new URL('../answer/work.ts', import.meta.url)");
  expect(violations([{ file: 'src/threads/cpu.ts', targets: climbs }]).join()).toMatch(/lower floor/);
});

test('every import goes in an allowed direction', () => {
  expect(violations(readImports())).toEqual([]);
});

test('planted violations are found', () => {
  const planted: [Imports, RegExp][] = [
    [{ file: 'src/quote/find/marks.ts', targets: ['src/store/database.ts'] }, /lower floor/],
    [{ file: 'src/quote/find/marks.ts', targets: ['src/story/compare.ts'] }, /lower floor/],
    [{ file: 'src/quote/find/marks.ts', targets: ['node:fs'] }, /I\/O/],
    [
      { file: 'src/chat/platforms/discord/render.ts', targets: ['src/chat/platforms/slack/render.ts'] },
      /another platform/,
    ],
    [{ file: 'src/store/articles/articles.ts', targets: ['src/chat/desk.ts'] }, /imports src\/chat/],
    [{ file: 'src/answer/by-kind.ts', targets: ['openai'] }, /package openai/],
    [{ file: 'src/read/opml.ts', targets: ['src/store/articles/articles.ts'] }, /imports src\/store/],
    [{ file: 'jobs/handlers.ts', targets: ['jobs/worker.ts'] }, /lower floor/],
    [{ file: 'src/newcomer/file.ts', targets: [] }, /no floor/],
  ];
  for (const [imports, message] of planted) expect(violations([imports]).join('\n')).toMatch(message);
});

test('migrations are frozen: they import nothing of the program', () => {
  const imports = readImports()
    .filter(({ file }) => owns('src/store/migrations', file) && !file.endsWith('/index.ts'))
    .flatMap(({ targets }) => targets);
  expect(new Set(imports)).toEqual(new Set(['kysely']));
});

test('the environment is read in one place', () => {
  const readers = readImports()
    .map(({ file }) => file)
    .filter((file) => /process\.env\b/.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(readers).toEqual(['src/settings/config.ts']);
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

/** Words that a reader can't search for, because they say that something happened and not what the thing is. */
const VAGUE =
  /\b(?:interface|type|class|function) (\w*(?:Told|Sought|Wanted|Kept|Held|Glimpse)|(?:told|sought|wanted|kept|held)\w*)\b|\b(?:const|let) (?:\{ )?(told|sought|wanted|kept|held)\b/g;

test('types, functions and variables are named for what they are', () => {
  const vague = (text: string) => [...text.matchAll(VAGUE)].map(([, name, variable]) => name ?? variable);
  expect(
    vague(
      'interface Told {}\nexport function heldBy() {}\ntype QuoteSearch = string;\nconst { kept } = a, wantedPort = 1;',
    ),
  ).toEqual(['Told', 'heldBy', 'kept']);
  const found = readImports().flatMap(({ file }) =>
    vague(readFileSync(join(ROOT, file), 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

test('the picture of the floors in docs/architecture.md names every folder and file that has a floor', () => {
  const floors = /## Floors.*?```\n(.*?)```/s.exec(readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'))?.[1] ?? '';
  const missing = FLOORS.flat().filter((path) => !floors.includes(`${path.replace(/^src\//, '')}`));
  expect(missing).toEqual([]);
});

/** What each platform has under the same name, like the port in the core that it implements. */
const PORTS = ['src/chat/checks.ts', 'src/chat/connection.ts', 'src/digest/poster.ts'];

/** Base names that stand twice: a reader who looks for a file by its name opens the wrong one. */
function namesakes(files: readonly string[]): string[] {
  const platform = (file: string) => PLATFORMS.some((folder) => owns(folder, file)) || PORTS.includes(file);
  return [...Map.groupBy(files, (file) => posix.basename(file)).values()]
    .filter((same) => same.length > 1 && !same.every(platform))
    .map((same) => same.join(' '));
}

test('no two files have one name, but for the parts that every platform has', () => {
  expect(namesakes(['src/quote/marks.ts', 'src/digest/marks.ts', 'src/digest/wire.ts'])).toEqual([
    'src/quote/marks.ts src/digest/marks.ts',
  ]);
  expect(namesakes(readImports().map(({ file }) => file))).toEqual([]);
});
