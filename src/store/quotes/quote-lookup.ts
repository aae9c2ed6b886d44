import {
  copyKey,
  pairKey,
  publisherKey,
  saysLittle,
  searchTerms,
  speakerKey,
  titleKey,
  weekKey,
  weekOf,
  wordKey,
} from '../../index/quotes/quote-keys.ts';
import { rankOf, type Sought } from '../../index/quotes/quote-rank.ts';
import { foldLetters, plainWords } from '../../text/same-words.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import {
  type Compared,
  compared,
  distinctUtterances,
  EDITED_WITHIN_DAYS,
  type FoundQuote,
  withCopies,
} from './quote-copies.ts';
import { allHits, newestHits, type Timeline, timeline, type Wanted } from './quote-hits.ts';
import { nameWords, publishersNamed } from './quote-names.ts';
import { type StoredQuote, surroundingsOf } from './stored-quotes.ts';

export interface QuoteQuery {
  /** Words (stemmed) and phrases in quotation marks (exact). */
  text?: string | undefined;
  /** Parts of the speaker's name, role or organisation. */
  speaker?: string | undefined;
  /** Part of the publisher's name. */
  source?: string | undefined;
  since?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
}

export interface FoundQuotes {
  quotes: FoundQuote[];
  /** Utterances that fit, among the printed ones that were looked at. */
  total: number;
  /** There may be more than `total`. */
  more: boolean;
  /** Nobody is named as was typed: these are spelled nearly so. */
  respelled: boolean;
  /** No quotation holds all words: these hold all but one. */
  nearest: boolean;
}

/** Printed quotations that are ranked together, newest first; later pages look at as many more at a time, and at so many in all. */
const RANKED_TOGETHER = 60;
const MOST_PRINTS = 3_000;
const MOST_TERMS = 8;
const MOST_PHRASES = 4;
const MOST_COPIES = 100;

/**
 * The utterances that fit a query. Words that no quotation has are looked for as a speaker's name: people type "/quote Jassy" and mean
 * what Jassy said.
 */
export async function findQuotes(
  db: Queries,
  workspace: WorkspaceId,
  query: QuoteQuery,
  page: { limit: number; offset: number },
): Promise<FoundQuotes> {
  const found = await quotesLike(db, workspace, query, page);
  const { text, speaker } = query;
  if (found.total > 0 || !text || speaker || PHRASE_MARK.test(text)) return found;
  const said = await quotesLike(db, workspace, { ...query, text: undefined, speaker: text }, page);
  return said.total > 0 && !said.respelled ? said : found;
}

const PHRASE_MARK = /["“”„«»]/;

/**
 * Utterances that a workspace may see and that fit the query, best first (quote-rank.ts says how), each once, with its other prints and
 * its other wordings (quote-copies.ts). Terms and indirect speech are never among them. The 60 newest prints that fit are ranked together, then
 * the 60 before them, so that pages stay as they are while more are turned; at most 3,000.
 */
async function quotesLike(
  db: Queries,
  workspace: WorkspaceId,
  query: QuoteQuery,
  page: { limit: number; offset: number },
): Promise<FoundQuotes> {
  const [time, exact] = await Promise.all([
    timeline(db, workspace, query.since ?? null, query.until ?? null),
    soughtBy(db, workspace, query, false),
  ]);
  const wanted = page.offset + page.limit;
  let sought = exact;
  let look = await lookThrough(db, workspace, sought, time, wanted);
  const respelled = look.printed === 0 && Boolean(query.speaker);
  if (respelled) {
    sought = await soughtBy(db, workspace, query, true);
    look = await lookThrough(db, workspace, sought, time, wanted);
  }
  const { ranked, utterances } = look;
  const shown = utterances.slice(page.offset, wanted);
  const [copies, surroundings] = await Promise.all([
    copiesOf(db, workspace, shown),
    surroundingsOf(
      db,
      workspace,
      shown.map(({ quote }) => quote.id),
    ),
  ]);
  const tierOf = (quote: StoredQuote) => (isWanted(quote, sought) ? (rankOf(quote, sought, quote.at)?.tier ?? -1) : -1);
  // What stands under one hit is not a hit of its own, nor stands under another.
  const used = new Set<number>();
  const found: ReturnType<typeof withCopies>[] = [];
  for (const one of shown) {
    if (used.has(one.quote.id)) continue;
    const free = copies.filter(({ quote }) => !used.has(quote.id));
    const hit = withCopies(one, free, (quote) => tierOf(quote) >= tierOf(one.quote));
    for (const print of [hit, ...hit.otherWordings]) for (const { id } of [print, ...print.also]) used.add(id);
    used.add(one.quote.id);
    found.push(hit);
  }
  const earlier = found.map(({ id }) => id).filter((id) => !surroundings.has(id));
  for (const [id, around] of await surroundingsOf(db, workspace, earlier)) surroundings.set(id, around);
  return {
    quotes: found.map((quote) => ({ pieces: [], before: '', ...quote, ...surroundings.get(quote.id) })),
    total: utterances.length,
    more: look.more,
    respelled: respelled && utterances.length > 0,
    nearest: ranked[0]?.tier === 0,
  };
}

/** Prints that fit, window by window, until so many utterances are found or there are no more. */
async function lookThrough(
  db: Queries,
  workspace: WorkspaceId,
  sought: Sought,
  time: Timeline,
  wanted: number,
): Promise<{ ranked: { tier: number }[]; utterances: Compared[]; printed: number; more: boolean }> {
  for (let most = RANKED_TOGETHER * Math.ceil((wanted + 1) / RANKED_TOGETHER); ; most *= 2) {
    const prints = Math.min(most, MOST_PRINTS);
    const { quotes, more } = await candidatesFor(db, workspace, sought, time, prints);
    const ranked: { quote: StoredQuote; tier: number }[] = [];
    for (let from = 0; from < quotes.length; from += RANKED_TOGETHER)
      ranked.push(...best(quotes.slice(from, from + RANKED_TOGETHER), sought));
    const utterances = distinctUtterances(ranked.map(({ quote }) => quote));
    if (!more || utterances.length >= wanted || prints === MOST_PRINTS)
      return { ranked, utterances, printed: quotes.length, more };
  }
}

async function soughtBy(db: Queries, workspace: WorkspaceId, query: QuoteQuery, respelled: boolean): Promise<Sought> {
  const { terms, phrases } = readText(query.text ?? '');
  const publishers = query.source?.trim() ? await publishersNamed(db, workspace, query.source) : null;
  return {
    terms,
    // Marks alone are not words that anything could hold.
    phrases: query.text?.trim() && terms.length + phrases.length === 0 ? [['']] : phrases,
    speaker: query.speaker?.trim() ? orNone(await nameWords(db, query.speaker, respelled)) : [],
    publishers: publishers === null ? null : new Set(publishers.map(foldLetters)),
    since: query.since ?? null,
    until: query.until ?? null,
  };
}

function orNone(words: string[][]): string[][] {
  return words.length === 0 ? [[]] : words;
}

/** Phrases in any marks, and the words outside them; words that say little count only where there is nothing else, as a phrase. */
function readText(text: string): { terms: string[]; phrases: string[][] } {
  const phrases: string[][] = [];
  const rest = text.replace(/["“”„«»]([^"“”„«»]*)["“”„«»]/g, (_, phrase: string) => {
    phrases.push(plainWords(phrase));
    return ' ';
  });
  const terms = [...new Set(searchTerms(rest))].filter((term) => !saysLittle(term));
  const found = phrases.filter((phrase) => phrase.length > 0).slice(0, MOST_PHRASES);
  if (terms.length === 0 && found.length === 0 && rest.trim() !== '') found.push(plainWords(rest));
  return { terms: terms.slice(0, MOST_TERMS), phrases: found.filter((phrase) => phrase.length > 0) };
}

