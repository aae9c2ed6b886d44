import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import type { Database } from '../../src/store/database.ts';
import { SHARED } from '../../src/store/schema.ts';

export const TOPICS = [
  'bridge',
  'school',
  'market',
  'harbour',
  'library',
  'ferry',
  'council',
  'river',
  'station',
  'hospital',
];

/** Stores so many short articles of five papers that came in just now. */
export async function addStormNews(db: Database, articles: number): Promise<void> {
  for (let i = 0; i < articles; i++) {
    const what = TOPICS[i % TOPICS.length];
    const text = `The ${what} of Vale ${i} will close for ${i + 2} weeks\n\nVALE — The ${what} will close for ${i + 2} weeks from Monday, the town council of Vale ${i} decided on Thursday.`;
    const read = readPlainText(text, { publisher: `Paper ${i % 5}`, published: new Date() });
    if (read.kind === 'refused') throw new Error(read.message);
    await addArticle(db, read.draft, { workspace: SHARED, cameIn: 'file' });
  }
}
