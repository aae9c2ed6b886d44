import { sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { Database, Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { inScope, PASSAGE_COLUMNS, type PassageScope } from './passages-in-scope.ts';
import type { Candidate } from './source.ts';

/** Passages whose vectors a process keeps in memory, the newest: 512 dimensions of so many are 25 MB. */
const KEPT = 50_000;
const ROWS_PER_READ = 5_000;
/** How many of the nearest are looked up at first, and when too few of them may be seen. */
const TRIES = [200, 2_000, KEPT];

export interface UnreadArticle {
  article: ArticleId;
  revision: RevisionId;
  owner: WorkspaceId;
  title: string;
  passages: { start: number; text: string }[];
}

/** Current revisions that the model has no vectors of, newest first; the ids alone. */
export async function revisionsWithoutVectors(db: Queries, model: string, limit: number): Promise<RevisionId[]> {
  const rows = await db
    .selectFrom('articles')
    .select('articles.current')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('passage_vectors')
            .select('passage_vectors.id')
            .whereRef('passage_vectors.revision_id', '=', 'articles.current')
            .where('passage_vectors.model', '=', model),
        ),
      ),
    )
    .where((e) =>
      e.exists(
        e.selectFrom('passages').select('passages.start').whereRef('passages.revision_id', '=', 'articles.current'),
      ),
    )
    .orderBy('articles.current', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap((row) => row.current ?? []);
}

/** A revision with the passages that are to be embedded; null when it is no longer current. */
export async function passagesToEmbed(db: Queries, revision: RevisionId): Promise<UnreadArticle | null> {
  const passages = await db
    .selectFrom('passages')
    .innerJoin('articles', 'articles.current', 'passages.revision_id')
    .innerJoin('revisions', 'revisions.id', 'passages.revision_id')
    .select(['articles.id as article', 'articles.owner', 'revisions.title', 'passages.start', 'passages.text'])
    .where('passages.revision_id', '=', revision)
    .orderBy('passages.start')
    .execute();
  const [first] = passages;
  return first ? { article: first.article, revision, owner: first.owner, title: first.title, passages } : null;
}

/** Keeps the vectors of a revision's passages in place of those of earlier revisions; one that is there already stays. */
export async function insertVectors(
  db: Database,
  model: string,
  { article, revision, passages }: UnreadArticle,
  vectors: readonly Float32Array[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('passage_vectors')
      .where('article_id', '=', article)
      .where('revision_id', '!=', revision)
      .execute();
    const rows = passages.flatMap(({ start }, i) => {
      const vector = vectors[i];
      return vector
        ? [{ article_id: article, revision_id: revision, start, model, vector: Buffer.from(toBytes(vector).buffer) }]
        : [];
    });
    if (rows.length > 0)
      await tx
        .insertInto('passage_vectors')
        .values(rows)
        .onConflict((c) => c.doNothing())
        .execute();
  });
}

/** The newest vectors of a model, kept in this process and brought up to date at each look. */
export interface VectorIndex {
  /** Passages the workspace may see, nearest in meaning first. */
  nearest(vector: Float32Array, scope: PassageScope, limit: number): Promise<Candidate[]>;
}

/** Opens the index of a model's vectors. Nothing is read before the first look. */
export function vectorIndex(db: Database, model: string): VectorIndex {
  let rows: { revision: RevisionId; start: number; vector: Int8Array }[] = [];
  let newest = 0;
  let reading: Promise<void> = Promise.resolve();

  async function readNew(): Promise<void> {
    for (;;) {
      const found = await db
        .selectFrom('passage_vectors')
        .select(['id', 'revision_id as revision', 'start', 'vector'])
        .where('model', '=', model)
        .where('id', '>', newest)
        .orderBy('id', newest === 0 ? 'desc' : 'asc')
        .limit(newest === 0 ? KEPT : ROWS_PER_READ)
        .execute();
      for (const { revision, start, vector } of found)
        rows.push({ revision, start, vector: new Int8Array(vector.buffer, vector.byteOffset, vector.length) });
      newest = found.reduce((max, row) => Math.max(max, row.id), newest);
      if (rows.length > KEPT) rows = rows.slice(-KEPT);
      if (found.length < ROWS_PER_READ || found.length === KEPT) return;
    }
  }

  return {
    async nearest(vector, scope, limit) {
      reading = reading.then(readNew, readNew);
      await reading;
      const bytes = toBytes(vector);
      const ranked = rows
        .map((row) => ({
          row,
          near: row.vector.length === bytes.length ? dot(row.vector, bytes) : Number.NEGATIVE_INFINITY,
        }))
        .sort((a, b) => b.near - a.near);
      for (const size of TRIES) {
        const keys = ranked.slice(0, size).map(({ row }) => row);
        const found = await visibleAmong(db, keys, scope);
        if (found.length >= limit || size >= ranked.length) return found.slice(0, limit);
      }
      return [];
    },
  };
}

async function visibleAmong(
  db: Database,
  keys: readonly { revision: RevisionId; start: number }[],
  scope: PassageScope,
): Promise<Candidate[]> {
  if (keys.length === 0) return [];
  return db
    .selectFrom(
      sql<{ revision: RevisionId; start: number; position: number }>`unnest(
        ${keys.map((key) => key.revision)}::bigint[], ${keys.map((key) => key.start)}::integer[]
      ) with ordinality`.as<'wanted'>(sql`wanted (revision, start, position)`),
    )
    .innerJoin('passages', (join) =>
      join.onRef('passages.revision_id', '=', 'wanted.revision').onRef('passages.start', '=', 'wanted.start'),
    )
    .innerJoin('revisions', 'revisions.id', 'passages.revision_id')
    .select(PASSAGE_COLUMNS)
    .where(inScope(db, scope))
    .orderBy('wanted.position')
    .execute();
}

function toBytes(vector: Float32Array): Int8Array {
  return Int8Array.from(vector, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 127));
}

function dot(a: Int8Array, b: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
