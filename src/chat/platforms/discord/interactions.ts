import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Reply } from '../../../reply/reply.ts';
import { parseButton } from '../../buttons.ts';
import { COMMAND_NAMES, type CommandName, commandSpec, QUESTION_LENGTH } from '../../commands.ts';
import { formOfButton } from '../../forms.ts';
import { growingReply } from '../../growing.ts';
import { formatPlace } from '../../place.ts';
import type { Caller, Desk } from '../../request.ts';
import { type DiscordOptions, welcome, workspaceOf } from './guild.ts';
import { type DiscordMessage, renderDiscord } from './render.ts';

/** Discord takes five edits in five seconds. */
export const GROWS_EVERY_MS = 1_000;

/** Answers a command, a pressed button, a filled form or a request for suggestions; the first acknowledgement comes before any work. */
export async function onInteraction(options: DiscordOptions, interaction: Interaction): Promise<void> {
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
  const reply = await growingIn(interaction, (grow) =>
    options.desk.handle({ kind: 'command', command: name, options: optionsOf(name, interaction), caller }, grow),
  );
  await finish(interaction, reply, hidden);
}

/** A reply that is made while its parts are shown in place of the deferred one. */
async function growingIn(
  interaction: Answerable,
  make: (grow: (partial: Reply) => void) => Promise<Reply>,
): Promise<Reply> {
  const growing = growingReply((partial) => interaction.editReply(body(renderDiscord(partial)[0])), GROWS_EVERY_MS);
  const reply = await make(growing.grow);
  await growing.end();
  return reply;
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
  const form = button?.kind === 'followup' ? formOfButton(interaction.customId) : null;
  if (form) {
    await interaction.showModal(
      new ModalBuilder()
        .setCustomId(form.id)
        .setTitle(form.title)
        .addLabelComponents(
          new LabelBuilder()
            .setLabel(form.fields[0]?.label ?? form.title)
            .setTextInputComponent(
              new TextInputBuilder()
                .setCustomId('text')
                .setStyle(TextInputStyle.Short)
                .setMinLength(QUESTION_LENGTH.min)
                .setMaxLength(QUESTION_LENGTH.max),
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
  const reply = await growingIn(interaction, (grow) =>
    options.desk.handle({ kind: 'press', button: interaction.customId, values: { text }, caller }, grow),
  );
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
