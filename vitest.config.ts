import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const report = process.env.VITEST_JSON_REPORT;

/** Files that mostly wait, for a process to start or a lease to run out. Begun last, they would be all that the end of a run waits for. */
const WAITING = /test\/(?:e2e|cli)\//;

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => Number(WAITING.test(moduleId));
    return sorted.sort((a, b) => waits(b) - waits(a));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/services.ts'],
    // A limit for what hangs, not for what is slow on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // On a shared machine of CI a second try tells a race from a fault.
    retry: process.env.CI ? 1 : 0,
    maxWorkers: 4,
    // Starting a worker for each file takes a sixth of the whole time, and no file changes what others see.
    isolate: false,
    sequence: { sequencer: WaitingFirst },
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report ? { outputFile: { json: report } } : {}),
  },
});
