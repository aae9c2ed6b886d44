import './loopback.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationCommandOptionType, ChannelType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { onTestFinished } from 'vitest';
import type { Outbox } from '../../src/chat/outbox.ts';
import { connectDiscord } from '../../src/chat/platforms/discord/connect.ts';
import type { Desk } from '../../src/chat/request.ts';

/** A server of Discord on loopback that a core is connected to, gone when the test ends. */
export async function discordWith({ desk, outbox }: { desk: Desk; outbox: Outbox }) {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-discord-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const discord = new DigitalDiscord({
    dbUrl: `file:${join(folder, 'discord.db')}`,
    guild: { name: 'Newsroom' },
    channels: [{ name: 'general', type: ChannelType.GuildText }],
    users: [{ username: 'reader' }],
  });
  await discord.start();
  onTestFinished(() => discord.stop());
  const channel = discord.channel((await discord.prisma.channel.findMany())[0]?.id ?? '');
  const user = (await discord.getFirstNonBotUserId()) ?? '';
  const connection = connectDiscord({
    token: discord.botToken,
    apiUrl: discord.restUrl,
    messageContent: false,
    layout: 'plain',
    outbox,
    desk,
    log: { info() {}, warn() {} },
  });
  onTestFinished(() => connection.close());
  await connection.ready;
  return {
    /** Asks by slash command; resolves when the question is acknowledged. */
    async ask(question: string): Promise<void> {
      const options = [{ name: 'question', type: ApplicationCommandOptionType.String, value: question }] as const;
      const { id } = await channel.user(user).runSlashCommand({ name: 'ask', options: [...options] });
      await channel.waitForInteractionAck({ interactionId: id });
    },
    /** Asks in a message that mentions the bot. */
    async mention(question: string): Promise<void> {
      await channel.user(user).sendMessage({ content: `<@${discord.botUserId}> ${question}` });
    },
    /** Asks in the form behind "Follow up"; resolves when it is acknowledged. */
    async followUp(question: string): Promise<void> {
      const { id } = await channel.user(user).submitModal({
        customId: 'v1:followup:1',
        fields: [{ customId: 'text', value: question }],
      });
      await channel.waitForInteractionAck({ interactionId: id });
    },
    /** Texts of the bot's messages that say something, oldest first. */
    replies: async () =>
      (await channel.getMessages())
        .filter((message) => message.author.bot && message.content !== '')
        .map((message) => message.content),
  };
}
