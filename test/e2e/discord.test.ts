import './loopback.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationCommandOptionType, ChannelType, ComponentType, InteractionType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { expect, onTestFinished, test } from 'vitest';
import { connectDiscord } from '../../src/chat/platforms/discord/connect.ts';
import { discordPoster } from '../../src/chat/platforms/discord/poster.ts';
import { testDesk } from '../chat/test-desk.ts';

const quiet = { info() {}, warn() {} };

async function server() {
  // Its memory would be shared by all servers of this file.
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
  const [channel] = await discord.prisma.channel.findMany();
  const user = await discord.getFirstNonBotUserId();
  if (!channel || !user) throw new Error('the server has no channel or user');
  return { discord, channel: channel.id, user };
}

async function connected() {
  const { discord, channel, user } = await server();
  const core = await testDesk();
  const warnings: unknown[] = [];
  const connection = connectDiscord({
    token: discord.botToken,
    apiUrl: discord.restUrl,
    messageContent: false,
    layout: 'plain',
    outbox: core.outbox,
    desk: core.desk,
    log: { ...quiet, warn: (fields, message) => warnings.push({ fields, message }) },
  });
  onTestFinished(() => connection.close());
  await connection.ready;
  return { discord, channel, user, ...core, warnings };
}

test('a slash command is acknowledged and answered with sources', async () => {
  const { discord, channel, user } = await connected();
  const { id } = await discord
    .channel(channel)
    .user(user)
    .runSlashCommand({
      name: 'ask',
      options: [
        { name: 'question', type: ApplicationCommandOptionType.String, value: 'How much does the harbour wall cost?' },
      ],
    });
  await discord.channel(channel).waitForInteractionAck({ interactionId: id });
  const reply = await discord
    .channel(channel)
    .waitForMessage({ predicate: (message) => message.author.bot === true && /14 million/.test(message.content) });
  expect(reply.content).toContain('Sources');
  expect(reply.content).toContain('Harbour wall to be raised by a metre');
});

test('a mention is answered where it was asked', async () => {
  const { discord, channel, user } = await connected();
  await discord
    .channel(channel)
    .user(user)
    .sendMessage({ content: `<@${discord.botUserId}> When does work on the harbour wall start?` });
  const reply = await discord
    .channel(channel)
    .waitForMessage({ predicate: (message) => message.author.bot === true && /March/.test(message.content) });
  expect(reply.message_reference).toBeDefined();
});

test('a message that is not for the bot gets no answer', async () => {
  const { discord, channel, user } = await connected();
  await discord.channel(channel).user(user).sendMessage({ content: 'When does work on the harbour wall start?' });
  await discord
    .channel(channel)
    .user(user)
    .sendMessage({ content: `<@${discord.botUserId}> Who is the mayor?` });
  await discord.channel(channel).waitForMessage({ predicate: (message) => message.author.bot === true });
  expect((await discord.channel(channel).getMessages()).filter((message) => message.author.bot)).toHaveLength(1);
});

test('the second page of quotes replaces the first', async () => {
  const { discord, channel, user } = await connected();
  await discord
    .channel(channel)
    .user(user)
    .runSlashCommand({
      name: 'quote',
      options: [{ name: 'source', type: ApplicationCommandOptionType.String, value: 'Vale' }],
    });
  const first = await discord
    .channel(channel)
    .waitForMessage({ predicate: (message) => /page 1 of 2/.test(message.content) });
  const more = first.components
    ?.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .find((button) => 'label' in button && button.label === 'More');
  if (!more || !('custom_id' in more)) throw new Error('no button');
  await discord.channel(channel).user(user).clickButton({ messageId: first.id, customId: more.custom_id });
  const second = await discord
    .channel(channel)
    .waitForMessage({ predicate: (message) => message.id === first.id && /page 2 of 2/.test(message.content) });
  expect(second.content).toMatch(/> “.+”/);
});

test('a question that the articles do not answer is refused in plain words', async () => {
  const { discord, channel, user } = await connected();
  await discord
    .channel(channel)
    .user(user)
    .runSlashCommand({
      name: 'ask',
      options: [
        { name: 'question', type: ApplicationCommandOptionType.String, value: 'What is the capital of France?' },
      ],
    });
  const reply = await discord
    .channel(channel)
    .waitForMessage({ predicate: (message) => /I didn't find/.test(message.content) });
  expect(reply.content).not.toContain('Sources');
});

test('suggestions come while the speaker is typed', async () => {
  const { discord, channel, user } = await connected();
  const { id } = await discord.simulateInteraction({
    type: InteractionType.ApplicationCommandAutocomplete,
    channelId: channel,
    userId: user,
    data: {
      id: '1',
      name: 'quote',
      type: 1,
      options: [{ name: 'speaker', type: ApplicationCommandOptionType.String, value: 'lind', focused: true }],
    },
  });
  await expect
    .poll(async () => (await discord.channel(channel).getInteractionResponse(id))?.data ?? '')
    .toContain('Lindqvist');
});

test('a wrong token is said in one line with what to do, and ends nothing else', async () => {
  const { discord } = await server();
  const core = await testDesk();
  const warnings: string[] = [];
  const connection = connectDiscord({
    token: 'wrong',
    apiUrl: discord.restUrl,
    messageContent: false,
    layout: 'plain',
    desk: core.desk,
    outbox: core.outbox,
    log: { ...quiet, warn: (_, message) => warnings.push(message) },
  });
  await expect.poll(() => connection.state().problem).toMatch(/DISCORD_TOKEN isn't accepted/);
  await connection.close();
  expect(warnings.filter((line) => /DISCORD_TOKEN/.test(line))).toHaveLength(1);
});

test('a digest message is posted without a gateway and found again by its marker', async () => {
  const { discord, channel } = await server();
  const poster = discordPoster(discord.botToken, discord.restUrl);
  const place = `discord/${discord.guildId}/${channel}`;
  const [first] = poster.messages({ blocks: [{ kind: 'text', text: 'News of the day' }], private: false }, 'abc123');
  const since = new Date(Date.now() - 60_000);
  expect(await poster.find(place, 'abc123-0', since, null)).toEqual({ kind: 'absent' });
  const posted = await poster.post(place, first?.message, 'nonce-1', null);
  expect(posted.kind).toBe('posted');
  expect(await poster.find(place, 'abc123-0', since, null)).toMatchObject({ kind: 'found' });
});

test('a digest for a channel that is gone is rejected with the reason', async () => {
  const { discord } = await server();
  const poster = discordPoster(discord.botToken, discord.restUrl);
  const [first] = poster.messages({ blocks: [{ kind: 'text', text: 'News' }], private: false }, 'm');
  expect(await poster.post(`discord/${discord.guildId}/1`, first?.message, 'n', null)).toEqual({
    kind: 'closed',
    reason: 'the channel is gone',
  });
});
