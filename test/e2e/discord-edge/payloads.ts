import { PermissionFlagsBits } from 'discord.js';
import type { EdgeMessage } from './messages.ts';

export const BOT = '100000000000000001';
export const APP = '100000000000000002';
export const GUILD = '200000000000000001';
export const CHANNEL = '300000000000000001';
/** The language that everybody's Discord is set to. */
export const LOCALE = 'en-GB';
export const READER = '400000000000000001';
export const BOT_ROLE = '500000000000000001';

export function user(id: string) {
  return {
    id,
    username: id === BOT ? 'copydesk' : 'reader',
    discriminator: '0',
    avatar: null,
    bot: id === BOT,
    global_name: null,
  };
}

export function memberJson(id: string, roles: string[] = []) {
  return { user: user(id), roles, joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0 };
}

export function bare(id: string, channel: string, content: string, author: object) {
  return {
    id,
    channel_id: channel,
    content,
    author,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
  };
}

export function messageJson(message: EdgeMessage) {
  return {
    ...bare(message.id, message.channel_id, message.content, user(BOT)),
    flags: message.flags,
    components: message.components,
    ...(message.reference
      ? { message_reference: { message_id: message.reference, channel_id: message.channel_id } }
      : {}),
  };
}

export function channelJson(id: string, name: string) {
  return { id, name, type: 0, position: 0, permission_overwrites: [], nsfw: false, parent_id: null };
}

export function guildJson({ id, name }: { id: string; name: string }) {
  const role = (given: object) => ({
    color: 0,
    hoist: false,
    position: 0,
    permissions: '0',
    managed: false,
    mentionable: false,
    flags: 0,
    colors: {},
    ...given,
  });
  const all = (
    PermissionFlagsBits.ViewChannel |
    PermissionFlagsBits.SendMessages |
    PermissionFlagsBits.ReadMessageHistory |
    PermissionFlagsBits.SendMessagesInThreads |
    PermissionFlagsBits.CreatePublicThreads |
    PermissionFlagsBits.EmbedLinks
  ).toString();
  return {
    id,
    name,
    owner_id: READER,
    unavailable: false,
    roles: [
      role({ id, name: '@everyone', permissions: all }),
      role({ id: '500000000000000007', name: 'editors' }),
      role({ id: '500000000000000008', name: 'readers' }),
      role({ id: BOT_ROLE, name: 'copydesk', managed: true, tags: { bot_id: BOT } }),
    ],
    emojis: [],
    features: [],
    channels: [channelJson(id === GUILD ? CHANNEL : `3${id.slice(1)}`, 'general')],
    members: [memberJson(BOT, [BOT_ROLE])],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    stickers: [],
    soundboard_sounds: [],
    member_count: 2,
    joined_at: new Date(0).toISOString(),
    large: false,
    preferred_locale: 'en-US',
  };
}
