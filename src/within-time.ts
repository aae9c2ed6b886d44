/**
 * What a promise gives, if it does so within so many milliseconds. What it waits for goes on.
 * @throws Error with `late` as its message when the time is over; what the promise throws.
 */
export async function withinTime<T>(promise: Promise<T>, milliseconds: number, late: string): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(late)), milliseconds);
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
