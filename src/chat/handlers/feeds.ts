import { discoverFeed } from '../../article/discover-feed.ts';
import { UserError } from '../../errors.ts';
import { followFeed, listFeeds, toggleFeed, unfollowFeed } from '../../store/feeds.ts';
import type { FeedId, WorkspaceId } from '../../store/schema.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { type Block, notice, type Reply } from '../reply.ts';
import type { Caller } from '../request.ts';

const PREVIEW = 3;

/** `/newsadmin feed add`: shows three entries; what is in the feed now is stored but not announced. A page's feeds are offered. */
export async function addFeed(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin feed add'>,
): Promise<Reply> {
  const found = await discoverFeed(deps.feeds, options.url);
  if (found.kind === 'page') {
    if (found.feeds.length === 0)
      throw new UserError('No feed found at that address: it is a web page and names none.');
    const blocks: Block[] = [
      {
        kind: 'text',
        text: 'That is a web page. It names these feeds; add one with /newsadmin feed add and its address:',
      },
      {
        kind: 'list',
        items: found.feeds.map((feed) => ({ text: feed.url, ...(feed.title ? { detail: feed.title } : {}) })),
      },
    ];
    return { blocks, private: true };
  }
  const { feed, entries } = found.parsed;
  const title = feed.title || new URL(found.url).host;
  const fresh = await deps.db.transaction().execute((tx) =>
    followFeed(
      tx,
      caller.workspace,
      {
        url: found.url,
        title,
        pageUrl: feed.link || null,
        name: options.name ?? null,
        everyMinutes: deps.config.FEED_MINUTES,
      },
      deps.now(),
    ),
  );
  const blocks: Block[] = [
    {
      kind: 'text',
      text: `${fresh ? 'Following' : 'Already following'} “${options.name ?? title}”, ${entries.length} entries now. New ones are news; these are stored quietly:`,
    },
    {
      kind: 'list',
      items: entries.slice(0, PREVIEW).map((entry) => ({
        text: entry.title || entry.link,
        ...(entry.published ? { detail: entry.published.toISOString().slice(0, 10) } : {}),
      })),
    },
    { kind: 'notice', text: 'Not what you meant? /newsadmin feed remove' },
  ];
  return { blocks, private: true };
}

/** `/newsadmin feed list`: what is followed and how it is doing. */
export async function showFeeds(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const feeds = await listFeeds(deps.db, caller.workspace);
  if (feeds.length === 0) return notice('No feed is followed. Add one with /newsadmin feed add.');
  const items = feeds.map((feed) => ({
    text: `${feed.name ?? feed.title} [${feed.id}]`,
    detail: healthOf(feed, deps.now()),
  }));
  return {
    blocks: [
      { kind: 'heading', text: 'Feeds' },
      { kind: 'list', items },
    ],
    private: true,
  };
}

/** How a feed is doing, in one line. */
export function healthOf(feed: Awaited<ReturnType<typeof listFeeds>>[number], now: Date): string {
  if (!feed.active) return 'paused';
  if (feed.failures > 0) {
    const since = feed.succeeded ? `last read ${feed.succeeded.toISOString().slice(0, 16)} UTC` : 'never read';
    return `failing (${feed.failures} ${feed.failures === 1 ? 'time' : 'times'}): ${feed.problem}; ${since}`;
  }
  const minutes = Math.max(0, Math.round((feed.nextPoll.getTime() - now.getTime()) / 60_000));
  return feed.succeeded ? `fine, read every ${feed.everyMinutes} minutes, next in ${minutes}` : 'about to be read';
}

/** `/newsadmin feed pause`: stops or resumes. */
export async function pauseFeed(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin feed pause'>,
): Promise<Reply> {
  const id = await feedNamed(deps, caller.workspace, options.feed);
  const active = await toggleFeed(deps.db, caller.workspace, id);
  return notice(active ? 'The feed is read again.' : 'The feed is paused; the same command resumes it.');
}

/** `/newsadmin feed remove`: its articles stay. */
export async function removeFeed(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin feed remove'>,
): Promise<Reply> {
  const id = await feedNamed(deps, caller.workspace, options.feed);
  await deps.db.transaction().execute((tx) => unfollowFeed(tx, caller.workspace, id));
  return notice('The feed is no longer followed. Its articles stay.');
}

/** Suggestions read "title [id]". */
export function feedSuggestion(feed: { id: string; title: string; name: string | null }): string {
  const tail = ` [${feed.id}]`;
  return `${(feed.name ?? feed.title).slice(0, 100 - tail.length)}${tail}`;
}

async function feedNamed(deps: DeskDeps, workspace: WorkspaceId, typed: string): Promise<FeedId> {
  const id = /\[([0-9a-f]{12})\]\s*$/.exec(typed)?.[1] ?? typed.trim();
  const feeds = await listFeeds(deps.db, workspace);
  const found = feeds.find(
    (feed) => feed.id === id || feed.url === id || (feed.name ?? feed.title).toLowerCase() === id.toLowerCase(),
  );
  if (!found) throw new UserError(`No feed "${typed}" is followed here. /newsadmin feed list shows them.`);
  return found.id;
}
