import { type Kysely, sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import { passagesOf } from '../../index/passages/cut.ts';
import { postingsOf } from '../../index/passages/postings.ts';
import type { Span } from '../../text/span.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';

/** Raised by one whenever the same text would give other passages or other terms: what was stored before is then indexed again. */
const ANALYSIS = 4;
const BATCH = 256;
/** Segments of one level that are joined to one of the next. */
const FAN_OUT = 16;
const ROWS_PER_INSERT = 5_000;
/** Of the only session that joins segments. */
const JOIN_LOCK = 7_305_812;

export interface Indexable {
  id: ArticleId;
  revision: RevisionId;
  title: string;
  dateline: string | null;
  text: string;
}

/** Makes the newest revisions of some articles findable in place of those before. All of one call become one segment. */
export async function indexArticles(tx: Kysely<Schema>, articles: readonly Indexable[]): Promise<void> {
  const split = articles.map((article) => {
    const spans = passagesOf(article.text);
    return { article, spans, texts: spans.map(({ start, end }) => article.text.slice(start, end)) };
  });
  const docs = await numberArticles(
    tx,
    split.map(({ article, spans }) => ({ ...article, passages: spans.length })),
  );
  const numbered = split.flatMap((one) => {
    const doc = docs.get(one.article.id);
    return doc === undefined ? [] : [{ ...one, doc }];
  });
  for (const part of inParts(numbered.flatMap(passageRows))) await insertPassages(tx, part);
  await forgetVectors(
    tx,
    numbered.map(({ article }) => article.id),
  );
  const postings = postingsOf(
    numbered
      .sort((a, b) => a.doc - b.doc)
      .map(({ article, texts, doc }) => ({
        doc,
        title: `${article.title} ${article.dateline ?? ''}`,
        passages: texts,
      })),
  );
  if (postings.length === 0) return;
  const { id } = await tx
    .insertInto('segments')
    .values({ level: levelOf(numbered.length), docs: numbered.length, analysis: ANALYSIS })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const part of inParts(postings)) await insertPostings(tx, id, part);
}

/** New numbers for these revisions; those of earlier revisions go with their passages. */
async function numberArticles(
  tx: Kysely<Schema>,
  articles: readonly { id: ArticleId; revision: RevisionId; passages: number }[],
): Promise<Map<ArticleId, number>> {
  const ids = articles.map(({ id }) => id);
  await tx.deleteFrom('passage_docs').where('article_id', 'in', ids).execute();
  const { rows } = await sql<{ article_id: ArticleId; doc: number }>`
    insert into passage_docs (article_id, revision_id, passages, publisher, published, analysis)
    select r.article_id, r.id, n.passages, r.publisher, r.published, ${ANALYSIS}
    from unnest(${articles.map(({ revision }) => revision)}::bigint[], ${articles.map(({ passages }) => passages)}::integer[])
      as n (revision, passages) join revisions r on r.id = n.revision
    returning article_id, doc`.execute(tx);
  return new Map(rows.map(({ article_id, doc }) => [article_id, doc]));
}

interface PassageRow extends Span {
  doc: number;
  place: number;
  article: ArticleId;
  revision: RevisionId;
  text: string;
}

function passageRows(one: { article: Indexable; doc: number; spans: readonly Span[]; texts: string[] }): PassageRow[] {
  return one.spans.map(({ start, end }, place) => ({
    doc: one.doc,
    place,
    article: one.article.id,
    revision: one.article.revision,
    start,
    end,
    text: one.texts[place] ?? '',
  }));
}

async function insertPassages(tx: Kysely<Schema>, rows: readonly PassageRow[]): Promise<void> {
  await sql`insert into passages (doc, place, article_id, revision_id, start, "end", text)
    select * from unnest(
      ${rows.map(({ doc }) => doc)}::integer[], ${rows.map(({ place }) => place)}::integer[],
      ${rows.map(({ article }) => article)}::text[], ${rows.map(({ revision }) => revision)}::bigint[],
      ${rows.map(({ start }) => start)}::integer[], ${rows.map(({ end }) => end)}::integer[],
      ${rows.map(({ text }) => text)}::text[])`.execute(tx);
}

/** Articles with passages that have no vector are embedded again. */
async function forgetVectors(tx: Kysely<Schema>, ids: readonly ArticleId[]): Promise<void> {
  await sql`delete from passage_vectors v where v.article_id = any(${ids}) and exists (
    select from passages p where p.article_id = v.article_id and not exists (
      select from passage_vectors w where w.revision_id = p.revision_id and w.start = p.start))`.execute(tx);
}

