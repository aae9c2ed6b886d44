import { copyKey, saysLittle, searchTerms, weekKey, weekOf } from '../../index/quotes/quote-keys.ts';
import { type QuoteSearch, rankOf } from '../../index/quotes/quote-rank.ts';
import { plainerName } from '../../index/quotes/typed-name.ts';
import { foldLetters, plainWords } from '../../text/same-words.ts';
import type { Queries } from '../database.ts';
import type { WorkspaceId } from '../schema.ts';
import { isInScope, lookThrough } from './quote-candidates.ts';
import { type Compared, compared, EDITED_WITHIN_DAYS, type FoundQuote, withCopies } from './quote-copies.ts';
import { allHits, type RequiredKeys, timeline } from './quote-hits.ts';
import { nameWords, publishersNamed, speakersNamed } from './quote-names.ts';
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
  /** The words, typed for the text, that were taken for the name of who speaks; null where none were. */
  named: string | null;
  /** People of the name typed, whose words these are not: the word is an ordinary one, too. At most three, most quoted first. */
  namesakes: string[];
  /** No quotation holds all words: these hold all but one. */
  nearest: boolean;
  /** Where nothing fits: how many quotations of the speaker there are without the words, as far as was looked. */
  otherwise: number;
}

const NOTHING: FoundQuotes = {
  quotes: [],
  total: 0,
  more: false,
  respelled: false,
  named: null,
  namesakes: [],
  nearest: false,
  otherwise: 0,
};

const MOST_TERMS = 8;
const MOST_PHRASES = 4;
const MOST_COPIES = 100;

/** How what was typed for a speaker is read: beginnings of words of names and roles, typing errors of them, or whole words of a name. */
type NameReading = 'beginnings' | 'respelled' | 'exact';

/**
 * The utterances that fit a query. Words that are a name are looked for as who speaks, too: people type "/quote Jassy" and mean what Jassy said,
 * or "/quote Jassy prices" and mean what Jassy said of them.
 */
export async function findQuotes(
  db: Queries,
  workspace: WorkspaceId,
  query: QuoteQuery,
  page: { limit: number; offset: number },
): Promise<FoundQuotes> {
  const found = await quotesLike(db, workspace, query, page);
  const { text, speaker } = query;
  if (text && speaker && found.total === 0) {
    const { total, respelled } = await quotesLike(
      db,
      workspace,
      { ...query, text: undefined },
      { limit: 1, offset: 0 },
    );
    return { ...found, otherwise: respelled ? 0 : total };
  }
  if (!text || speaker || PHRASE_MARK.test(text) || searchTerms(text).every(saysLittle)) return found;
  const by = (name: string, about?: string) => ({ ...query, text: about, speaker: name });
  const first = { limit: NAMES_LOOKED_AT, offset: 0 };
  const namesakes = await speakersNamed(db, workspace, text, NAMESAKES);
  if (namesakes.length > 0) {
    const mentions = page.offset === 0 ? found : await quotesLike(db, workspace, query, first);
    if (mentions.nearest || mentions.quotes.every((one) => !writesSmall(one.text, text))) {
      const said = await quotesLike(db, workspace, by(text), page, 'exact');
      const person = said.total > 0 && (said.quotes[0]?.speakerKind ?? 'person') === 'person';
      if (said.total > 0 && (person || mentions.total === 0)) return { ...said, named: text };
    }
  }
  if (found.total > 0 && !found.nearest) return { ...found, namesakes };
  for (const [name, about] of namesAtAnEnd(text)) {
    if ((await speakersNamed(db, workspace, name, 1)).length === 0) continue;
    const said = await quotesLike(db, workspace, by(name, about), page, 'exact');
    if (said.total > 0 && !said.nearest) return { ...said, named: name };
  }
  if (found.total > 0) return found;
  const said = await quotesLike(db, workspace, by(text), page);
  return said.total > 0 ? { ...said, named: text } : found;
}

