import type { Agent } from 'undici';
import { type FetchFailure, failure, networkFailure } from './fetch-errors.ts';
import { type BodyLimits, readBody } from './read-body.ts';

export type Headers = Record<string, string | string[] | undefined>;

/** One answer. `bytes` is the decoded body of a 2xx answer, and empty for every other. */
export interface Answer {
  kind: 'answer';
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/** What is left of the time for a fetch, in milliseconds; each exchange takes from it. Waiting for a turn does not. */
export interface TimeBudget {
  left: number;
}

export interface ExchangeOptions {
  headers: Record<string, string>;
  firstByteMs: number;
  budget: TimeBudget;
  limits: BodyLimits;
  /** Says what is wrong with a content type ("a picture"), or null when the body is wanted. */
  unwanted: (contentType: string | null) => string | null;
  signal: AbortSignal;
}

/**
 * One request and its answer, no redirect followed. The clocks run by wall time, so that a server that drips bytes gains nothing:
 * until the header is complete `firstByteMs`, until the body is there the budget. Rejects only when `signal` is aborted.
 */
export async function exchange(agent: Agent, url: URL, options: ExchangeOptions): Promise<Answer | FetchFailure> {
  const { budget, signal } = options;
  const started = performance.now();
  const clock = new AbortController();
  let late = 'no answer';
  const first = setTimeout(() => clock.abort(), Math.min(options.firstByteMs, budget.left));
  const total = setTimeout(() => clock.abort(), budget.left);
  try {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: options.headers,
      signal: AbortSignal.any([signal, clock.signal]),
    });
    clearTimeout(first);
    late = 'it sends too slowly';
    // An answer that nobody reads to its end is cut off; without a listener that would be an uncaught error.
    response.body.on('error', () => {});
    const answer = await bodyOf(response, url, options);
    response.body.destroy();
    return answer;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (clock.signal.aborted) return failure('timed-out', url, late);
    return networkFailure(error, url);
  } finally {
    clearTimeout(first);
    clearTimeout(total);
    budget.left -= performance.now() - started;
  }
}

/** Whatever its type says. */
const isPdf = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';

async function bodyOf(
  response: { statusCode: number; headers: Headers; body: AsyncIterable<Uint8Array> },
  url: URL,
  { limits, unwanted }: ExchangeOptions,
): Promise<Answer | FetchFailure> {
  const { statusCode: status, headers } = response;
  const answer: Answer = { kind: 'answer', status, headers, bytes: new Uint8Array() };
  if (status < 200 || status >= 300) return answer;
  const wrong = unwanted(headerOf(headers, 'content-type'));
  if (wrong !== null) return failure('unsupported-type', url, wrong);
  const length = Number(headerOf(headers, 'content-length') ?? Number.NaN);
  const encoding = [headers['content-encoding'] ?? ''].flat().join(',');
  const body = await readBody(response.body, encoding, Number.isFinite(length) ? length : null, limits);
  switch (body.kind) {
    case 'bytes':
      return isPdf(body.bytes) ? failure('unsupported-type', url, 'a PDF file') : { ...answer, bytes: body.bytes };
    case 'too-large':
      return failure('too-large', url, body.detail);
    case 'unsupported-encoding':
      return failure('unsupported-type', url, body.detail);
    case 'damaged':
      return failure('network', url, 'it sent a damaged body');
  }
}

/** A header's value; of a repeated header the first. */
export function headerOf(headers: Headers, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

const LONGEST_RETRY_MS = 24 * 3_600_000;

/** `Retry-After` in milliseconds from now, at most a day; null when the header is absent or says nothing. */
export function retryAfterMs(headers: Headers, now = Date.now()): number | null {
  const value = headerOf(headers, 'retry-after')?.trim() ?? '';
  const ms = /^\d{1,10}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_RETRY_MS) : null;
}
