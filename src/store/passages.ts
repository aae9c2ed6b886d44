import { sql } from 'kysely';
import { passagesOf } from '../answer/passages.ts';
import type { Candidate, CandidateSource } from '../answer/search.ts';
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

/** The stored passages as search takes them; every query is scoped to what the workspace may see. */
export function storedPassages(db: Database): CandidateSource {
  return {
    async frequencies(terms) {
      const { rows } = await sql<{ term: string; passages: number }>`
        select term, passages from terms where term = any(${[ALL, ...terms]})`.execute(db);
      const counts = new Map(rows.map((row) => [row.term, row.passages]));
      return { passages: Math.max(1, counts.get(ALL) ?? 1), counts };
    },
    async candidates({ anyOf, allOf, workspace, since, until, publisher, limit }) {
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
      const rows: Candidate[] = await query.limit(limit).execute();
      return rows;
    },
  };
}
