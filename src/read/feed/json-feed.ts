import { feedDate } from '../../time/feed-dates.ts';
import { escapeText, rewriteHtml } from './feed-html.ts';
import type { FeedEntry, ParsedFeed } from './parsed-feed.ts';
import { safeReference } from './reference.ts';

type Fields = Record<string, unknown>;

/** A feed from the text of a JSON Feed document (jsonfeed.org, version 1 and 1.1). */
export function parseJsonFeed(source: string, base: string | null, maxEntries: number): ParsedFeed {
  let document: unknown;
  try {
    document = JSON.parse(source);
  } catch {
    return { ok: false, error: 'This looks like JSON, but it cannot be read.' };
  }
  const feed = fields(document);
  if (!Array.isArray(feed.items)) return { ok: false, error: 'This is JSON, but no feed: it has no "items".' };
  const link = resolved(base, feed.home_page_url);
  const pageBase = link || base;
  const author = authorsOf(feed);
  return {
    ok: true,
    format: 'json',
    feed: {
      title: oneLine(feed.title),
      titleHtml: escapeText(oneLine(feed.title)),
      link,
      description: escapeText(text(feed.description)),
      language: text(feed.language),
      updated: null,
      refreshMinutes: null,
      image: resolved(base, feed.icon) || resolved(base, feed.favicon) || null,
    },
    entries: feed.items.slice(0, maxEntries).map((item) => entryOf(fields(item), pageBase, author)),
  };
}

function entryOf(item: Fields, base: string | null, feedAuthor: string): FeedEntry {
  const link = resolved(base, item.url) || resolved(base, item.external_url);
  const content = text(item.content_html);
  return {
    id: text(item.id) || link,
    title: oneLine(item.title),
    titleHtml: escapeText(oneLine(item.title)),
    link,
    summary: escapeText(text(item.summary)),
    content: content === '' ? escapeText(text(item.content_text)) : rewriteHtml(content, link || base),
    author: authorsOf(item) || feedAuthor,
    published: feedDate(text(item.date_published)),
    updated: feedDate(text(item.date_modified)),
    image: resolved(base, item.image) || resolved(base, item.banner_image) || null,
    recording:
      Array.isArray(item.attachments) &&
      item.attachments.some((file) => /^(?:audio|video)\//i.test(text(fields(file).mime_type))),
  };
}

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
const oneLine = (value: unknown): string => text(value).replace(/\s+/g, ' ');
const resolved = (base: string | null, value: unknown): string =>
  text(value) === '' ? '' : safeReference(base, text(value));

/** Version 1.1 has `authors`, version 1 `author`. */
function authorsOf(holder: Fields): string {
  const namesOf = (authors: readonly unknown[]) =>
    authors
      .map((author) => oneLine(typeof author === 'string' ? author : fields(author).name))
      .filter((name) => name !== '')
      .join(', ');
  return namesOf(Array.isArray(holder.authors) ? holder.authors : []) || namesOf([holder.author]);
}
