import type { Span } from '../../text/span.ts';
import type { Quotation } from '../find/quotations.ts';
import { bitsOf, foreignBitsOf, is, type Language, languageOf } from './lexicon.ts';

/** A word, a punctuation mark, or a whole quotation standing in the reporter's sentence. */
export interface Unit extends Span {
  kind: 'word' | 'point' | 'quotation';
  text: string;
  lower: string;
  /** Bits of `is`. */
  bits: number;
  /** Starts with a capital letter. */
  capital: boolean;
  /** Index into the quotations of the text; -1 for words and points. */
  quotation: number;
}

/** A sentence of the reporter's, in which every quotation counts as one unit. */
export interface Sentence {
  units: Unit[];
  paragraph: number;
  /** The whole of its paragraph. */
  alone: boolean;
  language: Language;
}

const wordPattern =
  /[\p{L}\p{N}@#$£€%_][\p{L}\p{M}\p{N}_%]*(?:(?:['’.\-‑&/@]|,(?=\d))[\p{L}\p{N}][\p{L}\p{M}\p{N}_%]*)*['’]?/uy;
// Nobody writes longer sentences: a bound on what is searched for the words around a quotation.
const longest = 200;
const sampled = 200;
// Soft hyphens and marks without width, which pages put into words.
const invisible = new Set([0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]);
const arabicName = /^(?:al|el|ad|ar|as|an|at|ash)-\p{Lu}/u;
const ends = /[.?!…]/u;
const gluedSentences = /^\p{L}?\p{Ll}{3,}\.(?=\p{Lu}\p{Ll}*$)/u;
const ordinal = /^(?:[12]?\d|3[01]|[IVX]{2,})$/u;
const fullStop = '.'.charCodeAt(0);
const comma = ','.charCodeAt(0);
const space = 32;
const newline = 10;

/** The sentences of one paragraph. `quotations` are those of the paragraph, `first` is the index of the first of them. */
export function sentencesOf(
  text: string,
  span: Span,
  paragraph: number,
  quotations: Quotation[],
  first: number,
  before: Language = 'en',
): Sentence[] {
  const units: Unit[] = [];
  const language = languageOf(text.slice(span.start, Math.min(span.end, span.start + sampled)), before);
  let at = span.start;
  for (const [order, quotation] of quotations.entries()) {
    pushWords(units, text, at, quotation.outer.start, language);
    const { start, end } = quotation.outer;
    units.push({
      kind: 'quotation',
      start,
      end,
      text: '',
      lower: '',
      bits: 0,
      capital: false,
      quotation: first + order,
    });
    at = end;
  }
  pushWords(units, text, at, span.end, language);
  const pieces = splitUnits(text, units, quotations, first);
  return pieces.map((piece) => ({ units: piece, paragraph, alone: pieces.length === 1, language }));
}

function pushWords(units: Unit[], text: string, from: number, to: number, language: Language): void {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 10 || code === 160 || code === 9 || (code > 127 && invisible.has(code))) {
      at++;
      continue;
    }
    let end = Math.min(wordEnd(text, at), to);
    const kind = end > at ? 'word' : 'point';
    if (kind === 'word') {
      // A sentence that begins without a space: "said Hale.The bridge".
      const glued = end - at > 6 && text.slice(at, end).includes('.') ? gluedSentences.exec(text.slice(at, end)) : null;
      if (glued !== null) end = at + glued[0].length - 1;
      else if (text.charCodeAt(end) === fullStop) {
        const word = text.slice(at, end);
        // "am 28. November", "Benedikt XVI. sagte"
        if (isAbbreviation(word) || (language === 'de' && ordinal.test(word))) end++;
        // "Rep.-elect"
        if (text.startsWith('-elect', end)) end += '-elect'.length;
      }
    } else end = at + 1;
    const form = text.slice(at, end);
    const { lower, bits, capital } = kind === 'word' ? wordOf(form, language) : point(form);
    units.push({ kind, start: at, end, text: form, lower, bits, capital, quotation: -1 });
    at = end;
  }
}

/** The end of the word that begins at an offset, or the offset itself. Most words are plain letters up to a space, which needs no pattern. */
function wordEnd(text: string, at: number): number {
  let end = at;
  while (isPlain(text.charCodeAt(end))) end++;
  const next = text.charCodeAt(end);
  if (end > at && (next === space || next === newline)) return end;
  if (end > at && (next === comma || next === fullStop)) {
    const behind = text.charCodeAt(end + 1);
    if (behind === space || behind === newline) return end;
  }
  wordPattern.lastIndex = at;
  return wordPattern.test(text) ? wordPattern.lastIndex : at;
}

/** A letter or digit of ASCII. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

type Looks = Pick<Unit, 'lower' | 'bits' | 'capital'>;

function wordOf(form: string, language: Language): Looks {
  const lower = form.toLowerCase();
  const first = form.charAt(0);
  const capital = first === '@' || first !== lower.charAt(0) || (form.includes('-') && arabicName.test(form));
  return { lower, bits: language === 'en' ? bitsFor(form, lower) : foreignBitsOf(lower, language), capital };
}

function point(form: string): Looks {
  return { lower: form, bits: 0, capital: false };
}

/** "US" and "WHO" are names where "us" and "who" are pronouns. */
function bitsFor(form: string, lower: string): number {
  return form.length > 1 && form.length < 6 && form !== lower && form === form.toUpperCase()
    ? bitsOf(lower) & is.organisationName
    : bitsOf(lower);
}

