/** Tells whether a key came before within `ms`; remembers at most `limit` keys. */
export function recentlySeen(ms: number, limit: number, now: () => number = Date.now): (key: string) => boolean {
  const seen = new Map<string, number>();
  return (key) => {
    const at = now();
    for (const [old, when] of seen) {
      if (seen.size <= limit && at - when < ms) break;
      seen.delete(old);
    }
    if (seen.has(key)) return true;
    seen.set(key, at);
    return false;
  };
}
