import { everydaySynonyms } from '../../text/everyday-words.ts';
import { errorsAllowed, errorsBetween } from '../../text/near-words.ts';
import { type Frequencies, rarity } from '../../text/rarity.ts';
import { readWords } from '../../text/terms.ts';
import {
  averageVector,
  cosine,
  likeness,
  rarityInEnglish,
  synonymsOf,
  wordNumber,
} from '../../vectors/word-vectors.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { type NamedPair, namedPairs } from './namesake.ts';
import { type AskedOffice, askedOffice } from './office.ts';
import { type AskedDeed, askedDeed } from './role.ts';

/** A word of a question that an answer should hold, or one like it. */
export interface Atom {
  term: string;
  /** In the table of word vectors; -1 when it is not there. */
  number: number;
  synonyms: readonly number[];
  /** Terms that people say in its place. */
  everyday: ReadonlySet<string>;
  /** What it counts for, never 0. */
  weight: number;
  name: boolean;
  asking: boolean;
  /** It stands nowhere in the library: most likely a typing error. */
  unknown: boolean;
}

/** Passages from which on a library knows better than a general table which words are rare. */
const TRUSTED_SIZE = 3_000;
const LEAST_WEIGHT = 0.3;
const CONTEXT = 0.6;

/** The words of a question with what each counts for: how rare it is in the library and, the more so the smaller that is, in English. */
function atomsOf({ terms }: AnalysedQuestion, frequencies: Frequencies): Atom[] {
  const trust = frequencies.passages / (frequencies.passages + TRUSTED_SIZE);
  return terms.map(({ term, name, asking, context }) => {
    const rare = trust * rarity(term, frequencies) + (1 - trust) * rarityInEnglish(term);
    return {
      term,
      number: wordNumber(term),
      synonyms: name ? [] : synonymsOf(wordNumber(term)),
      everyday: everydaySynonyms(name ? '' : term),
      weight: Math.max(LEAST_WEIGHT, rare) * (context ? CONTEXT : 1),
      name,
      asking,
      unknown: (frequencies.counts.get(term) ?? 0) === 0,
    };
  });
}

/** Cosines from which on words are taken to be alike, and at which they are as good as the same. */
const ALIKE = 0.38;
const SAME = 0.85;
/** What a like word counts for at most, what a synonym, another form or a derivation does, and what one typing error away. */
const MOST_ALIKE = 0.8;
const DERIVED = 0.75;
/** What people say in its place counts for less: the groups are wide. */
const EVERYDAY = 0.5;
const MISTYPED = 0.9;
const STEM = 4;

/** How well a word of a text stands for each word of a question, from 0 to 1; what was worked out is remembered. */
export class Matcher {
  readonly atoms: readonly Atom[];
  readonly total: number;
  /** Numbers of its words: the heaviest one that isn't a name (-1 if there is none), those that ask and aren't names (heaviest first), the names, and those that ask. */
  readonly parts: {
    heaviest: number;
    concepts: readonly number[];
    names: readonly number[];
    asking: readonly number[];
  };
  /** What the question asks the doer of; null when it asks for something else. */
  readonly deed: AskedDeed | null;
  readonly pairs: readonly NamedPair[];
  /** Whose holder the question asks for; null when it asks for something else. */
  readonly office: AskedOffice | null;
  /** All words of the question, small ones too. */
  readonly asked: ReadonlySet<string>;
  #vector: Float32Array | null = null;
  readonly #known = new Map<string, Float32Array | null>();

  constructor(question: AnalysedQuestion, frequencies: Frequencies) {
    const atoms = atomsOf(question, frequencies);
    this.atoms = atoms;
    this.deed = askedDeed(question.text);
    this.pairs = namedPairs(question.text);
    this.office = askedOffice(question.text);
    const those = (keep: (atom: Atom) => boolean) => atoms.flatMap((atom, i) => (keep(atom) ? [i] : []));
    const byWeight = (a: number, b: number) => (atoms[b]?.weight ?? 0) - (atoms[a]?.weight ?? 0);
    this.parts = {
      heaviest: those(({ name }) => !name).sort(byWeight)[0] ?? -1,
      concepts: those(({ name, asking }) => asking && !name).sort(byWeight),
      names: those(({ name }) => name),
      asking: those(({ asking }) => asking),
    };
    this.asked = new Set(readWords(question.text).terms);
    this.total = atoms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  }

  /** The most that any of the words from `from` up to `to` stands for each word of the question. */
  best(terms: readonly string[], from: number, to: number): Float32Array {
    const best = new Float32Array(this.atoms.length);
    for (let i = from; i < to; i++) raise(best, this.of(terms[i] ?? ''));
    return best;
  }

  /** How well one word stands for each word of the question; null when it has nothing to do with it. */
  of(term: string): Float32Array | null {
    const known = this.#known.get(term);
    if (known !== undefined) return known;
    const number = wordNumber(term);
    let found: Float32Array | null = null;
    this.atoms.forEach((atom, i) => {
      const strength = strengthOf(atom, term, number);
      if (strength <= 0) return;
      found ??= new Float32Array(this.atoms.length);
      found[i] = strength;
    });
    this.#known.set(term, found);
    return found;
  }

  /** How alike in meaning the words of a sentence are to the question as a whole: the cosine of their averaged vectors. */
  meaning(terms: readonly string[], from: number, to: number): number {
    const vector = averageVector(terms.slice(from, to).map((term) => ({ term, weight: rarityInEnglish(term) })));
    this.#vector ??= averageVector(this.atoms);
    return cosine(this.#vector, vector);
  }

  /** The share of the question's weight that is matched so. */
  share(match: Float32Array): number {
    let sum = 0;
    for (let i = 0; i < match.length; i++) sum += (this.atoms[i]?.weight ?? 0) * (match[i] ?? 0);
    return sum / this.total;
  }
}

/** Makes each strength at least what the other is, times a share. */
export function raise(best: Float32Array, other: Float32Array | null | undefined, share = 1): void {
  if (!other) return;
  for (let i = 0; i < best.length; i++) best[i] = Math.max(best[i] ?? 0, share * (other[i] ?? 0));
}

function strengthOf(atom: Atom, term: string, number: number): number {
  if (atom.term === term) return 1;
  if (/\d/.test(term) || /\d/.test(atom.term)) return 0;
  const short = Math.min(atom.term.length, term.length);
  if (atom.unknown && short > 3 && errorsBetween(atom.term, term) <= Math.min(errorsAllowed(atom.term), 2))
    return MISTYPED;
  const derived =
    short >= STEM && sharedStart(atom.term, term) >= Math.max(STEM, Math.max(atom.term.length, term.length) - 4);
  if (atom.name) return derived ? DERIVED : 0;
  const everyday = atom.everyday.has(term) ? EVERYDAY : 0;
  if (atom.number < 0 || number < 0) return derived ? DERIVED : everyday;
  const cosine = likeness(atom.number, number);
  const alike = cosine <= ALIKE ? 0 : MOST_ALIKE * Math.min(1, (cosine - ALIKE) / (SAME - ALIKE));
  const same = (derived && cosine > 0.2) || atom.synonyms.includes(number);
  return Math.max(same ? DERIVED : everyday, alike);
}

function sharedStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
