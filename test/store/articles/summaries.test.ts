import { expect, test } from 'vitest';
import type { RevisionId } from '../../../src/article/article.ts';
import { insertSummary, revisionToSummarise, summariesOf } from '../../../src/store/articles/summaries.ts';
import { SHARED } from '../../../src/store/schema.ts';
import { addText, HARBOUR } from '../../chat/test-desk.ts';
import { testDatabase } from '../test-database.ts';

const NOW = { model: 'm', prompt: 'p2' };

test('a revision that a model summarised in vain is asked about again once the prompt changes, and once only', async () => {
  const { db } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const { id } = await db.selectFrom('revisions').select('id').executeTakeFirstOrThrow();
  const revision = id as RevisionId;
  const made = (prompt: string, ...texts: string[]) => ({
    method: 'model' as const,
    headline: 'Harbour',
    keyPoints: texts.map((text) => ({ text, start: 0, end: text.length })),
    model: 'm',
    prompt,
  });
  await insertSummary(db, revision, made('p1'));
  expect(await revisionToSummarise(db, revision, { model: 'm', prompt: 'p1' })).toBeNull();
  expect(await revisionToSummarise(db, revision, NOW)).not.toBeNull();
  await insertSummary(db, revision, made('p2', 'The wall will be raised.'));
  expect(await revisionToSummarise(db, revision, NOW)).toBeNull();
  await insertSummary(db, revision, made('p3', 'Another summary.'));
  expect((await summariesOf(db, [revision])).get(revision)?.keyPoints[0]?.text).toBe('The wall will be raised.');
});
