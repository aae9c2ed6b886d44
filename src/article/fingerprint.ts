import { createHash } from 'node:crypto';

/** What a text is recognised by. JSON-serialisable and of bounded size. */
export interface Fingerprint {
  /** SHA-256 (hex) of the words alone: equal when only case, punctuation, marks or white space differ. */
  hash: string;
  /** The least shingle hash in each of 128 bins, -1 where a bin is empty (one-permutation minhash; Li, Owen and Zhang 2012). */
  sketch: number[];
}

const BINS = 128;
const SHINGLE = 4;
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]]+/gv;

/** The fingerprint of an article's text. Linear in the text. */
export function fingerprint(text: string): Fingerprint {
  const folded = text.normalize('NFKC').toLowerCase().replace(/[’'‘]/g, '');
  const words = folded.match(WORD) ?? [];
  const sketch = new Array<number>(BINS).fill(-1);
  const hashes = words.map(hashOf);
  for (let at = 0; at <= Math.max(0, hashes.length - SHINGLE) && at < hashes.length; at += 1) {
    let shingle = 0;
    for (let next = at; next < Math.min(at + SHINGLE, hashes.length); next += 1)
      shingle = mix(shingle ^ (hashes[next] ?? 0));
    const bin = shingle % BINS;
    const value = Math.floor(shingle / BINS);
    const least = sketch[bin] ?? -1;
    if (least === -1 || value < least) sketch[bin] = value;
  }
  return { hash: createHash('sha256').update(words.join(' ')).digest('hex'), sketch };
}

/** How much two texts share, 0 to 1: an estimate of the Jaccard similarity of their four-word shingles. */
export function similarity(a: Fingerprint, b: Fingerprint): number {
  if (a.hash === b.hash) return 1;
  let used = 0;
  let equal = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const [left, right] = [a.sketch[bin] ?? -1, b.sketch[bin] ?? -1];
    if (left === -1 && right === -1) continue;
    used += 1;
    if (left === right) equal += 1;
  }
  return used === 0 ? 0 : equal / used;
}

/** Whether one text is a copy of the other with small edits: a syndicated copy, a corrected typing error, another desk's headline. */
export function isNearCopy(a: Fingerprint, b: Fingerprint): boolean {
  return similarity(a, b) >= 0.6;
}

/** Eight keys of which near copies almost surely share one, for finding candidates in a database. */
export function copyKeys({ sketch }: Fingerprint): string[] {
  return sketch
    .flatMap((value, bin) => (value === -1 ? [] : [{ value, key: `${value.toString(36)}.${bin}` }]))
    .sort((a, b) => a.value - b.value)
    .slice(0, 8)
    .map(({ key }) => key);
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3 (Appleby, public domain): spreads 32 bits. */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
