import type { ClaimSpan, VerifiedClaim } from '../../model/claims.ts';
import type { Sentence } from './cited.ts';
import { spokenWhole } from './quoted.ts';
import type { Token } from './tokens.ts';

const MOST_SENTENCES = 3;
/** Share of a claim's weight that a first sentence must have, and that each further one must add. */
const ABOUT = 0.15;
const WORTH_ADDING = 0.14;
/** Names and numbers tell more of what a sentence is about than words do. */
const TELLING = 1.5;
/** What comes next in the article belongs to what came before. */
const NEIGHBOUR = 1.25;
const NAMED = 1.5;

/**
 * The sentences that tell of what a claim tells, word for word and in the article's order; null when none does. Words count by how few
 * sentences have them; further sentences are taken for what the first ones lack. Those that the claim names come first.
 */
export function evidenceFor(
  claim: readonly Token[],
  sentences: readonly Sentence[],
  named: readonly ClaimSpan[] = [],
): VerifiedClaim | null {
  const fit = sentences.filter(({ isFit }) => isFit);
  const left = weighed(claim, fit);
  const total = left.reduce((sum, { weight }) => sum + weight, 0);
  const chosen: Sentence[] = [];
  while (chosen.length < MOST_SENTENCES) {
    let best: { sentence: Sentence; worth: number } | null = null;
    for (const sentence of fit) {
      if (chosen.includes(sentence)) continue;
      let worth = 0;
      for (const { weight, holders, told } of left) if (!told && holders.has(sentence)) worth += weight;
      if (chosen.some((other) => other.previous.at(-1) === sentence || sentence.previous.at(-1) === other))
        worth *= NEIGHBOUR;
      if (isAmong(sentence, named)) worth *= NAMED;
      if (worth > (best?.worth ?? 0)) best = { sentence, worth };
    }
    if (best === null || best.worth < total * (chosen.length === 0 ? ABOUT : WORTH_ADDING)) break;
    chosen.push(best.sentence);
    for (const word of left) if (word.holders.has(best.sentence)) word.told = true;
  }
  return asClaim(sentences.filter((sentence) => chosen.includes(sentence)));
}

/** The sentences at some places as they stand, in the article's order; null when none of them may be read. */
export function asPrinted(sentences: readonly Sentence[], places: readonly ClaimSpan[]): VerifiedClaim | null {
  const named = sentences.filter((sentence) => isAmong(sentence, places) && sentence.isFit);
  return asClaim(named.slice(0, MOST_SENTENCES));
}

function asClaim(sentences: readonly Sentence[]): VerifiedClaim | null {
  return sentences.length === 0
    ? null
    : { text: sentences.map(standing).join(' '), spans: sentences.map(({ span }) => span) };
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
  /** A chosen sentence has it. */
  told: boolean;
}

/** The words of a claim that say something, each once. */
function weighed(claim: readonly Token[], sentences: readonly Sentence[]): Weighed[] {
  const words = new Map(claim.flatMap((token) => (token.kind === 'function' ? [] : [[token.key, token] as const])));
  return [...words.values()].map((token) => {
    const holders = new Set(sentences.filter((sentence) => sentence.has(token)));
    const rarity = Math.log(1 + (sentences.length + 1) / (holders.size + 1));
    return { weight: rarity * (token.kind === 'word' ? 1 : TELLING), holders, told: false };
  });
}

/** A sentence as it stands alone: out of the middle of what somebody says, it gets marks and speaker. */
function standing({ text, span, passage }: Sentence): string {
  const words = passage.text.slice(span.start - passage.start, span.end - passage.start);
  const spoken = spokenWhole(text, passage);
  return spoken === null ? words : `“${words}” (${spoken.speaker ?? 'unattributed'})`;
}
