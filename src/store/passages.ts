import { type RawBuilder, sql } from 'kysely';
import type { Candidate, CandidateSource, Wanted } from '../answer/search.ts';
import { visibleArticles } from './articles.ts';
import { bestPassages, type Chosen, type Library } from './best-passages.ts';
import type { Database, Queries } from './database.ts';
import { type Indexable, indexArticles } from './passage-index.ts';
import { SHARED } from './schema.ts';

/** Words of one question that are looked for. */
const MOST_TERMS = 64;
/** What a word of the conversation before counts for. */
const CONTEXT_SHARE = 0.6;
/** Article numbers to a stored row of bits and times (migration 008). */
const BLOCK = 512;
const MINUTE_MS = 60_000;

/** Stores the passages of an article's newest revision in place of those of the earlier ones. */
export async function addPassages(tx: Queries, article: Indexable): Promise<void> {
  await sql`select from terms where term = '' for update`.execute(tx);
  await indexArticles(tx, [article]);
}

/** The stored passages as search takes them; every query is scoped to what the workspace may see. */
export function storedPassages(db: Database): CandidateSource {
  return {
    async search(wanted) {
      const { question, asOf, since, until, publisher, limit } = wanted;
      const terms = question.terms.slice(0, MOST_TERMS);
      const [library, only] = await Promise.all([
        readLibrary(
          db,
          wanted,
          terms.map(({ term }) => term),
        ),
        publisher === null ? null : docsOfPublisher(db, publisher),
      ]);
      const { frequencies, chosen } = bestPassages(library, {
        terms: terms.map(({ term, context }) => ({ term, share: context ? CONTEXT_SHARE : 1 })),
        since: since && minutesOf(since),
        until: until && minutesOf(until),
        only,
        asOf: minutesOf(asOf),
        wantsNew: question.wantsNew,
        limit,
      });
      return { frequencies, candidates: await fetchPassages(db, wanted, chosen) };
    },
  };
}

function minutesOf(instant: Date): number {
  return Math.floor(instant.getTime() / MINUTE_MS);
}

/** When articles were published, by their numbers. */
interface Times {
  minutes: Int32Array;
  /** Of each stored row that is in it. */
  versions: Map<number, number>;
}

/** Kept from question to question, because it is the same for all of them; only rows that changed are fetched. */
const timesOf = new WeakMap<Database, Times>();

/** Everything that the choice needs, of one moment. */
async function readLibrary(db: Database, { workspace }: Wanted, terms: readonly string[]): Promise<Library> {
  const known = [...(timesOf.get(db)?.versions ?? [])];
  const { rows } = await sql<{ kind: 'term' | 'bits' | 'times'; term: string; block: number; n: number; data: Buffer }>`
    select 'term' as kind, p.term, 0 as block, 0 as n, p.data from segments s join postings p on p.segment = s.id
      where p.term = any(${terms})
    union all
    select 'bits', '', block, passages, bits from visible_docs where workspace_id in (${workspace}, ${SHARED})
    union all
    select 'times', '', t.block, t.version, t.minutes from doc_times t
      left join unnest(${known.map(([block]) => block)}::integer[], ${known.map(([, version]) => version)}::integer[])
        as k (block, version) on k.block = t.block
      where t.version is distinct from k.version`.execute(db);
  const blocks = rows.reduce((most, { kind, block }) => (kind === 'bits' ? Math.max(most, block + 1) : most), 0);
  const visible = new Uint8Array((blocks * BLOCK) / 8);
  const times = timesFor(
    db,
    rows.reduce((most, { block }) => Math.max(most, block + 1), blocks),
  );
  const postings = new Map<string, Uint8Array[]>();
  let passages = 0;
  for (const { kind, term, block, n, data } of rows) {
    if (kind === 'term') {
      const parts = postings.get(term);
      if (parts) parts.push(data);
      else postings.set(term, [data]);
    } else if (kind === 'bits') {
      passages += n;
      const from = (block * BLOCK) / 8;
      for (let i = 0; i < data.length; i++) visible[from + i] = (visible[from + i] ?? 0) | (data[i] ?? 0);
    } else {
      for (let i = 0; i < BLOCK; i++) times.minutes[block * BLOCK + i] = data.readInt32BE(i * 4);
      times.versions.set(block, n);
    }
  }
  return { passages, visible, published: times.minutes, postings };
}

function timesFor(db: Database, blocks: number): Times {
  const known = timesOf.get(db) ?? { minutes: new Int32Array(), versions: new Map<number, number>() };
  if (known.minutes.length < blocks * BLOCK) {
    const minutes = new Int32Array(blocks * BLOCK * 2);
    minutes.set(known.minutes);
    known.minutes = minutes;
  }
  timesOf.set(db, known);
  return known;
}

/** The numbers of the articles of publishers whose name holds what was typed. */
async function docsOfPublisher(db: Database, typed: string): Promise<Set<number>> {
  const { rows } = await sql<{ docs: string | null }>`
    with recursive names (name) as (
      (select publisher from passage_docs where publisher is not null order by publisher limit 1)
      union all
      select (select publisher from passage_docs where publisher > name order by publisher limit 1) from names where name is not null
    )
    select string_agg(doc::text, ',') as docs from passage_docs
    where publisher in (select name from names where fold(name) like '%' || fold(${typed}) || '%')`.execute(db);
  const docs = rows[0]?.docs;
  return new Set(docs ? docs.split(',').map(Number) : []);
}

async function fetchPassages(db: Database, wanted: Wanted, chosen: readonly Chosen[]): Promise<Candidate[]> {
  if (chosen.length === 0) return [];
  const { workspace, since, until } = wanted;
  const limits: RawBuilder<unknown>[] = [
    ...(since ? [sql`and r.published >= ${since}`] : []),
    ...(until ? [sql`and r.published < ${until}`] : []),
  ];
  const { rows } = await sql<Candidate>`
    select p.article_id as article, p.revision_id as revision, p.start, p."end", p.text,
      r.title, r.dateline, r.publisher, r.published, r.url
    from unnest(${chosen.map(({ doc }) => doc)}::integer[], ${chosen.map(({ place }) => place)}::integer[]) as c (doc, place)
      join passages p on p.doc = c.doc and p.place = c.place
      join revisions r on r.id = p.revision_id
    where p.article_id in (${visibleArticles(db, workspace)}) ${sql.join(limits, sql` `)}`.execute(db);
  return rows;
}
