/** Words that are kept; then all are forgotten and read again. */
const MOST = 200_000;
/** A longer word is not kept. */
const LONGEST = 24;
const SLOTS = 1 << 19;

/** The terms of the words met so far, with the codes of the words one after the other: found without cutting a word out of its text. */
const slots = new Int32Array(SLOTS);
const codesOfWords = new Uint16Array(MOST * LONGEST);
const lengths = new Uint8Array(MOST);
let terms: string[] = [];

/**
 * The term of the word that stands at `start` to `end` in a text of UTF-16 codes, as `read` gives it. Asked for thousands of words for each
 * question, it is a look-up: words repeat, and each is given to `read` once.
 */
export function knownTerm(text: Uint16Array, start: number, end: number, read: (word: string) => string): string {
  const length = end - start;
  if (length > LONGEST) return read(wordAt(text, start, end));
  let hash = length;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (text[at] ?? 0), 0x01000193);
  const first = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  let slot = first;
  for (let number = slots[slot] ?? 0; number > 0; number = slots[slot] ?? 0) {
    if (lengths[number - 1] === length && isAt((number - 1) * LONGEST, text, start, length))
      return terms[number - 1] ?? '';
    slot = (slot + 1) & (SLOTS - 1);
  }
  if (terms.length === MOST) {
    slots.fill(0);
    terms = [];
    slot = first;
  }
  const term = read(wordAt(text, start, end));
  lengths[terms.length] = length;
  codesOfWords.set(text.subarray(start, end), terms.length * LONGEST);
  terms.push(term);
  slots[slot] = terms.length;
  return term;
}

function isAt(known: number, text: Uint16Array, start: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (codesOfWords[known + i] !== text[start + i]) return false;
  return true;
}

function wordAt(text: Uint16Array, start: number, end: number): string {
  return Buffer.from(text.buffer, text.byteOffset + start * 2, (end - start) * 2).toString('utf16le');
}
