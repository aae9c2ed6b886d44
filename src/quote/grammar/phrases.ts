import { isGivenName } from '../../text/given-names.ts';
import { is } from './lexicon.ts';
import {
  functionWord,
  has,
  isDemonym,
  isDepartment,
  isNameLink,
  isNameWord,
  isParticle,
  isPlaceName,
  isPossessive,
  isWord,
  startsSentence,
} from './name-words.ts';
import type { Unit } from './units.ts';

const stopsPhrase = is.preposition | is.subordinator | is.relative | is.coordinator | is.auxiliary | is.pronoun;
const anyVerb = is.verb | is.speech | is.weakSpeech;
const noun = is.role | is.organisation | is.document;
const maxWords = 12;

/** A noun phrase as a half-open range of units; a name's own words are `nameFrom` to `to`. */
export interface Phrase {
  from: number;
  to: number;
  kind: 'name' | 'pronoun' | 'nominal';
  nameFrom: number;
  /** Unit of the "who" or "which" that takes the phrase up again, where it is the subject by one. */
  relative?: number;
}

/** The noun phrase whose last word is at `last`, or null. It does not reach below `low`. */
export function phraseEndingAt(units: Unit[], last: number, low = 0): Phrase | null {
  const end = units[last];
  if (!isWord(end) || last < low) return null;
  if (has(end, is.pronoun)) return { from: last, to: last + 1, kind: 'pronoun', nameFrom: last };
  if (
    /^(?:some|many|several|both|one|few|all|most|none|two|three|four|five|others|another|dozens|hundreds)$/u.test(
      end.lower,
    )
  ) {
    const from = units[last - 1]?.lower === 'the' && last > low ? last - 1 : last;
    return { from, to: last + 1, kind: 'nominal', nameFrom: last + 1 };
  }
  if (has(end, functionWord | is.adverb) && !isNameWord(units, last)) return null;
  if (has(end, is.time) && !isNameWord(units, last)) return null;
  if (has(end, is.determiner) || isFiniteVerb(units, last, low)) return null;
  let from = last;
  while (from > low && last - from < maxWords && precedes(units, from - 1, low)) {
    from--;
    if (has(units[from], is.determiner | is.possessive) && !isNameLink(units, from - 1)) break;
  }
  return coordinated(units, classify(units, from, last + 1), low);
}

/** A verb form that is not a noun where it stands: "said", but not "talks" in "the talks". */
function isFiniteVerb(units: Unit[], at: number, low: number): boolean {
  const unit = units[at];
  if (!has(unit, anyVerb) || has(unit, noun) || isNameWord(units, at)) return false;
  if (has(unit, is.speech) && !has(unit, is.bare) && !unit?.lower.endsWith('s')) return true;
  return !has(units[at - 1], is.determiner | is.possessive) && !adjectiveBefore(units, at, low);
}

/** "the senator and presidential candidate": a second description without an article is of the same person. */
function coordinated(units: Unit[], phrase: Phrase, low: number): Phrase {
  const and = units[phrase.from - 1];
  if (phrase.kind === 'pronoun' || phrase.from - 2 < low || and?.lower !== 'and') return phrase;
  const left = units[phrase.from - 2];
  const names = phrase.kind === 'name' && phrase.from === phrase.nameFrom && isNameWord(units, phrase.from - 2);
  const roles =
    has(left, noun) && has(units[phrase.to - 1], noun) && !has(units[phrase.from], is.determiner | is.possessive);
  if (!names && !roles) return phrase;
  const first = phraseEndingAt(units, phrase.from - 2, low);
  return first === null || first.kind === 'pronoun' ? phrase : { ...phrase, from: first.from };
}

/** True when the word at `at` belongs to the same noun phrase as the word after it. */
function precedes(units: Unit[], at: number, low: number): boolean {
  const unit = units[at];
  const next = units[at + 1];
  if (!isWord(unit) || !isWord(next)) return false;
  if (isParticle(units, at)) return true;
  // "Will Young"
  if (has(unit, functionWord) && next.capital && isNameWord(units, at)) return true;
  if (unit.text === '&' || isNameLink(units, at)) return true;
  if (unit.lower === 'the' && isNameLink(units, at - 1)) return true;
  if (has(unit, is.determiner | is.possessive)) return true;
  if (has(unit, stopsPhrase)) return false;
  // "a Feb. 1 letter"
  if (has(unit, is.time) && !isNameWord(units, at)) return at > low && has(units[at - 1], is.determiner);
  if (isNameWord(units, at)) return true;
  if (unit.capital && !startsSentence(units, at)) return false;
  const modifies = has(units[at - 1], is.determiner | is.possessive) && at - 1 >= low;
  // "study lead author Jane Doe", "press secretary Jane Doe"
  if (/^(?:lead|press)$/u.test(unit.lower) && has(next, is.role)) return true;
  if (has(unit, anyVerb) && !has(unit, noun)) return modifies || at === low || adjectiveBefore(units, at, low);
  if (has(unit, is.adverb)) return unit.lower.endsWith('ly') && modifies;
  if (isNameWord(units, at + 1))
    return (
      has(unit, noun | is.title) ||
      modifies ||
      /^(?:former|ex-|then|old|young|late)/u.test(unit.lower) ||
      unit.lower.includes('-')
    );
  return true;
}

