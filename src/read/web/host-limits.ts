export interface HostLimitOptions {
  /** Requests to one host at the same time. */
  perHost: number;
  /** Requests to all hosts at the same time. */
  inAll: number;
  /** Shortest time from the end of one request to a host to the start of the next. */
  delayMs: number;
  /** A turn further away than this is not waited for. */
  maxWaitMs: number;
}

export type Turn =
  | { kind: 'turn'; done: () => void }
  /** The host's pause is longer than anybody should wait. */
  | { kind: 'too-far'; retryAfterMs: number };

export interface HostLimits {
  /** Waits for a turn with a host. `delayMs` is the host's own wish (crawl-delay); a negative one makes a request that neither waits for a pause nor starts one. Rejects when aborted. */
  turn: (host: string, signal: AbortSignal, delayMs?: number) => Promise<Turn>;
  /** No request to this host for so long (Retry-After). */
  pause: (host: string, ms: number) => void;
}

interface Host {
  running: number;
  /** Those that run and those that wait. */
  users: number;
  /** When a request last began or ended, as `performance.now()` counts. */
  busy: number;
  pausedUntil: number;
}

const FORGET_ABOVE = 5000;

/** Turns by host and in all, first come first served, in bounded memory. */
export function createHostLimits(options: HostLimitOptions): HostLimits {
  const hosts = new Map<string, Host>();
  const waiting = new Set<() => boolean>();
  let running = 0;

  const wake = () => {
    for (const tryStart of waiting) if (running < options.inAll) tryStart();
  };

  const known = (name: string): Host => {
    const host = hosts.get(name) ?? { running: 0, users: 0, busy: Number.NEGATIVE_INFINITY, pausedUntil: 0 };
    hosts.set(name, host);
    return host;
  };

  const turn: HostLimits['turn'] = (name, signal, delayMs = 0) =>
    new Promise((resolve, reject) => {
      const host = known(name);
      const pause = delayMs < 0 ? 0 : Math.max(options.delayMs, delayMs);
      const wait = () => Math.max(host.pausedUntil, host.busy + pause) - performance.now();
      if (signal.aborted) return reject(signal.reason);
      if (wait() > options.maxWaitMs) return resolve({ kind: 'too-far', retryAfterMs: Math.ceil(wait()) });
      let timer: NodeJS.Timeout | undefined;
      const leave = () => {
        clearTimeout(timer);
        waiting.delete(tryStart);
        signal.removeEventListener('abort', onAbort);
      };
      const onAbort = () => {
        leave();
        host.users--;
        reject(signal.reason);
      };
      const tryStart = () => {
        if (host.running >= options.perHost || running >= options.inAll) return false;
        const left = wait();
        if (left > 0) {
          clearTimeout(timer);
          timer = setTimeout(tryStart, Math.ceil(left));
          return false;
        }
        leave();
        host.running++;
        running++;
        if (delayMs >= 0) host.busy = performance.now();
        resolve({ kind: 'turn', done: () => finish(host, delayMs >= 0) });
        return true;
      };
      host.users++;
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.add(tryStart);
      tryStart();
    });

  const finish = (host: Host, counts: boolean) => {
    host.running--;
    host.users--;
    running--;
    if (counts) host.busy = performance.now();
    if (hosts.size > FORGET_ABOVE) forget();
    wake();
  };

  // Oldest first; under a flood of hosts a pause may be forgotten, a running request never.
  const forget = () => {
    for (const [name, host] of hosts) {
      if (hosts.size <= FORGET_ABOVE / 2) break;
      if (host.users === 0) hosts.delete(name);
    }
  };

  const pause: HostLimits['pause'] = (name, ms) => {
    const host = known(name);
    host.pausedUntil = Math.max(host.pausedUntil, performance.now() + ms);
  };

  return { turn, pause };
}
