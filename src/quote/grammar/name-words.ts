import { isGivenName } from '../../text/given-names.ts';
import * as nouns from './languages/english-nouns.ts';
import { peoples, places } from './languages/place-lists.ts';
import { bitsOf, is } from './lexicon.ts';
import type { Unit } from './units.ts';

/** Bits of the words that hold a sentence together. */
export const functionWord =
  is.determiner |
  is.possessive |
  is.pronoun |
  is.preposition |
  is.subordinator |
  is.relative |
  is.coordinator |
  is.auxiliary;
const anyVerb = is.verb | is.speech | is.weakSpeech;
const noun = is.role | is.organisation | is.document;

/** True when a unit has one of the bits of `is`; false outside the sentence. */
export function has(unit: Unit | undefined, bits: number): boolean {
  return unit !== undefined && (unit.bits & bits) !== 0;
}

/** True for a word, not a punctuation mark or a quotation. */
export function isWord(unit: Unit | undefined): unit is Unit & { kind: 'word' } {
  return unit?.kind === 'word';
}

/** True for "Olsen's" and "Wells'". */
export function isPossessive(unit: Unit): boolean {
  return /['’]s?$/u.test(unit.text) && unit.text.length > 2;
}

/** True for a word of a name: capitalised, and not for standing first in the sentence only. */
export function isNameWord(units: Unit[], at: number): boolean {
  const unit = units[at];
  if (!isWord(unit) || !unit.capital) return false;
  // "Will said": a capital inside a sentence makes a name even of an auxiliary.
  if (has(unit, functionWord))
    return (
      /^(?:Will|May|Mark)$/u.test(unit.text) &&
      (!startsSentence(units, at) ||
        (units[at + 1]?.capital === true && (units[at + 2]?.text === ',' || has(units[at + 2], is.speech))))
    );
  // "The Sunday Times", "Evening Standard"
  if (has(unit, is.time) && isWord(units[at + 1]) && units[at + 1]?.capital && has(units[at + 1], is.outlet))
    return true;
  if (has(unit, is.time)) return has(unit, is.month) && isPersonalMonth(units, at);
  if (/^[$£€#]?\d/u.test(unit.text) || isSpanOfTime(unit)) return false;
  if (!startsSentence(units, at))
    return !has(unit, is.adverb) || has(unit, is.guessed) || units[at + 1]?.capital === true;
  // "Kelly said", "Manning was": an ending tells nothing of what a finite verb follows.
  if (has(unit, is.guessed) && has(units[at + 1], is.speech | is.auxiliary) && !has(units[at + 1], is.ing)) return true;
  const verb = has(unit, anyVerb) && !has(unit, is.guessed) && !isGivenName(unit.text);
  if (isWord(units[at + 1]) && units[at + 1]?.capital && !has(units[at + 1], functionWord)) {
    return !has(unit, is.adverb | is.ing) && !verb;
  }
  return !has(unit, is.adverb | is.verb | is.ing | is.speech | noun);
}

/** "August-November". */
function isSpanOfTime({ lower }: Unit): boolean {
  return /.[-–]./u.test(lower) && lower.split(/[-–]/u).every((part) => (bitsOf(part) & is.time) !== 0);
}

/** "Theresa May", "April said": a month's word as a name. */
function isPersonalMonth(units: Unit[], at: number): boolean {
  const before = units[at - 1];
  const after = units[at + 1];
  if (/^\d/u.test(after?.text ?? '')) return false;
  if (isWord(before) && before.capital && !has(before, functionWord | is.time)) return true;
  // "adviser Jan Berg", but "in June Berg went".
  const full =
    isWord(after) && after.capital && !has(after, functionWord | is.time) && isGivenName(units[at]?.text ?? '');
  if (
    full &&
    !has(before, is.preposition | is.time) &&
    !/^(?:last|next|this|late|early|mid|\d.*)$/u.test(before?.lower ?? '')
  )
    return true;
  return (
    (before === undefined || before.kind !== 'word') && has(after, is.speech) && !/^in$/u.test(before?.lower ?? '')
  );
}

/** True for the first word of a sentence, whatever dashes and brackets stand before it. */
export function startsSentence(units: Unit[], at: number): boolean {
  let before = at - 1;
  while (units[before]?.kind === 'point' && units[before]?.text !== ',' && units[before]?.text !== ':') before--;
  return before < 0;
}

// "Duke of Sussex": the place is the name.
const nobility = new Set(
  'duke duchess earl countess marquess marchioness baron baroness viscount prince princess lord lady'.split(' '),
);

/** True at the "of" and "and" of "Department of Health and Welfare", the "for" of "Centers for Disease Control": words of the name. */
export function isNameLink(units: Unit[], at: number): boolean {
  const link = units[at]?.lower;
  const before = units[at - 1];
  if (link === 'and') return isNameWord(units, at - 1) && isNameWord(units, at + 1) && followsLink(units, at - 1);
  if (link === 'of' && before?.capital === true && nobility.has(before.lower)) return isNameWord(units, at + 1);
  if ((link !== 'of' && link !== 'for') || before?.capital !== true || !has(before, is.organisationName)) return false;
  return isNameWord(units, at + 1) || (link === 'of' && units[at + 1]?.lower === 'the' && isNameWord(units, at + 2));
}

const placeNames = new Set(places.split(/\s+/u));

/** True for a country, a state or a large city. */
export function isPlaceName(unit: Unit | undefined): boolean {
  return unit?.capital === true && placeNames.has(unit.lower.replace(/\.$/u, ''));
}

const demonyms = new Set(peoples.split(/\s+/u));

const departments = new Set(nouns.departments.split(/\s+/u));

/** True for what ministries are called by: "Health", "Foreign", "Affairs". */
export function isDepartment(word: string): boolean {
  return departments.has(word.toLowerCase().replace(/,$/u, ''));
}

/**
 * Where a person's name begins in a run of capitals behind "Secretary of" or "ambassador to the": behind "State" or "UN", or at a given name.
 * Null where nothing tells.
 */
export function personBehind(units: Unit[], from: number, to: number): number | null {
  for (let at = from; at < to - 1; at++) if (isGivenName(units[at]?.text ?? '')) return at;
  let at = from;
  while (at < to - 2 && (isDepartment(units[at]?.lower ?? '') || /^\p{Lu}{2,5}$/u.test(units[at]?.text ?? ''))) at++;
  return at > from ? at : null;
}

/** True for "Australian" and "German". */
export function isDemonym(unit: Unit | undefined): boolean {
  return unit?.capital === true && demonyms.has(unit.lower);
}

const particles = new Set(
  'de da del della di du dos das la las los le van von der den ter ten zu zur bin bint ibn al el abu ben y e'.split(
    ' ',
  ),
);
// No English words: they can begin a name, as in "von der Leyen said".
const openingParticles = new Set('de del della di du da van von bin bint ibn ter al el'.split(' '));
const mostParticles = 3;

/** True at the small words of a name: "van der" in "Jan van der Berg", "bin" in "bin Salman". */
export function isParticle(units: Unit[], at: number): boolean {
  const here = units[at];
  if (here === undefined || here.capital || here.text.length > 5 || !particles.has(here.lower)) return false;
  const isSmall = (unit: Unit | undefined) => isWord(unit) && !unit.capital && particles.has(unit.lower);
  let next = at + 1;
  while (next < at + mostParticles && isSmall(units[next])) next++;
  const after = units[next];
  if (!isWord(after) || !after.capital) return false;
  let first = at;
  while (first > at - mostParticles && isSmall(units[first - 1])) first--;
  const before = units[first - 1];
  if (isWord(before) && before.capital && !has(before, functionWord)) return true;
  // In other languages these are articles and prepositions.
  return openingParticles.has(units[first]?.lower ?? '') && !has(units[first], functionWord);
}

const longestLinked = 4;

/** Behind the "of" or "for" of a body's name. */
function followsLink(units: Unit[], from: number): boolean {
  for (let at = from; at > 0 && at > from - longestLinked; at--) {
    if (/^(?:of|for)$/u.test(units[at]?.lower ?? '')) return isNameLink(units, at);
    if (!isNameWord(units, at)) return false;
  }
  return false;
}
