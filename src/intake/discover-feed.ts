import { UserError } from '../errors.ts';
import { decodeText } from '../read/encoding.ts';
import type { ParsedFeed } from '../read/feed/parsed-feed.ts';
import { type FeedCandidate, feedsOfPage } from '../read/page/feed-links.ts';
import type { FeedDeps } from './poll-feed.ts';

export type Discovered =
  | { kind: 'feed'; url: string; parsed: Extract<ParsedFeed, { ok: true }> }
  | { kind: 'page'; feeds: FeedCandidate[] };

/**
 * What is at an address: a feed, or a web page with the feeds that it names.
 * @throws UserError when the address can't be read.
 */
export async function discoverFeed(deps: Pick<FeedDeps, 'fetcher' | 'parser'>, address: string): Promise<Discovered> {
  const fetched = await deps.fetcher.fetchPage(address);
  if (fetched.kind === 'failed') throw new UserError(fetched.message);
  if (fetched.kind === 'not-modified') throw new UserError('The server sent nothing for this address.');
  const { bytes, contentType, url } = fetched;
  const parsed = await deps.parser.parseFeed({ bytes, contentType, url });
  if (parsed.kind === 'failed') throw new UserError(parsed.message);
  if (parsed.value.ok) return { kind: 'feed', url: fetched.permanent ?? address, parsed: parsed.value };
  const feeds = feedsOfPage(decodeText(bytes, contentType).text, url).filter((feed) => feed.how !== 'guessed');
  return { kind: 'page', feeds };
}
