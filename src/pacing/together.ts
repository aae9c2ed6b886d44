/**
 * Does many things of one kind in few rounds: what comes while a round is on its way makes up the next, at most `most` of it. `round`
 * gives the results in the order of the items. When a round of several fails, each is tried alone, so that nobody fails for another.
 */
export function together<T, R>(
  round: (items: readonly T[]) => Promise<readonly R[]>,
  most = 200,
): (item: T) => Promise<R> {
  let waiting: { item: T; done: PromiseWithResolvers<R> }[] = [];
  let busy = false;

  async function settle(batch: typeof waiting): Promise<void> {
    try {
      const results = await round(batch.map(({ item }) => item));
      for (const [i, { done }] of batch.entries()) done.resolve(results[i] as R);
    } catch (error) {
      if (batch.length === 1) batch[0]?.done.reject(error);
      else for (const one of batch) await settle([one]);
    }
  }

  async function work(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await settle(batch);
    }
    busy = false;
  }

  return (item) => {
    const done = Promise.withResolvers<R>();
    waiting.push({ item, done });
    if (!busy) void work();
    return done.promise;
  };
}
