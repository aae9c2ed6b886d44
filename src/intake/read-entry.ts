import type { ArticleDraft, ArticleId } from '../article/article.ts';
import { addressKey, isSameSite } from '../article/canonical-url.ts';
import { saysNothingNew } from '../article/same-report.ts';
import { UserError } from '../errors.ts';
import { readDateline } from '../read/plain-text/dateline.ts';
import { findById, type StoredText, showTo } from '../store/articles/adding.ts';
import { markGone } from '../store/articles/looks.ts';
import { entryFailed, entryRead, type WaitingEntry, waitingEntry } from '../store/feeds/entries.ts';
import { type Feed, findFeed, followersOf, OLD_MS } from '../store/feeds/feeds.ts';
import type { FeedId } from '../store/schema.ts';
import { addArticle } from './add-article.ts';
import { entryKind, entryText, saysMore } from './entry-text.ts';
import { type EntryDraft, entryDraft } from './feed-entry.ts';
import { lookAgainAfter } from './look-times.ts';
import { newsSince } from './news-since.ts';
import type { UnreadPage } from './next-pages.ts';
import type { FeedDeps } from './poll-feed.ts';
import { tooLong } from './read-address.ts';
import { type ReadPage, readPage, UnreadablePage } from './read-page.ts';
import { markReplaced, placeOf } from './same-place.ts';
import { takeLoss } from './take-loss.ts';

const TRIES = 4;
const RETRY_MINUTES = 30;
/** Long enough to be the article itself and no teaser. */
const FULL_TEXT_CHARACTERS = 1_500;
/** Failures after which the same page may be there in half an hour. */
const PASSING = new Set<string>(['timed-out', 'server-error', 'rate-limited', 'network', 'not-found']);

/** What became of an entry: stored, tried again later, given up, or there was none waiting. */
export type EntryOutcome = 'read' | 'later' | 'failed' | 'over';

/**
 * Reads one waiting entry and stores its article for all who follow the feed: the feed's own text where that is the article and the link is the feed's
 * own; else the page; and where the page gives nothing, the feed's words as what they are. Safe to run twice.
 */
export async function readEntry(deps: FeedDeps, feedId: FeedId, key: string): Promise<EntryOutcome> {
  const [entry, feed] = await Promise.all([waitingEntry(deps.db, feedId, key), findFeed(deps.db, feedId)]);
  if (!entry || !feed) return 'over';
  try {
    const followers = await followersOf(deps.db, feedId);
    const [first] = followers;
    if (first === undefined) {
      await entryFailed(deps.db, entry, 'no one follows the feed', null);
      return 'over';
    }
    const before = entry.article === null || entry.ownText ? null : await findById(deps.db, entry.article);
    const read = await articleOf(deps, feed, entry).catch((error: unknown) => lost(deps, entry, before, error));
    if (read === null) return 'read';
    const { draft, addresses, ownText, unread } = read;
    if (draft.text.length > deps.maxCharacters) throw new UserError(tooLong(draft.text.length, deps.maxCharacters));
    const now = deps.now();
    const old = entry.old ? new Date(now.getTime() - OLD_MS) : undefined;
    const seenSince = newsSince(draft.published, now) ?? old;
    const lookAt = ownText && !read.pageToCome ? null : lookAgainAfter(0, now);
    const moved = before && !ownText ? await movedFrom(deps, entry, before, draft) : {};
    const intake = { workspace: first, cameIn: 'feed' as const, addresses, seenSince, lookAt, ...moved };
    const added = await addArticle(deps.db, draft, intake);
    if (before?.id === added.article) await markGone(deps.db, added.article, null);
    for (const workspace of followers) await showTo(deps.db, workspace, added.article, seenSince);
    const problem = unread && `the next page of an article, ${unread.url}: ${unread.reason}`;
    await entryRead(deps.db, entry, { article: added.article, ownText, problem });
    return 'read';
  } catch (error) {
    const passing = !(error instanceof UnreadablePage) || PASSING.has(error.reason);
    const again = passing && entry.tries + 1 < TRIES ? RETRY_MINUTES * 60_000 * 2 ** entry.tries : null;
    const problem = error instanceof UserError ? error.message : "it couldn't be stored";
    await entryFailed(deps.db, entry, problem, again === null ? null : new Date(deps.now().getTime() + again));
    if (!(error instanceof UserError)) throw error;
    return again === null ? 'failed' : 'later';
  }
}

