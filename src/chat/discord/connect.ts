import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  Partials,
  PermissionFlagsBits,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { UserError } from '../../errors.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { BUTTONS, parseButton } from '../buttons.ts';
import { COMMAND_NAMES, type CommandName, commandSpec } from '../commands.ts';
import { growingReply } from '../growing.ts';
import { formatPlace } from '../place.ts';
import type { Reply } from '../reply.ts';
import type { Caller, Desk } from '../request.ts';
import { registerCommands } from './registration.ts';
import { type DiscordMessage, renderDiscord } from './render.ts';

export interface DiscordOptions {
  token: string;
  apiUrl: string | null;
  messageContent: boolean;
  desk: Desk;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Discord won't let us come back (token revoked, intent taken away): the process should say so and end. */
  onFatal: (error: Error) => void;
}

const TYPING_EVERY_MS = 8_000;
const GROWS_EVERY_MS = 1_000;
const CHAIN_LIMIT = 12;

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

function workspaceOf(guildId: string | null): WorkspaceId {
  return `discord/${guildId ?? 'dm'}` as WorkspaceId;
}

function welcome(desk: Desk, guildId: string | null, name: string): Promise<void> {
  return desk.welcome({ id: workspaceOf(guildId), platform: 'discord', name });
}

async function onInteraction(options: DiscordOptions, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(options, interaction);
  if (interaction.isChatInputCommand()) return command(options, interaction);
  if (interaction.isButton()) return press(options, interaction);
  if (interaction.isModalSubmit()) return submit(options, interaction);
}

async function command(options: DiscordOptions, interaction: ChatInputCommandInteraction): Promise<void> {
  const name = commandName(interaction);
  const hidden = commandSpec(name).reply === 'private' || interaction.options.getBoolean('private') === true;
  await interaction.deferReply(hidden ? { flags: MessageFlags.Ephemeral } : {});
  const caller = await callerOf(options.desk, interaction, interaction.id);
  const growing = growingReply((partial) => interaction.editReply(body(renderDiscord(partial)[0])), GROWS_EVERY_MS);
  const reply = await options.desk.handle(
    { kind: 'command', command: name, options: optionsOf(name, interaction), caller },
    growing.grow,
  );
  await growing.end();
  await finish(interaction, reply, hidden);
}

function commandName(interaction: ChatInputCommandInteraction | AutocompleteInteraction): CommandName {
  const words = [
    interaction.commandName,
    interaction.options.getSubcommandGroup(false),
    interaction.options.getSubcommand(false),
  ];
  const name = words.filter(Boolean).join(' ');
  const known = COMMAND_NAMES.find((candidate) => candidate === name);
  if (!known) throw new Error(`unknown command ${name}`);
  return known;
}

function optionsOf(
  name: CommandName,
  interaction: ChatInputCommandInteraction,
): Record<string, string | number | boolean> {
  const given: Record<string, string | number | boolean> = {};
  for (const [key, option] of Object.entries(commandSpec(name).options)) {
    const value = interaction.options.get(key)?.value;
    if (value === undefined || value === null) continue;
    given[key] =
      option.type === 'channel'
        ? formatPlace({ platform: 'discord', guild: interaction.guildId ?? 'dm', channel: String(value) })
        : value;
  }
  return given;
}

async function suggest(options: DiscordOptions, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const kind = commandSpec(commandName(interaction)).options[focused.name]?.suggest;
  const values = kind
    ? await options.desk.suggest({ kind, typed: focused.value, workspace: workspaceOf(interaction.guildId) })
    : [];
  await interaction.respond(values.map((value) => ({ name: value, value })));
}

async function press(options: DiscordOptions, interaction: ButtonInteraction): Promise<void> {
  const button = parseButton(interaction.customId);
  const kind = button ? BUTTONS[button.kind] : null;
  if (kind && 'asks' in kind) {
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId(interaction.customId)
        .setTitle(kind.label)
        .addLabelComponents(
          new LabelBuilder()
            .setLabel(kind.asks)
            .setTextInputComponent(
              new TextInputBuilder()
                .setCustomId('text')
                .setStyle(TextInputStyle.Short)
                .setMinLength(3)
                .setMaxLength(500),
            ),
        ),
    );
    return;
  }
  const turnsPage = button?.kind === 'quotes';
  if (turnsPage) await interaction.deferUpdate();
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const caller = await callerOf(options.desk, interaction, interaction.message.id);
  const reply = await options.desk.handle({ kind: 'press', button: interaction.customId, caller });
  if (turnsPage && !reply.replaces)
    await interaction.followUp({ ...body(renderDiscord(reply)[0]), flags: MessageFlags.Ephemeral });
  else await finish(interaction, reply, !turnsPage);
}

