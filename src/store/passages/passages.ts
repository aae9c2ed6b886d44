import { type RawBuilder, sql } from 'kysely';
import type { RevisionId } from '../../article/article.ts';
import { bestPassages, type Chosen } from '../../index/passages/best-passages.ts';
import type { PassageSearch } from '../../index/passages/visible-records.ts';
import { beginningsLike } from '../../text/near-words.ts';
import { onThread } from '../../threads/cpu-threads.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Database, Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { readLibrary } from './library.ts';
import { type Indexable, indexArticles } from './passage-index.ts';
import { type ArticleText, type Candidate, type CandidateSource, type PassageQuery, TEXT_LIMIT } from './source.ts';

const BEST_PASSAGES = new URL('../../index/passages/best-passages.ts', import.meta.url).href;

/** Words of one question that are looked for. */
const MOST_TERMS = 64;
/** What a word of the conversation before counts for. */
const CONTEXT_SHARE = 0.6;
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
          wanted.workspace,
          terms.map(({ term }) => term),
        ),
        publisher === null ? null : docsOfPublisher(db, publisher),
      ]);
      const search: PassageSearch = {
        terms: terms.map(({ term, context }) => ({ term, share: context ? CONTEXT_SHARE : 1 })),
        since: since && minutesOf(since),
        until: until && minutesOf(until),
        only,
        asOf: minutesOf(asOf),
        wantsNew: question.wantsNew,
        limit,
      };
      const { frequencies, chosen } = await onThread(BEST_PASSAGES, bestPassages, { library, search });
      return { frequencies, candidates: await fetchPassages(db, wanted, chosen) };
    },
    termsLike: (term) => termsBeginningLike(db, term),
    texts: (revisions, workspace) => fetchTexts(db, revisions, workspace),
  };
}

function minutesOf(instant: Date): number {
  return Math.floor(instant.getTime() / MINUTE_MS);
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

async function fetchPassages(db: Database, wanted: PassageQuery, chosen: readonly Chosen[]): Promise<Candidate[]> {
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

/** The texts of some revisions, of those that a workspace may see. */
async function fetchTexts(
  db: Database,
  revisions: readonly RevisionId[],
  workspace: WorkspaceId,
): Promise<ArticleText[]> {
  if (revisions.length === 0) return [];
  return await db
    .selectFrom('revisions')
    .select(['article_id as article', 'id as revision', 'title', 'dateline', 'publisher', 'published', 'url'])
    .select(sql<string>`left(text, ${TEXT_LIMIT})`.as('text'))
    .where('id', 'in', revisions)
    .where('article_id', 'in', visibleArticles(db, workspace))
    .execute();
}

/** Terms that are read for one that may be mistyped, the most of each beginning. */
const MOST_LIKE = 1_500;

async function termsBeginningLike(db: Database, term: string): Promise<string[]> {
  const beginnings = beginningsLike(term);
  const { rows } = await sql<{ term: string }>`
    select distinct found.term from unnest(${beginnings}::text[]) as b (start)
      cross join segments s
      cross join lateral (
        select p.term from postings p
        where p.segment = s.id and p.term >= b.start collate "C" and p.term < (b.start || '\uffff') collate "C"
          and abs(length(p.term) - ${term.length}) <= 2
        limit ${MOST_LIKE}
      ) as found`.execute(db);
  return rows.map((row) => row.term);
}
