const MOST_KINDS = 20;

/**
 * Passes on the first error of each message and then one every `milliseconds` at most, with how many like it came before unsaid: a server
 * that is away fails several times a second. Another message is another error, and is said at once.
 */
export function sparing(
  say: (error: Error, unsaid: number) => void,
  milliseconds: number,
  now: () => number = Date.now,
): (error: Error) => void {
  const kinds = new Map<string, { quietUntil: number; unsaid: number }>();
  return (error) => {
    const kind = kinds.get(error.message);
    if (kind && now() < kind.quietUntil) {
      kind.unsaid++;
      return;
    }
    say(error, kind?.unsaid ?? 0);
    if (kinds.size >= MOST_KINDS) kinds.clear();
    kinds.set(error.message, { quietUntil: now() + milliseconds, unsaid: 0 });
  };
}