function isAbbreviation(word: string): boolean {
  if (word.length === 1) return word !== word.toLowerCase();
  return /^(?:\p{L}\.)+\p{L}$/u.test(word) || (bitsOf(word.toLowerCase()) & is.abbreviation) !== 0;
}

function splitUnits(text: string, units: Unit[], quotations: Quotation[], first: number): Unit[][] {
  const sentences: Unit[][] = [];
  let current: Unit[] = [];
  for (const [index, unit] of units.entries()) {
    current.push(unit);
    if (current.length >= longest || endsSentence(text, units, index, quotations, first, current)) {
      sentences.push(current);
      current = [];
    }
  }
  if (current.length > 0) sentences.push(current);
  return sentences;
}

function endsSentence(
  text: string,
  units: Unit[],
  index: number,
  quotations: Quotation[],
  first: number,
  current: Unit[],
): boolean {
  const unit = units[index] as Unit; // an index of `units` by contract
  const next = units[index + 1];
  if (next === undefined) return true;
  if (unit.kind === 'point') {
    if (!ends.test(unit.text)) return false;
    return next.kind === 'quotation' || (next.kind === 'word' && (next.capital || /\d/u.test(next.text)));
  }
  if (unit.kind === 'word') {
    // "in the U.S. The" ends a sentence, "U.S. Senator" and "Mr. Smith" do not.
    const stop =
      unit.text.endsWith('.') &&
      next.capital &&
      (next.bits & (is.determiner | is.pronoun | is.subordinator | is.coordinator | is.preposition)) !== 0;
    return stop && (unit.bits & is.title) === 0 && unit.text.length > 2;
  }
  const quotation = quotations[unit.quotation - first];
  if (quotation === undefined || next.kind === 'point') return false;
  const last = lastPoint(text, quotation);
  if (next.kind === 'quotation') return last !== '' && last !== ',';
  if (last === '' || last === ',' || !next.capital) return false;
  // What introduced the quotation has attributed it already.
  const introduced = current.some((u) => u.kind === 'word' && (u.bits & is.speech) !== 0);
  return introduced || !isTrailingAttribution(units, index + 1, last);
}

/** The punctuation mark that a quotation ends with, inside its marks, or ''. */
export function lastPoint(text: string, quotation: Quotation): string {
  const last = text.charAt(quotation.end - 1);
  if (/[’'”")\]]/u.test(last)) return /[.,?!…]/u.exec(text.charAt(quotation.end - 2))?.[0] ?? '';
  return /[.,?!…;:—–-]/u.test(last) ? last : '';
}

/** True for "Smith asked." and "Mr. Smith said in a statement." right after a quotation that ends like a sentence. */
function isTrailingAttribution(units: Unit[], from: number, last: string): boolean {
  let at = from;
  while (at < from + 8 && isSubjectWord(units, at, from)) at++;
  if (units[at]?.text === ',' && at > from) at = afterApposition(units, at);
  const verb = units[at];
  if (
    at === from ||
    verb?.kind !== 'word' ||
    (verb.bits & (is.speech | is.weakSpeech | is.verb)) === 0 ||
    (verb.bits & is.ing) !== 0
  )
    return false;
  const after = units[at + 1];
  const over = after === undefined || (after.kind === 'point' && /[.!?]/u.test(after.text));
  if ((verb.bits & is.speech) === 0) return over && verb.lower.endsWith('ed');
  if (over) return true;
  if (after.text === ',') return units[at + 2]?.kind !== 'quotation' || last !== '.';
  if (after.kind !== 'word' || after.lower === 'that') return false;
  if ((after.bits & (is.preposition | is.time | is.adverb)) !== 0 || /^(?:as|while|when)$/u.test(after.lower))
    return true;
  // "“Why not?” Smith asked the minister." has a person as its object, "“Why not?” Smith said he would go." has a clause.
  return (
    last !== '.' &&
    /^(?:asked|asks|told|tells)$/u.test(verb.lower) &&
    (after.bits & (is.pronoun | is.subordinator)) === 0
  );
}

/** Over ", a retired worker," to the verb behind it; the index of the comma where none follows. */
function afterApposition(units: Unit[], comma: number): number {
  for (let at = comma + 1; at < comma + 18; at++) {
    const unit = units[at];
    if (unit === undefined || unit.kind === 'quotation' || /^[.!?:;]$/u.test(unit.text)) return comma;
    const verb = units[at + 1];
    if (unit.text === ',' && verb?.kind === 'word' && (verb.bits & is.speech) !== 0 && (verb.bits & is.ing) === 0)
      return at + 1;
  }
  return comma;
}

function isSubjectWord(units: Unit[], at: number, from: number): boolean {
  const unit = units[at];
  if (unit?.kind !== 'word') return false;
  if ((unit.bits & (is.coordinator | is.subordinator | is.auxiliary)) !== 0)
    return unit.text === 'Will' && units[at + 1]?.capital === true;
  const attributive = at > from && ((units[at - 1]?.bits ?? 0) & (is.determiner | is.possessive)) !== 0;
  return unit.capital || attributive || (unit.bits & (is.speech | is.weakSpeech | is.verb)) === 0;
}
