/** How the words of one quotation stand to those of another, as two articles print them. */
export type Wording = 'same' | 'edited' | 'other';

const SHINGLE = 4;
const WINDOW = 4;
const MOST_KEYS = 16;
/** Words of a quotation that are compared; a longer one is known by its beginning. */
const COMPARED = 400;
/** Share of the shorter one's words that the longer one has in the same order. */
const ALIKE = 0.75;

// Letters that no decomposition takes apart.
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const ODD = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
const ASCII = /^\p{ASCII}*$/u;
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]]+/gv;

/** A text without accents and in lower case. Its length may differ. */
export function foldLetters(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(ODD, (letter) => PLAIN[letter] ?? letter);
}

/** The words of a text as they compare: accents, case, punctuation, brackets and apostrophes left out; Chinese and Japanese by character. */
export function plainWords(text: string): string[] {
  return (
    foldLetters(text)
      .replace(/['’‘ʼ`]/g, '')
      .match(WORD) ?? []
  );
}

/**
 * At most 17 keys (32 bits) by which quotations of the same or nearly the same plain words meet: first the whole, then four-word runs
 * chosen by winnowing (Schleimer, Wilkerson and Aiken 2003), so that any seven words in common, up to a length, share a key.
 */
export function sameWordsKeys(plain: readonly string[]): number[] {
  const words = plain.slice(0, COMPARED).map(hashOf);
  if (words.length === 0) return [];
  const runs: number[] = [];
  for (let i = 0; i + SHINGLE <= words.length; i++) runs.push(chained(words, i, i + SHINGLE));
  const chosen = new Set<number>();
  for (let from = 0; from < runs.length && (from === 0 || from + WINDOW <= runs.length); from++) {
    let least = runs[from] ?? 0;
    for (let i = from + 1; i < runs.length && i < from + WINDOW; i++) least = Math.min(least, runs[i] ?? 0);
    chosen.add(least);
  }
  const least = [...chosen].sort((a, b) => a - b).slice(0, MOST_KEYS);
  return [...new Set([chained(words, 0, words.length), ...least])];
}

function chained(hashes: readonly number[], from: number, to: number): number {
  let hash = to - from;
  for (let i = from; i < to; i++) hash = mixed(Math.imul(hash, 31) + (hashes[i] ?? 0));
  return hash;
}

/**
 * `same`: word for word but for case, accents and punctuation. `edited`: a word changed, something left out or put in brackets, or one
 * is a piece of the other; at least five words. Quadratic in at most 400 words.
 */
export function compareWording(a: readonly string[], b: readonly string[]): Wording {
  if (a.length === b.length && a.every((word, i) => word === b[i])) return 'same';
  const [short, long] = a.length <= b.length ? [a.slice(0, COMPARED), b] : [b.slice(0, COMPARED), a];
  if (short.length < 5) return 'other';
  const run = longestRun(short, long.slice(0, COMPARED));
  if (run.length < Math.min(6, Math.max(4, Math.ceil(short.length / 3)))) return 'other';
  // Only the words around the run: a long speech holds most words of any short sentence somewhere.
  const near = long.slice(Math.max(0, run.to - run.length - short.length), run.to + short.length);
  return inOrder(short, near) >= ALIKE * short.length ? 'edited' : 'other';
}

/** The longest run of words that both have, and where it ends in `b`. */
function longestRun(a: readonly string[], b: readonly string[]): { length: number; to: number } {
  const best = { length: 0, to: 0 };
  let before = new Uint16Array(b.length + 1);
  for (const word of a) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) {
      if (word !== b[j - 1]) continue;
      const length = (before[j - 1] ?? 0) + 1;
      row[j] = length;
      if (length > best.length) Object.assign(best, { length, to: j });
    }
    before = row;
  }
  return best;
}

/** How many words both have in the same order (longest common subsequence). */
function inOrder(a: readonly string[], b: readonly string[]): number {
  let before = new Uint16Array(b.length + 1);
  for (const word of a) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j++)
      row[j] = word === b[j - 1] ? (before[j - 1] ?? 0) + 1 : Math.max(before[j] ?? 0, row[j - 1] ?? 0);
    before = row;
  }
  return before[b.length] ?? 0;
}

/** FNV-1a over UTF-16 code units, finished as below: a signed 32-bit number. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** The finaliser of MurmurHash3 (Appleby, public domain). */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
