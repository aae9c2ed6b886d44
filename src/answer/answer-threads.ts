import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { answerGathered, type BuiltInAnswer } from './extractive.ts';
import { type CandidateSource, type Gathered, gatherPassages, type SearchQuery } from './search.ts';

type Task = Gathered & { maxChars: number };

const THREADS = Math.min(2, availableParallelism() - 1);
/** A thread that had nothing to do for so long is let go. */
const IDLE_MS = 60_000;
/** Questions that wait for a thread at most; further ones are answered here. */
const MOST_WAITING = 100;

let threads: Piscina<Task, BuiltInAnswer> | null = null;
let turns: Promise<unknown> = Promise.resolve();
let waitingHere = 0;

/**
 * The built-in answer (extractive.ts) from what a source holds. One question at a time is answered here, between turns of the event loop,
 * and others that come meanwhile in threads of their own: when many ask at once, they share the cores, and messages and heartbeats get
 * through. A thread that fails costs its time, not the answer.
 */
export async function answerFrom(
  source: CandidateSource,
  query: SearchQuery & { maxChars: number },
): Promise<BuiltInAnswer> {
  const task = { ...(await gatherPassages(source, query)), maxChars: query.maxChars };
  const inThread = waitingHere > 0 ? await answerInThread(task) : null;
  if (inThread) return inThread;
  waitingHere++;
  try {
    turns = turns.then(() => nextTurn());
    await turns;
    return answerGathered(task);
  } finally {
    waitingHere--;
  }
}

/** Null when no thread could. */
async function answerInThread(task: Task): Promise<BuiltInAnswer | null> {
  if (THREADS < 1 || (threads?.queueSize ?? 0) >= MOST_WAITING) return null;
  threads ??= new Piscina({
    filename: fileURLToPath(new URL('./answer-thread.ts', import.meta.url)),
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
  });
  try {
    return await threads.run(task);
  } catch {
    return null;
  }
}
