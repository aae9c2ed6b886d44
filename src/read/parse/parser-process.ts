import { Script } from 'node:vm';
import type { Parsers } from './parsers.ts';

/** A task for the worker, as `parse-worker.ts` sends it. */
export interface ParseTask {
  name: keyof Parsers;
  fetched: Parameters<Parsers['parsePage']>[0];
}

/** What the worker sends back: first that it is ready, then one answer a task. */
export type ParseAnswer =
  | { kind: 'ready' }
  /** `heldMb` is the memory of the worker's process afterwards. */
  | { kind: 'parsed'; value: unknown; heldMb: number }
  | { kind: 'threw'; overflow: boolean; error: string };

const [, , module = '', longestMs = '0'] = process.argv;
const parsers: Parsers = await import(module);

// Whoever started this process kills it when a document takes too long; should that process be dead itself, this limit ends the work.
const limited = new Script('globalThis.parseNow()');
const scope: typeof globalThis & { parseNow?: () => unknown } = globalThis;

process.on('disconnect', () => process.exit());
process.on('message', ({ name, fetched }: ParseTask) => {
  scope.parseNow = () => parsers[name](fetched);
  let answer: ParseAnswer;
  try {
    const value = limited.runInThisContext({ timeout: Number(longestMs) });
    answer = { kind: 'parsed', value, heldMb: process.memoryUsage.rss() / 1e6 };
  } catch (error) {
    answer = { kind: 'threw', overflow: error instanceof RangeError, error: String(error).slice(0, 500) };
  }
  delete scope.parseNow;
  process.send?.(answer);
});
process.send?.({ kind: 'ready' } satisfies ParseAnswer);
