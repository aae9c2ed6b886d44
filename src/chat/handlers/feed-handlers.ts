import { UserError } from '../../errors.ts';
import { discoverFeed } from '../../intake/discover-feed.ts';
import { newestFirst } from '../../intake/feed-entry.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import type { FeedNotice } from '../../store/feeds/feed-notices.ts';
import { findOffer, saveOffer } from '../../store/feeds/feed-offers.ts';
import { type FollowedFeed, followFeed, listFeeds, toggleFeed, unfollowFeed } from '../../store/feeds/feeds.ts';
import { SHARED, TERMINAL, type WorkspaceId } from '../../store/schema.ts';
import { buttonId } from '../buttons.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { formatPlace, parsePlace } from '../place.ts';
import type { Caller } from '../request.ts';
import { idIn, suggestionOf } from '../suggested.ts';

const PREVIEW = 3;
const MOST_OFFERS = 5;

/** `/newsadmin feed add`: three entries of the feed and a button that follows it. Of a web page, the feeds that it names. */
export async function addFeed(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin feed add'>,
): Promise<Reply> {
  const found = await discoverFeed(deps.feeds, options.url);
  const name = options.name ?? null;
  if (found.kind === 'page') {
    if (found.feeds.length === 0) throw new UserError("That address is a web page, and it doesn't link to a feed.");
    const feeds = found.feeds.slice(0, MOST_OFFERS);
    const offers = await Promise.all(
      feeds.map(({ url, title }) =>
        saveOffer(deps.db, caller.workspace, { url, title: title || url, pageUrl: options.url, name }),
      ),
    );
    return {
      blocks: [
        { kind: 'text', text: 'That is a web page. It links to these feeds:' },
        {
          kind: 'list',
          items: feeds.map((feed, i) => ({
            text: `${i + 1}. ${feed.url}`,
            ...(feed.title ? { detail: feed.title } : {}),
          })),
        },
        { kind: 'buttons', buttons: offers.map((id, i) => ({ id: buttonId('feed', id), label: `Show ${i + 1}` })) },
      ],
      private: true,
    };
  }
  const { feed } = found.parsed;
  const entries = newestFirst(found.parsed.entries);
  const title = feed.title || new URL(found.url).host;
  const offer = await saveOffer(deps.db, caller.workspace, { url: found.url, title, pageUrl: feed.link || null, name });
  return {
    blocks: [
      { kind: 'heading', text: name ?? title },
      { kind: 'text', text: `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'} now, the newest:` },
      {
        kind: 'list',
        items: entries.slice(0, PREVIEW).map((entry) => ({
          text: entry.title || entry.link,
          ...(entry.published ? { detail: entry.published.toISOString().slice(0, 10) } : {}),
        })),
      },
      {
        kind: 'notice',
        text: "You aren't following it yet. If you do, I'll store what's in the feed now without posting it; what comes later is news.",
      },
      { kind: 'buttons', buttons: [{ id: buttonId('follow', offer), label: 'Follow' }] },
    ],
    private: true,
  };
}

/** "Show": the preview of a feed that a web page named. */
export async function previewOffer(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const offer = await findOffer(deps.db, caller.workspace, id);
  if (!offer) return notice('This offer has expired. Use /newsadmin feed add again.');
  return addFeed(deps, caller, { url: offer.url, ...(offer.name ? { name: offer.name } : {}) });
}

/** "Follow": the feed that was shown is read from now on. */
export async function followOffer(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const offer = await findOffer(deps.db, caller.workspace, id);
  if (!offer) return notice('This offer has expired. Use /newsadmin feed add again.');
  const feed = { ...offer, everyMinutes: deps.config.FEED_MINUTES, place: channelOf(caller.place) };
  const fresh = await deps.db.transaction().execute((tx) => followFeed(tx, caller.workspace, feed, deps.now()));
  const title = offer.name ?? offer.title;
  return notice(
    fresh
      ? `Following “${title}”.${feed.place ? " If it keeps failing, I'll post here." : ''} /newsadmin feed list shows how it is doing.`
      : `“${title}” is already followed.`,
  );
}

/** The channel of a place, whatever the thread; null in a direct message and in the terminal. */
function channelOf(place: string): string | null {
  const parsed = parsePlace(place);
  if (parsed?.platform === 'discord' && parsed.guild !== 'dm')
    return formatPlace({ platform: 'discord', guild: parsed.guild, channel: parsed.channel });
  if (parsed?.platform === 'slack')
    return formatPlace({ platform: 'slack', team: parsed.team, channel: parsed.channel });
  return null;
}

