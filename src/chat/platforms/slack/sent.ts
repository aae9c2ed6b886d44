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
