import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { clusterIn, passwordOf } from './cluster.ts';
import { LOCK_WAIT_MS, lockOf, USER } from './embedded.ts';
import { withFileLock } from './lock.ts';
import { stopIfUnused } from './use.ts';

// The server notices the end of a killed process a moment later. Whoever else holds it then has a guard of its own.
const LOOKS = 10;
const BETWEEN_LOOKS_MS = 300;

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('guard-process.ts <data folder>');
for await (const _ of process.stdin) {
  // Only the end counts.
}
// A folder that was removed meanwhile is not made again.
if (!existsSync(lockOf(dataDir))) process.exit();
const cluster = await clusterIn(dataDir, USER);
for (let look = 0; look < LOOKS; look++) {
  if (await withFileLock(lockOf(dataDir), LOCK_WAIT_MS, () => stopIfUnused(cluster, passwordOf(cluster)))) break;
  await wait(BETWEEN_LOOKS_MS);
}
