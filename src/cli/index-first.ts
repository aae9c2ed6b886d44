import type { App } from '../app.ts';
import { articlesToIndex, indexAllPassages } from '../store/passages/passage-index.ts';

/** The longest that a question on the command line waits for what an upgrade left to be indexed. */
const INDEXING_MS = 60_000;

/** Indexes what an upgrade left to the worker: whoever only uses the command line may have none. */
export async function indexFirst({ db }: Pick<App, 'db'>): Promise<void> {
  const waiting = await articlesToIndex(db);
  if (waiting === 0) return;
  const articles = waiting === 1 ? '1 article' : `${waiting.toLocaleString('en')} articles`;
  process.stderr.write(`Indexing ${articles} after the upgrade, once…\n`);
  await indexAllPassages(db, AbortSignal.timeout(INDEXING_MS));
}
