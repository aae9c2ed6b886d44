import type { ParsedFeed } from '../read/feed/parsed-feed.ts';
import { forgetEntries, seeEntries } from '../store/feeds/entries.ts';
import {
  endFeed,
  type Feed,
  FIRST_ENTRIES,
  findFeed,
  moveFeed,
  postponePoll,
  recordPoll,
  recordPollFailure,
} from '../store/feeds/feeds.ts';
import type { FeedId } from '../store/schema.ts';
import { entriesOf, newestFirst } from './feed-entry.ts';
import type { AddressDeps } from './read-address.ts';

/** What became of a reading. `over`: there was nothing to read; `put-off`: its host asked to wait. */
export interface PollOutcome {
  kind: 'read' | 'unchanged' | 'failed' | 'gone' | 'put-off' | 'over';
  /** The feed's address, and what is wrong with it. */
  url?: string;
  problem?: string;
}

export interface FeedDeps extends AddressDeps {
  shortestMinutes: number;
  random: () => number;
}

const LONGEST_MINUTES = 6 * 60;
const LONGEST_BACKOFF_MINUTES = 24 * 60;
/** New entries that one reading takes, the newest; what is left is taken at the next. */
const ENTRIES_A_POLL = 1_000;

/**
 * Reads a feed and marks its new and changed entries as waiting. All that is in it at the first reading is old. A failure is recorded with its reason
 * and tried again later, ever more rarely; a feed that moved for good is followed, and one that is gone for good ends.
 */
export async function pollFeed(deps: FeedDeps, id: FeedId): Promise<PollOutcome> {
  const feed = await findFeed(deps.db, id);
  if (!feed || feed.ended !== null) return { kind: 'over' };
  const { url: feedUrl } = feed;
  const fetched = await deps.fetcher.fetchPage(feed.url, { etag: feed.etag, lastModified: feed.lastModified });
  const now = deps.now();
  if (fetched.kind === 'failed') {
    if (fetched.reason === 'gone') {
      await endFeed(deps.db, id, fetched.message, now);
      return { kind: 'gone', url: feedUrl, problem: fetched.message };
    }
    // Another feed of the host was asked to wait: that is not a failure of this one.
    if (fetched.reason === 'rate-limited' && fetched.asked === false) {
      await postponePoll(deps.db, id, new Date(now.getTime() + (fetched.retryAfterMs ?? 0)));
      return { kind: 'put-off', url: feedUrl };
    }
    return fail(deps, feed, fetched.message, fetched.retryAfterMs);
  }
  if (fetched.kind === 'not-modified') {
    const everyMinutes = slower(feed.everyMinutes);
    await recordPoll(deps.db, id, { ...feed, everyMinutes, nextPoll: after(deps, everyMinutes) }, now);
    return { kind: 'unchanged', url: feedUrl };
  }
  const { bytes, contentType, url, etag, lastModified, permanent } = fetched;
  const parsed = await deps.parser.parseFeed({ bytes, contentType, url });
  if (parsed.kind === 'failed') return fail(deps, feed, parsed.message);
  if (!parsed.value.ok) return fail(deps, feed, parsed.value.error);
  const changed = await takeEntries(deps, feed, parsed.value, now);
  const everyMinutes = Math.max(
    deps.shortestMinutes,
    Math.min(parsed.value.feed.refreshMinutes ?? 0, LONGEST_MINUTES),
    changed > 0 ? Math.round(feed.everyMinutes * 0.6) : slower(feed.everyMinutes),
  );
  const { title } = parsed.value.feed;
  await recordPoll(deps.db, id, { title, etag, lastModified, everyMinutes, nextPoll: after(deps, everyMinutes) }, now);
  if (permanent !== null && permanent !== feed.url) await moveFeed(deps.db, id, permanent);
  return { kind: changed > 0 ? 'read' : 'unchanged', url: feedUrl };
}

async function takeEntries(
  deps: FeedDeps,
  feed: Feed,
  { feed: info, entries }: Extract<ParsedFeed, { ok: true }>,
  now: Date,
): Promise<number> {
  const known = entriesOf(info, newestFirst(entries), now);
  const first = feed.succeeded === null;
  const most = first ? FIRST_ENTRIES : ENTRIES_A_POLL;
  const changed = await seeEntries(deps.db, feed.id, known, { first, most, now });
  await forgetEntries(deps.db, feed.id, known, now);
  return changed;
}

function slower(minutes: number): number {
  return Math.min(LONGEST_MINUTES, Math.round(minutes * 1.3) + 1);
}

/** With a tenth of jitter, so that feeds added together do not stay together. */
function after(deps: FeedDeps, minutes: number): Date {
  return new Date(deps.now().getTime() + minutes * 60_000 * (0.9 + 0.2 * deps.random()));
}

async function fail(deps: FeedDeps, feed: Feed, problem: string, retryAfterMs = 0): Promise<PollOutcome> {
  const minutes = Math.min(LONGEST_BACKOFF_MINUTES, deps.shortestMinutes * 2 ** Math.min(10, feed.failures));
  const next = new Date(Math.max(after(deps, minutes).getTime(), deps.now().getTime() + retryAfterMs));
  await recordPollFailure(deps.db, feed.id, problem, next, deps.now());
  return { kind: 'failed', url: feed.url, problem };
}
