import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack asks for five minutes; a clock that is ahead gets one. */
const OLDEST_SECONDS = 300;
const NEWEST_SECONDS = 60;

/**
 * Whether a request carries Slack's signature of this very body, made in the last five minutes. `now` is in Unix seconds.
 * Stricter than Bolt's own check, which takes timestamps far ahead and ones that are not whole numbers.
 * Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signedBySlack(
  secret: string,
  headers: { timestamp: string | undefined; signature: string | undefined },
  body: Buffer,
  now: number,
): boolean {
  const { timestamp, signature } = headers;
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  const age = now - Number(timestamp);
  if (age > OLDEST_SECONDS || age < -NEWEST_SECONDS) return false;
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
}
