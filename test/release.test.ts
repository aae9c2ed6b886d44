import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** A checkout of the files that a release changes, with all of it committed. */
function checkout(changelog: string) {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['package.json', 'package-lock.json', '.npmrc', '.ci'])
    cpSync(new URL(`../${name}`, import.meta.url), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
  const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' };
  const env = { ...process.env, ...author, ...committer, GIT_CONFIG_GLOBAL: '/dev/null' };
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  run('git', 'init', '-q');
  run('git', 'add', '-A');
  run('git', 'commit', '-qm', 'all');
  return { run, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
}

test('npm version names the changes, and tags a commit that has everything in it', () => {
  const { run, read } = checkout(
    '# Changelog\n\n## Unreleased\n\nFeeds are read.\n\n## 0.0.1 (2026-01-01)\n\nFirst.\n',
  );
  run('npm', 'version', 'minor');
  const [, version] = /"version": "(.*?)"/.exec(read('package.json')) ?? [];
  const day = new Date().toISOString().slice(0, 10);
  expect(read('CHANGELOG.md')).toBe(
    `# Changelog\n\n## Unreleased\n\n## ${version} (${day})\n\nFeeds are read.\n\n## 0.0.1 (2026-01-01)\n\nFirst.\n`,
  );
  expect(run('git', 'status', '--porcelain')).toBe('');
  expect(run('git', 'tag').trim()).toBe(`v${version}`);
});

test('a version without changes is not made', () => {
  const { run } = checkout('# Changelog\n\n## Unreleased\n\n## 0.0.1 (2026-01-01)\n\nFirst.\n');
  expect(() => run('npm', 'version', 'minor')).toThrow(/nothing under/);
  expect(run('git', 'tag')).toBe('');
});
