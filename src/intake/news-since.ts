const NEWS_DAYS = 7;
const DAY_MS = 86_400_000;

/** Since when an article counts as seen: since it was published, where that is more than a week ago, because an old report that comes in today is not news. */
export function newsSince(published: Date | null, now: Date): Date | undefined {
  return published !== null && published.getTime() < now.getTime() - NEWS_DAYS * DAY_MS ? published : undefined;
}
