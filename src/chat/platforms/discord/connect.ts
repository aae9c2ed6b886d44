import { type Client, type ClientOptions, Events, GatewayIntentBits, Partials } from 'discord.js';
import type { Connection } from '../../connection.ts';
import { acknowledgements } from './acknowledgements.ts';
import { keepConnected } from './connection.ts';
import { type Discord, type DiscordOptions, welcome } from './guild.ts';
import { overConnections } from './http.ts';
import { onInteraction } from './interactions.ts';
import { inviteAddress } from './invite.ts';
import { onJoined } from './joined.ts';
import { messageListener } from './messages.ts';
import { reopened, waysOf } from './outlets.ts';
import { adminOverrides } from './overrides.ts';
import { keepRegistered } from './registration.ts';
import { discordRest } from './rest.ts';
import { sharedServers } from './shared-servers.ts';

/**
 * The client's own REST sends acknowledgements, which Discord does not count among the 50 requests a second; what it does count goes
 * through the outbox. https://docs.discord.com/developers/interactions/receiving-and-responding
 */
const ACKNOWLEDGEMENTS_A_SECOND = 1_000;
/** They go out over connections of their own, so that they never wait behind answers. */
const CONNECTIONS = 32;

/**
 * Connects to Discord and answers until closed. It comes back at once and goes on trying for as long as it takes; what is wrong stands
 * in its state and, once, in the log.
 */
export function connectDiscord(options: DiscordOptions): Connection {
  const rest = discordRest(options.token, options.apiUrl);
  const discord: Discord = {
    ...options,
    rest,
    acknowledgements: acknowledgements(),
    commandIds: new Map(),
    mayAdmin: adminOverrides(rest),
    sharedServers: sharedServers(),
  };
  const messages = messageListener(discord);
  const report = (error: unknown, what: string) => options.log.warn({ err: error }, `discord: ${what}`);
  const ended = new AbortController();
  let recovered = false;
  const connection = keepConnected({
    token: options.token,
    client: clientOptions(options),
    messageContent: options.messageContent,
    log: options.log,
    listen(client) {
      client.on(Events.InteractionCreate, (interaction) => {
        onInteraction(discord, interaction).catch((error) => report(error, 'interaction'));
      });
      client.on(Events.MessageCreate, (message) => {
        messages.onMessage(message).catch((error) => report(error, 'message'));
      });
      client.on(Events.MessageUpdate, (_, message) => {
        messages.onEdit(message).catch((error) => report(error, 'edit'));
      });
      client.on(Events.MessageDelete, (message) => {
        messages.onDelete(message).catch((error) => report(error, 'deletion'));
      });
      client.on(Events.GuildCreate, (guild) => {
        onJoined(discord, guild).catch((error) => report(error, 'welcome'));
      });
    },
    async ready(client) {
      for (const guild of client.guilds.cache.values()) await welcome(options.desk, guild.id, guild.name);
      if (!recovered) {
        recovered = true;
        const ways = waysOf(discord);
        await options.outbox.recover((handle) => reopened(ways, handle));
      }
      options.log.info({ invite: inviteOf(client) }, 'discord: invite the bot to a server with this address');
      await keepRegistered(client, discord.commandIds, options.log, ended.signal);
    },
  });
  return {
    ...connection,
    async close() {
      ended.abort();
      await connection.close();
    },
  };
}

function inviteOf(client: Client<true>): string {
  return inviteAddress(client.application.id);
}

function clientOptions(options: DiscordOptions): ClientOptions {
  return {
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(options.messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // An edit or a deletion may be of a message from before this process.
    partials: [Partials.Channel, Partials.Message],
    ...(options.shards ? { shards: options.shards.ids, shardCount: options.shards.count } : { shards: 'auto' }),
    allowedMentions: { parse: [], repliedUser: true },
    enforceNonce: true,
    rest: {
      globalRequestsPerSecond: ACKNOWLEDGEMENTS_A_SECOND,
      makeRequest: overConnections(CONNECTIONS),
      ...(options.apiUrl ? { api: options.apiUrl } : {}),
    },
  };
}
