import { Agent } from 'undici';
import { type AddressRules, type CheckedUrl, checkUrl, parseAllowList } from './address-guard.ts';
import { guardedConnector, type Lookup } from './connector.ts';
import { type Answer, exchange, headerOf, retryAfterMs, type TimeBudget } from './exchange.ts';
import { type FetchFailure, failure, refusal, statusFailure } from './fetch-errors.ts';
import { hopCookies } from './hop-cookies.ts';
import { createHostLimits } from './host-limits.ts';
import { ACCEPTED_ENCODINGS } from './read-body.ts';
import { NO_RULES, parseRobots, robotsAllow } from './robots.ts';
import { createRobotsCache, type Robots } from './robots-cache.ts';

/** Times in milliseconds, sizes in bytes. */
export interface FetchOptions {
  /** How Copydesk names itself; the product before the first `/` is the name that robots.txt knows. */
  userAgent: string;
  /** What may be read although it is not public: networks, addresses, hosts, each with `:port` if need be. */
  allow?: readonly string[];
  ports?: readonly number[];
  firstByteMs?: number;
  /** For a page and its redirects; time in the queue for a host is not counted. */
  totalMs?: number;
  /** On the wire. */
  maxBytes?: number;
  maxDecodedBytes?: number;
  maxHeaderBytes?: number;
  maxRedirects?: number;
  perHost?: number;
  inAll?: number;
  /** Shortest pause between two requests to a host, unless its crawl-delay is longer. */
  hostDelayMs?: number;
  /** A host that asks for a longer pause is `rate-limited`, with the time to come back. */
  maxWaitMs?: number;
  /** Whether robots.txt is asked. */
  robots?: boolean;
  lookup?: Lookup;
}

const DEFAULTS = {
  ports: [80, 443, 8080, 8443],
  firstByteMs: 10_000,
  totalMs: 20_000,
  maxBytes: 5_000_000,
  maxDecodedBytes: 5_000_000,
  maxHeaderBytes: 32_768,
  maxRedirects: 5,
  perHost: 2,
  inAll: 16,
  hostDelayMs: 0,
  maxWaitMs: 30_000,
  robots: true,
};

export interface FetchedBytes {
  kind: 'page';
  /** The address after all redirects. */
  url: string;
  status: number;
  bytes: Uint8Array;
  contentType: string | null;
  etag: string | null;
  lastModified: string | null;
  /** The addresses that redirected, the first one first. */
  redirects: string[];
  /** Where the first address has moved for good (301, 308), or null. */
  permanent: string | null;
}

export type FetchResult = FetchedBytes | { kind: 'not-modified' } | FetchFailure;

export interface PageRequest {
  /** What the last answer said, to be told `not-modified`. */
  etag?: string | null;
  lastModified?: string | null;
  /** The `Accept` header; pages and feeds by default. */
  accept?: string;
  signal?: AbortSignal;
}

export interface Fetcher {
  /** A page, or why there is none. Rejects only when `signal` is aborted or the fetcher is closed. */
  fetchPage: (address: string, request?: PageRequest) => Promise<FetchResult>;
  close: () => Promise<void>;
}

const ACCEPT =
  'text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const ROBOTS_MS = 10_000;

type Allowed = CheckedUrl & { kind: 'allowed' };
type Arrived = Answer & { url: URL; redirects: string[]; permanent: string | null };

/**
 * Reads the web for people who may ask for anything: only http and https, only public addresses (see `address-guard.ts`), at every
 * redirect afresh, within limits of time and size, at a pace that hosts agree to.
 * @throws UserError when the allow-list can't be read.
 */
