import type { CitedPassage, ClaimSpan } from '../../model/claims.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { acronymsIn } from './acronyms.ts';
import { evenMarks } from './clean.ts';
import { type Known, namesIn, type SourceSentence, tokensOf } from './tokens.ts';

/** A text without sentence ends says nothing that could be found in it in bounded time. */
const LONGEST_SENTENCE = 3_000;

/** A sentence of a cited passage, with its place in the article. */
export interface Sentence extends SourceSentence {
  span: ClaimSpan;
  passage: CitedPassage;
  /** The same sentences as `before`. */
  previous: Sentence[];
}

/** The sentences of cited passages, in their order, and what their words and the claim's tell about names. */
export function readCited(claim: string, cited: readonly CitedPassage[]): { sentences: Sentence[]; known: Known } {
  const sentences = cited.flatMap(sentencesIn);
  const known = knownFrom(claim, cited);
  for (const sentence of sentences) sentence.tokens = tokensOf(sentence.text, known);
  linkBefore(sentences);
  return { sentences, known };
}

function knownFrom(claim: string, cited: readonly CitedPassage[]): Known {
  const texts = [claim, ...cited.map((passage) => evenMarks(passage.text))];
  const names = new Set(texts.flatMap((text) => [...namesIn(text)]));
  const plain: Known = { names, acronyms: new Map() };
  return { names, acronyms: acronymsIn(texts.map((text) => ({ text, tokens: tokensOf(text, plain) }))) };
}

function sentencesIn(passage: CitedPassage): Sentence[] {
  const sentences = sentencesOf(passage.text).filter(({ start, end }) => end - start <= LONGEST_SENTENCE);
  return sentences.map(({ start, end }) => ({
    text: evenMarks(passage.text.slice(start, end)),
    tokens: [],
    before: [],
    previous: [],
    passage,
    span: { articleId: passage.articleId, start: passage.start + start, end: passage.start + end },
  }));
}

function linkBefore(sentences: readonly Sentence[]): void {
  for (const [at, sentence] of sentences.entries()) {
    sentence.previous = sentences.slice(Math.max(0, at - 6), at).filter((other) => other.passage === sentence.passage);
    sentence.before = sentence.previous.map((other) => other.tokens);
  }
}
