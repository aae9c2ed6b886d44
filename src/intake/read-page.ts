import type { ArticleDraft } from '../article/article.ts';
import { addressKey, canonicalUrl, isSameSite } from '../article/canonical-url.ts';
import { saysNothingNew } from '../article/same-report.ts';
import { UserError } from '../errors.ts';
import type { Parser } from '../read/parse/parser-pool.ts';
import type { Fetcher } from '../read/web/fetch.ts';
import type { FetchFailureReason } from '../read/web/fetch-errors.ts';

export interface Reader {
  fetcher: Fetcher;
  parser: Parser;
}

type UnreadableReason = FetchFailureReason | 'no-article' | 'feed';

/** Why there is no article at an address; `reason` is the fetcher's, `no-article` for what the page holds, or `feed` where a feed stands there. */
export class UnreadablePage extends UserError {
  readonly reason: UnreadableReason;

  constructor(message: string, reason: UnreadableReason) {
    super(message);
    this.reason = reason;
  }
}

/** An article as read from the page at `draft.url`, with the other addresses that led there. */
export interface ReadPage {
  draft: ArticleDraft & { url: string };
  addresses: string[];
}

/**
 * Reads the article at an address. Its own address is where it was found; the one that the page states for itself counts when the page there says
 * the same.
 * @throws UnreadablePage with the reason in words.
 */
export async function readPage(deps: Reader, address: string, signal?: AbortSignal): Promise<ReadPage> {
  const found = await withNextPages(deps, await readOne(deps, address, signal), signal);
  const stated = found.draft.url;
  if (isSamePage(stated, found.own)) return found;
  const there = await readOne(deps, stated, signal).catch((error: unknown) => {
    if (error instanceof UnreadablePage) return null;
    throw error;
  });
  const isItsOwn = there !== null && addressKey(there.own) === addressKey(stated);
  return isItsOwn && saysNothingNew(found.draft.text, there.draft.text)
    ? { draft: { ...there.draft, url: stated }, addresses: [...there.addresses, ...found.addresses] }
    : { ...found, draft: { ...found.draft, url: found.own } };
}

interface OnePage extends ReadPage {
  /** Where it was found. */
  own: string;
  next: string | null;
}

/** Pages after the first of an article that is spread over several. */
const MOST_NEXT_PAGES = 9;

/** The article with its next pages: those of the same site under the same headline, for a weblog calls another article its next. */
async function withNextPages(deps: Reader, first: OnePage, signal?: AbortSignal): Promise<OnePage> {
  const texts = [first.draft.text];
  const read = new Set([addressKey(first.own)]);
  for (let { next } = first; next !== null && texts.length <= MOST_NEXT_PAGES; ) {
    if (read.has(addressKey(next)) || !isSameSite(next, first.own)) break;
    read.add(addressKey(next));
    const page = await readOne(deps, next, signal).catch((error: unknown) => {
      if (error instanceof UnreadablePage) return null;
      throw error;
    });
    if (page === null || page.draft.title !== first.draft.title || texts.includes(page.draft.text)) break;
    texts.push(page.draft.text);
    next = page.next;
  }
  return { ...first, draft: { ...first.draft, text: texts.join('\n\n') } };
}

async function readOne(deps: Reader, address: string, signal?: AbortSignal): Promise<OnePage> {
  const fetched = await deps.fetcher.fetchPage(address, signal ? { signal } : {});
  if (fetched.kind === 'failed') throw new UnreadablePage(fetched.message, fetched.reason);
  if (fetched.kind === 'not-modified') throw new UnreadablePage('The server sent nothing for this address.', 'network');
  const { bytes, contentType, url, redirects } = fetched;
  if (isFeed(bytes, contentType))
    throw new UnreadablePage(`That is a feed, not an article. Follow it: /newsadmin feed add ${address}`, 'feed');
  const parsed = await deps.parser.parsePage({ bytes, contentType, url });
  if (parsed.kind === 'failed') throw new UnreadablePage(parsed.message, 'no-article');
  const page = parsed.value;
  if (page.kind !== 'article') throw new UnreadablePage(page.reason, 'no-article');
  const own = canonicalUrl(url) ?? url;
  return {
    draft: { ...page.draft, url: page.draft.url ?? own },
    addresses: [address, ...redirects, url],
    own,
    next: page.next,
  };
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
