import {
  type APIApplication,
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  ApplicationFlagsBitField,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
  Routes,
} from 'discord.js';
import type { Check, PlatformChecks } from '../../checks.ts';
import { parsePlace } from '../../place.ts';
import { inviteAddress } from './invite.ts';
import { discordCommands } from './registration.ts';
import { codeOf, discordRest } from './rest.ts';

const INVITE_DETAIL = 'open it to add the bot to another server';
/** What posting digests and answers in a channel takes, in Discord's own words. */
const NEEDED: readonly [bigint, string][] = [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  [PermissionFlagsBits.SendMessages, 'Send Messages'],
  [PermissionFlagsBits.EmbedLinks, 'Embed Links'],
  [PermissionFlagsBits.ReadMessageHistory, 'Read Message History'],
  [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads'],
  [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'],
];

/** Looks at the bot's token, intents, commands and permissions over Discord's REST interface; no connection is needed. */
export function discordChecks(options: {
  token: string;
  apiUrl: string | null;
  messageContent: boolean;
}): PlatformChecks {
  const rest = discordRest(options.token, options.apiUrl);
  const get = <T>(route: `/${string}`) => rest.get(route) as Promise<T>;
  return {
    async platform() {
      try {
        const application = await get<APIApplication>(Routes.currentApplication());
        const commands = await get<unknown[]>(Routes.applicationCommands(application.id));
        return [
          { what: 'Discord token', state: 'fine', detail: `accepted; the bot is ${application.name}` },
          intentCheck(application, options.messageContent),
          commandCheck(commands.length),
          { what: 'Discord invite', state: 'fine', detail: INVITE_DETAIL, url: inviteAddress(application.id) },
        ];
      } catch (error) {
        const refused = codeOf(error) === 0 && /401/.test(String(error));
        return [
          {
            what: 'Discord',
            state: 'broken',
            detail: refused
              ? "DISCORD_TOKEN isn't accepted: copy it again from the Developer Portal (your application, Bot, Reset Token)"
              : `not reachable: ${error instanceof Error ? error.message : String(error)}`,
          },
        ];
      }
    },
    async place(place) {
      const target = parsePlace(place);
      if (target?.platform !== 'discord' || target.guild === 'dm') return [];
      try {
        const channel = await get<APIChannel>(Routes.channel(target.channel));
        const [roles, me] = await Promise.all([
          get<APIRole[]>(Routes.guildRoles(target.guild)),
          get<{ id: string }>(Routes.user('@me')),
        ]);
        const member = await get<APIGuildMember>(Routes.guildMember(target.guild, me.id));
        const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
        const allowed = permissionsOf(target.guild, me.id, member.roles, roles, overwrites);
        const missing = NEEDED.filter(([bit]) => !allowed.has(bit)).map(([, name]) => name);
        return missing.length === 0
          ? []
          : [
              `I'm missing ${missing.join(', ')} there: an admin can grant it in the channel's settings, under Permissions.`,
            ];
      } catch (error) {
        switch (codeOf(error)) {
          case 50001:
            return ["I can't see that channel: give me View Channel in its settings, under Permissions."];
          case 10003:
            return ['That channel is gone.'];
          default:
            throw error;
        }
      }
    },
  };
}

/** https://discord.com/developers/docs/topics/permissions#permission-overwrites */
export function permissionsOf(
  guild: string,
  user: string,
  own: readonly string[],
  roles: readonly APIRole[],
  overwrites: readonly APIOverwrite[],
): PermissionsBitField {
  const ownRoles = roles.filter(({ id }) => id === guild || own.includes(id));
  const base = new PermissionsBitField(ownRoles.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n));
  if (base.has(PermissionFlagsBits.Administrator)) return new PermissionsBitField(PermissionsBitField.All);
  const apply = (bits: bigint, which: readonly APIOverwrite[]) => {
    const deny = which.reduce((sum, one) => sum | BigInt(one.deny), 0n);
    const allow = which.reduce((sum, one) => sum | BigInt(one.allow), 0n);
    return (bits & ~deny) | allow;
  };
  let bits = apply(
    base.bitfield,
    overwrites.filter(({ id }) => id === guild),
  );
  bits = apply(
    bits,
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && id !== guild && own.includes(id)),
  );
  bits = apply(
    bits,
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === user),
  );
  return new PermissionsBitField(bits);
}

function intentCheck(application: APIApplication, wanted: boolean): Check {
  const flags = new ApplicationFlagsBitField(application.flags ?? 0);
  const on = flags.any(['GatewayMessageContent', 'GatewayMessageContentLimited']);
  const what = 'Message Content intent';
  if (wanted && !on)
    return {
      what,
      state: 'broken',
      detail:
        'DISCORD_MESSAGE_CONTENT=true, but the intent is off: switch it on in the Developer Portal (Bot, Privileged Gateway Intents), or set it to false',
    };
  return {
    what,
    state: 'fine',
    detail: wanted
      ? 'on: follow-ups in threads need no mention'
      : 'not used: follow-ups in threads need a mention or a reply',
  };
}

function commandCheck(registered: number): Check {
  const defined = discordCommands().length;
  return registered === defined
    ? { what: 'Discord commands', state: 'fine', detail: `${registered} registered` }
    : {
        what: 'Discord commands',
        state: 'look',
        detail: `${registered} of ${defined} registered: start Copydesk; it registers them when it connects`,
      };
}
