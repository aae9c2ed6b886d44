import { type GuildMember, type Interaction, PermissionFlagsBits, type User } from 'discord.js';
import { formatPlace } from '../../place.ts';
import type { Caller } from '../../request.ts';
import { type Discord, welcome, workspaceOf } from './guild.ts';

/** What an interaction says of who asks and where. */
type Asking = Pick<
  Interaction,
  | 'applicationId'
  | 'client'
  | 'member'
  | 'guildId'
  | 'guild'
  | 'channel'
  | 'channelId'
  | 'memberPermissions'
  | 'user'
  | 'locale'
>;

/** The ids of somebody's roles; none where there are none. */
export function rolesOf({ member }: { member: Asking['member'] | GuildMember | null }): string[] {
  if (!member) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}

/** Who asks, as Discord vouches for it. `root` is the message that a conversation outside a thread starts with;
 * `adminWork`: who may not manage the server may have been given the admin commands by it. */
export async function callerOf(discord: Discord, asking: Asking, root: string, adminWork = false): Promise<Caller> {
  const { guildId, guild, user, locale } = asking;
  const place = await conversationOf(discord, asking, root);
  if (guildId === null) return { ...(await directCaller(discord, user, place)), language: locale };
  await welcome(discord.desk, guildId, guild?.name ?? `Discord server ${guildId}`);
  return {
    workspace: workspaceOf(guildId),
    place,
    user: user.id,
    admin:
      asking.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true ||
      (adminWork &&
        (await discord.mayAdmin({
          application: asking.applicationId,
          guild: guildId,
          user: user.id,
          roles: rolesOf(asking),
        }))),
    roles: rolesOf(asking),
    zone: null,
    language: locale,
  };
}

/**
 * Who writes directly sees the news of a server that they share with the bot: of the only one, or of the one that they chose. That
 * they are still in it is asked of Discord, each time or some minutes before.
 */
export async function directCaller(discord: Discord, user: User, place: string): Promise<Caller> {
  const nowhere = workspaceOf(null);
  const shared = user.client.isReady() ? await discord.sharedServers(user.client, user.id) : [];
  const servers = shared.map(({ id, name, roles }) => ({ workspace: workspaceOf(id), name, roles }));
  const chosen = (await discord.desk.personOf(nowhere, user.id)).workspace;
  const only = servers.length === 1 ? servers[0] : servers.find(({ workspace }) => workspace === chosen);
  await welcome(discord.desk, null, 'Discord direct messages');
  for (const { id, name } of shared) await welcome(discord.desk, id, name);
  return {
    workspace: only?.workspace ?? nowhere,
    place,
    user: user.id,
    admin: false,
    roles: only?.roles ?? [],
    zone: null,
    mayChoose: servers.map(({ workspace }) => workspace),
    ...(only === undefined && servers.length > 1
      ? { servers: servers.map(({ workspace, name }) => ({ workspace, name })) }
      : {}),
  };
}

/** A thread has the id of the message that it hangs on; where that is one of ours, its conversation goes on in the thread. */
async function conversationOf(discord: Discord, asking: Asking, root: string): Promise<string> {
  const { guildId, channel, channelId } = asking;
  const guild = guildId ?? 'dm';
  const base = { platform: 'discord', guild } as const;
  if (guildId === null) return formatPlace({ ...base, channel: channelId ?? 'unknown' });
  const inThread = channel?.isThread() && channel.parentId;
  const place = inThread
    ? formatPlace({ ...base, channel: inThread, thread: channel.id })
    : formatPlace({ ...base, channel: channelId ?? 'unknown', thread: root });
  return (await discord.desk.placeOf(place)) ?? place;
}
