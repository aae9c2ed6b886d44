import { plainWords } from '../../text/same-words.ts';
import { searchTerms, speakerWords, spelledOut } from './quote-keys.ts';

/** What a look-up asks for, its names resolved. */
export interface QuoteSearch {
  /** Stemmed words. */
  terms: readonly string[];
  /** Words of each phrase, as printed but for accents and case. */
  phrases: readonly (readonly string[])[];
  /** For each word typed of a speaker, the words that it may mean. */
  speaker: readonly (readonly string[])[];
  /** The words of a speaker must stand in the name: a role isn't enough. */
  nameOnly: boolean;
  /** The names that the source may mean, folded; null: any. */
  publishers: ReadonlySet<string> | null;
  since: Date | null;
  /** Exclusive. */
  until: Date | null;
}

export interface Rankable {
  text: string;
  kind: 'direct' | 'partial';
  title: string;
  speaker: string | null;
  speakerKind: string | null;
  role: string | null;
  confidence: number;
  at: Date;
}

/**
 * How well a quotation fits, or null when it does not: `tier` 2 when it says all words itself, 1 when its headline says the others, 0
 * when a word is missing. `score` within a tier is the sum of: how near together the words stand, or how much of a short quotation the one
 * word is (up to 1); freshness, halved at 90 days from `newest` (up to 0.8); the typed words in the name of a person (0.8), of another
 * speaker (0.5) or only in the role (0.4); a word typed for the text that is in the speaker's name (0.8); a whole statement of five words or more (0.5) or a part of one of three or more (0.25); the
 * confidence in the speaker (up to 0.4).
 */
export function rankOf(quote: Rankable, search: QuoteSearch, newest: Date): { tier: number; score: number } | null {
  const said = search.terms.length > 0 ? searchTerms(quote.text) : quote.text.split(' ');
  const own = search.terms.filter((term) => said.includes(term));
  let tier = 2;
  if (own.length < search.terms.length) {
    const title = new Set(searchTerms(quote.title));
    const missing = search.terms.filter((term) => !own.includes(term) && !title.has(term)).length;
    tier = missing === 0 ? 1 : 0;
    if (missing > 1) return null;
  }
  if (search.phrases.length > 0) {
    const plain = ` ${plainWords(quote.text).join(' ')} `;
    if (!search.phrases.every((phrase) => plain.includes(` ${phrase.join(' ')} `))) return null;
  }
  const name = nameFit(quote, search);
  if (name === null) return null;
  const days = Math.max(0, newest.getTime() - quote.at.getTime()) / 86_400_000;
  const whole = said.length < 3 ? 0 : quote.kind === 'partial' || said.length < 5 ? 0.25 : 0.5;
  const sure = 0.4 * (quote.speaker === null ? 0 : quote.confidence);
  const score = closeness(said, own) + 0.8 / (1 + days / 90) + name + calledFit(quote, search, own) + whole + sure;
  return { tier, score };
}

/** Whoever types a name alone ("/quote Pichai") wants what that person said before what others say in articles on them. */
function calledFit({ speaker }: Rankable, { terms }: QuoteSearch, own: readonly string[]): number {
  const called = speaker === null ? [] : searchTerms(speaker);
  return terms.some((term) => !own.includes(term) && called.includes(term)) ? 0.8 : 0;
}

function nameFit(quote: Rankable, search: QuoteSearch): number | null {
  if (search.speaker.length === 0) return 0;
  if (quote.speaker === null) return null;
  const all = new Set(speakerWords(quote));
  if (!search.speaker.every((words) => words.some((word) => all.has(word)))) return null;
  const name = new Set([...plainWords(quote.speaker), ...plainWords(spelledOut(quote.speaker))]);
  if (!search.speaker.every((words) => words.some((word) => name.has(word)))) return search.nameOnly ? null : 0.4;
  return quote.speakerKind === 'person' ? 0.8 : 0.5;
}

/** Of several words: their number by the words of the shortest stretch that holds them all. */
function closeness(said: readonly string[], own: readonly string[]): number {
  const askedWords = new Set(own);
  if (askedWords.size === 0) return 0;
  if (askedWords.size === 1) return 1 / (1 + Math.max(8, said.length) / 40);
  const inside = new Map<string, number>();
  let best = Number.POSITIVE_INFINITY;
  let from = 0;
  said.forEach((term, to) => {
    if (!askedWords.has(term)) return;
    inside.set(term, (inside.get(term) ?? 0) + 1);
    while (inside.size === askedWords.size) {
      best = Math.min(best, to - from + 1);
      const first = said[from] ?? '';
      const count = (inside.get(first) ?? 0) - 1;
      if (count > 0) inside.set(first, count);
      else inside.delete(first);
      from++;
    }
  });
  return askedWords.size / best;
}
