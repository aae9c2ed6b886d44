import { readFile } from 'node:fs/promises';
import { readPlainText } from '../read/plain-text/plain-text.ts';
import type { Database } from '../store/database.ts';
import { SHARED } from '../store/schema.ts';
import { addArticle } from './add-article.ts';

const FOLDER = new URL('../../samples/', import.meta.url);

/** Stores the sample stories for everybody to see. Returns how many are new. */
export async function addSamples(db: Database): Promise<number> {
  const index = JSON.parse(await readFile(new URL('index.json', FOLDER), 'utf8')) as {
    file: string;
    publisher: string;
    published: string;
  }[];
  let added = 0;
  for (const sample of index) {
    const raw = await readFile(new URL(sample.file, FOLDER), 'utf8');
    const read = readPlainText(raw, {
      publisher: sample.publisher,
      published: new Date(`${sample.published}T12:00:00Z`),
    });
    if (read.kind === 'refused') throw new Error(`sample ${sample.file}: ${read.message}`);
    const result = await addArticle(db, read.draft, { workspace: SHARED, cameIn: 'sample' });
    if (result.kind === 'stored') added++;
  }
  return added;
}

/** Takes the samples out again, with their quotes and summaries. Returns how many there were. */
export async function removeSamples(db: Database): Promise<number> {
  const gone = await db.deleteFrom('articles').where('came_in', '=', 'sample').returning('id').execute();
  return gone.length;
}

/** Loads the samples when the store has never held an article, so that the first start has something to read. */
export async function addSamplesOnce(db: Database): Promise<number> {
  const any = await db.selectFrom('articles').select('id').limit(1).executeTakeFirst();
  return any ? 0 : addSamples(db);
}
