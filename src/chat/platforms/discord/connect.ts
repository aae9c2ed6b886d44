import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import { UserError } from '../../../errors.ts';
import { type DiscordOptions, welcome } from './guild.ts';
import { onInteraction } from './interactions.ts';
import { onMessage } from './messages.ts';
import { registerCommands } from './registration.ts';

/**
 * Connects to Discord and answers until closed.
 * @throws UserError with the remedy when the token or an intent is refused.
 */
export async function connectDiscord(options: DiscordOptions): Promise<{ close(): Promise<void> }> {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(options.messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: true },
    enforceNonce: true,
    ...(options.apiUrl ? { rest: { api: options.apiUrl } } : {}),
  });
  const report = (error: unknown, what: string) => options.log.warn({ err: error }, `discord: ${what}`);
  client.on(Events.Error, (error) => report(error, 'connection'));
  client.on(Events.ShardDisconnect, (event) => options.onFatal(refused(event.code)));
  client.on(Events.InteractionCreate, (interaction) => {
    onInteraction(options, interaction).catch((error) => report(error, 'interaction'));
  });
  client.on(Events.MessageCreate, (message) => {
    onMessage(options, message).catch((error) => report(error, 'message'));
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(options.token);
    await ready;
  } catch (error) {
    await client.destroy();
    throw explain(error);
  }
  for (const guild of client.guilds.cache.values()) await welcome(options.desk, guild.id, guild.name);
  client.on(Events.GuildCreate, (guild) => {
    welcome(options.desk, guild.id, guild.name).catch((error) => report(error, 'welcome'));
  });
  const changed = await registerCommands(client);
  options.log.info(
    { user: client.user?.tag, guilds: client.guilds.cache.size, commandsChanged: changed },
    'discord: connected',
  );
  return { close: () => client.destroy() };
}

function explain(error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown })?.code;
  if (code === 'TokenInvalid' || /401|token was provided|4004|authentication failed/i.test(text)) {
    return new UserError(
      'DISCORD_TOKEN is not accepted: copy it again from the Developer Portal (your application, Bot, Reset Token).',
    );
  }
  if (code === 'DisallowedIntents' || /disallowed intents|4014/i.test(text)) return refused(4014);
  return new UserError(`Discord can't be reached: ${text}. Check the network, and DISCORD_API_URL if you set it.`);
}

function refused(code: number): UserError {
  switch (code) {
    case 4004:
      return new UserError(
        'DISCORD_TOKEN is no longer accepted: copy it again from the Developer Portal (your application, Bot, Reset Token).',
      );
    case 4013:
    case 4014:
      return new UserError(
        'Discord refuses the Message Content intent: switch it on in the Developer Portal (Bot, Privileged Gateway Intents), or set DISCORD_MESSAGE_CONTENT=false.',
      );
    default:
      return new UserError(`Discord closed the connection for good (code ${code}).`);
  }
}
