import { type Kysely, sql } from 'kysely';
import type { ArticleId, RevisionId } from '../../article/article.ts';
import { keysOf, speakerWords, weekOf } from '../../index/quotes/quote-keys.ts';
import { nearKeys } from '../../text/near-words.ts';
import { plainWords } from '../../text/same-words.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';

const BATCH = 2_000;
const ARTICLES_A_BATCH = 100;
/** Characters: a name with hundreds of roles is found by its first ones. */
const WORDS_KEPT = 1_000;

interface IndexRow {
  id: number;
  article_id: ArticleId;
  text: string;
  speaker: string | null;
  speaker_kind: string | null;
  role: string | null;
  title: string;
  publisher: string | null;
  at: Date;
}

/** Makes the quotations of an article's newest revision findable, in place of those of its earlier ones. */
export async function indexQuotes(tx: Kysely<Schema>, article: { id: ArticleId; revision: RevisionId }): Promise<void> {
  const gone = await tx.deleteFrom('quote_keys').where('article_id', '=', article.id).returning('quote_id').execute();
  const rows = await indexRows(tx).where('quotes.revision_id', '=', article.revision).execute();
  await addKeys(tx, rows);
  if (gone.length > 0) await noteNewNames(tx, article.id);
}

/**
 * Makes the quotations findable of articles that an earlier version stored without this index, the newest first, until the signal. Returns
 * how many articles that were. Quotations are found meanwhile as far as the work has come.
 */
export async function indexMissingQuotes(db: Database, signal?: AbortSignal): Promise<number> {
  let done = 0;
  while (!signal?.aborted) {
    const batch = await db.transaction().execute(indexMissingBatch);
    if (batch === 0) break;
    done += batch;
  }
  return done;
}

async function indexMissingBatch(tx: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ id: ArticleId; revision: RevisionId }>`
    select a.id, a.current as revision from articles a
    where exists (select from quotes q where q.revision_id = a.current and q.kind in ('direct', 'partial'))
      and not exists (select from quote_keys k where k.article_id = a.id)
    order by a.added desc limit ${ARTICLES_A_BATCH} for update of a skip locked`.execute(tx);
  for (const article of rows) {
    await indexQuotes(tx, article);
    await noteNewNames(tx, article.id);
  }
  return rows.length;
}

/** Makes stored quotations findable, in batches: those of some articles, or all. For restores. Returns how many. */
export async function indexAllQuotes(tx: Kysely<Schema>, articles?: readonly ArticleId[]): Promise<number> {
  let indexed = 0;
  for (let after = 0; ; ) {
    const ids = await tx
      .selectFrom('quotes')
      .select('id')
      .where('id', '>', after)
      .$if(articles !== undefined, (q) => q.where('article_id', 'in', articles ?? []))
      .orderBy('id')
      .limit(BATCH)
      .execute();
    const last = ids.at(-1);
    if (!last) return indexed;
    const rows = await indexRows(tx)
      .where(sql<boolean>`quotes.id = any(${ids.map(({ id }) => id)}::bigint[])`)
      .whereRef('articles.current', '=', 'quotes.revision_id')
      .execute();
    await addKeys(tx, rows);
    after = last.id;
    indexed += rows.length;
  }
}

function indexRows(tx: Kysely<Schema>) {
  return tx
    .selectFrom('quotes')
    .innerJoin('articles', 'articles.id', 'quotes.article_id')
    .innerJoin('revisions', 'revisions.id', 'quotes.revision_id')
    .select([
      'quotes.id',
      'quotes.article_id',
      'quotes.text',
      'quotes.speaker',
      'quotes.speaker_kind',
      'quotes.role',
      'revisions.title',
      'revisions.publisher',
      sql<Date>`coalesce(revisions.published, revisions.added)`.as('at'),
    ])
    .where('quotes.kind', 'in', ['direct', 'partial']);
}

async function addKeys(tx: Kysely<Schema>, rows: readonly IndexRow[]): Promise<void> {
  if (rows.length === 0) return;
  const weeks = new Map<number, number>();
  const names = new Map<string, { kind: 'speaker' | 'publisher'; name: string; words: string[] }>();
  const keys = rows.map((row) => {
    weeks.set(weekOf(row.at), (weeks.get(weekOf(row.at)) ?? 0) + 1);
    const { speaker, role } = row;
    if (speaker !== null)
      addName(names, 'speaker', row.speaker_kind === 'unnamed' ? null : speaker, speakerWords({ speaker, role }));
    if (row.publisher !== null) addName(names, 'publisher', row.publisher, plainWords(row.publisher));
    return `{${keysOf(row, row.at).join(',')}}`;
  });
  const ids = rows.map((row) => row.id);
  const articles = rows.map((row) => row.article_id);
  const times = rows.map((row) => row.at.toISOString());
  await sql`insert into quote_keys (quote_id, article_id, at, keys)
    select id, article, at, keys::integer[]
    from unnest(${ids}::bigint[], ${articles}::text[], ${times}::timestamptz[], ${keys}::text[]) as t (id, article, at, keys)
    on conflict do nothing`.execute(tx);
  await countWeeks(tx, weeks);
  await addNames(tx, [...names.values()]);
}