/** Where an article has moved to another address since it was read from this entry: its id. */
async function movedFrom(
  { db, now }: FeedDeps,
  entry: WaitingEntry,
  before: StoredText,
  draft: ArticleDraft & { url: string },
): Promise<{ id?: ArticleId }> {
  const place = await placeOf(db, before, draft);
  if (place.kind === 'replaced' && isOwnAddress(before, entry)) await markReplaced(db, before, draft.text, now());
  return place.kind === 'moved' ? { id: place.id } : {};
}

function isOwnAddress({ url }: StoredText, entry: WaitingEntry): boolean {
  return url !== null && entry.url !== null && addressKey(url) === addressKey(entry.url);
}

/** Notes that the page of an entry that was read before is gone or was taken back: null where that is so; else throws the error again. */
async function lost(deps: FeedDeps, entry: WaitingEntry, before: StoredText | null, error: unknown): Promise<null> {
  const isLoss = error instanceof UnreadablePage && before !== null && isOwnAddress(before, entry);
  if (!isLoss || !(await takeLoss(deps, before, error))) throw error;
  await entryRead(deps.db, entry, { article: before.id, ownText: false, problem: error.message });
  return null;
}

interface EntryArticle {
  draft: ArticleDraft & { url: string };
  addresses: string[];
  /** The text is the feed's, not the page's. */
  ownText: boolean;
  /** The page isn't there yet: feeds tell of some before they are. */
  pageToCome?: boolean;
  /** A page of the article that could not be read. */
  unread: UnreadPage | null;
}

async function articleOf(deps: FeedDeps, feed: Feed, entry: WaitingEntry): Promise<EntryArticle> {
  const said = entryDraft.parse(entry.draft);
  const text = entryText(said.html);
  const link = entry.url;
  const isFull = text.length >= FULL_TEXT_CHARACTERS;
  const belongs = link === null || isSameSite(link, feed.url);
  // What was read from its page stays the page's: two renderings of one text are not two versions.
  if ((isFull && belongs && (entry.article === null || entry.ownText)) || link === null)
    return ownText(feed, entry, said, text, 'article');
  // A page that several entries link to is none of theirs.
  if (said.shared && saysMore(said.title, text)) return ownText(feed, entry, said, text, entryKind({ ...said, link }));
  try {
    const page = await readPage(deps, link);
    if (isFull && !belongs && !saysNothingNew(page.draft.text, text)) return ownText(feed, entry, said, text, 'post');
    return { draft: filledIn(page, said), addresses: page.addresses, ownText: false, unread: page.unread };
  } catch (error) {
    if (!(error instanceof UserError) || !saysMore(said.title, text)) throw error;
    const reason = error instanceof UnreadablePage ? error.reason : null;
    const pageToCome = reason === 'not-found' && belongs && !said.shared;
    const lastTry = reason === null || !PASSING.has(reason) || entry.tries + 1 >= TRIES;
    if (!lastTry && !pageToCome) throw error;
    return { ...ownText(feed, entry, said, text, entryKind({ ...said, link })), pageToCome };
  }
}

/** What the feed knows fills what the page lacks. */
function filledIn({ draft }: ReadPage, said: EntryDraft): ReadPage['draft'] {
  return {
    ...draft,
    byline: draft.byline ?? (said.author || null),
    published: draft.published ?? (said.published ? new Date(said.published) : null),
    title: draft.title || said.title,
    language: draft.language ?? languageOf(said),
  };
}

/** The feed's own text: under the link where that is the feed's own page, else at the entry's place in the feed. */
function ownText(
  feed: Feed,
  entry: WaitingEntry,
  said: EntryDraft,
  text: string,
  kind: ArticleDraft['kind'],
): EntryArticle {
  if (text === '') throw new UserError('The entry has no text and no address.');
  const own = said.shared
    ? placeOn(entry)
    : [entry.url, /^https?:/.test(said.id) ? said.id : null].find((url) => url && isSameSite(url, feed.url));
  const draft: ArticleDraft & { url: string } = {
    title: said.title,
    byline: said.author || null,
    dateline: readDateline(text.split('\n')[0] ?? '')?.place ?? null,
    publisher: said.feedTitle || feed.title || null,
    published: said.published ? new Date(said.published) : null,
    publishedZone: null,
    modified: null,
    language: languageOf(said),
    url: own ?? `${feed.url}#!${entry.entry}`,
    image: null,
    kind,
    text,
  };
  return { draft, addresses: [], ownText: true, unread: null };
}

/** An address of its own for an entry on a page that it shares with others: it leads there all the same. */
function placeOn({ url, entry }: WaitingEntry): string | null {
  return url && `${url.replace(/#.*$/, '')}#!${entry}`;
}

function languageOf({ language }: EntryDraft): string | null {
  return /^\s*([a-z]{2,3})(?![a-z])/i.exec(language)?.[1]?.toLowerCase() ?? null;
}
