import type { Client } from 'discord.js';
import { LRUCache } from 'lru-cache';

const KEPT_MS = 5 * 60_000;
const PEOPLE = 5_000;
/** Servers that are asked about one person; a bot in more of them wants an index of its members. */
const MOST_SERVERS = 200;
const AT_ONCE = 5;

export interface SharedServer {
  id: string;
  name: string;
  /** The ids of the person's roles there. */
  roles: string[];
}

/** The servers that a person shares with the bot, as Discord says now or said some minutes ago. */
export function sharedServers(): (client: Client<true>, user: string) => Promise<SharedServer[]> {
  const known = new LRUCache<string, SharedServer[]>({ max: PEOPLE, ttl: KEPT_MS });
  return async (client, user) => {
    const cached = known.get(user);
    if (cached) return cached;
    const guilds = [...client.guilds.cache.values()].slice(0, MOST_SERVERS);
    const shared: SharedServer[] = [];
    for (let i = 0; i < guilds.length; i += AT_ONCE) {
      const found = await Promise.all(
        guilds.slice(i, i + AT_ONCE).map((guild) =>
          guild.members.fetch({ user, force: true }).then(
            (member) => [{ id: guild.id, name: guild.name, roles: [...member.roles.cache.keys()] }],
            () => [],
          ),
        ),
      );
      shared.push(...found.flat());
    }
    known.set(user, shared);
    return shared;
  };
}
