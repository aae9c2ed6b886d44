import type { CheckedUrl } from './address-guard.ts';

/** Why a page could not be had, for a program; `message` says it to people, with what to do. */
export type FetchFailureReason =
  | 'not-found'
  | 'gone'
  | 'forbidden'
  | 'blocked-address'
  | 'blocked-by-robots'
  | 'too-large'
  | 'timed-out'
  | 'too-many-redirects'
  | 'unsupported-type'
  | 'unsupported-scheme'
  | 'bad-address'
  | 'server-error'
  | 'rate-limited'
  | 'network';

export interface FetchFailure {
  kind: 'failed';
  reason: FetchFailureReason;
  message: string;
  /** When the server, or our own pace for its host, allows the next try. */
  retryAfterMs?: number;
  /** False where the host was not asked, for it wants to be left alone after another request. */
  asked?: false;
}

const MESSAGES: Record<FetchFailureReason, (host: string, detail: string) => string> = {
  'not-found': (host) => `${host} has no page at this address. Check the address.`,
  gone: (host) => `${host} says this page is gone for good. Remove it, or look for its new address.`,
  forbidden: (host, detail) =>
    `${host} doesn't let Copydesk read this page${detail}. If you can read it, copy its text and paste it instead.`,
  'blocked-address': (host, detail) =>
    `${host} isn't on the public web (${detail}), so Copydesk won't read it. An administrator can allow it with FETCH_ALLOW.`,
  'blocked-by-robots': (host) =>
    `${host} asks programs not to read this page (robots.txt). Copy its text and paste it instead.`,
  'too-large': (host, detail) =>
    `What ${host} sends is too large (${detail}). An administrator can raise FETCH_MAX_MEGABYTES, or you can paste the part you need.`,
  'timed-out': (host, detail) => `${host} took too long (${detail}). Try again later.`,
  'too-many-redirects': (host) => `${host} redirects without end. Open it in a browser and use the final address.`,
  'unsupported-type': (host, detail) =>
    `${host} sent ${detail}, which is neither a page nor a feed. Use the address of the article, or paste the text that you need.`,
  'unsupported-scheme': (_host, detail) =>
    `Only http and https addresses can be read, not ${detail}. Check the address.`,
  'bad-address': (_host, detail) => `This address can't be read: ${detail}. Copy it from the browser's address bar.`,
  'server-error': (host, detail) => `${host} has a problem (${detail}). Try again later.`,
  'rate-limited': (host, detail) => `${host} asks to be read less often. Try again ${detail}.`,
  network: (host, detail) => `${host} can't be reached (${detail}). Check the address, or try again later.`,
};

/** A failure about one address. `detail` fills the reason's sentence; texts of servers and exceptions never go into it. */
export function failure(
  reason: FetchFailureReason,
  url: URL | string,
  detail = '',
  retryAfterMs: number | null = null,
): FetchFailure {
  const host = typeof url === 'string' ? 'The site' : url.host;
  const filled = reason === 'rate-limited' ? waiting(retryAfterMs) : detail;
  return {
    kind: 'failed',
    reason,
    message: MESSAGES[reason](host, filled),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
}

/** The failure of an address that was refused before any connection. */
export function refusal(refused: CheckedUrl & { kind: 'refused' }, address: string): FetchFailure {
  return failure(refused.reason, URL.parse(address) ?? address, refused.detail);
}

/** The failure that an answer's status means; null when it brings a page. 304 without a question is the server's mistake. */
export function statusFailure(status: number, url: URL, retryAfterMs: number | null): FetchFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 404) return failure('not-found', url);
  if (status === 410) return failure('gone', url);
  if (status === 429) return failure('rate-limited', url, '', retryAfterMs);
  if (status === 402) return failure('forbidden', url, ' without payment');
  if (status === 401 || status === 407) return failure('forbidden', url, ' without signing in');
  if (status === 403) return failure('forbidden', url);
  if (status === 451) return failure('forbidden', url, ' for legal reasons');
  return failure('server-error', url, `HTTP status ${status}`, retryAfterMs);
}

function waiting(ms: number | null): string {
  if (ms === null) return 'later';
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `in ${seconds} seconds` : `in ${Math.ceil(seconds / 60)} minutes`;
}

const BY_CODE: Record<string, string> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: "its name couldn't be looked up",
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it dropped the connection',
  UND_ERR_SOCKET: 'it dropped the connection',
  EHOSTUNREACH: "there's no route to it",
  ENETUNREACH: "there's no route to it",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'it sent less than it promised',
  UND_ERR_HEADERS_OVERFLOW: 'its response headers are too long',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** The failure that an error of a connection means. */
export function networkFailure(error: unknown, url: URL): FetchFailure {
  const code = codeOf(error);
  if (code === 'ERR_BLOCKED_ADDRESS') return failure('blocked-address', url, (error as Error).message);
  if (TIMEOUTS.has(code)) return failure('timed-out', url, 'no answer');
  if (code.startsWith('HPE_')) return failure('network', url, "its response isn't HTTP");
  return failure('network', url, BY_CODE[code] ?? 'the connection failed');
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
