import type { webApi } from '@slack/bolt';

export type People = (user: string) => Promise<{ admin: boolean; zone: string | null }>;

const KEPT_MS = 5 * 60_000;
const KEPT = 1_000;

/** Who somebody is to Slack: admin or owner, and their zone; looked up at most once in five minutes. Unknown people are no admins. */
export function slackPeople(client: webApi.WebClient, adminIds: readonly string[]): People {
  const known = new Map<string, { at: number; admin: boolean; zone: string | null }>();
  return async (user) => {
    const kept = known.get(user);
    if (kept && Date.now() - kept.at < KEPT_MS) return kept;
    const found = await client.users.info({ user }).then(
      ({ user: info }) => ({
        admin: info?.is_admin === true || info?.is_owner === true || info?.is_primary_owner === true,
        zone: info?.tz ?? null,
      }),
      () => ({ admin: false, zone: null }),
    );
    if (known.size >= KEPT) known.clear();
    const person = { at: Date.now(), admin: found.admin || adminIds.includes(user), zone: found.zone };
    known.set(user, person);
    return person;
  };
}
