/**
 * Passes on the first of a row of like errors and then one every `milliseconds` at most, with how many came before it unsaid: a server
 * that is away fails several times a second.
 */
export function sparing(
  say: (error: Error, unsaid: number) => void,
  milliseconds: number,
  now: () => number = Date.now,
): (error: Error) => void {
  let quietUntil = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (error) => {
    if (now() < quietUntil) {
      unsaid++;
      return;
    }
    say(error, unsaid);
    quietUntil = now() + milliseconds;
    unsaid = 0;
  };
}
