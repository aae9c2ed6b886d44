import { type RawBuilder, sql } from 'kysely';
import { errorsAllowed, errorsBetween, nearKeys, romanised } from '../../text/near-words.ts';
import { plainWords } from '../../text/same-words.ts';
import { visibleArticles } from '../articles/articles.ts';
import type { Queries } from '../database.ts';
import { SHARED, type WorkspaceId } from '../schema.ts';

const MOST_WORDS = 6;
const MOST_ENDINGS = 200;
/** Names that are looked through for a beginning. */
const LOOKED_THROUGH = 800;
/** Prints of a name that are looked at when the article it was noted with is gone. */
const OTHER_PRINTS = 200;
const MOST_NEAR = 100;
/** Shorter words are looked for whole: too many names begin with them. */
const LEAST_BEGINNING = 3;
/** Shorter words have no other spelling that matters. */
const LEAST_ROMANISED = 5;
const MOST_PUBLISHERS = 50;

type Kind = 'speaker' | 'publisher';

interface Noted {
  name: string;
  /** One that names it for each of those it was shown to. */
  articles: string[];
}

/**
 * For each word that was typed of a name, the words of names and roles that begin with it, itself among them, and other spellings of it
 * ("Zelenskyy" for "Zelensky"); an empty list where there is none. With `typos`, those that are a typing error or two away instead.
 */
