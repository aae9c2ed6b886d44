import type { ClaimSpan, VerifiedClaim } from '../../model/claims.ts';
import { referents } from './back-references.ts';
import type { Sentence } from './cited.ts';
import type { Token } from './claim-tokens.ts';
import { evenMarks } from './clean.ts';
import { spokenWhole } from './quoted.ts';

const MOST_SENTENCES = 3;
/** Share of a claim's weight that a first sentence must have, and that each further one must add. */
const ABOUT = 0.15;
const WORTH_ADDING = 0.14;
/** Names and numbers tell more of what a sentence is about than words do. */
const TELLING = 1.5;
/** What comes next in the article belongs to what came before. */
const NEIGHBOUR = 1.25;
const NAMED = 1.5;
/** Share of what the best sentences tell that the named ones have to tell. */
const ENOUGH = 0.6;

/**
 * The sentences that tell of what a claim tells, word for word and in the article's order; null when none does. Words count by how few
 * sentences have them; further sentences are taken for what the first ones lack. Where those that the claim names tell about as much as
 * any others do, they stand alone, but for a name or a number that they lack.
 */
export function evidenceFor(
  claim: readonly Token[],
  sentences: readonly Sentence[],
  named: readonly ClaimSpan[] = [],
): VerifiedClaim | null {
  const fit = sentences.filter(({ isFit }) => isFit);
  const words = weighed(claim, fit);
  const best = fitting(words, fit, named);
  const own = fit.filter((sentence) => isAmong(sentence, named));
  const given = own.length === 0 ? best : fitting(words, own, named);
  const chosen =
    coveredBy(given, words) >= ENOUGH * coveredBy(best, words)
      ? [...given, ...best.filter((sentence) => addsFact(sentence, given, words))].slice(0, MOST_SENTENCES)
      : best;
  // Few words in common are enough for a sentence that the claim names itself.
  const said =
    chosen.length > 0 ? chosen : own.filter((sentence) => words.some(({ holders }) => holders.has(sentence)));
  return asClaim(sentences.filter((sentence) => said.includes(sentence)).slice(0, MOST_SENTENCES));
}

/** At most `MOST_SENTENCES` of some sentences, the one that tells most first, each further one for what the others lack. */
function fitting(words: readonly Weighed[], from: readonly Sentence[], named: readonly ClaimSpan[]): Sentence[] {
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const left = new Set(words);
  const chosen: Sentence[] = [];
  while (chosen.length < MOST_SENTENCES) {
    let best: { sentence: Sentence; worth: number } | null = null;
    for (const sentence of from) {
      if (chosen.includes(sentence)) continue;
      let worth = 0;
      for (const { weight, holders } of left) if (holders.has(sentence)) worth += weight;
      if (chosen.some((other) => other.previous.at(-1) === sentence || sentence.previous.at(-1) === other))
        worth *= NEIGHBOUR;
      if (isAmong(sentence, named)) worth *= NAMED;
      if (worth > (best?.worth ?? 0)) best = { sentence, worth };
    }
    if (best === null || best.worth < total * (chosen.length === 0 ? ABOUT : WORTH_ADDING)) break;
    chosen.push(best.sentence);
    for (const word of left) if (word.holders.has(best.sentence)) left.delete(word);
  }
  return chosen;
}

function coveredBy(chosen: readonly Sentence[], words: readonly Weighed[]): number {
  const covered = words.filter(({ holders }) => chosen.some((sentence) => holders.has(sentence)));
  return covered.reduce((sum, { weight }) => sum + weight, 0);
}

/** Whether a sentence has a name or a number of the claim that the others neither have nor stand for. */
function addsFact(sentence: Sentence, others: readonly Sentence[], words: readonly Weighed[]): boolean {
  return words.some(
    ({ token, holders }) =>
      token.kind !== 'word' &&
      holders.has(sentence) &&
      !others.some((other) => holders.has(other) || referents(other).includes(token.key)),
  );
}

/** The sentences at some places as they stand, in the article's order; null when none of them may be read. */
export function asPrinted(sentences: readonly Sentence[], places: readonly ClaimSpan[]): VerifiedClaim | null {
  const named = sentences.filter((sentence) => isAmong(sentence, places) && sentence.isFit);
  return asClaim(named.slice(0, MOST_SENTENCES));
}

/** Sentences of the articles as a claim: word for word, with marks and speaker where they come out of the middle of somebody's words; null for none. */
export function asClaim(sentences: readonly Sentence[]): VerifiedClaim | null {
  return sentences.length === 0
    ? null
    : { text: sentences.map(standing).join(' '), spans: sentences.map(({ span }) => span), printed: true };
}

function isAmong({ span }: Sentence, places: readonly ClaimSpan[]): boolean {
  return places.some(
    ({ articleId, start, end }) => articleId === span.articleId && start < span.end && span.start < end,
  );
}

/** A word of a claim: how much it tells, and which sentences have it. */
interface Weighed {
  weight: number;
  holders: ReadonlySet<Sentence>;
  token: Token;
}

/** The words of a claim that say something, each once. */
function weighed(claim: readonly Token[], sentences: readonly Sentence[]): Weighed[] {
  const words = new Map(claim.flatMap((token) => (token.kind === 'function' ? [] : [[token.key, token] as const])));
  return [...words.values()].map((token) => {
    const holders = new Set(sentences.filter((sentence) => sentence.has(token)));
    const rarity = Math.log(1 + (sentences.length + 1) / (holders.size + 1));
    return { weight: rarity * (token.kind === 'word' ? 1 : TELLING), holders, token };
  });
}

/**
 * A sentence as it stands alone: what somebody says, with no word about who, gets its speaker, and its marks where they stand in other
 * sentences.
 */
function standing({ text, span, passage }: Sentence): string {
  const words = passage.text.slice(span.start - passage.start, span.end - passage.start);
  const bare = /^["“][^"“”]*["”]$/.test(words) || !isPaired(words) ? words.replace(/^["“]|["”]$/g, '') : words;
  const spoken = spokenWhole(bare === words ? text : evenMarks(bare), passage);
  // Behind "he says" a quotation of its own, whose speaker nobody made out, is his.
  if (spoken === null || (spoken.speaker === null && bare !== words && isPaired(words))) return paired(words);
  return `“${bare}” (${spoken.speaker ?? 'unattributed'})`;
}

const MARK = /["“”]/g;

function isPaired(words: string): boolean {
  return (words.match(MARK)?.length ?? 0) % 2 === 0;
}

function paired(words: string): string {
  const at = [...words.matchAll(MARK)].at(-1)?.index;
  if (at === undefined || isPaired(words)) return words;
  const opens = /^$|[\s(]$/.test(words.slice(0, at)) && /^\S/.test(words.slice(at + 1));
  const straight = words[at] === '"';
  return opens ? `${words}${straight ? '"' : '”'}` : `${straight ? '"' : '“'}${words}`;
}