/** Those that say all words themselves; if they are few, those whose headline says the others; if there are none, those that say all but one. */
async function candidatesFor(
  db: Queries,
  workspace: WorkspaceId,
  sought: Sought,
  time: Timeline,
  most: number,
): Promise<{ quotes: StoredQuote[]; more: boolean }> {
  const fixed = fixedKeys(sought);
  const look = async (alternatives: Wanted[], otherwise?: Wanted) => {
    const wanted = { alternatives: alternatives.map((words) => [...fixed, ...words]), otherwise };
    return newestHits(db, workspace, time, wanted, most + 1);
  };
  const own = sought.terms.map((term) => [wordKey(term)]);
  const orHeadline = [...fixed, ...sought.terms.map((term) => [wordKey(term), titleKey(term)])];
  let found = await look([own], own.length > 0 ? orHeadline : undefined);
  if (found.length === 0 && own.length > 2) found = await look(own.map((_, left) => own.filter((_, i) => i !== left)));
  const distinct = [...new Map(found.map((quote) => [quote.id, quote])).values()];
  return { quotes: distinct.slice(0, most), more: found.length > most };
}

function fixedKeys(sought: Sought): number[][] {
  const keys = sought.speaker.map((words) => words.map(speakerKey));
  if (sought.publishers !== null) keys.push([...sought.publishers].map(publisherKey));
  for (const phrase of sought.phrases) {
    for (const term of searchTerms(phrase.join(' '))) if (!saysLittle(term)) keys.push([wordKey(term)]);
    for (let i = 1; i < phrase.length; i++) keys.push([pairKey(phrase[i - 1] ?? '', phrase[i] ?? '')]);
  }
  return keys;
}

function isWanted(quote: StoredQuote, sought: Sought): boolean {
  if (sought.publishers !== null && !sought.publishers.has(foldLetters(quote.publisher ?? ''))) return false;
  const { published } = quote;
  if (sought.since !== null && (published === null || published < sought.since)) return false;
  return sought.until === null || (published !== null && published < sought.until);
}

function best(quotes: readonly StoredQuote[], sought: Sought): { quote: StoredQuote; tier: number }[] {
  const wanted = quotes.filter((quote) => isWanted(quote, sought));
  const newest = new Date(Math.max(0, ...wanted.map((quote) => quote.at.getTime())));
  return wanted
    .flatMap((quote) => {
      const rank = rankOf(quote, sought, newest);
      return rank === null ? [] : [{ quote, ...rank }];
    })
    .sort((a, b) => b.tier - a.tier || b.score - a.score || b.quote.id - a.quote.id);
}

/** What may be other prints of some quotations: the same words at any time, some of them in the weeks around. */
async function copiesOf(db: Queries, workspace: WorkspaceId, quotes: readonly Compared[]): Promise<Compared[]> {
  const alternatives = quotes.flatMap(({ quote, words, keys: [whole, ...runs] }): Wanted[] => {
    if (whole === undefined) return [];
    const around = EDITED_WITHIN_DAYS * 86_400_000;
    const weeks: number[] = [];
    for (
      let week = weekOf(new Date(quote.at.getTime() - around));
      week <= weekOf(new Date(quote.at.getTime() + around));
      week++
    )
      weeks.push(weekKey(week));
    // The same words have the same runs; a key alone stands for several.
    const same = [
      [copyKey(whole)],
      ...runs.slice(0, 2).map((run) => [copyKey(run)]),
      ...(words.length < 5 ? [weeks] : []),
    ];
    return runs.length === 0 ? [same] : [same, [runs.map(copyKey), weeks]];
  });
  return (await allHits(db, workspace, alternatives, MOST_COPIES)).map(compared);
}
