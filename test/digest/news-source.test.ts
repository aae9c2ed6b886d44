import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { newsSource } from '../../src/digest/news-source.ts';
import { addArticle } from '../../src/intake/add-article.ts';
import { readPlainText } from '../../src/read/plain-text/plain-text.ts';
import { DEFAULT_SETTINGS } from '../../src/store/digests/digest-settings.ts';
import { SHARED } from '../../src/store/schema.ts';
import { testDatabase } from '../store/test-database.ts';
import { NO_DIGEST } from './test-delivery.ts';

const TO = new Date(Date.now() + 60_000);
const FROM = new Date(TO.getTime() - 86_400_000);

test('ten thousand channels with twenty sets of filters read the news twenty times', async () => {
  const { db } = await testDatabase();
  const text =
    'Ferry of Vale sold\n\nThe ferry of Vale was sold for 4 million crowns on Thursday, the town council said.';
  const read = readPlainText(text, { publisher: 'Vale Courier', published: new Date() });
  if (read.kind === 'refused') throw new Error(read.message);
  await addArticle(db, read.draft, { workspace: SHARED, cameIn: 'file' });
  let queries = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const news = newsSource(db.withPlugin(counting));
  await news.between(NO_DIGEST, FROM, TO);
  const aRead = queries;
  queries = 0;
  const found = await Promise.all(
    Array.from({ length: 10_000 }, (_, i) => {
      const settings = { ...DEFAULT_SETTINGS, without: i % 2 === 0 ? [] : ['strike'] };
      return news.between({ ...NO_DIGEST, topic: `ferry or t${Math.floor(i / 2) % 10}`, settings }, FROM, TO);
    }),
  );
  expect(queries).toBe(20 * aRead);
  expect(new Set(found).size).toBe(20);
  expect(found.every(({ stories }) => stories[0]?.reports[0]?.headline === 'Ferry of Vale sold')).toBe(true);
});
