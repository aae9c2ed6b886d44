import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withFileLock } from '../../src/store/embedded/lock.ts';

test('the lock of a data folder is its owner’s alone, also one that an early version made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'postgres.lock');
  writeFileSync(file, '', { mode: 0o644 });
  expect(await withFileLock(file, 1_000, async () => statSync(file).mode & 0o777)).toBe(0o600);
});
