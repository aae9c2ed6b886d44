import { sql } from 'kysely';
import { attributionThreshold } from '../quote/confidence.ts';
import { plainWords } from '../quote/same-words.ts';
import { visibleArticles } from './articles.ts';
import type { Queries } from './database.ts';
import { errorsAllowed, errorsBetween, nearWords } from './near-words.ts';
import { SHARED, type WorkspaceId } from './schema.ts';

const MOST_WORDS = 6;
const MOST_ENDINGS = 200;
/** Below this many letters a beginning fits so many names that the most quoted ones are looked through instead. */
const SHORT = 3;
const LOOKED_THROUGH = 2_000;

/**
 * For each word that was typed of a name, the words of names and roles that begin with it, itself among them; an empty list where there
 * is none. With `typos`, those that are a typing error or two away instead.
 */
export async function nameWords(db: Queries, typed: string, typos = false): Promise<string[][]> {
  const words = plainWords(typed).slice(0, MOST_WORDS);
  const beginnings = await startingWith(db, words);
  if (!typos) return beginnings;
  return Promise.all(
    words.map(async (word, i) => {
      const exact = beginnings[i] ?? [];
      return exact.includes(word) ? exact : [...(await spelledLike(db, word)), ...exact];
    }),
  );
}

async function startingWith(db: Queries, words: readonly string[]): Promise<string[][]> {
  if (words.length === 0) return [];
  const { rows } = await sql<{ at: number; word: string }>`
    select t.at, found.word from unnest(${words}::text[]) with ordinality as t (typed, at),
    lateral (select word from quote_name_words
      where word >= t.typed collate "C" and word < (t.typed || U&'\\+10FFFF') collate "C"
      order by word limit ${MOST_ENDINGS}) as found`.execute(db);
  return words.map((_, i) => rows.filter((row) => row.at === i + 1).map((row) => row.word));
}

/** The nearest first; a first letter is rarely wrong, so such words come last. */
async function spelledLike(db: Queries, word: string): Promise<string[]> {
  if (errorsAllowed(word) === 0) return [];
  const { rows } = await sql<{ word: string }>`
    select word from quote_name_words where near && ${nearWords(word)}::text[] limit 500`.execute(db);
  const near = rows
    .map((row) => ({ word: row.word, errors: errorsBetween(row.word, word) + (row.word[0] === word[0] ? 0 : 0.5) }))
    .filter((other) => other.errors <= Math.min(errorsAllowed(word), errorsAllowed(other.word)) + 0.5);
  const least = Math.min(...near.map((other) => other.errors));
  return near.filter((other) => other.errors === least).map((other) => other.word);
}

/**
 * Speakers with a word of their name or role beginning with each word typed, most quoted first; where nobody fits, those whose names
 * are spelled nearly so. Only who is quoted in an article that the workspace may see.
 */
export function suggestSpeakers(db: Queries, workspace: WorkspaceId, typed: string, limit: number): Promise<string[]> {
  return suggest(db, workspace, 'speaker', typed, limit);
}

/** Publishers that the workspace has articles of, by the beginnings of the words of their names, most articles first. */
export function suggestPublishers(
  db: Queries,
  workspace: WorkspaceId,
  typed: string,
  limit: number,
): Promise<string[]> {
  return suggest(db, workspace, 'publisher', typed, limit);
}

async function suggest(
  db: Queries,
  workspace: WorkspaceId,
  kind: 'speaker' | 'publisher',
  typed: string,
  limit: number,
): Promise<string[]> {
  const words = plainWords(typed).slice(0, MOST_WORDS);
  const short = words.every((word) => word.length < SHORT);
  // Some more than are wanted, for names that the workspace saw once and that are gone with their articles.
  const wanted = limit + 10;
  let names = short ? await amongMostQuoted(db, workspace, kind, words, wanted) : [];
  if (names.length === 0 && words.length > 0)
    names = await withWords(db, workspace, kind, await nameWords(db, typed), wanted);
  if (names.length === 0 && words.length > 0)
    names = await withWords(db, workspace, kind, await nameWords(db, typed, true), wanted);
  return (await seenNow(db, workspace, kind, names)).slice(0, limit);
}

async function amongMostQuoted(
  db: Queries,
  workspace: WorkspaceId,
  kind: string,
  words: readonly string[],
  limit: number,
): Promise<string[]> {
  const most = (who: WorkspaceId) => sql`(select name, quotes from quote_name_sightings
    where workspace_id = ${who} and kind = ${kind} order by quotes desc limit ${LOOKED_THROUGH})`;
  const fits = words.map((word) => sql`and exists (select from unnest(n.words) as w where starts_with(w, ${word}))`);
  const { rows } = await sql<{ name: string }>`
    select s.name from (${most(workspace)} union all ${most(SHARED)}) as s
    join quote_names n on n.kind = ${kind} and n.name = s.name
    where true ${sql.join(fits, sql` `)}
    group by s.name order by sum(s.quotes) desc, s.name limit ${limit}`.execute(db);
  return rows.map((row) => row.name);
}

async function withWords(
  db: Queries,
  workspace: WorkspaceId,
  kind: string,
  words: readonly string[][],
  limit: number,
): Promise<string[]> {
  if (words.length === 0 || words.some((group) => group.length === 0)) return [];
  const fits = words.map((group) => sql`n.words && ${group}::text[]`);
  const { rows } = await sql<{ name: string }>`
    select n.name from quote_names n
    join quote_name_sightings s on s.kind = n.kind and s.name = n.name and s.workspace_id in (${workspace}, ${SHARED})
    where n.kind = ${kind} and ${sql.join(fits, sql` and `)}
    group by n.name order by sum(s.quotes) desc, n.name limit ${limit}`.execute(db);
  return rows.map((row) => row.name);
}

/** Of these names, in their order, those that an article names which the workspace sees now. */
async function seenNow(
  db: Queries,
  workspace: WorkspaceId,
  kind: 'speaker' | 'publisher',
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const said = db
    .selectFrom('quotes')
    .innerJoin('articles', 'articles.current', 'quotes.revision_id')
    .select(sql`1`.as('one'))
    .where('quotes.kind', 'in', ['direct', 'partial'])
    .where('quotes.confidence', '>=', attributionThreshold)
    .where('quotes.speaker', '=', sql<string>`t.name`)
    .where('articles.id', 'in', visibleArticles(db, workspace));
  const published = db
    .selectFrom('revisions')
    .innerJoin('articles', 'articles.current', 'revisions.id')
    .select(sql`1`.as('one'))
    .where('revisions.publisher', '=', sql<string>`t.name`)
    .where('articles.id', 'in', visibleArticles(db, workspace));
  const { rows } = await sql<{ name: string }>`
    select t.name from unnest(${names}::text[]) with ordinality as t (name, at)
    where exists (${kind === 'speaker' ? said : published}) order by t.at`.execute(db);
  return rows.map((row) => row.name);
}

/** The publishers whose names hold the words typed, at most 50: by beginnings of words, else spelled nearly so. */
export async function publishersNamed(db: Queries, workspace: WorkspaceId, typed: string): Promise<string[]> {
  const named = await withWords(db, workspace, 'publisher', await nameWords(db, typed), 50);
  if (named.length > 0) return named;
  return withWords(db, workspace, 'publisher', await nameWords(db, typed, true), 50);
}
