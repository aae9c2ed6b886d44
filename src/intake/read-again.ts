import type { ArticleId, RevisionId } from '../article/article.ts';
import { quotesOf } from '../quote/quotes.ts';
import type { Database, Queries } from '../store/database.ts';
import { articlesReadEarlier, insertQuotes, noteReader, removeQuotes } from '../store/quotes/quotes.ts';

const ARTICLES_A_BATCH = 20;

/**
 * Reads the quotes again of articles that an earlier reader has read, the newest first, until the signal. Returns how many articles that
 * were. What was read before is shown meanwhile.
 */
export async function readQuotesAgain(db: Database, signal?: AbortSignal): Promise<number> {
  let done = 0;
  while (!signal?.aborted) {
    const batch = await db.transaction().execute(readBatch);
    if (batch === 0) break;
    done += batch;
  }
  return done;
}

async function readBatch(tx: Queries): Promise<number> {
  const articles = await articlesReadEarlier(tx, ARTICLES_A_BATCH);
  for (const article of articles) await readArticleAgain(tx, article);
  return articles.length;
}

/** Reads the quotes again of an article's newest version, which the transaction holds. Corrections count in what is read. */
export async function readArticleAgain(
  tx: Queries,
  article: { id: ArticleId; revision: RevisionId; title: string; text: string },
): Promise<void> {
  await removeQuotes(tx, article.revision);
  await insertQuotes(tx, article, quotesOf(article.text, { title: article.title }));
  await noteReader(tx, article.id);
}
