import { createHash } from 'node:crypto';
import type { ArticleDraft } from '../article/article.ts';
import { UserError } from '../errors.ts';
import type { FeedEntry } from '../read/feed/parsed-feed.ts';
import { showTo } from '../store/articles/articles.ts';
import type { Database } from '../store/database.ts';
import {
  entryFailed,
  entryRead,
  type Feed,
  findFeed,
  followersOf,
  type NewEntry,
  recordPoll,
  recordPollFailure,
  seeEntries,
  waitingEntry,
} from '../store/feeds/feeds.ts';
import type { FeedId } from '../store/schema.ts';
import { addArticle } from './add-article.ts';
import { type Reader, readAddress } from './read-address.ts';

export interface FeedDeps extends Reader {
  db: Database;
  maxCharacters: number;
  shortestMinutes: number;
  now: () => Date;
  random: () => number;
}

const LONGEST_MINUTES = 6 * 60;
const LONGEST_BACKOFF_MINUTES = 24 * 60;
const ENTRIES_A_POLL = 100;
/** Of a feed's first reading so many are stored, the newest. */
const FIRST_ENTRIES = 30;
const TRIES = 4;
const RETRY_MINUTES = 30;
/** What was there before a feed was followed is no news: it counts as seen long ago. */
const OLD_DAYS = 30;

/** Reads a feed and marks its new entries as waiting. A failure is recorded with its reason and tried again later, ever more rarely. */
export async function pollFeed(deps: FeedDeps, id: FeedId): Promise<void> {
  const feed = await findFeed(deps.db, id);
  if (!feed) return;
  const fetched = await deps.fetcher.fetchPage(feed.url, { etag: feed.etag, lastModified: feed.lastModified });
  const now = deps.now();
  if (fetched.kind === 'failed') return fail(deps, feed, fetched.message, fetched.retryAfterMs);
  if (fetched.kind === 'not-modified') {
    const everyMinutes = slower(feed.everyMinutes);
    return recordPoll(deps.db, id, { ...feed, everyMinutes, nextPoll: after(deps, everyMinutes) }, now);
  }
  const parsed = await deps.parser.parseFeed({
    bytes: fetched.bytes,
    contentType: fetched.contentType,
    url: fetched.url,
  });
  if (parsed.kind === 'failed') return fail(deps, feed, parsed.message);
  if (!parsed.value.ok) return fail(deps, feed, parsed.value.error);
  const first = feed.succeeded === null;
  const entries = parsed.value.entries
    .slice(0, first ? FIRST_ENTRIES : ENTRIES_A_POLL)
    .flatMap((entry) => newEntry(entry, parsed.value.ok ? parsed.value.feed.title : ''));
  const fresh = await seeEntries(deps.db, id, entries, first);
  const wish = parsed.value.feed.refreshMinutes ?? 0;
  const everyMinutes = Math.max(
    deps.shortestMinutes,
    Math.min(wish, LONGEST_MINUTES),
    fresh > 0 ? Math.round(feed.everyMinutes * 0.6) : slower(feed.everyMinutes),
  );
  const { etag, lastModified } = fetched;
  await recordPoll(
    deps.db,
    id,
    { title: parsed.value.feed.title, etag, lastModified, everyMinutes, nextPoll: after(deps, everyMinutes) },
    now,
  );
}

function slower(minutes: number): number {
  return Math.min(LONGEST_MINUTES, Math.round(minutes * 1.3) + 1);
}

/** With a tenth of jitter, so that feeds added together do not stay together. */
function after(deps: FeedDeps, minutes: number): Date {
  return new Date(deps.now().getTime() + minutes * 60_000 * (0.9 + 0.2 * deps.random()));
}

async function fail(deps: FeedDeps, feed: Feed, problem: string, retryAfterMs = 0): Promise<void> {
  const minutes = Math.min(LONGEST_BACKOFF_MINUTES, deps.shortestMinutes * 2 ** Math.min(10, feed.failures));
  const next = new Date(Math.max(after(deps, minutes).getTime(), deps.now().getTime() + retryAfterMs));
  await recordPollFailure(deps.db, feed.id, problem, next, deps.now());
}

function newEntry(entry: FeedEntry, feedTitle: string): NewEntry[] {
  const key = entry.id || entry.link || entry.title;
  if (key === '') return [];
  return [
    {
      entry: createHash('sha256').update(key).digest('hex').slice(0, 24),
      url: entry.link || null,
      draft: {
        title: entry.title,
        html: entry.content || entry.summary,
        author: entry.author,
        published: entry.published ?? entry.updated,
        feedTitle,
      },
    },
  ];
}

/** Long enough to be the article itself and no teaser. */
const FULL_TEXT_CHARACTERS = 1_500;

/**
 * Reads one waiting entry and stores its article for all who follow the feed: from the feed when it carries the whole text, else
 * from its page. Safe to run twice.
 */
export async function readEntry(deps: FeedDeps, feed: FeedId, key: string): Promise<void> {
  const entry = await waitingEntry(deps.db, feed, key);
  if (!entry) return;
  try {
    const followers = await followersOf(deps.db, feed);
    const [firstFollower] = followers;
    if (firstFollower === undefined) return await entryFailed(deps.db, entry, 'nobody follows the feed', null);
    const seenSince = entry.old ? new Date(deps.now().getTime() - OLD_DAYS * 86_400_000) : undefined;
    const how = { workspace: firstFollower, cameIn: 'feed' as const, ...(seenSince ? { seenSince } : {}) };
    const given = await draftOfEntry(deps, entry.draft, entry.url);
    const added = given ? await addArticle(deps.db, given, how) : await readAddress(deps, entry.url ?? '', how);
    for (const workspace of followers) await showTo(deps.db, workspace, added.article, seenSince);
    await entryRead(deps.db, entry, added.article);
  } catch (error) {
    const problem = error instanceof UserError ? error.message : 'it could not be stored';
    const again =
      entry.tries + 1 < TRIES ? new Date(deps.now().getTime() + RETRY_MINUTES * 60_000 * 2 ** entry.tries) : null;
    await entryFailed(deps.db, entry, problem, again);
    if (!(error instanceof UserError)) throw error;
  }
}

async function draftOfEntry(deps: FeedDeps, given: unknown, url: string | null): Promise<ArticleDraft | null> {
  const { title, html, author, published, feedTitle } = given as {
    title: string;
    html: string;
    author: string;
    published: string | null;
    feedTitle: string;
  };
  const words = html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.length < FULL_TEXT_CHARACTERS && url !== null) return null;
  const bytes = Buffer.from(
    `<!doctype html><meta charset="utf-8"><title>${escaped(title)}</title><article><h1>${escaped(title)}</h1>${html}</article>`,
  );
  const parsed = await deps.parser.parsePage({
    bytes,
    contentType: 'text/html; charset=utf-8',
    url: url ?? 'https://feed.invalid/',
  });
  if (parsed.kind === 'failed' || parsed.value.draft.text === '') {
    if (url !== null) return null;
    throw new UserError('The entry has no text and no address.');
  }
  const { draft } = parsed.value;
  return {
    ...draft,
    title: title || draft.title,
    byline: author || draft.byline,
    published: published ? new Date(published) : draft.published,
    publisher: draft.publisher ?? (feedTitle || null),
    url,
  };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
