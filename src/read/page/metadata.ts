import { publisherAt } from '../../article/publisher.ts';
import { parseWebDate, type WebDate } from '../../time/web-dates.ts';
import { addressOf, hostOf, imageOf } from './addresses.ts';
import { bylineOf } from './authors.ts';
import { isAmongProse, isNotThePages, isSentence, isToCome } from './date-lines.ts';
import { collapse, type DomDocument, type DomElement, TEXT } from './dom.ts';
import { type LinkedArticle, linkedArticle } from './json-ld.ts';
import type { Block } from './page-blocks.ts';
import { clean, titleOf } from './page-headline.ts';

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
  /** The paragraphs of the text that JSON-LD carries. */
  body: string[];
  /** Whether 3/4/2025 is the third of April here. */
  dayFirst: boolean;
}

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
  'article:published:time',
  'article:published',
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
export function readMetadata(
  document: DomDocument,
  page: readonly Block[],
  { jsonLd, address, now }: { jsonLd: readonly string[]; address: string | null; now: Date },
): Metadata {
  const metas = metaValues(document);
  const meta = (names: readonly string[]) =>
    names.map((name) => metas.get(name)).find((value) => value !== undefined) ?? null;
  const linked = linkedArticle(jsonLd, {
    addresses: [address, document.querySelector('link[rel~=canonical]')?.getAttribute('href'), metas.get('og:url')],
    titles: [
      metas.get('og:title'),
      document.querySelector('title')?.textContent,
      document.querySelector('h1')?.textContent,
    ],
  });
  const language = languageOf(document, metas, linked);
  const url = addressOf(document, metas, linked, address);
  const dayFirst = !(language === 'en' && !/\.(?:uk|ie|au|nz|in|za)$/.test(hostOf(url ?? address)));
  const date = (values: readonly (string | null)[]) => firstDate(values, { dayFirst, language, now });
  const host = hostOf(address ?? url).replace(/^www\./, '');
  const named = clean(linked?.publisher) ?? clean(meta(PUBLISHERS)?.replace(/^@/, ''));
  const publisher = named === null || host === '' ? (named ?? (host || null)) : publisherAt(host, named);
  const title = titleOf(document, metas, linked, publisher);
  return {
    title,
    byline: bylineOf(document, { linked, metas: authorsNamed(document), publisher: named, host, title, page }),
    publisher,
    published: date([
      linked?.published ?? null,
      ...PUBLISHED.map((name) => metas.get(name) ?? null),
      ...visibleDates(document, page, 'published'),
    ]),
    modified: date([
      linked?.modified ?? null,
      ...MODIFIED.map((name) => metas.get(name) ?? null),
      ...visibleDates(document, page, 'modified'),
    ]),
    language,
    url,
    image: imageOf(document, metas, linked, address),
    types: [...(linked?.types ?? []), metas.get('og:type') ?? ''].filter((type) => type !== ''),
    free: linked?.free ?? null,
    body: paragraphsOf(linked?.body ?? ''),
    dayFirst,
  };
}

