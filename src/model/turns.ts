/** Runs at most `limit` things at once; others wait their turn, first come first served. An aborted wait throws the signal's reason. */
export function takingTurns(limit: number): (signal?: AbortSignal) => Promise<() => void> {
  let running = 0;
  const waiting: (() => void)[] = [];
  const release = () => {
    running -= 1;
    waiting.shift()?.();
  };
  const once = () => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      release();
    };
  };
  return async (signal) => {
    signal?.throwIfAborted();
    if (running >= limit) {
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(go);
      });
    }
    running += 1;
    return once();
  };
}
