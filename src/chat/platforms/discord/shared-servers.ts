import { type APIGuildMember, type Client, Routes } from 'discord.js';
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
    const guilds = await guildsOf(client);
    const shared: SharedServer[] = [];
    for (let i = 0; i < guilds.length; i += AT_ONCE) {
      const found = await Promise.all(
        guilds.slice(i, i + AT_ONCE).map((guild) =>
          client.rest.get(Routes.guildMember(guild.id, user)).then(
            (member) => [{ ...guild, roles: [...(member as APIGuildMember).roles, guild.id] }],
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

/** The bot's servers; where processes share its connections, Discord is asked for those of the others too. */
async function guildsOf(client: Client<true>): Promise<{ id: string; name: string }[]> {
  const own = client.guilds.cache;
  const shared = client.ws.shards.size < (client.options.shardCount ?? 1);
  const guilds = shared ? await client.guilds.fetch({ limit: MOST_SERVERS }).catch(() => own) : own;
  return [...guilds.values()].slice(0, MOST_SERVERS).map(({ id, name }) => ({ id, name }));
}
