import { UserError } from '../errors.ts';
import { findById } from '../store/articles/adding.ts';
import { markGone, planLook, takeDueLooks } from '../store/articles/looks.ts';
import { addArticle } from './add-article.ts';
import { lookAgainAfter } from './look-times.ts';
import type { AddressDeps } from './read-address.ts';
import { readPage, UnreadablePage } from './read-page.ts';
import { markReplaced, placeOf } from './same-place.ts';
import { takeLoss } from './take-loss.ts';

/**
 * Looks at the pages again whose time has come, at most `limit`: what changed becomes a revision, at the address that the page moved to as well, and
 * a page that is gone is marked. Safe to run twice. Returns how many were looked at.
 */
export async function lookAgain(deps: AddressDeps, limit: number, signal?: AbortSignal): Promise<number> {
  const due = await takeDueLooks(deps.db, deps.now(), limit);
  for (const { id, url, looks } of due) {
    if (signal?.aborted) break;
    const before = await findById(deps.db, id);
    if (before === null) continue;
    try {
      const { draft, addresses } = await readPage(deps, url, signal);
      const place = await placeOf(deps.db, before, draft);
      if (place.kind === 'replaced') await markReplaced(deps.db, before, draft.text, deps.now());
      else {
        const moved = place.kind === 'moved' ? { id: place.id } : {};
        const added =
          draft.text.length <= deps.maxCharacters
            ? await addArticle(deps.db, draft, { workspace: null, cameIn: 'url', addresses, ...moved })
            : null;
        if (added === null || added.article === id) await markGone(deps.db, id, null);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (error instanceof UnreadablePage) await takeLoss(deps, before, error);
    }
    await planLook(deps.db, id, looks + 1, lookAgainAfter(looks + 1, deps.now()));
  }
  return due.length;
}