function paragraphsOf(body: string): string[] {
  return body
    .split(/\s*\n\s*|<\/?(?:p|br|div)\b[^<>]{0,200}>/i)
    .map((line) => clean(line))
    .filter((line) => line !== null);
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

/** All that meta elements name as author, each name once. */
function authorsNamed(document: DomDocument): string[] {
  const found = AUTHORS.map((): string[] => []);
  const others: string[] = [];
  for (const element of document.querySelectorAll('meta[content]')) {
    const name =
      element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop') ?? '';
    const content = element.getAttribute('content')?.trim();
    const place = AUTHORS.indexOf(name.toLowerCase());
    if (content && (place >= 0 || /(?:^|[_:.-])authors?(?:[_:.-]name)?$/i.test(name)))
      (found[place] ?? others).push(content);
  }
  // "Written by" beside a card of its own.
  const card = document.querySelector('meta[name="twitter:label1"]')?.getAttribute('content') ?? '';
  const written = /written|author|verfasst|autor|écrit|escrit|scritto/i.test(card);
  const data = written ? document.querySelector('meta[name="twitter:data1"]')?.getAttribute('content') : null;
  return [...new Set([...found.flat(), ...others, ...(data ? [data] : [])])];
}

const DAY_MS = 24 * 3_600_000;

function firstDate(
  values: readonly (string | null)[],
  read: { dayFirst: boolean; language: string | null; now: Date },
): WebDate | null {
  const dates = values
    .flatMap((value) => (value === null ? [] : [parseWebDate(value, read)]))
    .filter((date) => date !== null)
    // Nothing was published tomorrow, nor when clocks that nobody set begin to count.
    .filter((date) => !isToCome(date, read.now) && date.instant.getTime() > DAY_MS);
  const [first] = dates;
  if (first === undefined) return null;
  // A bare date gives way to the same day with a time, a time without a zone to the same clock time with one.
  const near = (date: WebDate) => Math.abs(date.instant.getTime() - first.instant.getTime()) < DAY_MS + 2 * 3_600_000;
  const timed = first.hasTime ? first : (dates.find((date) => date.hasTime && near(date)) ?? first);
  if (!timed.hasTime || timed.zone !== null) return timed;
  return dates.find((date) => date.hasTime && date.zone !== null && clockOf(date) === clockOf(timed)) ?? timed;
}

/** The day and time of day that were written, to the minute. */
function clockOf({ instant, zone }: WebDate): string {
  const at = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone ?? 'UTC');
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

const MODIFIED_WORDS = /modif|updat(?:e|ed)\b|aktuali/i;
/** What stands directly before the time of the last change. */
const CHANGED_ON =
  /(?:updated|modified|changed|edited|aktualisiert|geändert|mis à jour|modifié|actualizado|actualización|modificado|aggiornat[oa]|bijgewerkt|gewijzigd|oppdatert|uppdaterad|opdateret|zaktualizowano|aktualizacja|обновлено|оновлено|atualizado|güncelleme|diperbarui|更新)(?: \p{L}{2,3})?[\s:：]*$/iu;

/** The text directly before an element. */
function textBefore(element: DomElement): string {
  return element.previousSibling?.nodeType === TEXT ? (element.previousSibling.textContent ?? '').slice(-60) : '';
}

/** What marks an element as the page's own field, wherever it stands. */
const FIELD = '[itemprop~=datePublished], [itemprop~=dateCreated], [itemprop~=dateModified], [property$=datePublished]';

/** The dates in time elements and microdata, and in lines classed as dates; those that the text or other people's words tell of left out. */
function visibleDates(document: DomDocument, page: readonly Block[], wanted: 'published' | 'modified'): string[] {
  const dates: string[] = [];
  const lines = Map.groupBy(page, ({ element }) => element);
  const elements = [
    ...document.querySelectorAll('time[datetime], [itemprop^=date]'),
    ...document.querySelectorAll('time, [class*=date], [class*=time], [class*=publish]'),
  ];
  for (const element of elements.slice(0, 200)) {
    if (dates.length >= 12) break;
    const label = ['itemprop', 'class', 'property'].map((name) => element.getAttribute(name) ?? '').join(' ');
    const isModified =
      (MODIFIED_WORDS.test(label) && !/publi|creat/i.test(label)) || CHANGED_ON.test(textBefore(element));
    if (isModified !== (wanted === 'modified') || isNotThePages(element)) continue;
    const text = collapse((element.textContent ?? '').slice(0, 300));
    const line = lineAround(element, text, lines);
    const isTold =
      line !== null && (isSentence(line.text, { marked: element.localName === 'time' }) || isAmongProse(line));
    if (isTold && !element.matches(FIELD)) continue;
    const value =
      element.getAttribute('datetime') ??
      element.getAttribute('content') ??
      (element.localName === 'abbr' ? element.getAttribute('title') : null) ??
      (text.length < 120 ? text : '');
    // A time alone, or "3 minutes ago", is not a date.
    if (/\d[\s\S]{0,12}\p{L}[\s\S]{0,20}\d|\d{4}|\d+\D+\d+\D+\d/u.test(value)) dates.push(value);
  }
  return dates;
}

/** The line of the page that an element stands in, or is; null when it holds none or several. */
function lineAround(element: DomElement, text: string, lines: Map<DomElement, Block[]>): Block | null {
  if (text === '') return null;
  for (let at: DomElement | null = element; at !== null; at = at.parentElement) {
    const own = lines.get(at);
    if (own !== undefined) return own.find((line) => line.text.includes(text)) ?? null;
  }
  return null;
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
  const tag = /^\s*([a-z]{2,3})(?![a-z])/i.exec(written)?.[1]?.toLowerCase() ?? null;
  // "utf-8" stands in content-language now and then.
  return tag === 'utf' || tag === 'iso' ? null : tag;
}
