import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND_NAMES, COMMANDS } from '../src/chat/commands.ts';
import { SETTINGS } from '../src/settings/settings.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];

test('.env.example holds every setting with its default, and nothing else', () => {
  const lines = read('.env.example')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  expect(lines).toEqual(names.map((name) => `${name}=${SETTINGS[name].default}`));
});

test('.env.example holds no usable secret', () => {
  for (const name of names) if ('secret' in SETTINGS[name]) expect(SETTINGS[name].default).toBe('');
});

test('docs/configuration.md describes every setting, and nothing else', () => {
  const rows = [
    ...read('docs/configuration.md').matchAll(/^\| `([A-Z0-9_]+)` +\| (?:not set|`([^`]*)`) +\| (.*?) +\|$/gm),
  ];
  expect(rows.map(([, name, value = '', what]) => ({ name, value, what }))).toEqual(
    names.map((name) => ({
      name,
      value: SETTINGS[name].default,
      what: SETTINGS[name].what + ('secret' in SETTINGS[name] ? ' (secret)' : ''),
    })),
  );
});

test('the table of commands in README is the table of commands', () => {
  const rows = [...read('README.md').matchAll(/^\| `\/([a-z ]+)` +\| (.*?) +\|$/gm)].map(([, name, what]) => ({
    name,
    what,
  }));
  expect(rows).toEqual(COMMAND_NAMES.map((name) => ({ name, what: COMMANDS[name].description })));
});

test('every link of README and docs to a file of the project leads to one', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync(new URL('../docs/', import.meta.url)).map((name) => `docs/${name}`),
  ];
  const links = pages
    .filter((page) => page.endsWith('.md'))
    .flatMap((page) =>
      [...read(page).matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map(([, link = '']) => ({
        page,
        path: posix.join(posix.dirname(page), link),
      })),
    );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ path }) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
});

test('the two commands at the top of README are scripts of package.json', () => {
  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
  expect(read('README.md')).toMatch(/npm install && npm start/);
  expect(read('README.md')).toMatch(/npm install && npm test/);
  expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
});

test('every path that docs/architecture.md and CONTRIBUTING.md name exists', () => {
  const root = new URL('../', import.meta.url);
  const named = ['docs/architecture.md', 'CONTRIBUTING.md'].flatMap((page) =>
    [...read(page).matchAll(/`((?:[a-z-]+\/)+(?:[a-z-]+\.[a-z.]+)?)`/g)].map(([, path = '']) => path),
  );
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter((path) => !existsSync(new URL(path, root)) && !existsSync(new URL(`src/${path}`, root)));
  expect(missing).toEqual([]);
});
