// node bench/torture.ts [--slots 200] [--seed 1] [--seconds 120] [--workers 2] [--redis] [--clock] [--database-url postgres://…]
// Two workers post while they, the store, Redis and the clock are struck at random; the channels say what came of it. Same seed, same plan.
import { parseArgs } from 'node:util';
import { type Blow, HARD, torture } from './delivery/torture.ts';

const { values } = parseArgs({
  options: {
    slots: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '120' },
    workers: { type: 'string', default: '2' },
    drain: { type: 'string', default: '600' },
    redis: { type: 'boolean', default: false },
    clock: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'database-url': { type: 'string' },
  },
});

const blows: Blow[] = ['kill worker', 'kill worker', 'stop worker', 'kill store', 'restore copy'];
if (values.redis) blows.push('kill redis', 'flush redis');
if (values.clock) blows.push('step clock');

const report = await torture({
  slots: Number(values.slots),
  seed: Number(values.seed),
  workers: Number(values.workers),
  seconds: Number(values.seconds),
  redis: values.redis,
  databaseUrl: values['database-url'] ?? null,
  drainSeconds: Number(values.drain),
  blowMs: 4_000,
  blows,
  faults: HARD,
  log: (line) => values.verbose && process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exit(report.duplicates + report.lost + report.stuck > 0 ? 1 : 0);
