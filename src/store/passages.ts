import { sql } from 'kysely';
import { passagesOf } from '../answer/passages.ts';
import type { AnalysedQuestion } from '../answer/question.ts';
import type { Frequencies } from '../answer/rank.ts';
import type { Candidate, CandidateSource, Wanted } from '../answer/search.ts';
import { isStopWord, tokensOf } from '../answer/terms.ts';
import type { ArticleId, RevisionId } from '../article/article.ts';
import { visibleArticles } from './articles.ts';
import type { Database, Queries } from './database.ts';

const ROWS_PER_INSERT = 500;
/** Longest term that is indexed; longer ones are addresses and noise. */
const TERM_LIMIT = 40;
/** The term under which the passages themselves are counted. */
const ALL = '';

/** Stores the passages of an article's newest revision in place of those of the earlier ones. */
export async function addPassages(
  tx: Queries,
  article: { id: ArticleId; revision: RevisionId; title: string; dateline: string | null; text: string },
): Promise<void> {
  await tx.deleteFrom('passages').where('article_id', '=', article.id).execute();
  const title = termsOf(`${article.title} ${article.dateline ?? ''}`);
  const counts = new Map<string, number>();
  const rows = passagesOf(article.text).map((span) => {
    const text = article.text.slice(span.start, span.end);
    const terms = [...new Set([...termsOf(text), ...title])].sort();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    return { article_id: article.id, revision_id: article.revision, start: span.start, end: span.end, text, terms };
  });
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
    await tx
      .insertInto('passages')
      .values(rows.slice(i, i + ROWS_PER_INSERT))
      .execute();
  }
  counts.set(ALL, rows.length);
  await countTerms(tx, counts);
}

/** In one order of terms, so that two articles stored at the same time wait for each other instead of deadlocking. */
async function countTerms(tx: Queries, counts: ReadonlyMap<string, number>): Promise<void> {
  const terms = [...counts.keys()].sort();
  if (terms.length === 0) return;
  const numbers = terms.map((term) => counts.get(term) ?? 0);
  await sql`insert into terms (term, passages)
    select term, n from unnest(${terms}::text[], ${numbers}::bigint[]) as t (term, n) order by term
    on conflict (term) do update set passages = terms.passages + excluded.passages`.execute(tx);
}

function termsOf(text: string): string[] {
  return tokensOf(text)
    .map((token) => token.term)
    .filter((term) => term !== '' && term.length <= TERM_LIMIT && !isStopWord(term));
}

/** Rows that one question may fetch, whatever the size of the library. */
const BUDGET = 1_500;
const PAIRED_TERMS = 4;

/** The stored passages as search takes them; every query is scoped to what the workspace may see. */
export function storedPassages(db: Database): CandidateSource {
  return {
    async search(wanted) {
      const frequencies = await frequenciesOf(
        db,
        wanted.question.terms.map(({ term }) => term),
      );
      const found = await Promise.all(
        selections(wanted.question, frequencies).map((selection) => fetchCandidates(db, wanted, selection)),
      );
      const byPlace = new Map(found.flat().map((candidate) => [`${candidate.revision}/${candidate.start}`, candidate]));
      return { frequencies, candidates: [...byPlace.values()] };
    },
  };
}

async function frequenciesOf(db: Database, terms: readonly string[]): Promise<Frequencies> {
  const { rows } = await sql<{ term: string; passages: number }>`
    select term, passages from terms where term = any(${[ALL, ...terms]})`.execute(db);
  const counts = new Map(rows.map((row) => [row.term, row.passages]));
  return { passages: Math.max(1, counts.get(ALL) ?? 1), counts };
}

interface Selection {
  anyOf: string[];
  allOf: string[];
}

/** Which passages to fetch: those with any of the rarest words as far as the budget goes, and those with two of the commoner ones. */
function selections(question: AnalysedQuestion, frequencies: Frequencies): Selection[] {
  const known = question.terms
    .map(({ term }) => ({ term, count: frequencies.counts.get(term) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count);
  const anyOf: string[] = [];
  let rows = 0;
  for (const { term, count } of known) {
    if (rows + count > BUDGET) break;
    anyOf.push(term);
    rows += count;
  }
  const common = known.slice(anyOf.length, anyOf.length + PAIRED_TERMS).map(({ term }) => term);
  const pairs = common.flatMap((a, i) => common.slice(i + 1).map((b) => ({ anyOf: [], allOf: [a, b] })));
  return [
    ...(anyOf.length > 0 ? [{ anyOf, allOf: [] }] : []),
    ...pairs.slice(0, 2),
    ...(known.length === 1 && anyOf.length === 0 ? [{ anyOf: known.map(({ term }) => term), allOf: [] }] : []),
  ];
}

async function fetchCandidates(db: Database, wanted: Wanted, { anyOf, allOf }: Selection): Promise<Candidate[]> {
  const { workspace, since, until, publisher } = wanted;
  let query = db
    .selectFrom('passages')
    .innerJoin('revisions', 'revisions.id', 'passages.revision_id')
    .select([
      'passages.article_id as article',
      'passages.revision_id as revision',
      'passages.start',
      'passages.end',
      'passages.text',
      'revisions.title',
      'revisions.dateline',
      'revisions.publisher',
      'revisions.published',
      'revisions.url',
    ])
    .where('passages.article_id', 'in', visibleArticles(db, workspace));
  if (allOf.length > 0) query = query.where(sql<boolean>`passages.terms @> ${[...allOf]}`);
  if (anyOf.length > 0) query = query.where(sql<boolean>`passages.terms && ${[...anyOf]}`);
  if (since) query = query.where('revisions.published', '>=', since);
  if (until) query = query.where('revisions.published', '<', until);
  if (publisher) query = query.where(sql<boolean>`fold(revisions.publisher) like '%' || fold(${publisher}) || '%'`);
  return query.limit(BUDGET).execute();
}
