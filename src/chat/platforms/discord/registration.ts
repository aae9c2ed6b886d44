import { setTimeout as wait } from 'node:timers/promises';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  type Client,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { COMMAND_NAMES, type CommandName, commandSpec, type OptionSpec } from '../../commands.ts';
import { TRANSLATIONS } from '../../translations/translations.ts';

type Json = RESTPostAPIApplicationCommandsJSONBody;
type OptionJson = NonNullable<Extract<Json, { type?: ApplicationCommandType.ChatInput }>['options']>[number];

const TYPES = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
  channel: ApplicationCommandOptionType.Channel,
  role: ApplicationCommandOptionType.Role,
  file: ApplicationCommandOptionType.Attachment,
} as const;

/** The entry "Apps" of a message's menu. */
export const ASK_ABOUT_THIS = 'Ask about this';

const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

const GROUP_DESCRIPTIONS: Record<string, string> = {
  news: 'The stored news',
  newsadmin: 'Manage articles and digests',
  article: 'Stored articles',
  feed: 'Feeds Copydesk follows',
  digest: 'Scheduled digests',
  wire: 'Articles as they come',
  channel: 'Where I answer',
};

/** Discord's names of the languages: https://discord.com/developers/docs/reference#locales */
const LOCALES = {
  de: ['de'],
  fr: ['fr'],
  es: ['es-ES', 'es-419'],
  ja: ['ja'],
} as const satisfies Record<keyof typeof TRANSLATIONS, readonly string[]>;

/** A description with its translations. Names stay English, so that what one person says another can type. */
function described(description: string): { description: string; description_localizations: Record<string, string> } {
  const languages = Object.keys(LOCALES) as (keyof typeof LOCALES)[];
  const localized = languages.flatMap((language) => {
    const text = TRANSLATIONS[language][description];
    return text === undefined ? [] : LOCALES[language].map((locale) => [locale, text] as const);
  });
  return { description, description_localizations: Object.fromEntries(localized) };
}

/** The commands of the table as Discord registers them: one top-level command a first word, admin commands apart and hidden from others. */
export function discordCommands(): Json[] {
  const tops = new Map<string, CommandName[]>();
  for (const name of COMMAND_NAMES) {
    const top = name.split(' ')[0] ?? name;
    tops.set(top, [...(tops.get(top) ?? []), name]);
  }
  const named = [...tops].map(([top, names]): Json => {
    const admin = names.every((name) => commandSpec(name).who === 'admin');
    return {
      type: ApplicationCommandType.ChatInput,
      name: top,
      ...described(
        names.length === 1 && names[0] === top ? commandSpec(top).description : (GROUP_DESCRIPTIONS[top] ?? top),
      ),
      options: names.length === 1 && names[0] === top ? optionsOf(top) : subcommands(names, 1),
      ...(admin
        ? {
            integration_types: [ApplicationIntegrationType.GuildInstall],
            contexts: [InteractionContextType.Guild],
            default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
          }
        : EVERYWHERE),
    };
  });
  return [...named, { type: ApplicationCommandType.Message, name: ASK_ABOUT_THIS, ...EVERYWHERE }];
}

function subcommands(names: readonly CommandName[], depth: number): OptionJson[] {
  const words = new Map<string, CommandName[]>();
  for (const name of names) {
    const word = name.split(' ')[depth] ?? '';
    words.set(word, [...(words.get(word) ?? []), name]);
  }
  return [...words].map(([word, inside]): OptionJson => {
    const leaf = inside.find((name) => name.split(' ').length === depth + 1);
    if (leaf) {
      return {
        type: ApplicationCommandOptionType.Subcommand,
        name: word,
        ...described(commandSpec(leaf).description),
        options: optionsOf(leaf),
      } as OptionJson;
    }
    return {
      type: ApplicationCommandOptionType.SubcommandGroup,
      name: word,
      ...described(GROUP_DESCRIPTIONS[word] ?? word),
      options: subcommands(inside, depth + 1),
    } as OptionJson;
  });
}

function optionsOf(name: CommandName): OptionJson[] {
  const options = Object.entries(commandSpec(name).options);
  // Discord wants the required ones first.
  return [...options.filter(([, option]) => option.required), ...options.filter(([, option]) => !option.required)].map(
    ([key, option]) => optionJson(key, option),
  );
}

function optionJson(name: string, option: OptionSpec): OptionJson {
  return {
    type: TYPES[option.type],
    name,
    ...described(option.description),
    required: option.required === true,
    ...(option.type === 'string' && option.min ? { min_length: option.min } : {}),
    ...(option.type === 'string' && option.max ? { max_length: option.max } : {}),
    ...(option.type === 'integer' && option.min !== undefined ? { min_value: option.min } : {}),
    ...(option.type === 'integer' && option.max !== undefined ? { max_value: option.max } : {}),
    ...(option.choices ? { choices: option.choices.map((value) => ({ name: value, value })) } : {}),
    ...(option.suggest ? { autocomplete: true } : {}),
    ...(option.type === 'channel'
      ? {
          channel_types: [
            ChannelType.GuildText,
            ChannelType.GuildAnnouncement,
            ChannelType.GuildForum,
            ChannelType.GuildMedia,
          ],
        }
      : {}),
  } as OptionJson;
}

/** Registers the commands when they differ from what Discord has, and notes their ids. True when they were sent. */
async function registerCommands(client: Client<true>, ids: Map<string, string>): Promise<boolean> {
  const defined = discordCommands();
  const stored = await client.application.commands.fetch({ withLocalizations: true });
  const same =
    stored.size === defined.length &&
    defined.every((command) => {
      const known = stored.find((candidate) => candidate.name === command.name);
      return known?.equals(command as Parameters<typeof known.equals>[0], true) === true;
    });
  const registered = same ? stored : await client.application.commands.set(defined);
  for (const { id, name, type } of registered.values())
    if (type === ApplicationCommandType.ChatInput) ids.set(name, id);
  return !same;
}

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;

/** Sees to it that the commands are registered, trying until it works: the bot answers mentions meanwhile. */
export async function keepRegistered(
  client: Client<true>,
  ids: Map<string, string>,
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void },
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; !signal.aborted && client.isReady(); tries++) {
    try {
      log.info({ commandsChanged: await registerCommands(client, ids) }, 'discord: commands registered');
      return;
    } catch (error) {
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
      log.warn(
        { err: error, againInSeconds: waitMs / 1000 },
        'discord: could not register the slash commands; the existing ones keep working',
      );
      await wait(waitMs, undefined, { signal }).catch(() => {});
    }
  }
}
