import { threadId } from 'node:worker_threads';

/** The thread that does it. */
export function whichThread(wait: { milliseconds: number }): number {
  const until = performance.now() + wait.milliseconds;
  while (performance.now() < until);
  return threadId;
}
