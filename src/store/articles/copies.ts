import { sql } from 'kysely';
import type { ArticleId } from '../../article/article.ts';
import { copyKeys, type Fingerprint, isNearCopy } from '../../article/fingerprint.ts';
import { saysNothingNew } from '../../article/same-report.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';

const CANDIDATES = 20;

/** An article of the owner of which this is a copy that says nothing of its own (syndicated, cut), or null. */
export async function findCopy(
  db: Queries,
  owner: WorkspaceId,
  text: string,
  print: Fingerprint,
): Promise<ArticleId | null> {
  const { rows } = await sql<{ id: ArticleId; fingerprint: Fingerprint; text: string }>`
    select f.article_id as id, f.fingerprint, r.text from fingerprints f
    join articles a on a.id = f.article_id join revisions r on r.id = a.current
    where f.owner = ${owner} and f.keys && ${copyKeys(print)}
    limit ${CANDIDATES}`.execute(db);
  const found = rows.find((row) => isNearCopy(row.fingerprint, print) && saysNothingNew(text, row.text));
  return found?.id ?? null;
}

/** Keeps the fingerprint of an article's newest text. */
export async function saveFingerprint(
  db: Queries,
  owner: WorkspaceId,
  id: ArticleId,
  fingerprint: Fingerprint,
): Promise<void> {
  const values = { owner, keys: copyKeys(fingerprint), fingerprint: JSON.stringify(fingerprint) };
  await db
    .insertInto('fingerprints')
    .values({ article_id: id, ...values })
    .onConflict((c) => c.column('article_id').doUpdateSet(values))
    .execute();
}