export function createFetcher(options: FetchOptions): Fetcher {
  const { lookup, ...given } = options;
  const settings = { ...DEFAULTS, ...given };
  const rules: AddressRules = { ports: settings.ports, allow: parseAllowList(options.allow ?? []) };
  const closing = new AbortController();
  const limits = createHostLimits({
    perHost: settings.perHost,
    inAll: settings.inAll,
    delayMs: settings.hostDelayMs,
    maxWaitMs: settings.maxWaitMs,
  });
  const robotsOf = createRobotsCache();
  const product = settings.userAgent.split('/')[0]?.trim() ?? '';
  const agent = new Agent({
    connect: guardedConnector(rules, { lookup, timeoutMs: settings.firstByteMs }),
    allowH2: false,
    connections: settings.perHost,
    // Long enough for a redirect or robots.txt, short enough that hundreds of feeds leave no crowd of idle connections.
    keepAliveTimeout: 500,
    keepAliveMaxTimeout: 500,
    maxHeaderSize: settings.maxHeaderBytes,
  });

  /** Follows redirects from an address to its last answer, asking `mayRead` before every step. An address may come again with a new cookie. */
  async function arrive(
    start: Allowed,
    headers: Record<string, string>,
    budget: TimeBudget,
    signal: AbortSignal,
    mayRead: (at: Allowed) => Promise<{ delayMs: number } | FetchFailure>,
  ): Promise<Arrived | FetchFailure> {
    const redirects = new Set<string>();
    const asked = new Set<string>();
    const cookies = hopCookies();
    let permanent: string | null = null;
    let moved = true;
    for (let at = start; ; ) {
      const { url } = at;
      const leave = await mayRead(at);
      if ('kind' in leave) return leave;
      const cookie = cookies.headerFor(url);
      asked.add(`${url.href}\n${cookie ?? ''}`);
      const answer = await inTurn(url, cookie ? { ...headers, cookie } : headers, budget, signal, leave.delayMs);
      if (answer.kind === 'failed') return answer;
      if (!REDIRECTS.has(answer.status)) {
        redirects.delete(url.href);
        return {
          ...answer,
          url,
          redirects: [...redirects],
          permanent: permanent === start.url.href ? null : permanent,
        };
      }
      redirects.add(url.href);
      cookies.take(url, answer.headers);
      const location = headerOf(answer.headers, 'location');
      if (location === null) return failure('server-error', url, 'a redirect to nowhere');
      const next = checkUrl(readable(location), rules, url);
      if (next.kind === 'refused') return refusal(next, URL.parse(readable(location), url)?.href ?? url.href);
      const again = `${next.url.href}\n${cookies.headerFor(next.url) ?? ''}`;
      if (asked.size > settings.maxRedirects || asked.has(again)) return failure('too-many-redirects', url);
      moved &&= answer.status === 301 || answer.status === 308;
      if (moved) permanent = next.url.href;
      at = next;
    }
  }

  async function inTurn(
    url: URL,
    headers: Record<string, string>,
    budget: TimeBudget,
    signal: AbortSignal,
    delayMs: number,
  ): Promise<Answer | FetchFailure> {
    const turn = await limits.turn(url.host, signal, delayMs);
    if (turn.kind === 'too-far') return { ...failure('rate-limited', url, '', turn.retryAfterMs), asked: false };
    try {
      const { firstByteMs, maxBytes, maxDecodedBytes } = settings;
      const answer = await exchange(agent, url, {
        headers: { 'user-agent': settings.userAgent, 'accept-encoding': ACCEPTED_ENCODINGS, ...headers },
        firstByteMs,
        budget,
        limits: { maxBytes, maxDecodedBytes },
        unwanted: unwantedType,
        signal,
      });
      if (answer.kind === 'answer' && (answer.status === 429 || answer.status === 503))
        limits.pause(url.host, retryAfterMs(answer.headers) ?? 0);
      return answer;
    } finally {
      turn.done();
    }
  }

  /** The robots.txt of an address's origin. A site that can't be asked is not read (RFC 9309, 2.3.1.4). */
  async function loadRobots(start: Allowed, budget: TimeBudget): Promise<Robots> {
    const own = { left: Math.min(budget.left, ROBOTS_MS) };
    const before = own.left;
    const arrived = await arrive(start, { accept: 'text/plain, */*;q=0.5' }, own, closing.signal, async () => ({
      delayMs: -1,
    }));
    budget.left -= before - own.left;
    if (arrived.kind === 'failed') {
      const unanswered = ['network', 'timed-out', 'blocked-address', 'rate-limited'].includes(arrived.reason);
      return unanswered ? arrived : { kind: 'rules', rules: NO_RULES };
    }
    const { status, bytes } = arrived;
    if (status === 429 || status >= 500)
      return statusFailure(status, arrived.url, retryAfterMs(arrived.headers)) ?? { kind: 'rules', rules: NO_RULES };
    return { kind: 'rules', rules: parseRobots(new TextDecoder().decode(bytes), product) };
  }

  async function mayRead({ url }: Allowed, budget: TimeBudget): Promise<{ delayMs: number } | FetchFailure> {
    if (!settings.robots) return { delayMs: 0 };
    const robots = await robotsOf(url.origin, async () => {
      const start = checkUrl('/robots.txt', rules, url);
      return start.kind === 'refused' ? refusal(start, url.href) : loadRobots(start, budget);
    });
    if (robots.kind === 'failed') return robots;
    if (!robotsAllow(robots.rules, url)) return failure('blocked-by-robots', url);
    return { delayMs: (robots.rules.crawlDelay ?? 0) * 1000 };
  }

  return {
    async fetchPage(address, { etag, lastModified, accept = ACCEPT, signal } = {}) {
      const start = checkUrl(address, rules);
      if (start.kind === 'refused') return refusal(start, address);
      const headers = {
        accept,
        ...(validator(etag) ? { 'if-none-match': validator(etag) ?? '' } : {}),
        ...(validator(lastModified) ? { 'if-modified-since': validator(lastModified) ?? '' } : {}),
      };
      const asked = 'if-none-match' in headers || 'if-modified-since' in headers;
      const budget = { left: settings.totalMs };
      const ends = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
      const arrived = await arrive(start, headers, budget, ends, (at) => mayRead(at, budget));
      if (arrived.kind === 'failed') return arrived;
      if (arrived.status === 304 && asked) return { kind: 'not-modified' };
      const wrong = statusFailure(arrived.status, arrived.url, retryAfterMs(arrived.headers));
      if (wrong !== null) return wrong;
      const { url, status, bytes, redirects, permanent } = arrived;
      return {
        kind: 'page',
        url: url.href,
        status,
        bytes,
        contentType: headerOf(arrived.headers, 'content-type'),
        etag: validator(headerOf(arrived.headers, 'etag')),
        lastModified: validator(headerOf(arrived.headers, 'last-modified')),
        redirects,
        permanent,
      };
    },
    async close() {
      closing.abort(new Error('The fetcher is closed.'));
      await agent.destroy();
    },
  };
}

