/** Errors that say that a workspace has no such feature; anything else is a moment's trouble. */
const NO_FEATURE =
  /missing_scope|not_allowed|feature_not_enabled|method_not_supported|unknown_method|no_permission|deprecated|not_agent|channel_type_not_supported/;
const OFF_MS = 24 * 3_600_000;
const REMEMBERED = 5_000;

/**
 * What only some workspaces have (status lines, streams, sessions, prompts): tried, and left alone for a day in a workspace that says it
 * has none. Nothing of it is needed for an answer, so nothing of it ever fails one.
 */
export interface Features {
  /** Runs the call where the workspace may have the feature; null when it has not or the call failed. */
  use<T>(team: string, feature: string, call: () => Promise<T>): Promise<T | null>;
}

export function slackFeatures(log: { debug(fields: object, message: string): void }, now = Date.now): Features {
  const off = new Map<string, number>();
  return {
    async use(team, feature, call) {
      const key = `${team}/${feature}`;
      if ((off.get(key) ?? 0) > now()) return null;
      try {
        return await call();
      } catch (error) {
        const code = String((error as { data?: { error?: string } }).data?.error ?? '');
        log.debug({ code, team, feature }, 'slack: a feature did not work');
        if (NO_FEATURE.test(code)) {
          if (off.size >= REMEMBERED) off.clear();
          off.set(key, now() + OFF_MS);
        }
        return null;
      }
    },
  };
}
