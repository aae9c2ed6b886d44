import type { StoredText } from '../store/articles/adding.ts';
import { markGone } from '../store/articles/looks.ts';
import type { Database } from '../store/database.ts';
import { addArticle } from './add-article.ts';
import type { UnreadablePage } from './read-page.ts';

/**
 * Notes that a stored article's own address has it no more: a page that is gone is marked, and what a newsroom says in place of an article that
 * it took back becomes the article's next version, so that nobody is told the old one. True when something was noted.
 */
export async function takeLoss(
  deps: { db: Database; now: () => Date },
  article: StoredText,
  { isGone, notice }: UnreadablePage,
): Promise<boolean> {
  if (notice !== null) {
    const title = notice.title === '' ? article.title : notice.title;
    await addArticle(deps.db, { ...notice, title }, { workspace: null, cameIn: 'url', id: article.id });
  } else if (isGone) await markGone(deps.db, article.id, deps.now());
  return isGone || notice !== null;
}
