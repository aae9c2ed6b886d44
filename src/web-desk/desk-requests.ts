import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';

/** A form is a question, or a name and a few words: anything longer is none of ours. */
const LONGEST_FORM = 16_384;
const COOKIE = 'copydesk_desk';
/** By it the command line knows a desk that is served already. */
export const DESK_HEADER = 'x-copydesk';

/** Thrown while a request is read: what the visitor is told, with its status. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Whether a request came by a name that leads to this desk. A page elsewhere whose name was pointed at this machine (DNS rebinding) comes by
 * its own name; no such page has an IP address or `localhost` for a name.
 */
export function isOurHost(host: string | undefined, publicUrl: string | null): boolean {
  const given = host === undefined ? null : URL.parse(`http://${host}`);
  if (!given || given.host === '' || given.pathname !== '/' || given.username !== '') return false;
  if (publicUrl !== null && given.hostname === new URL(publicUrl).hostname) return true;
  return given.hostname === 'localhost' || isIP(given.hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/**
 * Whether a form was sent by a page of the desk, as far as the browser says: one that says nothing is held to the form's token. A proxy may
 * have put a name of its own in place of the one that the browser asked for.
 */
export function isFromHere({ headers }: IncomingMessage, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined || (publicUrl !== null && origin === new URL(publicUrl).origin)) return true;
  return URL.parse(origin)?.host === host;
}

/** What a form sent. @throws Refusal when it is too long, or no form. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
    throw new Refusal(415, 'The desk takes forms only.');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_FORM) throw new Refusal(413, 'That is more than this form takes.');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The session that the browser's cookie names. */
export function cookieOf({ headers }: IncomingMessage): string | null {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE && value) return value;
  }
  return null;
}

/** The header that keeps a session in the browser; null ends it. Other sites never send it along, and no script reads it. */
export function cookieHeader(token: string | null, seconds: number, secure: boolean): string {
  const age = token === null ? 0 : seconds;
  return `${COOKIE}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
};

export function send(
  response: ServerResponse,
  answer: { status: number; type: string; text: string; headers?: Record<string, string> },
): void {
  const body = Buffer.from(answer.text);
  response.writeHead(answer.status, {
    ...HEADERS,
    'content-type': answer.type,
    'content-length': body.length,
    ...answer.headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Sends the browser on to a path of the desk. */
export function sendOn(response: ServerResponse, path: string, headers: Record<string, string> = {}): void {
  send(response, { status: 303, type: 'text/plain; charset=utf-8', text: '', headers: { location: path, ...headers } });
}
