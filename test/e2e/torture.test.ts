import { expect, inject, test } from 'vitest';
import { HARD, torture } from '../../bench/delivery/torture.ts';
import { testStore } from '../store/test-database.ts';

/** Claims run out after seconds, so what is struck needs minutes at worst; the long runs are bench/torture.ts. */
const LONGEST_MS = 240_000;

test(
  'digests are posted once and none is lost, although workers are killed and answers get lost',
  async () => {
    const report = await torture({
      slots: 8,
      seed: 3,
      workers: 2,
      seconds: 2,
      redis: inject('redisUrl') !== null,
      databaseUrl: await testStore(),
      drainSeconds: 180,
      blowMs: 3_500,
      blows: ['kill worker'],
      faults: { ...HARD, acceptedStall: 0, accepted500: 0.2, unauthorised: 0, proxyPage: 0 },
      log: () => {},
    });
    expect(report).toMatchObject({ duplicates: 0, lost: 0, stuck: 0, problems: [] });
    expect(report.blows['kill worker']).toBeGreaterThan(0);
  },
  LONGEST_MS,
);
