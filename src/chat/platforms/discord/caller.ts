import { type Interaction, PermissionFlagsBits } from 'discord.js';
import { formatPlace } from '../../place.ts';
import type { Caller } from '../../request.ts';
import { type Discord, welcome, workspaceOf } from './guild.ts';

/** What an interaction says of who asks and where. */
export type Asking = Pick<Interaction, 'guildId' | 'guild' | 'channel' | 'channelId' | 'memberPermissions' | 'user'>;

/** Who asks, as Discord vouches for it. `root` is the message that a conversation outside a thread starts with. */
export async function callerOf(discord: Discord, asking: Asking, root: string): Promise<Caller> {
  const { guildId, guild } = asking;
  await welcome(
    discord.desk,
    guildId,
    guild?.name ?? (guildId ? `Discord server ${guildId}` : 'Discord direct messages'),
  );
  return {
    workspace: workspaceOf(guildId),
    place: placeOf(asking, root),
    user: asking.user.id,
    admin: guildId !== null && asking.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true,
    zone: null,
  };
}

/** A thread has the id of the message that it hangs on, so both are one place. */
function placeOf({ guildId, channel, channelId }: Asking, root: string): string {
  const guild = guildId ?? 'dm';
  if (channel?.isThread() && channel.parentId)
    return formatPlace({ platform: 'discord', guild, channel: channel.parentId, thread: channel.id });
  return formatPlace({
    platform: 'discord',
    guild,
    channel: channelId ?? 'unknown',
    ...(guildId && !channel?.isThread() ? { thread: root } : {}),
  });
}
