import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { UserError } from '../../../errors.ts';
import type { Delivery } from './reception.ts';
import { recentlySeen } from './seen.ts';
import { signedBySlack } from './signature.ts';

/** Slack's largest is a form of 250 kB, and its letters may be escaped. */
const BODY_LIMIT = 2_000_000;
const BODY_MS = 5_000;
/** Slack counts an answer after three seconds as none. */
const ANSWER_MS = 2_500;
/** Longer than a signature is good for. */
const REPLAY_MS = 10 * 60_000;
const SIGNATURES = 20_000;

export interface HttpOptions {
  port: number;
  host: string;
  /** Null: what Slack sends comes another way, and only the pages are served. */
  signingSecret: string | null;
  take: (delivery: Delivery) => Promise<void>;
  /** Other pages of ours, for example the one that installs the app. Resolves to false when the path is none of them. */
  page: ((request: IncomingMessage, response: ServerResponse) => Promise<boolean>) | null;
  now: () => Date;
  signal: AbortSignal;
  listening: () => void;
}

/**
 * Serves Slack's requests at `/slack/events` until the signal aborts: only signed ones, none of them twice.
 * @throws UserError when the port can't be had.
 */
export async function serveSlack(options: HttpOptions): Promise<void> {
  const replayed = recentlySeen(REPLAY_MS, SIGNATURES, () => options.now().getTime());
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    void answer(options, replayed, request, response).catch(() => response.destroy());
  });
  const { promise: over, resolve: end, reject: fail } = Promise.withResolvers<void>();
  server.once('error', (error) =>
    fail(
      new UserError(
        `The port for Slack can't be opened (${error.message}): set SLACK_PORT to a free one, and SLACK_HOST to an address of this machine.`,
      ),
    ),
  );
  server.listen(options.port, options.host, options.listening);
  options.signal.addEventListener('abort', () => end(), { once: true });
  try {
    await over;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function answer(
  options: HttpOptions,
  replayed: (key: string) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0];
  const { signingSecret } = options;
  if (signingSecret === null || path !== '/slack/events' || request.method !== 'POST') {
    if (!(await options.page?.(request, response))) response.writeHead(404).end();
    return;
  }
  const body = await bodyOf(request);
  if (body === null) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const signature = one(request.headers['x-slack-signature']);
  const timestamp = one(request.headers['x-slack-request-timestamp']);
  const seconds = Math.floor(options.now().getTime() / 1000);
  if (!signedBySlack(signingSecret, { timestamp, signature }, body, seconds)) {
    response.writeHead(401).end();
    return;
  }
  const parsed = parseBody(body, request.headers['content-type'] ?? '');
  if (parsed === null || parsed.ssl_check !== undefined) {
    response.writeHead(200).end();
    return;
  }
  if (parsed.type === 'url_verification') {
    sendJson(response, { challenge: String(parsed.challenge ?? '') });
    return;
  }
  // Slack signs every request afresh, its retries too: the same signature twice is somebody else's copy.
  if (replayed(String(signature))) {
    response.writeHead(200).end();
    return;
  }
  const late = setTimeout(() => send(response, undefined), ANSWER_MS);
  const number = Number(one(request.headers['x-slack-retry-num']) ?? 0);
  await options.take({
    body: parsed,
    ack: async (given) => {
      clearTimeout(late);
      send(response, given);
    },
    retry: number > 0 ? { number, reason: one(request.headers['x-slack-retry-reason']) ?? '' } : null,
  });
}

function send(response: ServerResponse, given: unknown): void {
  if (response.headersSent) return;
  if (given === undefined || given === '') response.writeHead(200).end();
  else if (typeof given === 'string')
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(given);
  else sendJson(response, given);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return null;
  const slow = setTimeout(() => request.destroy(), BODY_MS);
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > BODY_LIMIT) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(slow);
  }
}

/** Events come as JSON, commands as a form, everything interactive as JSON in a form. Null when it is none of these. */
export function parseBody(body: Buffer, type: string): Record<string, unknown> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (!type.includes('application/x-www-form-urlencoded')) return objectOf(JSON.parse(text));
    const form = new URLSearchParams(text);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : objectOf(JSON.parse(payload));
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