/** What a channel is told about a feed that was added there. */
export function feedNotice(told: FeedNotice): Reply {
  const { title, url, failures, problem, succeeded, failing, ended, unread } = told;
  const since = succeeded
    ? `last read ${succeeded.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    : 'never read yet';
  const why = problem ?? 'no reason given';
  const goesOn = '/newsadmin feed list shows all feeds, /newsadmin feed remove stops following this one.';
  const text = !failing
    ? `The feed “${title}” is working again.`
    : ended
      ? `The feed “${title}” (${url}) has ended: ${why}; ${since}. I won't try it again. ${goesOn}`
      : failures > 0
        ? `The feed “${title}” (${url}) has failed ${failures} times: ${why}; ${since}. I'll retry less and less often. ${goesOn}`
        : `None of the last ${unread} articles in the feed “${title}” (${url}) could be read. The reason for the last: ${why} ${goesOn}`;
  return { blocks: [{ kind: 'notice', text }], private: false };
}

/** `/newsadmin feed list`: what is followed and how it is doing. */
export async function showFeeds(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const feeds = await listFeeds(deps.db, caller.workspace);
  if (feeds.length === 0) return notice('You follow no feeds yet. Add one with /newsadmin feed add.');
  const items = feeds.map((feed) => ({
    text: `${feed.name ?? feed.title} [${feed.id}]`,
    url: feed.url,
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

/**
 * The feeds whose health a workspace is told. Whoever sits at the terminal follows feeds for everybody (`copydesk feeds add`) and for the
 * terminal's own chat: both are theirs to look after.
 */
export async function feedsLookedAfter(deps: Pick<DeskDeps, 'db'>, workspace: WorkspaceId): Promise<FollowedFeed[]> {
  const own = await listFeeds(deps.db, workspace);
  if (workspace !== TERMINAL) return own;
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...(await listFeeds(deps.db, SHARED)).filter(({ id }) => !ids.has(id))];
}

/** Whether a feed needs a look: it can't be read, has ended, or most of its entries of the last days could not be read. */
export function isFailing(feed: FollowedFeed): boolean {
  return feed.active && (feed.failures > 0 || feed.ended !== null || feed.unread > feed.read);
}

/** How a feed is doing, in one line. */
export function healthOf(feed: FollowedFeed, now: Date): string {
  if (!feed.active) return 'paused';
  if (feed.ended) return `ended on ${feed.ended.toISOString().slice(0, 10)}: ${feed.problem}`;
  if (feed.failures > 0) {
    const since = feed.succeeded ? `last read ${feed.succeeded.toISOString().slice(0, 16)} UTC` : 'never read';
    return `failing (${feed.failures} ${feed.failures === 1 ? 'time' : 'times'}): ${feed.problem}; ${since}`;
  }
  if (feed.unread > 0)
    return `${feed.unread} of the last ${feed.unread + feed.read} entries couldn't be read in full; the reason for the last: ${feed.entryProblem}`;
  const minutes = Math.max(0, Math.round((feed.nextPoll.getTime() - now.getTime()) / 60_000));
  return feed.succeeded ? `fine, read every ${feed.everyMinutes} minutes, next in ${minutes}` : 'about to be read';
}

/** `/newsadmin feed pause`: stops or resumes. */
export async function pauseFeed(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin feed pause'>,
): Promise<Reply> {
  const { id } = await feedNamed(deps, caller.workspace, options.feed);
  const active = await toggleFeed(deps.db, caller.workspace, id);
  return notice(active ? 'The feed is active again.' : 'The feed is paused; the same command resumes it.');
}

/** `/newsadmin feed remove`: its articles stay. */
export async function removeFeed(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin feed remove'>,
): Promise<Reply> {
  const { id } = await feedNamed(deps, caller.workspace, options.feed);
  await deps.db.transaction().execute((tx) => unfollowFeed(tx, caller.workspace, id));
  return notice('I no longer follow this feed. Its articles stay.');
}

export function feedSuggestion(feed: { id: string; title: string; name: string | null }): string {
  return suggestionOf(feed.name ?? feed.title, feed.id);
}

/** A feed by its suggestion, id, address or name. @throws UserError when none is followed here. */
export async function feedNamed(deps: DeskDeps, workspace: WorkspaceId, typed: string): Promise<FollowedFeed> {
  const id = idIn(typed);
  const feeds = await listFeeds(deps.db, workspace);
  const found = feeds.find(
    (feed) => feed.id === id || feed.url === id || (feed.name ?? feed.title).toLowerCase() === id.toLowerCase(),
  );
  if (!found) throw new UserError(`I can't find a feed "${typed}" here. /newsadmin feed list shows them all.`);
  return found;
}
