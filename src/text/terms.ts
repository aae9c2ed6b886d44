import { knownTerm } from './known-words.ts';
import { FUNCTION_WORDS } from './lists/stop-words.ts';
import { inOneForm, mayBeUnspaced, OTHER_STOP_WORDS, withoutAffixes, wordStarts } from './other-scripts.ts';
import { WORD_OF_FORM } from './word-forms.ts';

const LETTERS_AND_DIGITS = /^[a-z0-9]+$/i;
const STOP_WORDS = new Set([...FUNCTION_WORDS, ...OTHER_STOP_WORDS.map(termOf)]);

/** The words of a text in order: as terms, and where they start and end. */
export interface ReadWords {
  terms: string[];
  starts: number[];
  ends: number[];
}

/**
 * The words of a text as search terms (accents and case folded, stemmed), with half-open offsets in UTF-16 code units. A word is letters
 * and digits, with decimals and what follows an apostrophe; in scripts without spaces, what Unicode's dictionaries call one.
 */
export function readWords(text: string): ReadWords {
  return read(text, true);
}

/** Where the words of a text start and end (see `readWords`). */
export function wordSpans(text: string): Pick<ReadWords, 'starts' | 'ends'> {
  return read(text, false);
}

function read(text: string, asTerms: boolean): ReadWords {
  const codes = codesOf(text);
  const read: ReadWords = { terms: [], starts: [], ends: [] };
  for (let at = 0; at < text.length; ) {
    const code = codes[at] ?? 0;
    const end = (ASCII[code] ?? 0) > 0 || mayBeLetter(code) ? endOfWord(text, codes, at) : at;
    if (end === at) {
      at++;
      continue;
    }
    if (mayBeUnspaced(code)) readUnspaced(text.slice(at, end), at, read);
    else {
      if (asTerms) read.terms.push(knownTerm(codes, at, end, termOf));
      read.starts.push(at);
      read.ends.push(end);
    }
    at = end;
  }
  return read;
}

function readUnspaced(run: string, at: number, read: ReadWords): void {
  const starts = wordStarts(run);
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1] ?? run.length;
    read.terms.push(termOf(run.slice(start, end)));
    read.starts.push(at + start);
    read.ends.push(at + end);
  }
}

const SCRATCH = 16_384;
const scratch = new Uint16Array(SCRATCH);

/** The UTF-16 codes of a text and a zero, good until the next call: from an array they are read several times faster than from a string. */
function codesOf(text: string): Uint16Array {
  const codes = text.length < SCRATCH ? scratch : new Uint16Array(text.length + 1);
  Buffer.from(codes.buffer).write(text, 'utf16le');
  codes[text.length] = 0;
  return codes;
}

const LETTER = 1;
const DIGIT = 2;
const APOSTROPHE = 0x27;
const CURLY_APOSTROPHE = 0x2019;
const COMMA = 0x2c;
const FULL_STOP = 0x2e;
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z]/i.test(character) ? LETTER : /\d/.test(character) ? DIGIT : 0;
});
const WORD_HERE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[.,]\d+|['’][\p{L}\p{M}]+)*/uy;

/** Where the word ends that starts here; here, if none does. ASCII is read by hand, as the regular expression would: it is most of a text. */
function endOfWord(text: string, codes: Uint16Array, start: number): number {
  let at = start;
  while ((ASCII[codes[at] ?? 0] ?? 0) > 0) at++;
  for (;;) {
    const code = codes[at] ?? 0;
    if (code === FULL_STOP || code === COMMA) {
      if (ASCII[codes[at + 1] ?? 0] !== DIGIT) return at;
      at += 2;
      while (ASCII[codes[at] ?? 0] === DIGIT) at++;
      if (ASCII[codes[at] ?? 0] === LETTER || mayBeLetter(codes[at] ?? 0)) return at;
    } else if (code === APOSTROPHE || code === CURLY_APOSTROPHE) {
      const next = codes[at + 1] ?? 0;
      if (ASCII[next] !== LETTER && !mayBeLetter(next)) return at;
      at++;
      while (ASCII[codes[at] ?? 0] === LETTER) at++;
    } else return mayBeLetter(code) ? endByPattern(text, start) : at;
  }
}

function endByPattern(text: string, start: number): number {
  WORD_HERE.lastIndex = start;
  return start + (WORD_HERE.exec(text)?.[0].length ?? 0);
}

/** Whether a code beyond ASCII may be part of a letter or digit: all but the controls before U+00AA and general punctuation. */
function mayBeLetter(code: number): boolean {
  return code > 0xa9 && (code < 0x2010 || code > 0x206f);
}

export interface Token {
  term: string;
  start: number;
  end: number;
}

/** The words of a text, one by one (see `readWords`). */
export function tokensOf(text: string): Token[] {
  const { terms, starts, ends } = readWords(text);
  return terms.map((term, i) => ({ term, start: starts[i] ?? 0, end: ends[i] ?? 0 }));
}

/** A word as a search term. */
export function termOf(word: string): string {
  const folded = fold(inOneForm(withoutAffixes(word)));
  const stemmed = stem(folded);
  const meant = WORD_OF_FORM.get(folded) ?? WORD_OF_FORM.get(stemmed);
  return meant === undefined ? stemmed : stem(meant);
}

/** A word without accents, case, a closing apostrophe or the commas of a number. */
export function fold(word: string): string {
  // Most words, and several times faster.
  if (LETTERS_AND_DIGITS.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?$|['’](?=\p{L})/gu, '')
    .replace(/(\d),(?=\d{3})/g, '$1');
}

export function isStopWord(term: string): boolean {
  return STOP_WORDS.has(term);
}

/** A light stemmer: plurals, -ed, -ing, -ly and the -e that they drop, so that forms of a word meet. After Porter (1980), steps 1a to 1c. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let w = word;
  if (w.endsWith('sses')) w = w.slice(0, -2);
  else if (w.endsWith('ies')) w = w.length > 4 ? `${w.slice(0, -3)}y` : w.slice(0, -1);
  else if (w.endsWith('s') && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1);
  if (w.endsWith('ied') && w.length > 4) w = `${w.slice(0, -3)}y`;
  else if (w.endsWith('eed')) w = w.slice(0, -1);
  else {
    const bare = /^(.*[aeiouy].*)(?:ed|ing)$/.exec(w)?.[1];
    if (bare && bare.length > 2) w = /([^aeioulsz])\1$/.test(bare) ? bare.slice(0, -1) : bare;
  }
  if (w.endsWith('ly') && w.length > 5) w = w.slice(0, -2);
  return w.length > 3 && w.endsWith('e') ? w.slice(0, -1) : w;
}
