import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';

export interface Person {
  admin: boolean;
  /** IANA zone of their profile. */
  zone: string | null;
  /** BCP 47 tag of the language that their Slack is set to. */
  language: string | null;
  name: string | null;
}

/** The workspace that a request came to, and its organisation where there is one. */
export interface Home {
  team: string;
  enterprise: string | null;
}

export type People = (client: webApi.WebClient, home: Home, user: string) => Promise<Person>;

const REMEMBERED_MS = 5 * 60_000;
const REMEMBERED = 1_000;
const AGAIN_MS = 300;

interface SlackUser {
  team_id?: string;
  is_admin?: boolean;
  is_owner?: boolean;
  is_primary_owner?: boolean;
  is_stranger?: boolean;
  tz?: string;
  locale?: string;
  name?: string;
  profile?: { display_name?: string; real_name?: string };
  enterprise_user?: { enterprise_id?: string; is_admin?: boolean; is_owner?: boolean };
}

/**
 * Who somebody is to Slack: admin or owner of this workspace or of its organisation, and their zone; remembered for five minutes.
 * Somebody from another company in a shared channel is an admin there, not here. While Slack can't say, they are taken for no admin, and
 * that is not remembered.
 */
export function slackPeople(adminIds: readonly string[]): People {
  const known = new Map<string, Person & { at: number }>();
  return async (client, home, user) => {
    const key = `${home.team}/${user}`;
    const before = known.get(key);
    if (before && Date.now() - before.at < REMEMBERED_MS) return before;
    const info = await lookUp(client, user);
    const listed = adminIds.includes(user);
    if (info === null) {
      const { zone = null, language = null, name = null } = before ?? {};
      return { admin: listed, zone, language, name };
    }
    if (known.size >= REMEMBERED) known.clear();
    const { tz: zone = null, locale: language = null } = info;
    const person = { at: Date.now(), admin: listed || isAdmin(info, home), zone, language, name: nameOf(info) };
    known.set(key, person);
    return person;
  };
}

async function lookUp(client: webApi.WebClient, user: string): Promise<SlackUser | null> {
  const ask = async () => ((await client.users.info({ user, include_locale: true })).user ?? {}) as SlackUser;
  return ask().catch(async () => {
    await wait(AGAIN_MS);
    return ask().catch(() => null);
  });
}

function nameOf({ profile, name }: SlackUser): string | null {
  return profile?.display_name || profile?.real_name || name || null;
}

function isAdmin(info: SlackUser, home: Home): boolean {
  const org = info.enterprise_user;
  const sameOrg = home.enterprise !== null && org?.enterprise_id === home.enterprise;
  if (sameOrg && (org?.is_admin || org?.is_owner)) return true;
  if (info.is_stranger || (info.team_id !== undefined && info.team_id !== home.team && !sameOrg)) return false;
  return Boolean(info.is_admin || info.is_owner || info.is_primary_owner);
}
