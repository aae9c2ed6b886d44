import { setTimeout as wait } from 'node:timers/promises';
import {
  type APIModalInteractionResponseCallbackData,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { UserError } from '../../../errors.ts';
import { notice, UNSAID } from '../../../reply/reply.ts';
import { parseButton, replacesMessage } from '../../buttons.ts';
import { COMMAND_NAMES, type CommandName, commandSpec, QUESTION_LENGTH } from '../../commands.ts';
import type { Form } from '../../form.ts';
import { formOfButton, formOfCommand, submitted } from '../../forms.ts';
import { formatPlace } from '../../place.ts';
import { isPrivate } from '../../privacy.ts';
import type { Caller, Press, Request } from '../../request.ts';
import { uploadedFile } from '../attachment.ts';
import { callerOf } from './caller.ts';
import type { Discord } from './guild.ts';
import { workspaceOf } from './guild.ts';
import { modalOf } from './modals.ts';
import { interactionOutlet, waysOf } from './outlets.ts';
import { ASK_ABOUT_THIS } from './registration.ts';
import { codeOf } from './rest.ts';
import { openThread } from './threads.ts';

type Answerable =
  | ChatInputCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction
  | MessageContextMenuCommandInteraction;

/** Answers a command, a pressed button, a filled form or a request for suggestions; the first acknowledgement comes before any work. */
export async function onInteraction(discord: Discord, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return suggest(discord, interaction);
  if (interaction.isChatInputCommand()) return command(discord, interaction);
  if (interaction.isMessageContextMenuCommand()) return askAbout(interaction);
  if (interaction.isButton()) return press(discord, interaction, interaction.customId);
  if (interaction.isStringSelectMenu()) return press(discord, interaction, interaction.values[0] ?? '');
  if (interaction.isModalSubmit()) return submit(discord, interaction);
}

async function command(discord: Discord, interaction: ChatInputCommandInteraction): Promise<void> {
  const name = commandName(interaction);
  const options = optionsOf(name, interaction);
  const files = filesOf(name, (key) => interaction.options.getAttachment(key)?.url);
  const form = formOfCommand(name, { ...options, ...files });
  if (form) return open(interaction, form);
  await answer(discord, interaction, (caller) => ({ kind: 'command', command: name, options, caller }), { files });
}

/** The addresses of uploaded files by the options that they are for. */
function filesOf(name: CommandName, urlOf: (key: string) => string | undefined): Record<string, string> {
  const keys = Object.entries(commandSpec(name).options).flatMap(([key, { type }]) => (type === 'file' ? [key] : []));
  return Object.fromEntries(
    keys.flatMap((key) => {
      const url = urlOf(key);
      return url ? [[key, url]] : [];
    }),
  );
}

/** "Ask about this": the form of `/ask` with the message in it; what comes of it is for whoever asked. */
async function askAbout(interaction: MessageContextMenuCommandInteraction): Promise<void> {
  if (interaction.commandName !== ASK_ABOUT_THIS) return;
  const form = formOfCommand('ask', { private: 'yes' });
  const about = interaction.targetMessage.content
    .replace(/<[@#][!&]?\d+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!form) return;
  const fields = form.fields.map((field) =>
    field.name === 'question' && about !== '' ? { ...field, value: about.slice(0, QUESTION_LENGTH.max) } : field,
  );
  await open(interaction, { ...form, fields });
}

async function press(
  discord: Discord,
  interaction: ButtonInteraction | StringSelectMenuInteraction,
  id: string,
): Promise<void> {
  const button = parseButton(id);
  const form = button?.kind === 'again' ? discord.desk.formAgain(button.id, interaction.user.id) : formOfButton(id);
  if (form) return open(interaction, form);
  const root = interaction.message.id;
  await answer(discord, interaction, (caller) => ({ kind: 'press', button: id, caller }), { root });
}

async function submit(discord: Discord, interaction: ModalSubmitInteraction): Promise<void> {
  const values = valuesOf(interaction);
  const files: Record<string, string> = {};
  for (const [name, field] of interaction.fields.fields) {
    const url = field.type === ComponentType.FileUpload ? field.attachments.first()?.url : undefined;
    if (url) files[name] = url;
  }
  await answer(
    discord,
    interaction,
    (caller) => submitted(interaction.customId, values, caller) ?? { kind: 'press', button: '', caller },
    { root: interaction.message?.id, files },
  );
}

/** An acknowledgement waits this long for its record: Discord gives three seconds. */
const RECORDED_MS = 500;

/** Acknowledges, in private where the reply will be, and sends what the desk answers. */
async function answer(
  discord: Discord,
  interaction: Answerable,
  request: (caller: Caller) => Request | Press,
  { root = interaction.id, files = {} }: { root?: string | undefined; files?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const onPrivate = 'message' in interaction && interaction.message?.flags.has(MessageFlags.Ephemeral) === true;
  // Where the bot was only installed by the person, others may be reading who see nothing of the person's news.
  const elsewhere = interaction.guildId
    ? interaction.guild === null
    : interaction.context === InteractionContextType.PrivateChannel;
  const alone = onPrivate || elsewhere;
  const asked = request({ ...NOBODY, private: alone });
  const hidden = isPrivate(asked);
  const button = asked.kind === 'press' ? parseButton(asked.button) : null;
  const updates = button !== null && replacesMessage(button) && interaction.isMessageComponent();
  // A "Thinking …" that isn't on record would stand for ever if the process ended.
  const { promise: onRecord, resolve: recorded } = Promise.withResolvers<void>();
  const acknowledged = discord.acknowledgements
    .send(async () => {
      await Promise.race([onRecord, wait(RECORDED_MS, undefined, { ref: false })]);
      return updates
        ? interaction.deferUpdate()
        : interaction.deferReply(hidden ? { flags: MessageFlags.Ephemeral } : {});
    })
    .then(
      () => true,
      (error: unknown) => {
        // Nobody knows whether Discord heard it; if it did not, the reply takes the other way.
        discord.log.warn({ err: error }, 'discord: an acknowledgement failed');
        // Three seconds are over: Discord has told the person, and takes nothing more.
        return codeOf(error) !== 10062;
      },
    );
  const outlet = interactionOutlet(waysOf(discord), {
    kind: 'interaction',
    application: interaction.applicationId,
    token: interaction.token,
    channel: interaction.channelId ?? '',
    user: interaction.user.id,
    hidden: hidden || (updates && onPrivate),
    present: interaction.channelId !== null && !elsewhere,
    updates,
    since: Date.now(),
  });
  let place: string | null = null;
  await discord.outbox.answer(outlet, async (grow, signal) => {
    recorded();
    if (!(await acknowledged)) return UNSAID;
    await discord.acknowledgements.sent();
    if (button?.kind === 'stop') return discord.outbox.stop(button.id, interaction.user.id);
    const caller = { ...(await callerOf(discord, interaction, root, forAdmins(asked))), private: alone };
    place = caller.place;
    const given = await withFiles(request(caller), files, discord.apiUrl).catch((error: unknown) => {
      if (error instanceof UserError) return notice(error.message);
      throw error;
    });
    if ('blocks' in given) return given;
    const reply = await discord.desk.handle(given, grow, signal);
    const text = button?.kind === 'server' ? await questionBehind(interaction) : '';
    if (text === '' || reply.failed) return reply;
    const chosen = await callerOf(discord, interaction, root);
    return { ...(await discord.desk.handle({ kind: 'question', text, caller: chosen }, grow, signal)), replaces: true };
  });
  const posted = outlet.posted();
  if (posted && place && interaction.guildId && interaction.channelId) {
    const { channel } = interaction;
    const parent = channel?.isThread() ? (channel.parentId ?? channel.id) : interaction.channelId;
    const post = formatPlace({ platform: 'discord', guild: interaction.guildId, channel: parent, thread: posted });
    await discord.desk.posted(post, place);
    const { threads } = await discord.desk.manners(workspaceOf(interaction.guildId), post);
    const question = asked.kind === 'command' && asked.command === 'ask' ? String(asked.options.question ?? '') : '';
    if (threads && question !== '' && !channel?.isThread())
      await openThread(discord, interaction.channelId, posted, question);
  }
}

const FILE_ORIGINS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

/** A command with what was uploaded for it. */
async function withFiles(
  request: Request | Press,
  files: Readonly<Record<string, string>>,
  apiUrl: string | null,
): Promise<Request | Press> {
  if (request.kind !== 'command' || Object.keys(files).length === 0) return request;
  // A server of Discord's kind may keep its files itself.
  const origins = apiUrl ? [...FILE_ORIGINS, new URL(apiUrl).origin] : FILE_ORIGINS;
  const options = { ...request.options };
  for (const [key, url] of Object.entries(files)) options[key] = await uploadedFile(url, { origins });
  return { ...request, options };
}

/** Whether it matters that the person is an admin. */
function forAdmins(request: Request | Press): boolean {
  if (request.kind === 'command') return commandSpec(request.command).who === 'admin';
  const kind = parseButton(request.button)?.kind;
  return kind === 'feed' || kind === 'follow' || kind === 'remove';
}

/** The question that the bot asked back at: the message that its menu replies to. */
async function questionBehind(interaction: Answerable): Promise<string> {
  const asked = 'message' in interaction ? interaction.message?.reference : null;
  if (!asked?.messageId || !interaction.channel?.isTextBased()) return '';
  const message = await interaction.channel.messages.fetch(asked.messageId).catch(() => null);
  return message?.author.id === interaction.user.id ? message.content : '';
}

const NOBODY: Caller = { workspace: workspaceOf(null), place: 'discord/dm/0', user: '0', admin: false, zone: null };

async function open(interaction: Exclude<Answerable, ModalSubmitInteraction>, form: Form): Promise<void> {
  await interaction.showModal(modalOf(form) as APIModalInteractionResponseCallbackData);
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
    if (value === undefined || value === null || option.type === 'file') continue;
    given[key] = option.type === 'channel' ? channelPlace(interaction.guildId, String(value)) : value;
  }
  return given;
}

function valuesOf(interaction: ModalSubmitInteraction): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, field] of interaction.fields.fields) {
    if (field.type === ComponentType.TextInput) values[name] = field.value;
    else if (field.type === ComponentType.RadioGroup) values[name] = field.value ?? '';
    else if (field.type === ComponentType.StringSelect) values[name] = field.values[0] ?? '';
    else if (field.type === ComponentType.RoleSelect) values[name] = field.values[0] ?? '';
    else if (field.type === ComponentType.ChannelSelect && field.values[0])
      values[name] = channelPlace(interaction.guildId, field.values[0]);
  }
  return values;
}

function channelPlace(guildId: string | null, channel: string): string {
  return formatPlace({ platform: 'discord', guild: guildId ?? 'dm', channel });
}

async function suggest(discord: Discord, interaction: AutocompleteInteraction): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const kind = commandSpec(commandName(interaction)).options[focused.name]?.suggest;
  const caller = kind ? await callerOf(discord, interaction, interaction.id) : null;
  const values =
    kind && caller
      ? await discord.desk.suggest({ kind, typed: focused.value, workspace: caller.workspace, user: caller.user })
      : [];
  await interaction.respond(values.map((value) => ({ name: value, value })));
}
