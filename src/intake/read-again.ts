import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { ArticleId, RevisionId } from '../article/article.ts';
import { quotesOf } from '../quote/quotes.ts';
import type { Database, Queries } from '../store/database.ts';
import { articlesReadEarlier, insertQuotes, noteReader, removeQuotes } from '../store/quotes/quote-rows.ts';

/** Few: whoever adds an article or asks doesn't wait behind more. */
const ARTICLES_A_BATCH = 4;
/** Rest after a batch, as a multiple of the time that it took: on a machine with room, and on one where others wait for a core. */
const REST = 1;
const REST_WHEN_BUSY = 6;
const LONGEST_REST_MS = 10_000;

/**
 * Reads the quotes again of articles that an earlier reader has read, the newest first, until the signal. Returns how many articles that
 * were. What was read before is shown meanwhile, and questions, feeds and digests come first: it rests for at least as long as it works.
 */
export async function readQuotesAgain(db: Database, signal?: AbortSignal, rest = restAfter): Promise<number> {
  let done = 0;
  while (!signal?.aborted) {
    const began = performance.now();
    const batch = await db.transaction().execute(readBatch);
    if (batch === 0) break;
    done += batch;
    await wait(rest(performance.now() - began), undefined, { signal }).catch(() => {});
  }
  return done;
}

/** Milliseconds to rest after work that took so long: the longer, where more wants to run (`load`) than there are cores. */
export function restAfter(milliseconds: number, load = loadavg()[0] ?? 0, cores = availableParallelism()): number {
  return Math.min(LONGEST_REST_MS, milliseconds * (load > cores ? REST_WHEN_BUSY : REST));
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
