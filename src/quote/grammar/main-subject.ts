import { is } from './lexicon.ts';
import { has, isNameWord, isWord } from './name-words.ts';
import { type Phrase, phraseStartingAt } from './phrases.ts';
import type { Unit } from './units.ts';

/** The name in commas after a description: "Her rival, Jane Doe, disagreed". */
function namedAfter(units: Unit[], phrase: Phrase, high: number): Phrase | null {
  if (phrase.kind !== 'nominal' || units[phrase.to]?.text !== ',') return null;
  const named = phraseStartingAt(units, phrase.to + 1, high);
  return named?.kind === 'name' && units[named.to]?.text === ',' ? { ...named, from: phrase.from } : null;
}

const noun = is.role | is.organisation | is.document;
const introduces = is.preposition | is.subordinator | is.ing | is.verb;

/** The subject of the main clause in a range of units: its first noun phrase after introductory phrases and their commas. */
export function mainSubject(units: Unit[], low: number, high: number): Phrase | null {
  let at = low === 0 ? afterDateline(units, high) : low;
  for (let round = 0; round < 5; round++) {
    while (at < high && isLeadIn(units, at)) at++;
    const unit = units[at];
    if (unit === undefined || at >= high) return null;
    const participle = has(unit, is.speech | is.weakSpeech) && unit.lower.endsWith('ed');
    if (
      isWord(unit) &&
      (has(unit, introduces) || participle) &&
      !isNameWord(units, at) &&
      !has(unit, noun | is.determiner)
    ) {
      const comma = commaAfter(units, at, high);
      if (comma < 0) return null;
      at = comma + 1;
      continue;
    }
    if (
      /^(?:last|next|this|that|one|earlier|late|early|each|every)$/u.test(unit.lower) &&
      has(units[at + 1], is.time)
    ) {
      at += units[at + 2]?.text === ',' ? 3 : 2;
      continue;
    }
    const after = timeBefore(units, at);
    if (after > at) {
      at = after;
      continue;
    }
    const phrase = phraseStartingAt(units, at, high);
    const later = phrase === null ? undefined : units[phrase.to];
    if (
      phrase !== null &&
      later !== undefined &&
      /^(?:later|ago|earlier|before|after)$/u.test(later.lower) &&
      units[phrase.to + 1]?.text === ','
    ) {
      at = phrase.to + 2;
      continue;
    }
    const year = phrase !== null && phrase.to === at + 1 && /^\d+$/u.test(unit.text);
    if (phrase !== null && !year && !has(units[at], is.ing)) return namedAfter(units, phrase, high) ?? phrase;
    const comma = commaAfter(units, at, high);
    if (comma < 0) return null;
    at = comma + 1;
  }
  return null;
}

/** The index after "a few days later,", or `at` without one. */
function timeBefore(units: Unit[], at: number): number {
  let end = at;
  while (end < at + 4 && (has(units[end], is.determiner) || /^\d+$/u.test(units[end]?.text ?? ''))) end++;
  if (end === at || !has(units[end], is.time)) return at;
  end++;
  return /^(?:later|ago|earlier|before|after)$/u.test(units[end]?.lower ?? '') && units[end + 1]?.text === ','
    ? end + 2
    : at;
}

function isLeadIn(units: Unit[], at: number): boolean {
  const unit = units[at];
  if (unit === undefined) return false;
  if (unit.kind === 'point') return true;
  return (
    isWord(unit) &&
    !isNameWord(units, at) &&
    has(unit, is.coordinator | is.adverb | is.time) &&
    !has(unit, is.determiner | is.pronoun | is.preposition | noun)
  );
}

function commaAfter(units: Unit[], from: number, high: number): number {
  // A quotation in an introductory phrase has its comma inside the marks: "On “Good Morning,” the mayor said".
  for (let at = from; at < high; at++)
    if (units[at]?.text === ',' || (at > from && units[at]?.kind === 'quotation')) return at;
  return -1;
}

/** The index after "TOKYO (AP) —" at the start of a report, 0 without one. */
function afterDateline(units: Unit[], high: number): number {
  const first = units[0];
  const place = isWord(first) && /^\p{Lu}[\p{Lu}.'’-]+$/u.test(first.text);
  if (!place && first?.text !== '(') return 0;
  for (let at = 1; at < high && at < 14; at++) if (/^[—–―-]$/u.test(units[at]?.text ?? '')) return at + 1;
  return 0;
}
