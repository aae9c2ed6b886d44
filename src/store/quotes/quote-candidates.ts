import {
  pairKey,
  publisherKey,
  saysLittle,
  searchTerms,
  speakerKey,
  titleKey,
  wordKey,
} from '../../index/quotes/quote-keys.ts';
import { type QuoteSearch, rankOf } from '../../index/quotes/quote-rank.ts';
import { foldLetters } from '../../text/same-words.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { type Compared, distinctUtterances } from './quote-copies.ts';
import { newestHits, type RequiredKeys, type Timeline } from './quote-hits.ts';
import type { StoredQuote } from './stored-quotes.ts';

/** Printed quotations that are ranked together, newest first; later pages look at as many more at a time, and at so many in all. */
const RANKED_TOGETHER = 60;
const MOST_PRINTS = 3_000;

/** Prints that fit, window by window, until so many utterances are found or there are no more. */
export async function lookThrough(
  db: Queries,
  workspace: WorkspaceId,
  search: QuoteSearch,
  time: Timeline,
  wanted: number,
): Promise<{ ranked: { tier: number }[]; utterances: Compared[]; printed: number; more: boolean }> {
  for (let most = RANKED_TOGETHER * Math.ceil((wanted + 1) / RANKED_TOGETHER); ; most *= 2) {
    const prints = Math.min(most, MOST_PRINTS);
    const { quotes, more } = await candidatesFor(db, workspace, search, time, prints);
    const ranked: { quote: StoredQuote; tier: number }[] = [];
    for (let from = 0; from < quotes.length; from += RANKED_TOGETHER)
      ranked.push(...best(quotes.slice(from, from + RANKED_TOGETHER), search));
    const utterances = distinctUtterances(ranked.map(({ quote }) => quote));
    if (!more || utterances.length >= wanted || prints === MOST_PRINTS)
      return { ranked, utterances, printed: quotes.length, more };
  }
}

/** Those that say all words themselves; if they are few, those whose headline says the others; if there are none, those that say all but one. */
async function candidatesFor(
  db: Queries,
  workspace: WorkspaceId,
  search: QuoteSearch,
  time: Timeline,
  most: number,
): Promise<{ quotes: StoredQuote[]; more: boolean }> {
  const fixed = fixedKeys(search);
  const look = async (alternatives: RequiredKeys[], otherwise?: RequiredKeys) => {
    const terms = { alternatives: alternatives.map((words) => [...fixed, ...words]), otherwise };
    return newestHits(db, workspace, time, terms, most + 1);
  };
  const own = search.terms.map((term) => [wordKey(term)]);
  const orHeadline = [...fixed, ...search.terms.map((term) => [wordKey(term), titleKey(term)])];
  let found = await look([own], own.length > 0 ? orHeadline : undefined);
  if (found.length === 0 && own.length > 2) found = await look(own.map((_, left) => own.filter((_, i) => i !== left)));
  const distinct = [...new Map(found.map((quote) => [quote.id, quote])).values()];
  return { quotes: distinct.slice(0, most), more: found.length > most };
}

function fixedKeys(search: QuoteSearch): number[][] {
  const keys = search.speaker.map((words) => words.map(speakerKey));
  if (search.publishers !== null) keys.push([...search.publishers].map(publisherKey));
  for (const phrase of search.phrases) {
    for (const term of searchTerms(phrase.join(' '))) if (!saysLittle(term)) keys.push([wordKey(term)]);
    for (let i = 1; i < phrase.length; i++) keys.push([pairKey(phrase[i - 1] ?? '', phrase[i] ?? '')]);
  }
  return keys;
}

/** True where a quotation is of the time and the publishers looked for. */
export function isInScope(quote: StoredQuote, search: QuoteSearch): boolean {
  if (search.publishers !== null && !search.publishers.has(foldLetters(quote.publisher ?? ''))) return false;
  const { published } = quote;
  if (search.since !== null && (published === null || published < search.since)) return false;
  return search.until === null || (published !== null && published < search.until);
}

function best(quotes: readonly StoredQuote[], search: QuoteSearch): { quote: StoredQuote; tier: number }[] {
  const inScope = quotes.filter((quote) => isInScope(quote, search));
  const newest = new Date(Math.max(0, ...inScope.map((quote) => quote.at.getTime())));
  return inScope
    .flatMap((quote) => {
      const rank = rankOf(quote, search, newest);
      return rank === null ? [] : [{ quote, ...rank }];
    })
    .sort((a, b) => b.tier - a.tier || b.score - a.score || b.quote.id - a.quote.id);
}
