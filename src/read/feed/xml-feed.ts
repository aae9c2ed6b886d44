import { feedDate } from '../../time/feed-dates.ts';
import { attribute, childrenNamed, type Element, readElements, textOf } from './element.ts';
import { plainText } from './feed-html.ts';
import { authorField, dateField, firstNamed, htmlField, imageField, linkField } from './fields.ts';
import type { FeedEntry, FeedFormat, FeedInfo, ParsedFeed } from './parsed-feed.ts';
import { resolveReference } from './reference.ts';
import { htmlOf, type Untyped } from './text-construct.ts';

const FORMATS: ReadonlyMap<string, FeedFormat> = new Map([
  ['rss', 'rss'],
  ['rdf:rdf', 'rdf'],
  ['feed', 'atom'],
  ['entry', 'atom'],
  ['channel', 'cdf'],
]);
const TITLES = ['title', 'dc:title', 'media:title', 'itunes:title'];
const BODIES = ['content:encoded', 'content', 'fullitem', 'xhtml:body', 'body', 'xhtml:div'];
const SUMMARIES = ['description', 'summary'];
const LESSER_SUMMARIES = ['abstract', 'dc:description', 'itunes:summary', 'media:description', 'itunes:subtitle'];
const PUBLISHED = ['pubdate', 'published', 'issued', 'dcterms:issued', 'created', 'dcterms:created'];
const UPDATED = ['updated', 'modified', 'dcterms:modified', 'lastbuilddate'];

/** A feed from the text of an XML document of any of RSS 0.90 to 2.0, Atom 0.3 and 1.0, and CDF, well-formed or not. */
export function parseXmlFeed(source: string, base: string | null, maxEntries: number): ParsedFeed {
  const document = readElements(source, { base, maxEntries });
  const root = feedRoot(document);
  if (typeof root === 'string') return { ok: false, error: root };
  const format = FORMATS.get(root.name) ?? 'rss';
  const channel = format === 'rss' || format === 'rdf' ? (childrenNamed(root, 'channel')[0] ?? root) : root;
  const untyped = format === 'atom' ? 'text' : 'html';
  const feed = feedInfo(channel, root, format);
  const entries = entriesIn(document).map((entry) => entryOf(entry, untyped, authorField(channel), format));
  return { ok: true, format, feed, entries: entries.slice(0, maxEntries) };
}

/** The element that is the feed, looked for a few levels down because junk may stand before it; or why there is none. */
function feedRoot(document: Element): Element | string {
  let level = [document];
  let seen = false;
  for (let depth = 0; depth < 6 && level.length > 0; depth++) {
    level = level.flatMap((element) => element.children.filter((child) => typeof child !== 'string'));
    seen ||= level.length > 0;
    const named = (name: string) => level.find((element) => element.name === name || element.name === `xhtml:${name}`);
    if (depth < 2 && named('html')) return 'This is a web page, not a feed.';
    if (depth < 2 && named('opml')) return 'This is a list of feeds (OPML), not a feed.';
    const root = ['rss', 'rdf:rdf', 'feed', 'channel', 'entry'].map(named).find((element) => element !== undefined);
    if (root !== undefined) return root;
  }
  return seen
    ? 'This is XML but not a feed: it has no rss, RDF, feed or channel element.'
    : 'This is not a feed: it is neither XML nor JSON.';
}

function entriesIn(element: Element): Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string' || child.name === 'content' || child.name === 'description') return [];
    return child.name === 'item' || child.name === 'entry' ? [child] : entriesIn(child);
  });
}

function feedInfo(channel: Element, root: Element, format: FeedFormat): FeedInfo {
  const titleHtml = htmlField(channel, TITLES, format === 'atom' ? 'text' : 'either');
  return {
    title: plainText(titleHtml),
    titleHtml,
    link: linkField(channel),
    description: htmlField(
      channel,
      [
        'description',
        'subtitle',
        'tagline',
        'abstract',
        'dc:description',
        'itunes:subtitle',
        'itunes:summary',
        'summary',
      ],
      format === 'atom' ? 'text' : 'html',
    ),
    language: languageOf(channel) || languageOf(root),
    updated: dateField(channel, [...UPDATED, ...PUBLISHED, 'dc:date']),
    refreshMinutes: refreshMinutes(channel),
    image: imageField(channel) ?? imageField(root),
  };
}

