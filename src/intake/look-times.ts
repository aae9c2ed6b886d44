/** Hours from one look at a page to the next: news changes while it is fresh. */
const HOURS = [1, 3, 8, 24, 72, 168];

/** When a page is looked at again that was looked at `looks` times since it was stored; null: not again. */
export function lookAgainAfter(looks: number, now: Date): Date | null {
  const hours = HOURS[looks];
  return hours === undefined ? null : new Date(now.getTime() + hours * 3_600_000);
}
