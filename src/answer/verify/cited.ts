import type { CitedPassage, ClaimSpan } from '../../model/claims.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { acronymsIn } from './acronyms.ts';
import { evenMarks } from './clean.ts';
import { runsOf } from './names.ts';
import { type Known, namesIn, type SourceSentence, type Token, tokensOf } from './tokens.ts';

/** A text without sentence ends says nothing that could be found in it in bounded time. */
const LONGEST_SENTENCE = 3_000;
/** Sentences before one that tell who it speaks of. */
const NEAR = 6;

/** A sentence of a cited passage, with its place in the article. */
export interface Sentence extends SourceSentence {
  span: ClaimSpan;
  passage: CitedPassage;
  /** The same sentences as `before`. */
  previous: Sentence[];
}

/** A passage as it was read once: each claim of an answer is held against it. */
interface Read {
  sentences: Sentence[];
  names: ReadonlySet<string>;
  /** With the acronyms not yet written out. */
  plain: { text: string; tokens: Token[] };
}

const read = new WeakMap<CitedPassage, Read>();

/** The sentences of cited passages, in their order, and what their words and the claim's tell about names. */
export function readCited(claim: string, cited: readonly CitedPassage[]): { sentences: Sentence[]; known: Known } {
  const passages = cited.map(readOnce);
  const names = new Set([...namesIn(claim), ...passages.flatMap((passage) => [...passage.names])]);
  const said = { text: claim, tokens: tokensOf(claim, { names, acronyms: new Map() }) };
  const acronyms = acronymsIn([said, ...passages.map(({ plain }) => plain)]);
  return { sentences: passages.flatMap(({ sentences }) => sentences), known: { names, acronyms } };
}

function readOnce(passage: CitedPassage): Read {
  const before = read.get(passage);
  if (before) return before;
  const text = evenMarks(passage.text);
  const names = namesIn(text);
  const plain = { text, tokens: tokensOf(text, { names, acronyms: new Map() }) };
  const known: Known = { names, acronyms: acronymsIn([plain]) };
  const fullNames = fullNamesIn(plain.tokens);
  const sentences = sentencesIn(passage, known, fullNames);
  const made = { sentences, names, plain };
  read.set(passage, made);
  return made;
}

/** Each last name with the names before it, where all the passage's people of that name are one: "lindqvist" of Mara Lindqvist. */
function fullNamesIn(tokens: readonly Token[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { keys } of runsOf(tokens)) {
    const last = keys.at(-1) ?? '';
    // "Director Mara Lindqvist" and "Captain Mara Lindqvist" have the name in common.
    if (keys.length > 1) found.set(last, commonEnd(found.get(last) ?? keys, keys));
  }
  return new Map([...found].filter(([, keys]) => keys.length > 1));
}

function commonEnd(a: readonly string[], b: readonly string[]): readonly string[] {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  return a.slice(a.length - shared);
}

function sentencesIn(passage: CitedPassage, known: Known, fullNames: Sentence['fullNames']): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { start, end } of sentencesOf(passage.text)) {
    if (end - start > LONGEST_SENTENCE) continue;
    const text = evenMarks(passage.text.slice(start, end));
    const previous = sentences.slice(-NEAR);
    sentences.push({
      text,
      tokens: tokensOf(text, known),
      before: previous.map(({ tokens }) => tokens),
      previous,
      fullNames,
      passage,
      span: { articleId: passage.articleId, start: passage.start + start, end: passage.start + end },
    });
  }
  return sentences;
}
