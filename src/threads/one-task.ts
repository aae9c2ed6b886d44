// What a thread of cpu-threads.ts runs.

import { getPriority, setPriority } from 'node:os';

/** Where there are more threads than cores, messages, heartbeats and the store come first. */
const NICER = 2;
// On Linux this is the thread's own; elsewhere it would be that of the whole process.
if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + NICER));

/** Work that a thread can find again: the address of the module that exports it, and its name there. */
export interface ThreadTask {
  module: string;
  name: string;
  task: unknown;
}

export default async function runTask({ module, name, task }: ThreadTask): Promise<unknown> {
  const exported: Record<string, unknown> = await import(module);
  const work = exported[name];
  if (typeof work !== 'function') throw new Error(`${module} exports no function ${name}`);
  return work(task);
}