async function submit(options: DiscordOptions, interaction: ModalSubmitInteraction): Promise<void> {
  await interaction.deferReply();
  const caller = await callerOf(options.desk, interaction, interaction.message?.id ?? interaction.id);
  const text = interaction.fields.getTextInputValue('text');
  const reply = await options.desk.handle({ kind: 'press', button: interaction.customId, text, caller });
  await finish(interaction, reply, false);
}

type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;

async function finish(interaction: Answerable, reply: Reply, hidden: boolean): Promise<void> {
  const [first, ...more] = renderDiscord(reply);
  await interaction.editReply(body(first));
  for (const message of more) {
    await interaction.followUp({
      ...body(message),
      flags: hidden ? [MessageFlags.Ephemeral, MessageFlags.SuppressEmbeds] : MessageFlags.SuppressEmbeds,
    });
  }
}

/** What may be sent in an edit: a deferred reply keeps its own flags. */
function body(message: DiscordMessage | undefined) {
  return {
    content: message?.content ?? '',
    components: message?.components ?? [],
    allowedMentions: { parse: [] as [] },
  };
}

async function callerOf(desk: Desk, interaction: Answerable, root: string): Promise<Caller> {
  const guild = interaction.guildId;
  await welcome(
    desk,
    guild,
    interaction.guild?.name ?? (guild ? `Discord server ${guild}` : 'Discord direct messages'),
  );
  const inThread = interaction.channel?.isThread() === true;
  const channel = interaction.channelId ?? 'unknown';
  return {
    workspace: workspaceOf(guild),
    place: formatPlace({
      platform: 'discord',
      guild: guild ?? 'dm',
      channel,
      ...(guild && !inThread ? { thread: root } : {}),
    }),
    user: interaction.user.id,
    admin: guild !== null && interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true,
    zone: null,
  };
}

async function onMessage(options: DiscordOptions, message: Message): Promise<void> {
  const me = message.client.user.id;
  if (message.author.bot || message.system) return;
  const direct = message.guildId === null;
  const mentioned = message.mentions.users.has(me) || new RegExp(`<@!?${me}>`).test(message.content);
  const place = await conversationPlace(message, me);
  if (
    !direct &&
    !mentioned &&
    !(
      place.answersUs ||
      (message.channel.isThread() && (await options.desk.ownsThread(workspaceOf(message.guildId), place.text)))
    )
  )
    return;
  const text = message.content.replace(new RegExp(`<@!?${me}>`, 'g'), ' ').trim();
  // Without the content intent an unmentioned message comes empty: there is nothing to answer.
  if (text === '' && !mentioned && !direct) return;
  await welcome(options.desk, message.guildId, message.guild?.name ?? 'Discord direct messages');
  const caller: Caller = {
    workspace: workspaceOf(message.guildId),
    place: place.text,
    user: message.author.id,
    admin: false,
    zone: null,
  };
  const stopTyping = keepTyping(message);
  try {
    const reply = await options.desk.handle({ kind: 'question', text, caller });
    for (const [i, rendered] of renderDiscord(reply).entries()) {
      const payload = { content: rendered.content, components: rendered.components, flags: rendered.flags };
      if (i === 0) await message.reply({ ...payload, failIfNotExists: false });
      else if (message.channel.isSendable()) await message.channel.send(payload);
    }
  } catch (error) {
    throw new Error(
      `no reply in channel ${message.channelId}: the bot needs View Channel, Send Messages and Read Message History there`,
      { cause: error },
    );
  } finally {
    stopTyping();
  }
}

/** A conversation is its thread or direct channel, else the message that a chain of replies started with. */
async function conversationPlace(message: Message, me: string): Promise<{ text: string; answersUs: boolean }> {
  const guild = message.guildId ?? 'dm';
  const base = { platform: 'discord', guild, channel: message.channelId } as const;
  if (message.guildId === null || message.channel.isThread()) return { text: formatPlace(base), answersUs: false };
  let root = message;
  let answersUs = false;
  for (let i = 0; i < CHAIN_LIMIT && root.reference?.messageId; i++) {
    const earlier = await root.fetchReference().catch(() => null);
    if (!earlier) break;
    if (i === 0) answersUs = earlier.author.id === me;
    root = earlier;
  }
  return { text: formatPlace({ ...base, thread: root.id }), answersUs };
}

function keepTyping(message: Message): () => void {
  const channel = message.channel;
  if (!channel.isSendable()) return () => {};
  const type = () => channel.sendTyping().catch(() => {});
  void type();
  const timer = setInterval(type, TYPING_EVERY_MS);
  return () => clearInterval(timer);
}