/** A stored ETag or date that can go into a header as it is; anything else is left out. */
function validator(value: string | null | undefined): string | null {
  return value != null && /^[\x20-\x7e\x80-\xff]{1,1024}$/.test(value) ? value : null;
}

/** Header bytes arrive as Latin-1; addresses in them that are not ASCII are UTF-8 almost everywhere. */
function readable(location: string): string {
  return /[\x80-\xff]/.test(location) ? Buffer.from(location, 'latin1').toString('utf8') : location;
}

const NOT_TEXT: readonly [type: RegExp, what: string][] = [
  [/^image\//, 'a picture'],
  [/^audio\//, 'a sound recording'],
  [/^video\//, 'a video'],
  [/^font\//, 'a font'],
  [/^application\/pdf/, 'a PDF file'],
  [/^application\/(?:zip|gzip|x-gzip|x-tar|x-bzip2|x-7z-compressed|x-rar)/, 'an archive'],
];

/** What kind of file this is when it can be neither page nor feed. Feeds come as every kind of text, and as octet-stream. */
function unwantedType(contentType: string | null): string | null {
  const type = contentType?.trim().toLowerCase() ?? '';
  if (type === '' || /^(?:text\/|application\/octet-stream|[\w.-]+\/(?:[\w.-]+\+)?(?:xml|json|xhtml)\b)/.test(type))
    return null;
  const known = NOT_TEXT.find(([kind]) => kind.test(type));
  return known?.[1] ?? 'a file of another kind';
}