async function insertPostings(
  tx: Kysely<Schema>,
  segment: number,
  postings: readonly (readonly [term: string, data: Uint8Array])[],
): Promise<void> {
  const data = postings.map(([, bytes]) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  await sql`insert into postings (segment, term, data)
    select ${segment}::integer, term, data from unnest(${postings.map(([term]) => term)}::text[], ${data}::bytea[])
      as p (term, data)`.execute(tx);
}

function inParts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_INSERT) }, (_, i) =>
    rows.slice(i * ROWS_PER_INSERT, (i + 1) * ROWS_PER_INSERT),
  );
}

function levelOf(docs: number): number {
  return Math.floor(Math.log(docs) / Math.log(FAN_OUT));
}

/**
 * Joins segments of which there are many of one size, so that a question reads few rows however many articles came one by one. The work
 * is bounded by the logarithm of the library for each article. Does nothing while another process is at it.
 */
export async function joinSegments(db: Kysely<Schema>): Promise<void> {
  while (await db.transaction().execute(joinOneLevel));
}

async function joinOneLevel(tx: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ ids: number[]; level: number; analysis: number }>`
    select array_agg(id order by id) as ids, level, analysis from segments
    group by level, analysis having count(*) >= ${FAN_OUT} order by level limit 1`.execute(tx);
  const [crowded] = rows;
  if (!crowded) return false;
  const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${JOIN_LOCK}) as got`.execute(tx);
  if (!lock.rows[0]?.got) return false;
  const gone = await tx.deleteFrom('segments').where('id', 'in', crowded.ids).returning('docs').execute();
  if (gone.length === 0) return true;
  const docs = gone.reduce((sum, segment) => sum + segment.docs, 0);
  const { id } = await tx
    .insertInto('segments')
    .values({ level: Math.max(crowded.level + 1, levelOf(docs)), docs, analysis: crowded.analysis })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`with gone as (delete from postings where segment = any(${crowded.ids}) returning segment, term, data)
    insert into postings (segment, term, data)
    select ${id}::integer, term, string_agg(data, ''::bytea order by segment) from gone group by term order by term`.execute(
    tx,
  );
  return true;
}

/**
 * Indexes the articles that are not, or were under other rules, in batches, the newest first, until the signal. Returns how many.
 * Questions asked meanwhile find all, by one or the other rules.
 */
export async function indexAllPassages(db: Database, signal?: AbortSignal): Promise<number> {
  let done = 0;
  while (!signal?.aborted) {
    const batch = await db.transaction().execute(indexBatch);
    if (batch === 0) {
      await dropOldSegments(db);
      return done;
    }
    done += batch;
    await joinSegments(db);
  }
  return done;
}

const MOST_COUNTED = 10_000;
/** Stores in which every article was once found to be indexed: from then on each is indexed as it is stored. */
const indexed = new WeakSet<Database>();

/** How many stored articles no question can find yet, since an upgrade left them to the worker; 10,000 stands for more. */
export async function articlesToIndex(db: Database): Promise<number> {
  if (indexed.has(db)) return 0;
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from (
      select from articles a where current is not null
        and not exists (select from passage_docs d where d.article_id = a.id) limit ${MOST_COUNTED}
    ) as missing`.execute(db);
  const waiting = rows[0]?.waiting ?? 0;
  if (waiting === 0) indexed.add(db);
  return waiting;
}

async function indexBatch(tx: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<Indexable>`
    select a.id, r.id as revision, r.title, r.dateline, r.text
    from articles a join revisions r on r.id = a.current left join passage_docs d on d.article_id = a.id
    where d.doc is null or d.analysis <> ${ANALYSIS}
    order by a.added desc limit ${BATCH} for update of a skip locked`.execute(tx);
  if (rows.length > 0) await indexArticles(tx, rows);
  return rows.length;
}

/** Segments from under other rules, once no article is left in them. */
async function dropOldSegments(db: Kysely<Schema>): Promise<void> {
  await sql`with gone as (
      delete from segments where analysis <> ${ANALYSIS}
        and not exists (select from passage_docs where analysis <> ${ANALYSIS}) returning id
    ) delete from postings where segment in (select id from gone)`.execute(db);
}
