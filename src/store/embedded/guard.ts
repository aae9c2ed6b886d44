import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./guard-process.ts', import.meta.url));
// A shell of a megabyte waits, and becomes a Node only when there is something to do.
const WAIT_THEN_RUN = 'while read -r _; do :; done; exec "$0" "$@"';

export interface Guard {
  /** Nothing is left to do. */
  dismiss(): void;
  /** As if this process had died: the guard stops the server if nobody else uses it. */
  act(): void;
}

/** Starts a process that outlives this one, however it dies, and then stops the server if nobody else uses it. */
export function startGuard(dataDir: string): Guard {
  const node = [process.execPath, SCRIPT, dataDir] as const;
  const windows = process.platform === 'win32';
  const child = spawn(windows ? node[0] : '/bin/sh', windows ? node.slice(1) : ['-c', WAIT_THEN_RUN, ...node], {
    // Of its own session: Ctrl-C in the terminal reaches this process only.
    detached: true,
    // Its standard input ends with this process.
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(windows ? {} : { env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' }, cwd: '/' }),
  });
  // A guard that can't start or was killed leaves the server to the next start, as a power cut does.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return { dismiss: () => child.kill('SIGKILL'), act: () => child.stdin.end() };
}
