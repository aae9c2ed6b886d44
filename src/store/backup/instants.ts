/** How instants stand in an export: ISO 8601 in UTC. */
export const iso = (at: Date): string => at.toISOString();

export const maybeIso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function dateOf(written: string | null): Date | null {
  return written === null ? null : new Date(written);
}
