import { type Guild, PermissionFlagsBits } from 'discord.js';
import type { Reply } from '../../../reply/reply.ts';
import { type Discord, welcome, workspaceOf } from './guild.ts';
import { channelOutlet, waysOf } from './outlets.ts';

const NEEDED = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages];

/**
 * The bot has been added to a server: what its admins do first, where Discord says who has joined. Without that channel, or without the
 * right to post there, `/newsadmin status` shows the same.
 */
export async function onJoined(discord: Discord, guild: Guild): Promise<void> {
  await welcome(discord.desk, guild.id, guild.name);
  const channel = guild.systemChannel;
  const me = guild.members.me;
  if (!channel || !me || !channel.permissionsFor(me).has(NEEDED)) return;
  const steps = await discord.desk.firstSteps(workspaceOf(guild.id));
  if (steps === null) return;
  const handle = {
    kind: 'channel',
    channel: channel.id,
    key: `joined/${guild.id}/${guild.joinedTimestamp}`,
    user: guild.ownerId,
    message: null,
  } as const;
  const reply: Reply = {
    blocks: [
      {
        kind: 'text',
        text: 'Hello! I answer questions about the news, only from stored articles, and quote word for word.',
      },
      ...steps.blocks,
    ],
    private: false,
  };
  await discord.outbox.answer(channelOutlet(waysOf(discord), handle), async () => reply, false);
}
