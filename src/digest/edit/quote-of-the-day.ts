import type { QuoteOfArticle } from '../../store/digests/digest-news.ts';
import { termsOf } from '../../text/words.ts';

export const SURE = 0.85;
const SHORTEST = 24;
const FEWEST_WORDS = 5;
/** What is quoted from an article that isn't told has so many words of the story. */
const ON_TOPIC = 2;
/** Shorter ones have to say more. */
const SHORT = 45;
const LONGEST = 240;
/** Points to what the reader has not read. */
const HANGS =
  /^["“']?(?:it|that|this|these|those|he|she|they|him|her|them|so|and|but|or|because|which|there|here|yes|no|well|also|then|his|their|such|even so|still|now|again)\b|\b(?:this|that|these|those) (?:is|was|are|were)\b/i;

/** A clause that leads up to what is left out. */
const LEADS_UP =
  /^["“']?(?:if|when|while|whenever|although|though|as|after|before|until|unless|once|since|given|in|on|at|for)\b[^,]*$/i;
/** What is said when there is nothing to say. */
const SAYS_NOTHING =
  /\b(?:more information|at this time|appropriate time|under investigation|(?:not|no|can['’]t|won['’]t) comment|thoughts and prayers|our thoughts|deepest (?:sympathy|condolences))\b/i;

/**
 * The quotation that stands best by itself: whole sentences of a named person on one of the digest's first stories. `story` gives the
 * place of an article's story from 0, its headline and sentence, and whether it is the very article that is told. Null when none is good enough.
 */
export function quoteOfTheDay(
  quotes: readonly QuoteOfArticle[],
  story: (article: QuoteOfArticle['article']) => { rank: number; about: string; told: boolean },
): QuoteOfArticle | null {
  let best: { quote: QuoteOfArticle; score: number } | null = null;
  for (const quote of quotes) {
    const { rank, about, told } = story(quote.article);
    const score = scoreOf(quote, { rank, told, about: new Set(termsOf(about)) });
    if (score !== null && (best === null || score > best.score)) best = { quote, score };
  }
  return best && { ...best.quote, text: withoutComma(best.quote.text) };
}

/** A sentence whose speaker is named after it ends in a comma in print. */
function withoutComma(text: string): string {
  return text.trim().replace(/,$/, '');
}

function scoreOf(
  { text, speaker, role, start, goesOn }: QuoteOfArticle,
  { rank, told, about }: { rank: number; told: boolean; about: ReadonlySet<string> },
): number | null {
  const words = text.trim();
  if (words.length < SHORTEST || words.length > LONGEST || words.split(/\s+/).length < FEWEST_WORDS) return null;
  if (!/^\p{Lu}/u.test(words) || !/[.!,]$/.test(words) || /[[\]…]|\.\.\.|\?/.test(words) || HANGS.test(words))
    return null;
  if (SAYS_NOTHING.test(words) || (words.endsWith(',') && (goesOn || LEADS_UP.test(withoutComma(words))))) return null;
  // A first name alone does not say who it is.
  if (!/\s/.test(speaker.trim())) return null;
  // A role that is half a clause would be a wrong one.
  if (role !== null && /^(?:who|whose|which|that|and|but|a|an)\b/i.test(role)) return null;
  // Who is quoted must be known: by an office, or because the story names them.
  if (role === null ? !about.has(termsOf(speaker).at(-1) ?? '') : /^\p{L}+ic$/u.test(role)) return null;
  const onTopic = [...new Set(termsOf(words))].filter((term) => about.has(term)).length;
  // Another article of the story may be about something else.
  if (onTopic < ON_TOPIC && !told) return null;
  const pronouns = words.match(/\b(?:it|he|she|they|him|her|them)\b/gi)?.length ?? 0;
  return (
    2 / (1 + 0.4 * rank) -
    (words.length < SHORT ? 0.3 : 0) +
    (role ? 0.8 : 0) +
    0.4 * Math.min(3, onTopic) +
    1 / (1 + start / 3_000) -
    0.5 * pronouns
  );
}