/** A determiner not far to the left makes the verb form between it and the noun an adjective. */
function adjectiveBefore(units: Unit[], at: number, low: number): boolean {
  for (let k = at - 1; k >= low && k > at - 4; k--) {
    const unit = units[k];
    if (!isWord(unit) || has(unit, stopsPhrase | anyVerb) || isNameWord(units, k)) return false;
    if (has(unit, is.determiner | is.possessive)) return true;
  }
  return false;
}

/** The noun phrase that starts at `first`, or null. It does not reach `high`. */
export function phraseStartingAt(units: Unit[], first: number, high = units.length): Phrase | null {
  const begin = units[first];
  if (!isWord(begin) || first >= high) return null;
  if (has(begin, is.pronoun) && !has(begin, is.determiner))
    return { from: first, to: first + 1, kind: 'pronoun', nameFrom: first };
  let at = first;
  while (
    at < high &&
    at - first < maxWords &&
    has(units[at], is.determiner | is.possessive) &&
    !isPossessiveName(units[at])
  )
    at++;
  const body = at;
  while (at < high && at - first < maxWords && belongs(units, at, body, first)) at++;
  while (at > body && has(units[at - 1], is.adverb) && !units[at - 1]?.capital) at--;
  if (at === body) {
    const alone = units[first];
    const counted = at - first > 1 ? units[at - 1] : alone;
    if (at > first && has(alone, is.determiner) && !/^(?:the|a|an|no|every|this|that)$/u.test(counted?.lower ?? ''))
      return { from: first, to: at, kind: 'nominal', nameFrom: at };
    return null;
  }
  const phrase = classify(units, first, at);
  if (isDemonymOnly(units, phrase)) return null;
  // "daughter and former adviser Anna Berg"
  if (
    phrase.kind === 'nominal' &&
    units[at]?.lower === 'and' &&
    has(units[at - 1], is.role) &&
    !has(begin, is.determiner | is.possessive)
  ) {
    const other = phraseStartingAt(units, at + 1, high);
    if (other?.kind === 'name' && other.nameFrom > other.from && has(units[other.nameFrom - 1], is.role))
      return { ...other, from: first };
  }
  if (units[at]?.lower === 'of' && phrase.kind === 'nominal') {
    const inner = phraseStartingAt(units, at + 1, high);
    if (inner !== null) return { ...phrase, to: inner.to, nameFrom: inner.to };
  }
  return phrase;
}

/** "the Australian" of "the Australian gossip weekly": half of a phrase, and nobody's name. */
function isDemonymOnly(units: Unit[], { kind, nameFrom, to }: Phrase): boolean {
  const next = units[to];
  return (
    kind === 'name' &&
    to === nameFrom + 1 &&
    isDemonym(units[nameFrom]) &&
    isWord(next) &&
    !next.capital &&
    !has(next, functionWord | anyVerb | is.time | is.adverb)
  );
}

function isPossessiveName(unit: Unit | undefined): boolean {
  return unit?.capital === true && isPossessive(unit);
}

function belongs(units: Unit[], at: number, body: number, first: number): boolean {
  const unit = units[at];
  if (unit === undefined) return false;
  if (!isWord(unit)) return unit.text === '&';
  const before = units[at - 1];
  if (isParticle(units, at)) return true;
  if (at > body && before?.capital === true && isModifier(units, at)) return true;
  if (isNameWord(units, at) || isNameLink(units, at)) return true;
  if (unit.lower === 'the' && isNameLink(units, at - 1)) return true;
  // "president and CEO Jan Berg"
  const office = has(units[at + 1], is.role | is.title) || /^C[A-Z]O$/u.test(units[at + 1]?.text ?? '');
  if (unit.lower === 'and' && has(before, is.role) && office && isNameWord(units, at + 2)) return true;
  if (unit.lower === 'and' && at === body + 1 && before?.capital === false && isModifier(units, at - 1)) return true;
  if (has(unit, stopsPhrase | is.determiner | is.possessive)) return false;
  if (has(unit, is.time)) {
    const next = /^\d+$/u.test(units[at + 1]?.text ?? '') ? units[at + 2] : units[at + 1];
    return at > first && has(units[at - 1], is.determiner) && isWord(next) && has(next, noun);
  }
  const opens =
    (at > first ||
      startsSentence(units, at) ||
      has(units[first - 1], is.speech) ||
      units[first - 1]?.kind === 'quotation') &&
    units.slice(body, at).every((u) => has(u, is.adverb));
  if (has(unit, anyVerb) && !has(unit, noun))
    return opens || (has(units[at - 1], is.determiner | is.possessive) && at > first && !takesObject(units, at));
  const written =
    has(unit, is.document) && has(unit, is.bare) && at > first && has(units[first], is.determiner | is.possessive);
  if (has(unit, is.speech) && at > body && !written && !isPossessive(before as Unit)) return false;
  if (has(unit, is.adverb))
    return (
      (unit.lower.endsWith('ly') && at > first && opens) ||
      (has(units[at - 1], is.determiner | is.possessive) && isWord(units[at + 1]))
    );
  if (at > body && before?.capital === true && !isPossessive(before) && !startsSentence(units, at - 1)) {
    return has(unit, noun) || unit.lower.includes('-') || (has(units[at + 1], noun) && unit.lower.endsWith('al'));
  }
  return true;
}

