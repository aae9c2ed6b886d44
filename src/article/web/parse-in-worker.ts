import { parentPort, workerData } from 'node:worker_threads';
import type { Parsers } from './parsers.ts';

/** A task for the worker, as `parse-worker.ts` posts it. */
export interface ParseTask {
  name: keyof Parsers;
  fetched: Parameters<Parsers['parsePage']>[0];
}

/** What the worker posts back: first that it is ready, then one answer a task. */
export type ParseAnswer =
  | { kind: 'ready' }
  | { kind: 'parsed'; value: unknown }
  | { kind: 'threw'; overflow: boolean; error: string };

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');
const parsers: Parsers = await import(workerData.module);

port.on('message', ({ name, fetched }: ParseTask) => {
  let answer: ParseAnswer;
  try {
    answer = { kind: 'parsed', value: parsers[name](fetched) };
  } catch (error) {
    answer = { kind: 'threw', overflow: error instanceof RangeError, error: String(error).slice(0, 500) };
  }
  port.postMessage(answer);
});
port.postMessage({ kind: 'ready' } satisfies ParseAnswer);
