import { LEANING_OPENERS } from '../text/lists/function-words.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { isTeaser } from '../text/statement.ts';
import { termsOf } from '../text/words.ts';

export interface KeyPoint extends Span {
  text: string;
}

export interface Summary {
  headline: string;
  /** Whole sentences of the article, in its order. */
  keyPoints: KeyPoint[];
}

interface Candidate extends KeyPoint {
  terms: Set<string>;
  score: number;
  /** Stands without the sentences before it. */
  standsAlone: boolean;
}

/** News puts what matters first: no sentence further down is worth reading for a summary. */
const SENTENCES_READ = 400;
const MOST_SHARED = 0.5;
const DANGLING = new RegExp(
  `^(?:${LEANING_OPENERS.join('|')}|in addition|for example|for instance|as a result|by contrast|the (?:latter|former|two|pair|couple|man|woman|statement|company|move|decision|report|other))\\b`,
  'i',
);

/**
 * An extractive summary: the title, and 3 to 5 sentences that together say most of what the article says (fewer when it has fewer).
 * Sentences near the top, sharing words with the title and with the whole, win; one that repeats another or hangs on the sentence before it loses.
 */
export function summarise({ title, text }: { title: string; text: string }): Summary {
  const candidates = candidatesOf(title, text);
  const most = Math.min(candidates.length, candidates.length <= 12 ? 3 : candidates.length <= 25 ? 4 : 5);
  const chosen: Candidate[] = [];
  const pools = [candidates.filter((candidate) => candidate.standsAlone), candidates];
  for (const pool of pools) {
    const ranked = pool.toSorted((a, b) => b.score - a.score || a.start - b.start);
    for (const candidate of ranked) {
      if (chosen.length >= most) break;
      if (chosen.every((other) => other !== candidate && shared(other.terms, candidate.terms) < MOST_SHARED))
        chosen.push(candidate);
    }
  }
  chosen.sort((a, b) => a.start - b.start);
  return { headline: title, keyPoints: chosen.map(({ text, start, end }) => ({ text, start, end })) };
}

function candidatesOf(title: string, text: string): Candidate[] {
  const sentences = sentencesOf(text)
    .slice(0, SENTENCES_READ)
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end) }))
    .map((sentence) => ({ ...sentence, terms: new Set(termsOf(sentence.text)) }));
  const frequency = new Map<string, number>();
  for (const { terms } of sentences) for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const titleTerms = new Set(termsOf(title));
  const whole = sentences.filter((sentence) => isWhole(sentence.text) && sentence.terms.size > 0);
  const usable = whole.filter((sentence) => sentence.terms.size >= 4);
  return (usable.length >= 3 ? usable : whole).map((sentence, index) => ({
    ...sentence,
    score: scoreOf(sentence, index, titleTerms, frequency),
    standsAlone: standsAlone(sentence.text),
  }));
}

function scoreOf(
  sentence: { text: string; terms: Set<string> },
  index: number,
  title: Set<string>,
  frequency: Map<string, number>,
): number {
  let inTitle = 0;
  let weight = 0;
  for (const term of sentence.terms) {
    if (title.has(term)) inTitle += 1;
    weight += Math.log2(frequency.get(term) ?? 1);
  }
  const centrality = weight / (sentence.terms.size + 4);
  const position = 1 / (1 + index * 0.25);
  const length = sentence.text.length;
  const unwieldy = length > 320 ? (length - 320) / 400 : 0;
  return 1.4 * position + 1.2 * (title.size === 0 ? 0 : inTitle / title.size) + 0.5 * centrality - unwieldy;
}

/** Ends with a stop, leads to no other article, and every quotation in it is complete. */
function isWhole(sentence: string): boolean {
  if (isTeaser(sentence)) return false;
  if (!/[.!…。！]["”’'»)\]]{0,3}$/.test(sentence)) return false;
  const count = (mark: RegExp) => sentence.match(mark)?.length ?? 0;
  return count(/"/g) % 2 === 0 && count(/“/g) === count(/”/g) && count(/«/g) === count(/»/g);
}

/** Neither begins with a word that points back nor consists of a quotation. */
function standsAlone(sentence: string): boolean {
  return !/^["“«‘'(—–-]/.test(sentence) && !DANGLING.test(sentence);
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const term of a) if (b.has(term)) both += 1;
  return both / Math.max(1, Math.min(a.size, b.size));
}
