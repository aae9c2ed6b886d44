import type { CitedPassage, ClaimSpan } from '../../model/claims.ts';
import { titleGender } from '../../text/lists/titles.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { acronymsIn } from './acronyms.ts';
import { finderIn } from './align.ts';
import { NOBODY, subjectsAfter } from './back-references.ts';
import { runsOf } from './claim-names.ts';
import {
  type KnownWords,
  namesIn,
  type SourceSentence,
  type Subjects,
  type Token,
  tokensOf,
  writtenOut,
} from './claim-tokens.ts';
import { evenMarks, unfit } from './clean.ts';
import { spokenWhole } from './quoted.ts';

/** A text without sentence ends says nothing that could be found in it in bounded time. */
const LONGEST_SENTENCE = 3_000;
/** Sentences before one that tell who it speaks of. */
const NEAR = 6;

/** A sentence of a cited passage, with its place in the article. */
export interface Sentence extends SourceSentence {
  span: ClaimSpan;
  passage: CitedPassage;
  /** It may be read in a chat. */
  isFit: boolean;
  /** The same sentences as `before`. */
  previous: Sentence[];
}

/** A passage as it was read once: each claim of an answer is held against it. */
interface Read {
  sentences: Sentence[];
  names: ReadonlySet<string>;
  acronyms: KnownWords['acronyms'];
  /** The sentences with the acronyms not yet written out. */
  plain: { text: string; tokens: Token[] }[];
}

const read = new WeakMap<CitedPassage, Read>();

/** The sentences of cited passages, in their order, and what their words and the claim's tell about names. */
export function readCited(claim: string, cited: readonly CitedPassage[]): { sentences: Sentence[]; known: KnownWords } {
  const passages = cited.map(readOnce);
  const names = new Set([...namesIn(claim), ...passages.flatMap((passage) => [...passage.names])]);
  return {
    sentences: passages.flatMap(({ sentences }) => sentences),
    known: { names, acronyms: acronymsFor(claim, names, passages) },
  };
}

/** What a claim may explain: an acronym, or a run of names that could stand for one. */
const EXPLAINS = /\p{Lu}[\p{Lu}.]|(?:\p{Lu}\S* (?:(?:of|and|for|the|on|in) )*){2}\p{Lu}/u;

function acronymsFor(claim: string, names: ReadonlySet<string>, passages: readonly Read[]): KnownWords['acronyms'] {
  const [only] = passages;
  if (only && passages.length === 1 && !EXPLAINS.test(claim)) return only.acronyms;
  const said = { text: claim, tokens: tokensOf(claim, { names, acronyms: new Map() }) };
  return acronymsIn([said, ...passages.flatMap(({ plain }) => plain)]);
}

function readOnce(passage: CitedPassage): Read {
  const before = read.get(passage);
  if (before) return before;
  const names = namesIn(evenMarks(passage.text));
  const places = sentencesOf(passage.text).filter(({ start, end }) => end - start <= LONGEST_SENTENCE);
  const plain = places.map(({ start, end }) => {
    const text = evenMarks(passage.text.slice(start, end));
    return { text, tokens: tokensOf(text, { names, acronyms: new Map() }) };
  });
  const acronyms = acronymsIn(plain);
  const sentences: Sentence[] = [];
  const fullNames = fullNamesIn(plain);
  let title: readonly string[] = [];
  let subjects: Subjects = NOBODY;
  for (const [i, { start, end }] of places.entries()) {
    const { text = '', tokens: short = [] } = plain[i] ?? {};
    const tokens = writtenOut(short, acronyms);
    const previous = sentences.slice(-NEAR);
    const sentence: Sentence = {
      text,
      tokens,
      has: finderIn(tokens),
      title,
      subjects,
      isFit: unfit(text, text) === null,
      before: previous.map((sentence) => sentence.tokens),
      previous,
      fullNames,
      passage,
      span: { articleId: passage.articleId, start: passage.start + start, end: passage.start + end },
    };
    sentences.push(sentence);
    title = titleIn(text, tokens) ?? title;
    subjects = subjectsAfter(subjects, sentence, spokenWhole(text, passage) !== null);
  }
  const made = { sentences, names, acronyms, plain };
  read.set(passage, made);
  return made;
}

/** Each last name with the names before it, where all the passage's people of that name are one: "lindqvist" of Mara Lindqvist. */
function fullNamesIn(sentences: Read['plain']): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { keys } of sentences.flatMap(({ tokens, text }) => runsOf(tokens, text))) {
    const last = keys.at(-1) ?? '';
    // "Director Mara Lindqvist" and "Captain Mara Lindqvist" have the name in common; "Captain Lindqvist" tells nothing of it.
    if (keys.slice(0, -1).some((key) => titleGender(key) === undefined))
      found.set(last, commonEnd(found.get(last) ?? keys, keys));
  }
  return new Map([...found].filter(([, keys]) => keys.length > 1));
}

function commonEnd(a: readonly string[], b: readonly string[]): readonly string[] {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  return a.slice(a.length - shared);
}

const LONGEST_TITLE = 60;

/** The last title of a work in a sentence: few words in marks, with capitals, that nobody says. */
function titleIn(text: string, tokens: readonly Token[]): string[] | null {
  const found = [...text.matchAll(/"(\p{Lu}[^".!?]*\p{L})[,.]?"/gu)].filter(
    ([, words = '']) =>
      words.length <= LONGEST_TITLE &&
      words
        .split(' ')
        .every((word) => /^\P{Ll}/u.test(word) || /^(?:of|the|a|an|and|in|on|at|to|for|with|or|by|from)$/.test(word)),
  );
  const last = found.at(-1);
  if (!last) return null;
  const end = last.index + last[0].length;
  return tokens.filter((token) => token.start >= last.index && token.end <= end).map(({ key }) => key);
}
