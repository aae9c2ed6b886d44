import { readFileSync } from 'node:fs';

interface Table {
  numbers: ReadonlyMap<string, number>;
  dimensions: number;
  vectors: Int8Array;
  /** Numbers of the synonyms of each term, so many a term. */
  synonyms: Uint16Array;
  most: number;
}

let table: Table | null = null;

/**
 * The shipped table (bench/make-word-vectors.ts), read at first use: a line of JSON with the terms, the most frequent first, then the
 * numbers of the synonyms of each, then a byte for each dimension of each term. About 9 MB in memory.
 */
function loaded(): Table {
  if (table) return table;
  const bytes = readFileSync(new URL('word-vectors.bin', import.meta.url));
  const end = bytes.indexOf('\n');
  const header: { terms: string; dimensions: number; synonyms: number } = JSON.parse(bytes.toString('utf8', 0, end));
  const terms = header.terms.split(' ');
  const synonyms = new Uint16Array(
    bytes.buffer.slice(bytes.byteOffset + end + 1, bytes.byteOffset + end + 1 + terms.length * header.synonyms * 2),
  );
  table = {
    numbers: new Map(terms.map((term, i) => [term, i])),
    dimensions: header.dimensions,
    vectors: new Int8Array(bytes.buffer, bytes.byteOffset + end + 1 + synonyms.byteLength),
    synonyms,
    most: header.synonyms,
  };
  return table;
}

/** The number of a term (text/terms.ts) in the table, counted from the most frequent one in English; -1 when it is not there. */
export function wordNumber(term: string): number {
  return loaded().numbers.get(term) ?? -1;
}

/** All terms of the table. */
export function knownWords(): IteratorObject<string> {
  return loaded().numbers.keys();
}

/** How alike in use two words of the table are, by their numbers: the cosine of their vectors, which all have the length LENGTH. */
export function likeness(a: number, b: number): number {
  const { vectors, dimensions } = loaded();
  let sum = 0;
  for (let i = 0, x = a * dimensions, y = b * dimensions; i < dimensions; i++)
    sum += (vectors[x + i] ?? 0) * (vectors[y + i] ?? 0);
  return sum / LENGTH ** 2;
}

const LENGTH = 254;

/** The numbers of a word's synonyms, those most alike in use first. */
export function synonymsOf(number: number): number[] {
  const { synonyms, most } = loaded();
  return number < 0 ? [] : [...synonyms.subarray(number * most, (number + 1) * most)].filter((other) => other !== NONE);
}

const NONE = 0xffff;

/** How rare a term is in English, from 0 to 7.5: the logarithm of its place among the words of the table. */
export function rarityInEnglish(term: string): number {
  const number = wordNumber(term);
  return number < 0 ? RAREST : Math.log((number + COMMON) / COMMON);
}

const COMMON = 30;
const RAREST = 7.5;

/** The sum of the vectors of some words, each times its weight; those that are not in the table count for nothing. */
export function averageVector(words: readonly { term: string; weight: number }[]): Float32Array {
  const { vectors, dimensions } = loaded();
  const sum = new Float32Array(dimensions);
  for (const { term, weight } of words) {
    const number = wordNumber(term);
    if (number < 0) continue;
    for (let i = 0, x = number * dimensions; i < dimensions; i++)
      sum[i] = (sum[i] ?? 0) + weight * (vectors[x + i] ?? 0);
  }
  return sum;
}

/** 0 when one of them is all zero. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  let ofA = 0;
  let ofB = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    sum += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return sum / (Math.sqrt(ofA * ofB) || 1);
}
