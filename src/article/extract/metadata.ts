import { canonicalUrl } from '../canonical-url.ts';
import { parseWebDate, type WebDate } from '../web-dates.ts';
import { collapse, type DomDocument, type DomElement } from './dom.ts';
import { type LinkedArticle, linkedArticle } from './json-ld.ts';

/** What a page says about its article, outside of the text. */
export interface Metadata {
  title: string;
  byline: string | null;
  publisher: string | null;
  published: WebDate | null;
  modified: WebDate | null;
  language: string | null;
  url: string | null;
  image: { url: string; alt: string } | null;
  types: string[];
  free: boolean | null;
  /** Whether 3/4/2025 is the third of April here. */
  dayFirst: boolean;
}

const TITLES = [
  'og:title',
  'twitter:title',
  'dc.title',
  'dcterms.title',
  'parsely-title',
  'sailthru.title',
  'headline',
];
const AUTHORS = [
  'author',
  'article:author',
  'dc.creator',
  'dcterms.creator',
  'parsely-author',
  'sailthru.author',
  'byl',
  'article:author_name',
  'cxenseparse:author',
  'twitter:creator_name',
  'bt:author',
];
const PUBLISHERS = [
  'og:site_name',
  'application-name',
  'dc.publisher',
  'publisher',
  'article:publisher_name',
  'twitter:app:name:iphone',
];
const PUBLISHED = [
  'article:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publication_date',
  'article.published',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.date',
  'parsely-pub-date',
  'sailthru.date',
  'og:published_time',
  'og:article:published_time',
  'cxenseparse:recs:publishtime',
  'article_date_original',
  'last-publication-date',
  'datecreated',
  'originalpublicationdate',
  'dcterms.issued',
  'ptime',
  'bt:pubdate',
  'date.release',
];
const MODIFIED = [
  'article:modified_time',
  'datemodified',
  'og:updated_time',
  'last-modified',
  'lastmod',
  'dcterms.modified',
  'dc.date.modified',
  'article.updated',
  'utime',
  'bt:moddate',
  'revision_date',
];

/** What meta elements, JSON-LD, microdata and the visible head of the page say; each field from the source that is most often right. */
export function readMetadata(document: DomDocument, jsonLd: readonly string[], address: string | null): Metadata {
  const metas = metaValues(document);
  const meta = (names: readonly string[]) =>
    names.map((name) => metas.get(name)).find((value) => value !== undefined) ?? null;
  const linked = linkedArticle(jsonLd);
  const language = languageOf(document, metas, linked);
  const url = addressOf(document, metas, linked, address);
  const dayFirst = !(language === 'en' && !/\.(?:uk|ie|au|nz|in|za)$/.test(hostOf(url ?? address)));
  const date = (values: readonly (string | null)[]) => firstDate(values, dayFirst);
  const publisher =
    clean(linked?.publisher) ??
    clean(meta(PUBLISHERS)?.replace(/^@/, '')) ??
    (hostOf(url ?? address).replace(/^www\./, '') || null);
  return {
    title: titleOf(document, metas, linked, publisher),
    byline: bylineOf(document, linked, meta(AUTHORS), publisher),
    publisher,
    published: date([
      linked?.published ?? null,
      ...PUBLISHED.map((name) => metas.get(name) ?? null),
      ...visibleDates(document, 'published'),
    ]),
    modified: date([
      linked?.modified ?? null,
      ...MODIFIED.map((name) => metas.get(name) ?? null),
      ...visibleDates(document, 'modified'),
    ]),
    language,
    url,
    image: imageOf(document, metas, linked, address),
    types: [...(linked?.types ?? []), metas.get('og:type') ?? ''].filter((type) => type !== ''),
    free: linked?.free ?? null,
    dayFirst,
  };
}

function metaValues(document: DomDocument): Map<string, string> {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const name =
      element.getAttribute('property') ??
      element.getAttribute('name') ??
      element.getAttribute('itemprop') ??
      element.getAttribute('http-equiv');
    const content = element.getAttribute('content')?.trim();
    if (name && content && !values.has(name.toLowerCase())) values.set(name.toLowerCase(), content);
  }
  return values;
}

/** The headline: what JSON-LD, Open Graph and the first heading agree on, without the site's name. */
function titleOf(
  document: DomDocument,
  metas: Map<string, string>,
  linked: LinkedArticle | null,
  publisher: string | null,
): string {
  const headings = [...document.querySelectorAll('h1')]
    .map((element) => collapse(element.textContent ?? ''))
    .filter((text) => text !== '');
  const named = [linked?.headline, ...TITLES.map((name) => metas.get(name))].map(clean).filter((text) => text !== null);
  const whole = clean(document.querySelector('title')?.textContent) ?? '';
  const confirmed = headings.find(
    (heading) => heading.length > 8 && [...named, whole].some((name) => sameStart(name, heading)),
  );
  const marked = clean(document.querySelector('[itemprop~=headline]')?.textContent);
  const best = confirmed ?? named[0] ?? marked ?? (headings.length === 1 ? headings[0] : undefined) ?? whole;
  return withoutSite(best ?? '', publisher).slice(0, 500);
}