const PHRASE_MARK = /["“”„«»]/;
const NAMES_LOOKED_AT = 5;
const NAMESAKES = 3;
const MOST_NAME_WORDS = 3;

/** True where a text prints one of the words in small letters: "baker" isn't a Ms Baker there. */
function writesSmall(text: string, words: string): boolean {
  const small = new Set(text.match(/\p{L}[\p{L}’'-]*/gu)?.filter((word) => word === word.toLowerCase()));
  return words.split(/\s+/u).some((word) => small.has(word.toLowerCase()));
}

/** A name that the words may begin or end with, and the rest of them; the longest first. */
function namesAtAnEnd(text: string): [name: string, rest: string][] {
  const words = text.trim().split(/\s+/u);
  const ends: [string, string][] = [];
  for (let count = Math.min(MOST_NAME_WORDS, words.length - 1); count > 0; count--) {
    ends.push([words.slice(0, count).join(' '), words.slice(count).join(' ')]);
    ends.push([words.slice(-count).join(' '), words.slice(0, -count).join(' ')]);
  }
  return ends;
}

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
  names: NameReading = 'beginnings',
): Promise<FoundQuotes> {
  if (query.text?.trim() && plainWords(query.text).length === 0) return NOTHING;
  const [time, asTyped] = await Promise.all([
    timeline(db, workspace, query.since ?? null, query.until ?? null),
    searchFor(db, workspace, query, names),
  ]);
  const enough = page.offset + page.limit;
  let search = asTyped;
  let look = await lookThrough(db, workspace, search, time, enough);
  const nobody = () => look.printed === 0 && Boolean(query.speaker) && names === 'beginnings';
  const plainer = nobody() ? plainerName(query.speaker ?? '') : null;
  if (plainer !== null) {
    search = await searchFor(db, workspace, { ...query, speaker: plainer.name }, names);
    look = await lookThrough(db, workspace, search, time, enough);
  }
  const misspelled = nobody();
  if (misspelled) {
    search = await searchFor(db, workspace, query, 'respelled');
    look = await lookThrough(db, workspace, search, time, enough);
  }
  const respelled = misspelled || plainer?.exact === false;
  const { ranked, utterances } = look;
  const shown = utterances.slice(page.offset, enough);
  const [copies, surroundings] = await Promise.all([
    copiesOf(db, workspace, shown),
    surroundingsOf(
      db,
      workspace,
      shown.map(({ quote }) => quote.id),
    ),
  ]);
  const tierOf = (quote: StoredQuote) =>
    isInScope(quote, search) ? (rankOf(quote, search, quote.at)?.tier ?? -1) : -1;
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
    ...NOTHING,
    quotes: found.map((quote) => ({ pieces: [], before: '', ...quote, ...surroundings.get(quote.id) })),
    total: utterances.length,
    more: look.more,
    respelled: respelled && utterances.length > 0,
    nearest: ranked[0]?.tier === 0,
  };
}

async function searchFor(
  db: Queries,
  workspace: WorkspaceId,
  query: QuoteQuery,
  names: NameReading,
): Promise<QuoteSearch> {
  const { terms, phrases } = readText(query.text ?? '');
  const publishers = query.source?.trim() ? await publishersNamed(db, workspace, query.source) : null;
  return {
    terms,
    // Marks alone are not words that anything could hold.
    phrases: query.text?.trim() && terms.length + phrases.length === 0 ? [['']] : phrases,
    speaker: query.speaker?.trim() ? orNone(await wordsOfName(db, query.speaker, names)) : [],
    nameOnly: names === 'exact',
    publishers: publishers === null ? null : new Set(publishers.map(foldLetters)),
    since: query.since ?? null,
    until: query.until ?? null,
  };
}

async function wordsOfName(db: Queries, typed: string, names: NameReading): Promise<string[][]> {
  return names === 'exact'
    ? plainWords(typed).map((word) => [word])
    : await nameWords(db, typed, names === 'respelled');
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

/** What may be other prints of some quotations: the same words at any time, some of them in the weeks around. */
async function copiesOf(db: Queries, workspace: WorkspaceId, quotes: readonly Compared[]): Promise<Compared[]> {
  const alternatives = quotes.flatMap(({ quote, words, keys: [whole, ...runs] }): RequiredKeys[] => {
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
