import { UserError } from '../errors.ts';
import type { Parser } from '../read/parse/parser-pool.ts';
import type { Fetcher } from '../read/web/fetch.ts';
import type { Database } from '../store/database.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { addArticle, type IntakeResult } from './add-article.ts';

export interface Reader {
  fetcher: Fetcher;
  parser: Parser;
}

/**
 * Reads the article at an address and stores it; a known one whose text has changed becomes its next revision.
 * @throws UserError that says why there is no article: the address, the server, or the page.
 */
export async function readAddress(
  deps: Reader & { db: Database; maxCharacters: number },
  address: string,
  reading: { workspace: WorkspaceId; cameIn: 'url' | 'feed'; signal?: AbortSignal; seenSince?: Date },
): Promise<IntakeResult> {
  const fetched = await deps.fetcher.fetchPage(address, reading.signal ? { signal: reading.signal } : {});
  if (fetched.kind === 'failed') throw new UserError(fetched.message);
  if (fetched.kind === 'not-modified') throw new UserError('The page has not changed since it was read.');
  const parsed = await deps.parser.parsePage({
    bytes: fetched.bytes,
    contentType: fetched.contentType,
    url: fetched.url,
  });
  if (parsed.kind === 'failed') throw new UserError(parsed.message);
  const page = parsed.value;
  if (page.kind !== 'article') throw new UserError(page.reason);
  const { draft } = page;
  if (draft.text.length > deps.maxCharacters) {
    throw new UserError(
      `The article has ${draft.text.length} characters; at most ${deps.maxCharacters} are stored (ARTICLE_MAX_CHARACTERS).`,
    );
  }
  return addArticle(
    deps.db,
    { ...draft, url: draft.url ?? fetched.url },
    {
      workspace: reading.workspace,
      cameIn: reading.cameIn,
      addresses: [address, ...fetched.redirects, fetched.url],
      ...(reading.seenSince ? { seenSince: reading.seenSince } : {}),
    },
  );
}