export async function nameWords(db: Queries, typed: string, typos = false): Promise<string[][]> {
  const words = plainWords(typed).slice(0, MOST_WORDS);
  const long = words.filter((word) => word.length >= LEAST_BEGINNING);
  const started = await startingWith(db, long);
  const beginnings = words.map((word) =>
    word.length >= LEAST_BEGINNING ? (started[long.indexOf(word)] ?? []) : [word],
  );
  if (!typos)
    return Promise.all(
      words.map(async (word, i) => [...new Set([...(beginnings[i] ?? []), ...(await otherSpellings(db, word))])]),
    );
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

/** Words of names that are the typed one in another romanisation. */
async function otherSpellings(db: Queries, word: string): Promise<string[]> {
  if (word.length < LEAST_ROMANISED) return [];
  const same = romanised(word);
  return (await wordsNear(db, word)).filter((other) => romanised(other) === same);
}

/** The nearest first; a first letter is rarely wrong, so such words come last. */
async function spelledLike(db: Queries, word: string): Promise<string[]> {
  if (errorsAllowed(word) === 0) return [];
  const near = (await wordsNear(db, word))
    .map((other) => ({ word: other, errors: errorsBetween(other, word) + (other[0] === word[0] ? 0 : 0.5) }))
    .filter((other) => other.errors <= Math.min(errorsAllowed(word), errorsAllowed(other.word)) + 0.5);
  const least = Math.min(...near.map((other) => other.errors));
  return near.filter((other) => other.errors === least).map((other) => other.word);
}

async function wordsNear(db: Queries, word: string): Promise<string[]> {
  // One look into the index for each key: for all keys together the planner would rather read the table.
  const { rows } = await sql<{ word: string }>`
    select distinct found.word from unnest(${nearKeys(word)}::integer[]) as key,
    lateral (select word from quote_name_words where near @> array[key] limit ${MOST_NEAR}) as found`.execute(db);
  return rows.map((row) => row.word);
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
  kind: Kind,
  typed: string,
  limit: number,
): Promise<string[]> {
  const words = plainWords(typed).slice(0, MOST_WORDS);
  // Some more than are wanted, for names that the workspace saw once and that are gone with their articles.
  const most = limit + 10;
  const longest = longestOf(words);
  const ids = longest.length > 1 ? await beginningWith(db, longest) : [];
  // A beginning of so many names that not all can be looked at: the most quoted ones are.
  const many = longest.length < 2 || ids.length > LOOKED_THROUGH;
  let names = many ? await amongMostQuoted(db, workspace, kind, words, most) : [];
  if (names.length < limit) names = merged(names, await noted(db, workspace, kind, ids, beginWith(words), most));
  if (names.length === 0) names = await spelledNearly(db, workspace, kind, words, most);
  return (await seenNow(db, workspace, kind, names)).slice(0, limit);
}

function mostQuoted(workspace: WorkspaceId, kind: Kind, limit: number) {
  return sql`(select name_id, quotes, article_id from quote_name_sightings
    where workspace_id = ${workspace} and kind = ${kind} order by quotes desc limit ${limit})`;
}

async function amongMostQuoted(
  db: Queries,
  workspace: WorkspaceId,
  kind: Kind,
  words: readonly string[],
  limit: number,
): Promise<Noted[]> {
  const through = words.length === 0 ? limit : LOOKED_THROUGH;
  const { rows } = await sql<Noted>`
    select n.name, array_agg(s.article_id) as articles
    from (${mostQuoted(workspace, kind, through)} union all ${mostQuoted(SHARED, kind, through)}) as s
    join quote_names n on n.id = s.name_id where ${beginWith(words)}
    group by n.name order by sum(s.quotes) desc, n.name limit ${limit}`.execute(db);
  return rows;
}

async function beginningWith(db: Queries, word: string): Promise<number[]> {
  const { rows } = await sql<{ ids: number[] }>`
    select array(select name_id from quote_name_parts where ${startsWith(word)} limit ${LOOKED_THROUGH + 1}) as ids`.execute(
    db,
  );
  return rows[0]?.ids ?? [];
}

function longestOf(words: readonly string[]): string {
  return words.reduce((best, word) => (word.length > best.length ? word : best), '');
}

function merged(first: readonly Noted[], then: readonly Noted[]): Noted[] {
  const known = new Set(first.map(({ name }) => name));
  return [...first, ...then.filter(({ name }) => !known.has(name))];
}

async function spelledNearly(
  db: Queries,
  workspace: WorkspaceId,
  kind: Kind,
  words: readonly string[],
  limit: number,
): Promise<Noted[]> {
  const groups = await nameWords(db, words.join(' '), true);
  const longest = groups.toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0];
  if (!longest || groups.some((group) => group.length === 0)) return [];
  const others = groups.map((group) => sql`(${sql.join(group.slice(0, MOST_WORDS).map(holdsWord), sql` or `)})`);
  const { rows } = await sql<{ name_id: number }>`
    select name_id from quote_name_parts where word = any(${longest}::text[]) limit ${LOOKED_THROUGH}`.execute(db);
  return noted(
    db,
    workspace,
    kind,
    rows.map((row) => row.name_id),
    sql.join(others, sql` and `),
    limit,
  );
}

async function noted(
  db: Queries,
  workspace: WorkspaceId,
  kind: Kind,
  ids: readonly number[],
  fits: RawBuilder<unknown>,
  limit: number,
): Promise<Noted[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Noted>`
    select n.name, array_agg(s.article_id) as articles from quote_names n
    join quote_name_sightings s on s.name_id = n.id and s.workspace_id in (${workspace}, ${SHARED})
    where n.id = any(${[...new Set(ids)]}::integer[]) and n.kind = ${kind} and ${fits}
    group by n.name order by sum(s.quotes) desc, n.name limit ${limit}`.execute(db);
  return rows;
}

/** Plain words hold no character that means something in a pattern. */
function beginWith(words: readonly string[]): RawBuilder<unknown> {
  return words.length === 0
    ? sql`true`
    : sql.join(
        words.map((word) => sql`n.words like ${`% ${word}%`}`),
        sql` and `,
      );
}

function holdsWord(word: string): RawBuilder<unknown> {
  return sql`n.words || ' ' like ${`% ${word} %`}`;
}

function startsWith(word: string): RawBuilder<unknown> {
  return sql`word >= ${word} and word < ${`${word}\u{10FFFF}`}`;
}