function languageOf(element: Element): string {
  const named = firstNamed(element, ['language', 'dc:language']);
  return (named === null ? (attribute(element, 'lang') ?? '') : textOf(named)).trim();
}

const PERIODS = new Map([
  ['hourly', 60],
  ['daily', 1440],
  ['weekly', 10_080],
  ['monthly', 43_200],
  ['yearly', 525_600],
]);

function refreshMinutes(channel: Element): number | null {
  const number = (name: string): number => {
    const element = firstNamed(channel, [name]);
    return element === null ? Number.NaN : Number.parseInt(textOf(element), 10);
  };
  const ttl = number('ttl');
  if (ttl > 0) return ttl;
  const period = firstNamed(channel, ['sy:updateperiod']);
  const minutes = period === null ? undefined : PERIODS.get(textOf(period).toLowerCase());
  const frequency = number('sy:updatefrequency');
  return minutes === undefined ? null : Math.max(1, Math.round(minutes / (frequency > 0 ? frequency : 1)));
}

function entryOf(entry: Element, untyped: Untyped, feedAuthor: string, format: FeedFormat): FeedEntry {
  const titleHtml = htmlField(entry, TITLES, format === 'atom' ? 'text' : 'either');
  const guid = identifierOf(entry);
  const link = linkField(entry) || (guid.permanent && /^https?:\/\//i.test(guid.id) ? guid.id : '');
  const texts = textsOf(entry, untyped);
  const published = dateField(entry, PUBLISHED);
  const updated = dateField(entry, UPDATED) ?? feedDate(attribute(entry, 'lastmod') ?? '');
  const dated = dateField(entry, ['dc:date']);
  return {
    id: guid.id || link,
    title: plainText(titleHtml),
    titleHtml,
    link,
    ...texts,
    author: authorField(entry) || sourceAuthor(entry) || feedAuthor,
    published: published ?? dated,
    updated: updated ?? (published === null ? null : dated),
    image: imageField(entry),
    recording: isRecording(entry),
  };
}

const RECORDING = /^(?:audio|video)\//i;

function isRecording(entry: Element): boolean {
  if (childrenNamed(entry, 'yt:videoid').length > 0) return true;
  const holders = [
    ...childrenNamed(entry, 'enclosure'),
    ...[entry, ...childrenNamed(entry, 'media:group')].flatMap((holder) => childrenNamed(holder, 'media:content')),
    ...childrenNamed(entry, 'link'),
  ];
  return holders.some((holder) => RECORDING.test((attribute(holder, 'type') ?? '').trim()));
}

/** What a video's feed says of it. */
function groupSummary(entry: Element): string {
  const [group] = childrenNamed(entry, 'media:group');
  return group === undefined ? '' : htmlField(group, ['media:description'], 'text');
}

function sourceAuthor(entry: Element): string {
  const [source] = childrenNamed(entry, 'source');
  return source === undefined ? '' : authorField(source);
}

/** An entry's identifier. Only what looks like an address is made absolute: "2024-17" stays what it is. */
function identifierOf(entry: Element): { id: string; permanent: boolean } {
  const element = firstNamed(entry, ['guid', 'id']);
  const id = element === null ? (attribute(entry, 'about') ?? '').trim() : textOf(element);
  const permanent = element === null || (attribute(element, 'ispermalink') ?? 'true').trim().toLowerCase() !== 'false';
  return { id: permanent && id.includes('/') ? resolveReference((element ?? entry).base, id) : id, permanent };
}

/** Summary and content. Where a feed has two descriptions and no content, the longer is the content. */
function textsOf(entry: Element, untyped: Untyped): { summary: string; content: string } {
  const descriptions = entry.children
    .filter((child) => typeof child !== 'string')
    .filter((child) => SUMMARIES.includes(child.name))
    .map((child) => htmlOf(child, untyped))
    .filter((html) => html !== '');
  const content = htmlField(entry, BODIES, untyped);
  const [first = '', second = ''] = descriptions;
  if (content !== '' || second === '')
    return { summary: first || htmlField(entry, LESSER_SUMMARIES, 'either') || groupSummary(entry), content };
  return first.length > second.length ? { summary: second, content: first } : { summary: first, content: second };
}
