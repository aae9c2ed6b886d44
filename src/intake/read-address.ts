import { addressKey, canonicalUrl } from '../article/canonical-url.ts';
import { UserError } from '../errors.ts';
import { findAtAddress, type StoredText } from '../store/articles/adding.ts';
import { markGone } from '../store/articles/looks.ts';
import type { Database } from '../store/database.ts';
import { SHARED, type WorkspaceId } from '../store/schema.ts';
import { addArticle, type IntakeResult } from './add-article.ts';
import { lookAgainAfter } from './look-times.ts';
import { newsSince } from './news-since.ts';
import type { UnreadPage } from './next-pages.ts';
import { type Reader, readPage, UnreadablePage } from './read-page.ts';
import { markReplaced, placeOf } from './same-place.ts';
import { takeLoss } from './take-loss.ts';

export interface AddressDeps extends Reader {
  db: Database;
  maxCharacters: number;
  now: () => Date;
}

/** What became of an article that was given, with the page of it that could not be read. */
export type AddressResult = IntakeResult & { unread?: UnreadPage | null };

/**
 * Reads the article at an address and stores it; a known one whose text has changed becomes its next revision.
 * @throws UserError that says why there is no article: the address, the server, or the page.
 */
export async function readAddress(
  deps: AddressDeps,
  address: string,
  reading: { workspace: WorkspaceId; signal?: AbortSignal },
): Promise<AddressResult> {
  const before = await ownArticleAt(deps.db, address);
  const page = await readPage(deps, address, reading.signal).catch(async (error: unknown) => {
    if (!(error instanceof UnreadablePage) || before === null) throw error;
    throw (await takeLoss(deps, before, error)) ? new UserError(`${error.message} ${lossNoted(before.title)}`) : error;
  });
  const { draft, addresses, unread } = page;
  if (draft.text.length > deps.maxCharacters) throw new UserError(tooLong(draft.text.length, deps.maxCharacters));
  const now = deps.now();
  const place = before ? await placeOf(deps.db, before, draft) : null;
  if (before && place?.kind === 'replaced') await markReplaced(deps.db, before, draft.text, now);
  const result = await addArticle(deps.db, draft, {
    workspace: reading.workspace,
    cameIn: 'url',
    addresses,
    lookAt: lookAgainAfter(0, now),
    seenSince: newsSince(draft.published, now),
    ...(place?.kind === 'moved' ? { id: place.id } : {}),
  });
  if (before?.id === result.article) await markGone(deps.db, before.id, null);
  return { ...result, unread };
}

/** The shared article whose own address this is, or null: what only leads to an article says nothing about it. */
async function ownArticleAt(db: Database, address: string): Promise<StoredText | null> {
  const url = canonicalUrl(address);
  const stored = url === null ? null : await findAtAddress(db, SHARED, url);
  return stored?.url && addressKey(stored.url) === addressKey(address) ? stored : null;
}

function lossNoted(title: string): string {
  return `I keep “${title}”, and say with its quotations that its page is gone or was taken back.`;
}

export function tooLong(length: number, most: number): string {
  return `The article has ${length} characters; at most ${most} are stored (ARTICLE_MAX_CHARACTERS).`;
}
