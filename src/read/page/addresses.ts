import { canonicalUrl } from '../../article/canonical-url.ts';
import type { DomDocument, DomElement } from './dom.ts';
import type { LinkedArticle } from './json-ld.ts';
import { clean } from './page-headline.ts';
import { nextByNumber } from './page-numbers.ts';

/**
 * The address that a page states for itself, unless that is a home page; else the one it was fetched from. It is a claim as long as the page was not
 * read there: anybody can write anybody's address.
 */
export function addressOf(
  document: DomDocument,
  metas: Map<string, string>,
  linked: LinkedArticle | null,
  address: string | null,
): string | null {
  const own = address === null ? null : canonicalUrl(address);
  for (const stated of [
    document.querySelector('link[rel~=canonical]')?.getAttribute('href'),
    metas.get('og:url'),
    linked?.url,
  ]) {
    const url = stated ? absolute(stated, address) : null;
    const canonical = url === null ? null : canonicalUrl(url);
    if (canonical === null) continue;
    // A home page named as canonical address of every page would make all of a site's articles one.
    const { pathname, search } = new URL(canonical);
    if (pathname === '/' && search === '' && own !== null && new URL(own).pathname !== '/') continue;
    return canonical;
  }
  return own;
}

/** The address that a page names as its next (`rel="next"`), or links to as its own with the next page number. */
export function nextPage(document: DomDocument, address: string | null): string | null {
  const named = document.querySelector('link[rel~=next][href], a[rel~=next][href]');
  const next = absolute(named?.getAttribute('href') ?? '', address);
  if (next !== null || address === null) return next;
  const links = [...document.querySelectorAll('a[href]')].slice(0, MOST_LINKS);
  const addresses = links
    .map((link) => absolute(link.getAttribute('href') ?? '', address))
    .filter((url) => url !== null);
  return nextByNumber(addresses, address);
}

/** Where a page sends its readers on at once (`http-equiv="refresh"`), or null; not what it does for those without scripts, or to show itself again. */
export function sendsOnTo(document: DomDocument, address: string | null): string | null {
  for (const meta of document.querySelectorAll('meta[http-equiv][content]')) {
    const refreshes = meta.getAttribute('http-equiv')?.trim().toLowerCase() === 'refresh';
    if (!refreshes || meta.matches('noscript meta')) continue;
    const { seconds, to } = REFRESH.exec(meta.getAttribute('content') ?? '')?.groups ?? {};
    const url = to && Number(seconds) <= AT_ONCE ? absolute(to, address) : null;
    if (url !== null && url !== address) return url;
  }
  return null;
}

const REFRESH = /^\s*(?<seconds>\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?(?<to>[^"'\s]{1,2000})/i;
/** Seconds. A front page shows itself again after minutes. */
const AT_ONCE = 5;

/** Links that are looked through for the next page. */
const MOST_LINKS = 2_000;

/** The lead image that the page states or shows first, with its alternative text ("" when it has none). */
export function imageOf(
  document: DomDocument,
  metas: Map<string, string>,
  linked: LinkedArticle | null,
  address: string | null,
): { url: string; alt: string } | null {
  const stated =
    metas.get('og:image:secure_url') ??
    metas.get('og:image') ??
    metas.get('og:image:url') ??
    metas.get('twitter:image') ??
    metas.get('twitter:image:src') ??
    linked?.image ??
    null;
  const shown = document.querySelector('article img[src], main img[src], figure img[src]');
  const url = absolute(stated ?? shown?.getAttribute('src') ?? '', address);
  if (url === null) return null;
  const alt = clean(metas.get('og:image:alt') ?? metas.get('twitter:image:alt')) ?? altOf(document, url) ?? '';
  return { url, alt };
}

function altOf(document: DomDocument, url: string): string | null {
  const file =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  let first: DomElement | null = null;
  for (const image of document.querySelectorAll('img[alt]')) {
    if (file.length > 5 && (image.getAttribute('src') ?? image.getAttribute('data-src') ?? '').includes(file)) {
      first = image;
      break;
    }
  }
  return clean(first?.getAttribute('alt'));
}

function absolute(written: string, base: string | null): string | null {
  try {
    const url = base === null ? new URL(written) : new URL(written, base);
    return written !== '' && /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The host name of an address; "" when there is none. */
export function hostOf(address: string | null): string {
  try {
    return address === null ? '' : new URL(address).hostname;
  } catch {
    return '';
  }
}
