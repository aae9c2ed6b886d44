import type { ArticleDraft } from '../article/article.ts';
import { addressKey, canonicalUrl, isSameSite } from '../article/canonical-url.ts';
import { saysNothingNew } from '../article/same-report.ts';
import { UserError } from '../errors.ts';
import type { Parser } from '../read/parse/parser-pool.ts';
import type { Fetcher } from '../read/web/fetch.ts';
import type { FetchFailureReason } from '../read/web/fetch-errors.ts';
import { type OnePage, type UnreadPage, withNextPages } from './next-pages.ts';

export interface Reader {
  fetcher: Fetcher;
  parser: Parser;
}

type UnreadableReason = FetchFailureReason | 'no-article' | 'feed' | 'withdrawn';

/**
 * An address gave no article. `reason` is the fetcher's (also `not-found` when the page itself says so), `withdrawn` when the page says that
 * its article was taken back, `feed` when the address is a feed's, and `no-article` for any other page.
 */
export class UnreadablePage extends UserError {
  readonly reason: UnreadableReason;
  /** What the page says in place of an article that it took back. */
  readonly notice: (ArticleDraft & { url: string }) | null;

  constructor(message: string, reason: UnreadableReason, notice: (ArticleDraft & { url: string }) | null = null) {
    super(message);
    this.reason = reason;
    this.notice = notice;
  }

  /** True when the article that was at the address is gone. */
  get isGone(): boolean {
    return this.reason === 'gone' || this.reason === 'not-found';
  }
}

/** An article as read from the page at `draft.url`, with the other addresses that led there. */
export interface ReadPage {
  draft: ArticleDraft & { url: string };
  addresses: string[];
  /** A page of the article that could not be read: then the draft is its beginning. */
  unread: UnreadPage | null;
}

/**
 * Reads the article at an address. Its own address is where it was found; the one that the page states for itself counts when the page there says
 * the same.
 * @throws UnreadablePage with the reason in words.
 */
export async function readPage(deps: Reader, address: string, signal?: AbortSignal): Promise<ReadPage> {
  const read = (url: string) =>
    readOne(deps, url, signal).catch((error: unknown) => {
      if (error instanceof UnreadablePage) return { failed: error.message };
      throw error;
    });
  const { draft, addresses, own, unread } = await withNextPages(await readOne(deps, address, signal), read);
  const stated = draft.url;
  if (isSamePage(stated, own)) return { draft, addresses, unread };
  const there = await read(stated);
  const isItsOwn = !('failed' in there) && addressKey(there.own) === addressKey(stated);
  return isItsOwn && saysNothingNew(draft.text, there.draft.text)
    ? { draft: { ...there.draft, url: stated }, addresses: [...there.addresses, ...addresses], unread: null }
    : { draft: { ...draft, url: own }, addresses, unread };
}

/** Pages that may send on to one another before an article comes. */
const MOST_HOPS = 3;

async function readOne(deps: Reader, address: string, signal?: AbortSignal, hops = 0): Promise<OnePage> {
  const fetched = await deps.fetcher.fetchPage(address, signal ? { signal } : {});
  if (fetched.kind === 'failed') throw new UnreadablePage(fetched.message, fetched.reason);
  if (fetched.kind === 'not-modified') throw new UnreadablePage('The server sent nothing for this address.', 'network');
  const { bytes, contentType, url, redirects } = fetched;
  if (isFeed(bytes, contentType))
    throw new UnreadablePage(`That is a feed, not an article. Follow it: /newsadmin feed add ${address}`, 'feed');
  const parsed = await deps.parser.parsePage({ bytes, contentType, url });
  if (parsed.kind === 'failed') throw new UnreadablePage(parsed.message, 'no-article');
  const page = parsed.value;
  if (page.kind !== 'article' && page.onTo !== null && hops < MOST_HOPS) {
    const there = await readOne(deps, page.onTo, signal, hops + 1);
    return { ...there, addresses: [address, ...redirects, url, ...there.addresses] };
  }
  const own = canonicalUrl(url) ?? url;
  if (page.kind === 'withdrawn') throw new UnreadablePage(page.reason, 'withdrawn', { ...page.draft, url: own });
  if (page.kind === 'not-found' || (page.kind !== 'article' && leadsUp(address, url)))
    throw new UnreadablePage(page.reason, 'not-found');
  if (page.kind !== 'article') throw new UnreadablePage(page.reason, 'no-article');
  return {
    draft: { ...page.draft, url: page.draft.url ?? own },
    addresses: [address, ...redirects, url],
    own,
    next: page.next,
    pages: page.pages,
  };
}

/** Whether an address led to the home page or to a section above it, as sites do with pages that are gone. */
function leadsUp(asked: string, got: string): boolean {
  const [from, to] = [URL.parse(asked), URL.parse(got)];
  if (from === null || to === null || !isSameSite(asked, got)) return false;
  const above = to.pathname.replace(/\/?(?:index\.\w{2,5})?$/, '/');
  return to.search === '' && from.pathname !== to.pathname && from.pathname.startsWith(above);
}

/** Whether a document is a feed by its type or its first element. */
function isFeed(bytes: Uint8Array, contentType: string | null): boolean {
  if (/^\s*application\/(?:rss|atom|feed)\+/i.test(contentType ?? '')) return true;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 2_000)).replaceAll('\0', '');
  return (
    /^[^<{]{0,8}(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE\s+rss[^>]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]/i.test(
      start,
    ) || /^\s*\{\s*"version"\s*:\s*"https:\/\/jsonfeed\.org\//.test(start)
  );
}

/** Whether two addresses differ at most in scheme, "www." and query: then one site wrote both for one page. */
function isSamePage(a: string, b: string): boolean {
  const path = (address: string) => addressKey(address)?.replace(/\?.*$/, '');
  return path(a) === path(b);
}
