import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';
import type { Sent } from '../../../pacing/sent.ts';
import { overConnections } from './http.ts';

const TIMEOUT_MS = 15_000;
const AGAIN_MS = 2_000;
const CONNECTIONS = 32;

/** Codes after which no try can succeed: https://discord.com/developers/docs/topics/opcodes-and-status-codes */
export const PERMANENT: Readonly<Record<number, string>> = {
  10003: 'the channel is gone',
  10004: 'the bot is no longer in that server',
  50001: "the bot isn't allowed to see the channel (View Channel)",
  50013: "the bot isn't allowed to post in the channel (Send Messages)",
  160004: 'the thread already exists',
};

/** Discord's REST interface for what must be counted and tried by us: it neither waits nor tries again by itself. */
export function discordRest(token: string, apiUrl: string | null): REST {
  return new REST({
    version: '10',
    timeout: TIMEOUT_MS,
    retries: 0,
    rejectOnRateLimit: () => true,
    makeRequest: overConnections(CONNECTIONS),
    ...(apiUrl ? { api: apiUrl } : {}),
  }).setToken(token);
}

/**
 * What became of a request that failed. `repeatable`: asking twice can't show anything twice, because it is an edit or carries a nonce
 * that Discord knows again.
 */
export function failedRequest(error: unknown, repeatable: boolean): Sent {
  if (error instanceof RateLimitError)
    return { kind: 'retry', afterMs: Math.max(250, error.retryAfter), reason: 'Discord is rate-limiting the bot' };
  if (error instanceof DiscordAPIError && error.status < 500) {
    // Slow mode, and limits that discord.js does not know by their headers.
    const wait = (error.rawError as { retry_after?: unknown } | undefined)?.retry_after;
    if (error.status === 429 || typeof wait === 'number')
      return {
        kind: 'retry',
        afterMs: typeof wait === 'number' ? wait * 1000 : AGAIN_MS,
        reason: 'Discord is rate-limiting the bot',
      };
    return {
      kind: 'refused',
      reason:
        PERMANENT[Number(error.code)] ??
        `Discord refused it (${error.status}, code ${error.code}: ${error.message.slice(0, 200)})`,
    };
  }
  const unsent = notSent(error);
  const reason = unsent
    ? "Discord can't be reached"
    : error instanceof DiscordAPIError || error instanceof HTTPError
      ? `Discord answered ${error.status}`
      : 'Discord did not answer';
  return unsent || repeatable ? { kind: 'retry', afterMs: AGAIN_MS, reason } : { kind: 'unknown', reason };
}

/** No connection came about, so nothing was sent. */
function notSent(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(String(code ?? cause?.code));
}

/** Discord's own code of an error, 0 when it has none. */
export function codeOf(error: unknown): number {
  return error instanceof DiscordAPIError ? Number(error.code) : 0;
}
