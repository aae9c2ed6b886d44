import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ThreadTask } from './one-task.ts';

const THREADS = Math.min(3, availableParallelism());
/** A thread that had nothing to do for so long is let go. */
const IDLE_MS = 60_000;
/** Tasks that wait for a thread at most; further ones are done here. */
const MOST_WAITING = 200;

/** What a thread may hold, in MB; one that needs more ends, and the task is done here. */
const LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 };

let threads: Piscina | null = null;
let turns: Promise<unknown> = Promise.resolve();
let waitingHere = 0;

/**
 * Does what takes milliseconds for each question. A question that is alone is worked on here, between turns of the event loop: it needs no
 * thread's memory. Once several are asked at a time, threads do the work until they have had nothing to do for a minute; meanwhile the event
 * loop of this process is free for messages and heartbeats. A thread that fails costs its time, not the answer. `module` is the address of
 * the module that exports `work` by its own name, so that a thread can load it.
 */
export async function onThread<Task, Done>(module: string, work: (task: Task) => Done, task: Task): Promise<Done> {
  const alone = waitingHere === 0 && !threads?.threads.length;
  const there = alone ? null : await inThread<Done>({ module, name: work.name, task });
  if (there) return there.done;
  waitingHere++;
  try {
    turns = turns.then(() => nextTurn());
    await turns;
    return work(task);
  } finally {
    waitingHere--;
  }
}

/** Null when no thread could. */
async function inThread<Done>(task: ThreadTask): Promise<{ done: Done } | null> {
  if ((threads?.queueSize ?? 0) >= MOST_WAITING) return null;
  threads ??= new Piscina({
    filename: fileURLToPath(new URL('./one-task.ts', import.meta.url)),
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
    resourceLimits: LIMITS,
  });
  try {
    return { done: await threads.run(task) };
  } catch {
    return null;
  }
}
