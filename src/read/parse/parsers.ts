import { parseFeed as readFeed } from '../feed/feed.ts';
import type { ParsedFeed } from '../feed/parsed-feed.ts';
import { type Extracted, extractFetched } from '../page/extract.ts';

/** What a server sent. */
export interface Fetched {
  bytes: Uint8Array;
  contentType: string | null;
  /** The address after redirects. */
  url: string;
}

/** What the parse worker can do with fetched bytes; every result survives a structured clone. */
export interface Parsers {
  parsePage: (fetched: Fetched) => Extracted;
  parseFeed: (fetched: Fetched) => ParsedFeed;
}

export const parsePage: Parsers['parsePage'] = extractFetched;

export const parseFeed: Parsers['parseFeed'] = ({ bytes, contentType, url }) =>
  readFeed({ bytes, url, headers: contentType === null ? {} : { 'content-type': contentType } });
