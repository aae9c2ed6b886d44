import { decodeDocument } from './feed/decode.ts';
import { attribute, type Element, readElements } from './feed/element.ts';

/** A feed as a list of feeds names it. */
export interface OpmlFeed {
  /** The address of the feed: http or https. */
  feedUrl: string;
  title: string;
  pageUrl: string | null;
  /** The folders it is in, outermost first. */
  folders: string[];
}

export type OpmlReading = { ok: true; title: string; feeds: OpmlFeed[] } | { ok: false; error: string };

/** The feeds of an OPML 1.0 or 2.0 file, each address once, in order. Broken files are read as far as they go. Never throws. */
export function readOpml(bytes: Uint8Array): OpmlReading {
  const document = readElements(decodeDocument(bytes), { base: null, maxEntries: Number.POSITIVE_INFINITY });
  const outlines = document.children.filter((child) => typeof child !== 'string');
  const root = outlines.find(({ name }) => name === 'opml' || name === 'outline' || name === 'body');
  if (root === undefined) return { ok: false, error: 'This is not a list of feeds (OPML).' };
  const feeds = new Map<string, OpmlFeed>();
  const collect = (element: Element, folders: string[]): void => {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      const feed = child.name === 'outline' ? feedOf(child, folders) : null;
      if (feed !== null && !feeds.has(feed.feedUrl)) feeds.set(feed.feedUrl, feed);
      const folder = child.name === 'outline' && feed === null ? nameOf(child) : '';
      collect(child, folder === '' ? folders : [...folders, folder]);
    }
  };
  collect(document, []);
  const head = childNamed(childNamed(root, 'head'), 'title');
  const title = head?.children.filter((child) => typeof child === 'string').join('');
  return { ok: true, title: (title ?? '').trim(), feeds: [...feeds.values()] };
}

function childNamed(element: Element | undefined, name: string): Element | undefined {
  return element?.children.filter((child) => typeof child !== 'string').find((child) => child.name === name);
}

const nameOf = (outline: Element): string => (attribute(outline, 'title') || attribute(outline, 'text') || '').trim();

function feedOf(outline: Element, folders: string[]): OpmlFeed | null {
  const written =
    attribute(outline, 'xmlurl') ?? (isFeedType(attribute(outline, 'type')) ? attribute(outline, 'url') : null);
  const feedUrl = webAddress(written);
  if (feedUrl === null) return null;
  return { feedUrl, title: nameOf(outline) || feedUrl, pageUrl: webAddress(attribute(outline, 'htmlurl')), folders };
}

const isFeedType = (type: string | null): boolean => /^(?:rss|atom|feed)/i.test(type ?? '');

/** The `feed:` scheme of old readers stands for http or goes before another scheme. */
function webAddress(written: string | null): string | null {
  const address = (written ?? '')
    .trim()
    .replace(/^feed:(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}

/** An OPML 2.0 file that `readOpml` reads back as it was, feeds in the order of their folders. */
export function writeOpml(title: string, feeds: readonly OpmlFeed[], created: Date): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head>\n    <title>${escaped(title)}</title>\n    <dateCreated>${created.toUTCString()}</dateCreated>\n  </head>`,
    '  <body>',
    ...outlineLines(feeds, 0),
    '  </body>',
    '</opml>',
  ];
  return `${lines.join('\n')}\n`;
}

function outlineLines(feeds: readonly OpmlFeed[], depth: number): string[] {
  const indent = '  '.repeat(depth + 2);
  const here = feeds.filter(({ folders }) => folders.length <= depth);
  const deeper = Map.groupBy(
    feeds.filter(({ folders }) => folders.length > depth),
    ({ folders }) => folders[depth] ?? '',
  );
  return [
    ...here.map(({ title, feedUrl, pageUrl }) => {
      const page = pageUrl === null ? '' : ` htmlUrl="${escaped(pageUrl)}"`;
      return `${indent}<outline type="rss" text="${escaped(title)}" title="${escaped(title)}" xmlUrl="${escaped(feedUrl)}"${page}/>`;
    }),
    ...[...deeper].flatMap(([folder, inside]) => [
      `${indent}<outline text="${escaped(folder)}" title="${escaped(folder)}">`,
      ...outlineLines(inside, depth + 1),
      `${indent}</outline>`,
    ]),
  ];
}

/** Text for an attribute or element; control characters, which XML cannot hold, are left out, line breaks kept as references. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
}
