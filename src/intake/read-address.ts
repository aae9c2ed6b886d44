import { UserError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { addArticle, type IntakeResult } from './add-article.ts';
import { lookAgainAfter } from './look-times.ts';
import { newsSince } from './news-since.ts';
import type { UnreadPage } from './next-pages.ts';
import { type Reader, readPage } from './read-page.ts';

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
  const { draft, addresses, unread } = await readPage(deps, address, reading.signal);
  if (draft.text.length > deps.maxCharacters) throw new UserError(tooLong(draft.text.length, deps.maxCharacters));
  const now = deps.now();
  const result = await addArticle(deps.db, draft, {
    workspace: reading.workspace,
    cameIn: 'url',
    addresses,
    lookAt: lookAgainAfter(0, now),
    seenSince: newsSince(draft.published, now),
  });
  return { ...result, unread };
}

export function tooLong(length: number, most: number): string {
  return `The article has ${length} characters; at most ${most} are stored (ARTICLE_MAX_CHARACTERS).`;
}
