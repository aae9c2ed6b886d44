import { UserError } from '../errors.ts';
import { markGone, planLook, takeDueLooks } from '../store/articles/looks.ts';
import { addArticle } from './add-article.ts';
import { lookAgainAfter } from './look-times.ts';
import type { AddressDeps } from './read-address.ts';
import { readPage, UnreadablePage } from './read-page.ts';

/**
 * Looks at the pages again whose time has come, at most `limit`: what changed becomes a revision, and a page that is gone is marked. Safe to run twice.
 * Returns how many were looked at.
 */
export async function lookAgain(deps: AddressDeps, limit: number, signal?: AbortSignal): Promise<number> {
  const due = await takeDueLooks(deps.db, deps.now(), limit);
  for (const { id, url, looks } of due) {
    if (signal?.aborted) break;
    try {
      const { draft, addresses } = await readPage(deps, url, signal);
      if (draft.text.length <= deps.maxCharacters)
        await addArticle(deps.db, draft, { workspace: null, cameIn: 'url', addresses });
      await markGone(deps.db, id, null);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const gone = error instanceof UnreadablePage && (error.reason === 'gone' || error.reason === 'not-found');
      if (gone) await markGone(deps.db, id, deps.now());
    }
    await planLook(deps.db, id, looks + 1, lookAgainAfter(looks + 1, deps.now()));
  }
  return due.length;
}