/** A null name leaves its words findable and is never suggested ("a spokesman"). */
function addName(
  names: Map<string, { kind: 'speaker' | 'publisher'; name: string; words: string[] }>,
  kind: 'speaker' | 'publisher',
  name: string | null,
  words: string[],
): void {
  const key = `${kind} ${name ?? ''}`;
  const known = names.get(key);
  const all = known ? [...new Set([...known.words, ...words])] : words;
  names.set(key, { kind, name: name ?? '', words: name === null ? all : all.slice(0, 40) });
}

async function countWeeks(tx: Kysely<Schema>, weeks: ReadonlyMap<number, number>): Promise<void> {
  const sorted = [...weeks].sort(([a], [b]) => a - b);
  await sql`insert into quote_weeks (week, quotes)
    select week, n from unnest(${sorted.map(([week]) => week)}::integer[], ${sorted.map(([, n]) => n)}::bigint[]) as t (week, n)
    on conflict (week) do update set quotes = quote_weeks.quotes + excluded.quotes`.execute(tx);
}

/** In one order, so that two articles stored at the same time wait for each other instead of deadlocking. */
async function addNames(
  tx: Kysely<Schema>,
  names: readonly { kind: 'speaker' | 'publisher'; name: string; words: string[] }[],
): Promise<void> {
  const words = [...new Set(names.flatMap((name) => name.words))].sort();
  const near = words.map((word) => `{${nearKeys(word).join(',')}}`);
  await sql`insert into quote_name_words (word, near)
    select word, near::integer[] from unnest(${words}::text[], ${near}::text[]) as t (word, near)
    order by word collate "C" on conflict do nothing`.execute(tx);
  const shown = names
    .filter(({ name }) => name !== '')
    .sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
  const parts = shown.map((name) => name.words.join(' '));
  await sql`with given as (
      select kind, name, words from unnest(${shown.map(({ kind }) => kind)}::text[], ${shown.map(({ name }) => name)}::text[],
        ${parts}::text[]) as t (kind, name, words)
    ), added as (
      insert into quote_names (kind, name, words) select kind, name, '' from given
      order by kind collate "C", name collate "C" on conflict (kind, name) do nothing returning id, kind, name
    ), known as (
      select id, kind, name from added union all select n.id, n.kind, n.name from quote_names n join given using (kind, name)
    ), fresh as (
      insert into quote_name_parts (word, name_id)
      select word, id from known join given using (kind, name), unnest(string_to_array(given.words, ' ')) as word
      order by id, word collate "C" on conflict do nothing returning word, name_id
    )
    select name_id, string_agg(' ' || word, '') as words from fresh group by name_id order by name_id`
    .execute(tx)
    .then(({ rows }) => addWords(tx, rows as { name_id: number; words: string }[]));
}

async function addWords(tx: Kysely<Schema>, fresh: readonly { name_id: number; words: string }[]): Promise<void> {
  if (fresh.length === 0) return;
  await sql`update quote_names n set words = left(n.words || t.words, ${WORDS_KEPT})
    from unnest(${fresh.map((row) => row.name_id)}::integer[], ${fresh.map((row) => row.words)}::text[]) as t (id, words)
    where n.id = t.id`.execute(tx);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Notes the names of an article that is seen already (a new revision); those of a new one are noted when it is shown to somebody.
 * First the row that every addition of an article locks anyway (passages.ts): two locks in two orders could wait for each other.
 */
async function noteNewNames(tx: Kysely<Schema>, article: ArticleId): Promise<void> {
  await sql`select from terms where term = '' for update`.execute(tx);
  await sql`insert into quote_name_sightings (workspace_id, kind, name_id, quotes, article_id)
    select v.workspace_id, n.kind, n.id, n.quotes, v.article_id
    from article_visibility v, quote_names_in(${article}) n where v.article_id = ${article}
    order by 1, 3 on conflict (workspace_id, name_id) do update set article_id = excluded.article_id`.execute(tx);
}
