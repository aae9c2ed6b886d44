import { type APIApplicationCommandPermission, ApplicationCommandPermissionType, type REST, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';

/** The permissions that a server's admins set for one command, or for the whole application when the id is the application's. */
export interface Override {
  id: string;
  permissions: readonly Pick<APIApplicationCommandPermission, 'id' | 'type' | 'permission'>[];
}

const KEPT_MS = 60_000;
const SERVERS = 1_000;

/**
 * Whether a member was given the admin commands under Server Settings, Integrations. It is asked of Discord itself; when it can't be
 * found out, nobody was.
 */
export function adminOverrides(
  rest: REST,
): (who: { application: string; guild: string; user: string; roles: readonly string[] }) => Promise<boolean> {
  const known = new LRUCache<string, Override[]>({ max: SERVERS, ttl: KEPT_MS });
  return async ({ application, guild, user, roles }) => {
    try {
      const overrides =
        known.get(guild) ??
        ((await rest.get(Routes.guildApplicationCommandsPermissions(application, guild))) as Override[]);
      known.set(guild, overrides);
      const commands = (await rest.get(Routes.applicationCommands(application))) as { id: string; name: string }[];
      const command = commands.find(({ name }) => name === 'newsadmin');
      return command !== undefined && isGiven(overrides, { application, command: command.id, guild, user, roles });
    } catch {
      return false;
    }
  };
}

/**
 * What is set for the command counts before what is set for the application, and the person before their roles.
 * https://discord.com/developers/docs/interactions/application-commands#permissions
 */
export function isGiven(
  overrides: readonly Override[],
  who: { application: string; command: string; guild: string; user: string; roles: readonly string[] },
): boolean {
  const rules =
    overrides.find(({ id }) => id === who.command) ?? overrides.find(({ id }) => id === who.application) ?? null;
  if (!rules) return false;
  const own = rules.permissions.find(
    ({ type, id }) => type === ApplicationCommandPermissionType.User && id === who.user,
  );
  if (own) return own.permission;
  const roles = new Set(who.roles);
  return rules.permissions.some(
    ({ type, id, permission }) => type === ApplicationCommandPermissionType.Role && permission && roles.has(id),
  );
}
