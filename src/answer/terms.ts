import { WORD_OF_FORM } from './word-forms.ts';

/** Words that say little about what a text is about. */
const STOP_WORDS = new Set(
  (
    'a an the of to in and or but for on at by with from as is are was were be been being it its this that these those there here he him his she her hers they them ' +
    'their theirs we us our you your i me my who whom whose which what when where why how do does did done doing have has had having will would can could shall should ' +
    'may might must not no nor so than then too very just also about into over after before during between out up down off again once if because while until against ' +
    'any each few more most other some such only own same s t d ll m re ve many much one per'
  ).split(' '),
);

export interface Token {
  term: string;
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{N}]+(?:[.,]\d+|['’][\p{L}]+)*/gu;

/** The words of a text as search terms (accents and case folded, stemmed) with their offsets in UTF-16 code units. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD))
    tokens.push({ term: termOf(match[0]), start: match.index, end: match.index + match[0].length });
  return tokens;
}

const WORD_HERE = new RegExp(WORD.source, 'uy');

/**
 * Where some terms stand in a text, by word number, and about how many words it has. Words that do not start like one of the terms are
 * passed over unread, so this costs a tenth of reading them all.
 */
export function placesOf(text: string, starts: TermStarts): { places: Map<string, number[]>; words: number } {
  const places = new Map<string, number[]>();
  let words = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (!isWordCode(code)) {
      at++;
      continue;
    }
    let end = at + 1;
    if (mayStart(starts, code, text.charCodeAt(at + 1))) {
      WORD_HERE.lastIndex = at;
      const word = WORD_HERE.exec(text)?.[0] ?? '';
      end = at + Math.max(1, word.length);
      const term = termOf(word);
      if (starts.terms.has(term)) places.set(term, [...(places.get(term) ?? []), words]);
    } else while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
    words++;
    at = end;
  }
  return { places, words };
}

export interface TermStarts {
  terms: ReadonlySet<string>;
  /** 1 for the pairs of their first two letters. */
  pairs: Uint8Array;
}

const CASE = 0x20;

/** Terms made ready for `placesOf`. */
export function startsOf(terms: Iterable<string>): TermStarts {
  const all = new Set(terms);
  const pairs = new Uint8Array(128 * 128);
  for (const term of all) pairs[pairOf(term.charCodeAt(0), term.charCodeAt(1))] = 1;
  for (const [form, word] of WORD_OF_FORM)
    if (all.has(stem(word))) pairs[pairOf(form.charCodeAt(0), form.charCodeAt(1))] = 1;
  return { terms: all, pairs };
}

/** Whether a word with these first two codes may have one of the terms: stemming and folding leave the first two letters alone. */
function mayStart({ pairs }: TermStarts, first: number, second: number): boolean {
  return first > 127 || !isWordCode(second) || second > 127 || pairs[pairOf(first, second)] === 1;
}

function pairOf(first: number, second: number): number {
  return ((first | CASE) & 127) * 128 + ((second | CASE) & 127);
}

/** Letters and digits; beyond ASCII nothing is passed over unread. */
function isWordCode(code: number): boolean {
  return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58) || code > 127;
}

/** Words repeat: the terms of the newest of them are kept, so that a text is read at the speed of a look-up. */
const REMEMBERED = 60_000;
/** A longer word, cut from a text, would keep that whole text in memory (V8's sliced strings). */
const LONGEST_REMEMBERED = 12;
let remembered = new Map<string, string>();

/** A word as a search term. */
export function termOf(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const folded = fold(word);
  const stemmed = stem(folded);
  const meant = WORD_OF_FORM.get(folded) ?? WORD_OF_FORM.get(stemmed);
  const term = meant === undefined ? stemmed : stem(meant);
  if (word.length > LONGEST_REMEMBERED) return term;
  if (remembered.size >= REMEMBERED) remembered = new Map();
  remembered.set(word, term);
  return term;
}

function fold(word: string): string {
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
