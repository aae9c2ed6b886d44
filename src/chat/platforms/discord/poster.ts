import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  type RESTGetAPIChannelMessagesResult,
  type RESTPostAPIChannelMessageResult,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Poster, PostResult } from '../../../digest/poster.ts';
import { parsePlace } from '../../place.ts';
import { CONTENT_LIMIT, type DiscordMessage, renderDiscord } from './render.ts';

const TIMEOUT_MS = 15_000;
const PAGES = 5;
const MARKER_ROOM = 30;
/** Codes after which no try can succeed: https://discord.com/developers/docs/topics/opcodes-and-status-codes */
const PERMANENT: Record<number, string> = {
  10003: 'the channel is gone',
  10004: 'the bot is not in that server any more',
  50001: 'the bot may not see the channel (View Channel)',
  50013: 'the bot may not post in the channel (Send Messages)',
  160004: 'the thread exists already',
};

/** Posts digests over Discord's REST interface, without a gateway connection. */
export function discordPoster(token: string, apiUrl: string | null): Poster {
  const rest = new REST({
    version: '10',
    timeout: TIMEOUT_MS,
    retries: 0,
    rejectOnRateLimit: () => true,
    ...(apiUrl ? { api: apiUrl } : {}),
  }).setToken(token);
  return {
    messages: (reply, marker) =>
      renderDiscord(reply, 'plain', CONTENT_LIMIT - MARKER_ROOM).map((message, i) =>
        withMarker(message, `${marker}-${i}`),
      ),
    async post(place, message, nonce) {
      const target = parsePlace(place);
      if (target?.platform !== 'discord') return { kind: 'rejected', reason: `${place} is no Discord channel` };
      try {
        const posted = (await rest.post(Routes.channelMessages(target.thread ?? target.channel), {
          body: { ...(message as DiscordMessage), nonce, enforce_nonce: true },
        })) as RESTPostAPIChannelMessageResult;
        return { kind: 'posted', id: posted.id };
      } catch (error) {
        return failure(error);
      }
    },
    async find(place, marker, since) {
      const target = parsePlace(place);
      if (target?.platform !== 'discord') return { kind: 'unreadable', reason: `${place} is no Discord channel` };
      try {
        let after = SnowflakeUtil.generate({ timestamp: since }).toString();
        for (let page = 0; page < PAGES; page++) {
          const messages = (await rest.get(Routes.channelMessages(target.thread ?? target.channel), {
            query: new URLSearchParams({ limit: '100', after }),
          })) as RESTGetAPIChannelMessagesResult;
          const found = messages.find((message) => message.author.bot && message.content.includes(marker));
          if (found) return { kind: 'found', id: found.id };
          const newest = messages[0];
          if (messages.length < 100 || !newest) return { kind: 'absent' };
          after = messages.reduce((max, message) => (BigInt(message.id) > BigInt(max) ? message.id : max), newest.id);
        }
        return { kind: 'unreadable', reason: 'too many messages since' };
      } catch (error) {
        const result = failure(error);
        return { kind: 'unreadable', reason: 'reason' in result ? result.reason : 'no answer' };
      }
    },
  };
}

/** The marker stands in small print at the end: bots can always read the content of their own messages. */
function withMarker(message: DiscordMessage, marker: string): DiscordMessage {
  return { ...message, content: `${message.content}\n-# ${marker}` };
}

function failure(error: unknown): PostResult {
  if (error instanceof RateLimitError)
    return { kind: 'retry', afterMs: error.retryAfter, reason: 'Discord limits the rate of posts' };
  if (error instanceof DiscordAPIError) {
    const known = PERMANENT[Number(error.code)];
    if (known) return { kind: 'rejected', reason: known };
    if (error.status === 401) return { kind: 'rejected', reason: 'DISCORD_TOKEN is not accepted' };
    if (error.status >= 400 && error.status < 500)
      return { kind: 'rejected', reason: `Discord refused the message (${error.status}, code ${error.code})` };
    return { kind: 'unknown', reason: `Discord answered ${error.status}` };
  }
  if (error instanceof HTTPError) return { kind: 'unknown', reason: `Discord answered ${error.status}` };
  const code =
    (error as { code?: unknown; cause?: { code?: unknown } }).code ??
    (error as { cause?: { code?: unknown } }).cause?.code;
  // Nothing was sent: no connection came about.
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { kind: 'retry', afterMs: 15_000, reason: "Discord can't be reached" };
  }
  return { kind: 'unknown', reason: 'Discord did not answer' };
}
