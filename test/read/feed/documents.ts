import { expect } from 'vitest';
import { parseFeed } from '../../../src/read/feed/feed.ts';
import type { FeedEntry, FeedInfo } from '../../../src/read/feed/parsed-feed.ts';

const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';

export const rss = (channel: string): string => `<rss version="2.0" ${NAMESPACES}><channel>${channel}</channel></rss>`;
export const atom = (feed: string, attributes = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}>${feed}</feed>`;
export const atom03 = (feed: string): string => `<feed version="0.3" xmlns="http://purl.org/atom/ns#">${feed}</feed>`;

/** The feed in a document that must be one. */
export function feedIn(document: string | Uint8Array, headers: Record<string, string> = {}, url?: string) {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const parsed = parseFeed(url === undefined ? { bytes, headers } : { bytes, headers, url });
  if (!parsed.ok) return expect.fail(parsed.error);
  return parsed;
}

export const infoOf = (document: string, headers?: Record<string, string>): FeedInfo => feedIn(document, headers).feed;

/** The first entry of a document. */
export function entryIn(document: string, headers?: Record<string, string>, url?: string): FeedEntry {
  return feedIn(document, headers, url).entries[0] ?? expect.fail('no entry');
}

export const rssItem = (item: string): FeedEntry => entryIn(rss(`<item>${item}</item>`));
export const atomEntry = (entry: string): FeedEntry => entryIn(atom(`<entry>${entry}</entry>`));