const longestModifier = 5;

/** "head coach" in "Rovers head coach Jan Berg", "and gas worker" in "oil and gas worker Jan Berg": a role stands before the name. */
function isModifier(units: Unit[], at: number): boolean {
  for (let k = at; k < at + longestModifier; k++) {
    const unit = units[k];
    if (!isWord(unit)) return false;
    // "Eagles center Jason Kelce": a full name needs no word that is known for a role before it.
    const full = isGivenName(units[k]?.text ?? '') && isNameWord(units, k + 1);
    if (isNameWord(units, k))
      return (
        k > at &&
        (has(units[k - 1], is.role) || full || isPlaceName(units[at - 1])) &&
        !isPossessive(units[k - 1] as Unit)
      );
    const link = unit.lower === 'and' && k > at && isWord(units[k + 1]) && !units[k + 1]?.capital;
    if (!link && (unit.capital || has(unit, stopsPhrase | is.determiner | is.possessive | is.time))) return false;
    if (has(unit, anyVerb) && !has(unit, noun | is.ing | is.bare)) return false;
  }
  return false;
}

/** "This prompted the paper": an article behind a verb form makes it a verb. */
function takesObject(units: Unit[], at: number): boolean {
  return (
    /^th(?:is|at)$/u.test(units[at - 1]?.lower ?? '') && has(units[at + 1], is.determiner | is.possessive | is.pronoun)
  );
}

function classify(units: Unit[], from: number, to: number): Phrase {
  let nameFrom = to;
  while (nameFrom > from && (isNameWord(units, nameFrom - 1) || isLink(units, nameFrom - 1, from))) {
    nameFrom--;
    const before = units[nameFrom - 1];
    if (before !== undefined && nameFrom - 1 >= from && isPossessive(before)) break;
  }
  const last = units[to - 1];
  const named = nameFrom < to && last !== undefined && !isPossessive(last) && !isOfficeOnly(units, from, nameFrom, to);
  return { from, to, kind: named ? 'name' : 'nominal', nameFrom: named ? nameFrom : to };
}

/** "the Prime Minister", "US Ambassador": capitals make no name of an office. */
function isOfficeOnly(units: Unit[], from: number, nameFrom: number, to: number): boolean {
  const last = units[to - 1];
  if (!has(last, is.role) || !has(last, is.title) || isGivenName(last?.text ?? '')) return false;
  if (to - nameFrom === 1 && !has(units[from], is.determiner)) return false;
  for (let at = nameFrom; at < to - 1; at++) {
    const unit = units[at];
    const office =
      has(unit, is.role | is.title) ||
      isDemonym(unit) ||
      isPlaceName(unit) ||
      isDepartment(unit?.lower ?? '') ||
      /^(?:\p{Lu}{2,5}|U\.S\.|U\.K\.)$/u.test(unit?.text ?? '');
    if (!office || isGivenName(unit?.text ?? '')) return false;
  }
  return true;
}

function isLink(units: Unit[], at: number, from: number): boolean {
  const unit = units[at];
  if (unit === undefined) return false;
  if (isParticle(units, at)) return true;
  if (at <= from) return false;
  if (isNameLink(units, at) || (unit.lower === 'the' && isNameLink(units, at - 1))) return true;
  return unit.text === '&' && isNameWord(units, at - 1);
}

/** The phrase with what describes it after its noun: "a longtime adviser to the mayor". Only for those that begin with an article. */
export function extended(units: Unit[], phrase: Phrase): Phrase {
  if (phrase.kind === 'pronoun' || (phrase.kind === 'name' && !has(units[phrase.from], is.determiner))) return phrase;
  let whole = phrase;
  for (let round = 0; round < 4; round++) {
    let at = whole.to;
    while (/^(?:close|familiar|involved|known|identified|named|briefed|who|with|as)$/u.test(units[at]?.lower ?? ''))
      at++;
    const linked =
      at > whole.to ||
      describing.has(units[at]?.lower ?? '') ||
      (units[at]?.lower === 'in' && units[at + 1]?.capital === true);
    if (!linked) break;
    if (describing.has(units[at]?.lower ?? '') || units[at]?.lower === 'in') at++;
    const inner = phraseStartingAt(units, at);
    if (inner === null) break;
    whole = { ...whole, to: inner.to, kind: 'nominal', nameFrom: inner.to };
  }
  return whole;
}

const describing = new Set('of to for from with at'.split(' '));
