import { setTimeout as wait } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { Sent } from '../../../pacing/sent.ts';

/** Slack's own trouble: what was asked for may have been done or not. */
const UNCERTAIN = /^(?:internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/;
/** The request never left, or Slack says that it took nothing. */
const NOT_SENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
const RATES = /^(?:rate_?limited|message_limit_exceeded)$/;

const SOON_MS = 1_000;
const AWAY_MS = 3_000;

/**
 * What became of a call that failed. `repeatable`: making it twice is the same as making it once (an edit), so that an uncertain outcome
 * is tried again.
 */
export function sentOf(error: unknown, repeatable: boolean): Sent {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'retry', afterMs: Math.max(SOON_MS, error.retryAfter * 1000), reason: 'rate limited' };
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: code } = error.data;
    if (RATES.test(code)) return { kind: 'retry', afterMs: AWAY_MS, reason: code };
    if (!UNCERTAIN.test(code)) return { kind: 'refused', reason: code };
    return repeatable ? { kind: 'retry', afterMs: SOON_MS, reason: code } : { kind: 'unknown', reason: code };
  }
  const network = networkCode(error);
  if (network !== null && NOT_SENT.test(network)) return { kind: 'retry', afterMs: AWAY_MS, reason: network };
  const reason = network ?? (error instanceof Error ? error.message : String(error));
  return repeatable ? { kind: 'retry', afterMs: SOON_MS, reason } : { kind: 'unknown', reason };
}

/** When to look for a message whose arrival is in doubt, in milliseconds, each from the one before. */
export interface Looks {
  /** Slack answered with an error: what it did, it has done. */
  answered: readonly number[];
  /** The connection was lost. */
  cut: readonly number[];
  /** Slack, or something before it, gave up waiting: the message may come long after. */
  silent: readonly number[];
}

/** A message shows in its channel soon after it was posted. */
export const LOOKS: Looks = { answered: [1_500], cut: [1_500, 5_000], silent: [1_500, 5_000, 15_000] };
const GATEWAY = new Set([502, 503, 504]);

/** When to look for a message after its call failed. */
export function looksAfter(error: unknown, looks: Looks): readonly number[] {
  if (error instanceof webApi.WebAPIPlatformError) return looks.answered;
  if (error instanceof webApi.WebAPIHTTPError) return GATEWAY.has(error.statusCode) ? looks.silent : looks.answered;
  const original = error instanceof webApi.WebAPIRequestError ? error.original : error;
  return original instanceof Error && original.name === 'TimeoutError' ? looks.silent : looks.cut;
}

/** Looks until something is found, at the given times; null when it is not there at the last look. `unseen`: it couldn't be looked for. */
export async function lookedFor(
  look: () => Promise<string | null>,
  after: readonly number[],
): Promise<{ found: string | null; unseen: boolean }> {
  let unseen = true;
  for (const milliseconds of after) {
    await wait(milliseconds);
    let found: string | null = null;
    unseen = !(await surely(async () => {
      found = await look();
    }));
    if (found !== null) return { found, unseen };
  }
  return { found: null, unseen };
}

/** Taking a message away must not fail for a run of bad luck: what stays would be a second answer. */
const TRIES = 8;

/** Makes a call that can be made twice until it is taken, refused or tried enough; whether it was taken. Never throws. */
export async function surely(call: () => Promise<unknown>): Promise<boolean> {
  for (let i = 1; ; i++) {
    try {
      await call();
      return true;
    } catch (error) {
      const sent = sentOf(error, true);
      if (sent.kind !== 'retry' || i >= TRIES) return false;
      await wait(sent.afterMs);
    }
  }
}

function networkCode(error: unknown): string | null {
  const original = error instanceof webApi.WebAPIRequestError ? error.original : error;
  if (!(original instanceof Error)) return null;
  const { code, cause } = original as Error & { code?: unknown; cause?: { code?: unknown } };
  const found = code ?? cause?.code;
  return typeof found === 'string' ? found : null;
}
