import { canonicalUrl } from '../../article/canonical-url.ts';
import { decodeText } from '../encoding.ts';
import { parseFeed as readFeed } from '../feed/feed.ts';
import type { ParsedFeed } from '../feed/parsed-feed.ts';
import { type Extracted, extractFetched } from '../page/extract.ts';
import { readPlainText } from '../plain-text/plain-text.ts';

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

export const parsePage: Parsers['parsePage'] = (fetched) => plainPage(fetched) ?? extractFetched(fetched);

export const parseFeed: Parsers['parseFeed'] = ({ bytes, contentType, url }) =>
  readFeed({ bytes, url, headers: contentType === null ? {} : { 'content-type': contentType } });

/** The article of a page that is plain text and says so; null when it is not, or when it is markup after all. */
function plainPage({ bytes, contentType, url }: Fetched): Extracted | null {
  if (!/^\s*text\/plain\b/i.test(contentType ?? '')) return null;
  const { text } = decodeText(bytes, contentType);
  if (/^\s*</.test(text)) return null;
  const read = readPlainText(text);
  if (read.kind === 'refused') return null;
  const publisher = read.draft.publisher ?? URL.parse(url)?.hostname.replace(/^www\./, '') ?? null;
  const draft = { ...read.draft, url: canonicalUrl(url), publisher };
  return { kind: 'article', draft, next: null, pages: 1, onTo: null };
}
