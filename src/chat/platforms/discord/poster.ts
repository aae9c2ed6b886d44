import {
  DiscordAPIError,
  HTTPError,
  MessageFlags,
  RateLimitError,
  REST,
  type RESTGetAPIChannelMessagesResult,
  type RESTPostAPIChannelMessageResult,
  type RESTPostAPIChannelThreadsResult,
  type RESTPostAPICurrentUserCreateDMChannelResult,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { FindResult, Poster, PostResult } from '../../../digest/poster.ts';
import type { Reply } from '../../../reply/reply.ts';
import { formatPlace, type Place, parsePlace } from '../../place.ts';
import { CONTENT_LIMIT, type DiscordMessage, renderDiscord } from './render.ts';
import { specialChannels } from './special-channels.ts';

const TIMEOUT_MS = 15_000;
const PAGES = 20;
const MARKER_ROOM = 30;
const THREAD_NAME = 'More on these stories';
const THREAD_MINUTES = 1440;
/** Codes after which no try can succeed: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
const CLOSED: Record<number, string> = {
  10003: 'the channel is gone',
  10004: 'the bot is no longer in that server',
  40067: 'the forum wants a tag on every post, and digests have none',
  50001: "the bot isn't allowed to see the channel (View Channel)",
  50007: "the reader doesn't accept direct messages",
  50013: "the bot isn't allowed to post in the channel (Send Messages)",
  50278: "the reader doesn't accept direct messages",
};
const THREAD_EXISTS = 160004;
const PUBLISH_AGAIN_MS = 30_000;
const REACH_AGAIN_MS = 5_000;
/** The client's own count of a second is over sooner than anybody would wait for. */
const LONG_LIMIT_MS = 2_000;
const TOKEN_AGAIN_MS = 30_000;

type DiscordPlace = Extract<Place, { platform: 'discord' }>;

/** Posts digests over Discord's REST interface, without a gateway connection. */
export function discordPoster(token: string, apiUrl: string | null): Poster {
  const client = new REST({
    version: '10',
    timeout: TIMEOUT_MS,
    retries: 0,
    rejectOnRateLimit: () => true,
    ...(apiUrl ? { api: apiUrl } : {}),
  });
  // After one 401 the client forgets its token and refuses all that comes later.
  const rest = () => client.setToken(token);

  const special = specialChannels(rest);

  async function threadOf(channel: string, message: string): Promise<string> {
    // A forum's post is a thread itself.
    if (special.isKnownForum(channel)) return message;
    try {
      const body = { name: THREAD_NAME, auto_archive_duration: THREAD_MINUTES };
      return ((await rest().post(Routes.threads(channel, message), { body })) as RESTPostAPIChannelThreadsResult).id;
    } catch (error) {
      // A thread on a message has the message's id.
      if (error instanceof DiscordAPIError && error.code === THREAD_EXISTS) return message;
      if (error instanceof DiscordAPIError && error.status < 500 && (await special.isForum(channel))) return message;
      throw error;
    }
  }

  async function findPost({ guild, channel }: DiscordPlace, marker: string, oldest: bigint): Promise<FindResult> {
    const found = (await special.postsSince(guild, channel, oldest)).find((message) => carries(message, marker));
    return found ? { kind: 'found', id: found.id } : { kind: 'absent' };
  }

  return {
    messages: (reply, marker, details) => {
      // Components have room for any digest; without a button the marker takes some of the plain text's.
      const buttons = reply.blocks.some((block) => block.kind === 'buttons');
      const main = buttons ? renderDiscord(reply) : renderDiscord(reply, 'plain', CONTENT_LIMIT - MARKER_ROOM);
      const more = details ? renderDiscord(details, 'plain', CONTENT_LIMIT - MARKER_ROOM) : [];
      return [...main, ...more].map((message, i) => {
        const inThread = i >= main.length;
        const marked = withMarker(message, `${marker}-${i}`);
        return { message: inThread || isForNobody(reply) ? silent(marked) : marked, inThread };
      });
    },
    async post(place, message, nonce, thread) {
      const target = discordPlace(place);
      if (!target) return { kind: 'closed', reason: `${place} is not a Discord channel` };
      const own = target.thread ?? target.channel;
      try {
        if (!thread && special.isKnownForum(own))
          return { kind: 'posted', id: await special.openPost(own, message as DiscordMessage) };
        const channel = thread ? await threadOf(own, thread) : own;
        const posted = (await rest().post(Routes.channelMessages(channel), {
          body: { ...(message as DiscordMessage), nonce, enforce_nonce: true },
        })) as RESTPostAPIChannelMessageResult;
        return { kind: 'posted', id: posted.id };
      } catch (error) {
        if (thread || !special.takesNoMessages(error)) return failure(error);
      }
      try {
        if (!(await special.isForum(own))) return { kind: 'closed', reason: 'the channel takes no messages' };
        return { kind: 'posted', id: await special.openPost(own, message as DiscordMessage) };
      } catch (error) {
        return failure(error);
      }
    },
    async find(place, marker, since, thread) {
      const target = discordPlace(place);
      if (!target) return { kind: 'unreadable', reason: `${place} is not a Discord channel` };
      const channel = thread ?? target.thread ?? target.channel;
      const oldest = SnowflakeUtil.generate({ timestamp: since });
      try {
        if (!thread && special.isKnownForum(channel)) return await findPost(target, marker, oldest);
        let before: string | null = null;
        for (let page = 0; page < PAGES; page++) {
          const query = new URLSearchParams({ limit: '100', ...(before ? { before } : {}) });
          const messages = (await rest().get(Routes.channelMessages(channel), {
            query,
          })) as RESTGetAPIChannelMessagesResult;
          const found = messages.find((message) => message.author.bot && carries(message, marker));
          if (found) return { kind: 'found', id: found.id };
          if (!thread && page === 0 && messages.length === 0 && (await special.isForum(channel)))
            return await findPost(target, marker, oldest);
          before = messages.reduce<string | null>(
            (min, { id }) => (min === null || BigInt(id) < BigInt(min) ? id : min),
            null,
          );
          if (messages.length < 100 || before === null || BigInt(before) < oldest) return { kind: 'absent' };
        }
        return { kind: 'unreadable', reason: 'too many messages have been posted since' };
      } catch (error) {
        if (!thread && special.takesNoMessages(error))
          return await findPost(target, marker, oldest).catch((failed: unknown) => failedLook(failure(failed)));
        // A thread that was never opened holds no message.
        if (thread && error instanceof DiscordAPIError && error.code === 10003) return { kind: 'absent' };
        return failedLook(failure(error));
      }
    },
    async publish(place, id) {
      const target = discordPlace(place);
      if (!target || target.thread) return null;
      try {
        await special.publish(target.channel, id);
        return null;
      } catch (error) {
        const failed = failure(error);
        if (failed.kind === 'retry') return Math.max(failed.afterMs, PUBLISH_AGAIN_MS);
        // What Discord refuses stands in its channel, where its admins can publish it too.
        return failed.kind === 'unknown' ? PUBLISH_AGAIN_MS : null;
      }
    },
    async direct(user) {
      const body = { recipient_id: user };
      const channel = (await rest()
        .post(Routes.userChannels(), { body })
        .catch((error: unknown) => {
          if (error instanceof DiscordAPIError) return null;
          throw error;
        })) as RESTPostAPICurrentUserCreateDMChannelResult | null;
      return channel && formatPlace({ platform: 'discord', guild: 'dm', channel: channel.id });
    },
  };
}

/** One article as it came, with nobody to be called: it may stand in its channel without a sound. */
function isForNobody({ blocks }: Reply): boolean {
  return (
    blocks.some((block) => block.kind === 'story' && block.alone === true) &&
    !blocks.some(({ kind }) => kind === 'ping')
  );
}

function silent(message: DiscordMessage): DiscordMessage {
  return { ...message, flags: (message.flags ?? 0) | MessageFlags.SuppressNotifications };
}

function discordPlace(place: string): DiscordPlace | null {
  const target = parsePlace(place);
  return target?.platform === 'discord' ? target : null;
}

/** In the id of a button where there is one, else in small print at the end: bots can always read their own messages. */
function withMarker(message: DiscordMessage, marker: string): DiscordMessage {
  const marked = structuredClone(message);
  const button = firstButton(marked.components);
  if (button) button.custom_id += `:${marker}`;
  else marked.content = `${marked.content ?? ''}\n-# ${marker}`;
  return marked;
}

function firstButton(node: unknown): { custom_id: string } | null {
  if (Array.isArray(node)) return node.map(firstButton).find((found) => found !== null) ?? null;
  if (typeof node !== 'object' || node === null) return null;
  if ('custom_id' in node && typeof node.custom_id === 'string') return node as { custom_id: string };
  return 'components' in node ? firstButton(node.components) : null;
}

function carries(message: RESTGetAPIChannelMessagesResult[number], marker: string): boolean {
  return message.content.includes(marker) || JSON.stringify(message.components ?? []).includes(`${marker}"`);
}

function failedLook(result: PostResult): FindResult {
  switch (result.kind) {
    case 'retry':
      return result;
    case 'unknown':
      return { kind: 'retry', afterMs: 0, reason: result.reason, platform: false };
    case 'closed':
    case 'refused':
      return { kind: 'unreadable', reason: result.reason };
    case 'posted':
      return { kind: 'found', id: result.id };
  }
}

function failure(error: unknown): PostResult {
  const retry = (afterMs: number, reason: string, platform: boolean) => ({
    kind: 'retry' as const,
    afterMs,
    reason,
    platform,
  });
  if (error instanceof RateLimitError)
    return retry(
      Math.max(250, error.retryAfter),
      'Discord is limiting how fast the bot can post',
      error.global && error.retryAfter > LONG_LIMIT_MS,
    );
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return retry(TOKEN_AGAIN_MS, "DISCORD_TOKEN isn't accepted", true);
    const known = CLOSED[Number(error.code)];
    if (known) return { kind: 'closed', reason: known };
    // Whoever answers without a code of Discord's is not Discord: a proxy, a firewall.
    if (!Number.isInteger(error.code)) return retry(0, `something other than Discord answered ${error.status}`, true);
    if (error.status >= 400 && error.status < 500)
      return { kind: 'refused', reason: `Discord refused the message (${error.status}, code ${error.code})` };
    return { kind: 'unknown', reason: `Discord answered ${error.status}` };
  }
  if (error instanceof HTTPError) return { kind: 'unknown', reason: `Discord answered ${error.status}` };
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const network = code ?? cause?.code;
  // Nothing was sent: no connection came about.
  if (
    network === 'ECONNREFUSED' ||
    network === 'ENOTFOUND' ||
    network === 'EAI_AGAIN' ||
    network === 'UND_ERR_CONNECT_TIMEOUT'
  )
    return retry(REACH_AGAIN_MS, "Discord can't be reached", true);
  return { kind: 'unknown', reason: 'Discord did not answer' };
}
