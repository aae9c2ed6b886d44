import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addressKey } from '../article/canonical-url.ts';
import type { FeedEntry, FeedInfo } from '../read/feed/parsed-feed.ts';
import { withoutStruck } from '../read/feed/struck.ts';
import type { NewEntry } from '../store/feeds/entries.ts';

const DAY_MS = 86_400_000;

/** What a feed says of an entry, as it is stored until the entry is read. */
export const entryDraft = z.object({
  title: z.string(),
  html: z.string(),
  author: z.string(),
  published: z.iso.datetime().nullable(),
  feedTitle: z.string(),
  language: z.string().default(''),
  id: z.string().default(''),
  recording: z.boolean().default(false),
  /** Other entries of the feed link to the same page: it is the home page, or has a place for each. */
  shared: z.boolean().default(false),
});
export type EntryDraft = z.infer<typeof entryDraft>;

/** A feed's entries, newest first: those without a date in the feed's order, after those with one. */
export function newestFirst(entries: readonly FeedEntry[]): FeedEntry[] {
  return [...entries].sort((a, b) => timeOf(b) - timeOf(a));
}

const timeOf = (entry: FeedEntry): number => (entry.published ?? entry.updated)?.getTime() ?? Number.NEGATIVE_INFINITY;

/** The entries to remember, each under a key of its own: ids that several entries share are not ids. */
export function entriesOf(feed: FeedInfo, entries: readonly FeedEntry[], now: Date): NewEntry[] {
  const shared = sharedIds(entries);
  const sharedPages = sharedLinks(entries);
  const found = new Map<string, NewEntry>();
  for (const entry of entries) {
    const id = entry.id || entry.link || entry.title;
    const key = shared.has(id) ? `${id}\n${entry.link}\n${entry.title}` : id;
    if (key === '' || (entry.link === '' && entry.title === '' && entry.content === '' && entry.summary === ''))
      continue;
    const hash = hashOf(key).slice(0, 24);
    if (!found.has(hash)) found.set(hash, newEntry(hash, feed, entry, { shared: sharedPages.has(pageOf(entry)), now }));
  }
  return [...found.values()];
}

/** Ids that entries with another link or title have too. */
function sharedIds(entries: readonly FeedEntry[]): Set<string> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const entry of entries) {
    const what = `${entry.link}\n${entry.title}`;
    const before = first.get(entry.id);
    if (before === undefined) first.set(entry.id, what);
    else if (before !== what) shared.add(entry.id);
  }
  return shared;
}

/** Pages that entries with different titles link to, and home pages. */
function sharedLinks(entries: readonly FeedEntry[]): Set<string> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const entry of entries) {
    const page = pageOf(entry);
    if (URL.parse(entry.link)?.pathname === '/' && !entry.link.includes('?')) shared.add(page);
    const before = first.get(page);
    if (before === undefined) first.set(page, entry.title);
    else if (page !== '' && before !== entry.title) shared.add(page);
  }
  return shared;
}

const pageOf = ({ link }: FeedEntry): string => (link === '' ? '' : (addressKey(link) ?? link));

function newEntry(
  key: string,
  feed: FeedInfo,
  entry: FeedEntry,
  { shared, now }: { shared: boolean; now: Date },
): NewEntry {
  const html = entry.content || entry.summary;
  const dated = [entry.published, entry.updated].find((date) => date && isPast(date, now)) ?? null;
  const draft: EntryDraft = {
    title: entry.title,
    html,
    author: entry.author,
    published: dated?.toISOString() ?? null,
    feedTitle: feed.title,
    language: feed.language,
    id: entry.id,
    recording: entry.recording,
    shared,
  };
  // A word that is struck now is a correction too.
  const words = withoutStruck(html)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  const dates = `${entry.published?.toISOString() ?? ''} ${entry.updated?.toISOString() ?? ''}`;
  return {
    entry: key,
    url: entry.link || null,
    draft,
    dated,
    version: hashOf(`${entry.title}\n${dates}\n${words}`).slice(0, 16),
  };
}

/** A calendar dates its entries by what is to come, and a system without a date by 1970: neither is when something came out. */
function isPast(date: Date, now: Date): boolean {
  return date.getTime() > DAY_MS && date.getTime() < now.getTime() + DAY_MS;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