function sameStart(name: string, heading: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const [a, b] = [letters(name), letters(heading)];
  return b !== '' && (a.startsWith(b) || b.startsWith(a.slice(0, 40)));
}

function withoutSite(title: string, publisher: string | null): string {
  const parts = title.split(/\s+[|•·»«]\s+|\s+[-–—]\s+(?=[^-–—]{2,40}$)/u);
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0 || first.length < 15) return title;
  const site = publisher?.toLowerCase() ?? '';
  const last = others.at(-1)?.toLowerCase() ?? '';
  return title.includes(' | ') || (site !== '' && (site.includes(last) || last.includes(site))) ? first : title;
}

function bylineOf(
  document: DomDocument,
  linked: LinkedArticle | null,
  meta: string | null,
  publisher: string | null,
): string | null {
  const isPerson = (name: string) =>
    name.length < 100 &&
    !/^https?:|@|^\W*$|^(?:admin|redaktion|editor|staff|webmaster|redacci[oó]n)$/i.test(name) &&
    name.toLowerCase() !== publisher?.toLowerCase();
  const authors = (linked?.authors ?? []).map((name) => withoutBy(clean(name) ?? '')).filter(isPerson);
  if (authors.length > 0) return [...new Set(authors)].join(', ');
  const named = clean(meta);
  if (named !== null && isPerson(named)) return withoutBy(named);
  for (const element of document.querySelectorAll(
    '[rel~=author], [itemprop~=author], .byline, .author, .author-name, [class*=byline]',
  )) {
    const text = withoutBy(
      collapse(element.querySelector('[itemprop~=name]')?.textContent ?? element.textContent ?? ''),
    );
    if (text.length > 2 && text.length < 80 && /^\p{Lu}/u.test(text) && !/\d{2}/.test(text) && isPerson(text))
      return text;
  }
  return null;
}

function withoutBy(text: string): string {
  return text
    .replace(/^(?:written by|by|von|par|por|di|door|av|autor(?:in)?:?|texte?:?)\s+/i, '')
    .replace(/\s*[|,]\s*$/, '');
}

function firstDate(values: readonly (string | null)[], dayFirst: boolean): WebDate | null {
  let best: WebDate | null = null;
  for (const value of values) {
    const date = value === null ? null : parseWebDate(value, { dayFirst });
    if (date === null) continue;
    if (best === null) best = date;
    // A bare date gives way to the same day with a time.
    else if (
      !best.hasTime &&
      date.hasTime &&
      Math.abs(date.instant.getTime() - best.instant.getTime()) < 26 * 3_600_000
    )
      best = date;
    if (best.hasTime && best.zone !== null) break;
  }
  return best;
}

/** The dates in time elements and microdata, and in lines classed as dates. */
function visibleDates(document: DomDocument, wanted: 'published' | 'modified'): string[] {
  const dates: string[] = [];
  for (const element of document.querySelectorAll(
    'time, [itemprop^=date], [class*=date], [class*=time], [class*=publish]',
  )) {
    if (dates.length >= 8) break;
    const label = ['itemprop', 'class', 'property'].map((name) => element.getAttribute(name) ?? '').join(' ');
    const isModified = /modif|updat(?:e|ed)\b|aktuali/i.test(label) && !/publi|creat/i.test(label);
    if (isModified !== (wanted === 'modified')) continue;
    const text = collapse((element.textContent ?? '').slice(0, 300));
    const value =
      element.getAttribute('datetime') ?? element.getAttribute('content') ?? (text.length < 120 ? text : '');
    if (/\d/.test(value)) dates.push(value);
  }
  return dates;
}

function languageOf(document: DomDocument, metas: Map<string, string>, linked: LinkedArticle | null): string | null {
  const written =
    document.documentElement.getAttribute('lang') ??
    metas.get('og:locale') ??
    metas.get('content-language') ??
    metas.get('language') ??
    linked?.language ??
    document.querySelector('[lang]')?.getAttribute('lang') ??
    '';
  return /^\s*([a-z]{2,3})(?![a-z])/i.exec(written)?.[1]?.toLowerCase() ?? null;
}

function addressOf(
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

function imageOf(
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

function hostOf(address: string | null): string {
  try {
    return address === null ? '' : new URL(address).hostname;
  } catch {
    return '';
  }
}

/** Plain text of a value that may hold tags and entities; null when nothing is left. */
function clean(written: string | null | undefined): string | null {
  const text = collapse(
    (written ?? '')
      .replace(/<[^<>]{0,300}>/g, ' ')
      .replace(/&(?:amp|#38);/g, '&')
      .replace(/&(?:quot|#34);/g, '"')
      .replace(/&(?:#0?39|apos|#x27);/gi, "'")
      .replace(/&(?:#8217|rsquo);/g, '’')
      .replace(/&(?:#8211|ndash);/g, '–')
      .replace(/&nbsp;|&#160;/g, ' '),
  );
  return text === '' ? null : text;
}