/** Of these names, in their order, those that an article names which the workspace sees now. */
async function seenNow(db: Queries, workspace: WorkspaceId, kind: Kind, names: readonly Noted[]): Promise<string[]> {
  const pairs = names.flatMap(({ name, articles }) => articles.map((article) => ({ name, article })));
  if (pairs.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select distinct t.name from unnest(${pairs.map(({ name }) => name)}::text[], ${pairs.map(({ article }) => article)}::text[]) as t (name, article)
    where ${namedBy(kind)} and (${mayBeSeen(db, workspace, 't.article')}) is not null`.execute(db);
  const seen = new Set(rows.map((row) => row.name));
  const gone = names.filter(({ name }) => !seen.has(name)).map(({ name }) => name);
  for (const name of await seenElsewhere(db, workspace, kind, gone)) seen.add(name);
  return names.flatMap(({ name }) => (seen.has(name) ? [name] : []));
}

/** Values, not joins, so that each is one short look. */
function namedBy(kind: Kind): RawBuilder<boolean> {
  if (kind === 'publisher')
    return sql`t.name = (select r.publisher from articles a join revisions r on r.id = a.current where a.id = t.article)`;
  return sql`(select q.id from quotes q where q.article_id = t.article and q.revision_id = (select current from articles where id = t.article)
    and q.speaker = t.name and ${shownAs('q')} limit 1) is not null`;
}

function shownAs(quotes: string) {
  return sql`${sql.ref(`${quotes}.kind`)} in ('direct', 'partial')`;
}

function mayBeSeen(db: Queries, workspace: WorkspaceId, article: string) {
  return visibleArticles(db, workspace).where('article_id', '=', sql.ref<never>(article)).limit(1);
}

async function seenElsewhere(
  db: Queries,
  workspace: WorkspaceId,
  kind: Kind,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const prints =
    kind === 'speaker'
      ? sql`select q.article_id, q.revision_id from quotes q where q.speaker = t.name and ${shownAs('q')}`
      : sql`select r.article_id, r.id as revision_id from revisions r where r.publisher = t.name`;
  const { rows } = await sql<{ name: string }>`
    select t.name from unnest(${names}::text[]) as t (name)
    where (select a.id from (${prints} limit ${OTHER_PRINTS}) as print
      join articles a on a.id = print.article_id and a.current = print.revision_id
      where (${mayBeSeen(db, workspace, 'print.article_id')}) is not null limit 1) is not null`.execute(db);
  return rows.map((row) => row.name);
}

/** Speakers whose names have all the words typed, as whole words; most quoted first. */
export async function speakersNamed(
  db: Queries,
  workspace: WorkspaceId,
  typed: string,
  limit: number,
): Promise<string[]> {
  const words = plainWords(typed);
  const longest = longestOf(words);
  if (longest.length < 2 || words.length > MOST_WORDS) return [];
  const { rows } = await sql<{ name_id: number }>`
    select name_id from quote_name_parts where word = ${longest} limit ${LOOKED_THROUGH}`.execute(db);
  const ids = rows.map((row) => row.name_id);
  const names = await noted(db, workspace, 'speaker', ids, sql.join(words.map(holdsWord), sql` and `), limit);
  return names.map(({ name }) => name);
}

/** The publishers whose names hold the words typed, at most 50: by beginnings of words, else spelled nearly so. */
export async function publishersNamed(db: Queries, workspace: WorkspaceId, typed: string): Promise<string[]> {
  const words = plainWords(typed).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const ids = await beginningWith(db, longestOf(words));
  const found = await noted(db, workspace, 'publisher', ids, beginWith(words), MOST_PUBLISHERS);
  const names = found.length > 0 ? found : await spelledNearly(db, workspace, 'publisher', words, MOST_PUBLISHERS);
  return names.map(({ name }) => name);
}
