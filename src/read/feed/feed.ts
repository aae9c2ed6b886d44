import { decodeDocument } from './decode.ts';
import { parseJsonFeed } from './json-feed.ts';
import type { ParsedFeed } from './parsed-feed.ts';
import { resolveReference } from './reference.ts';
import { parseXmlFeed } from './xml-feed.ts';

export interface FeedDocument {
  bytes: Uint8Array;
  /** Response headers, names in any case. */
  headers?: Record<string, string>;
  /** Where the document came from: the base of relative addresses, unless the document or Content-Location says otherwise. */
  url?: string;
}

const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Reads RSS 0.90 to 2.0, RSS 1.0, Atom 0.3 and 1.0, CDF and JSON Feed, broken ones too, in linear time. Entries beyond `maxEntries` are
 * left out. Never throws, opens nothing, and says in `error` what the document is when it is not a feed.
 */
export function parseFeed(document: FeedDocument, maxEntries = 10_000): ParsedFeed {
  const { bytes, headers = {}, url } = document;
  if (bytes.length > MAX_BYTES) return { ok: false, error: 'The feed is larger than 32 MB.' };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { ok: false, error: 'The document is compressed (gzip).' };
  const text = decodeDocument(bytes, header(headers, 'content-type')).trim();
  if (text === '') return { ok: false, error: 'The document is empty.' };
  const base = resolveReference(url ?? null, header(headers, 'content-location')) || url || null;
  if (text.startsWith('{') || text.startsWith('[')) return parseJsonFeed(text, base, maxEntries);
  return parseXmlFeed(text, base, maxEntries);
}

function header(headers: Record<string, string>, name: string): string {
  const key = Object.keys(headers).find((each) => each.toLowerCase() === name);
  return key === undefined ? '' : (headers[key] ?? '');
}
