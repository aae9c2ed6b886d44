import { is } from '../grammar/lexicon.ts';
import { functionWord, has, isWord } from '../grammar/name-words.ts';
import type { Unit } from '../grammar/units.ts';
import { type GermanPhrase, isNominative, phraseAt } from './german-phrases.ts';

const leadIn = /^(?:auch|selbst|sogar|nur|doch|aber|und|denn|sondern)$/u;

export function isSpeech(unit: Unit | undefined): boolean {
  return isWord(unit) && has(unit, is.speech) && !unit.capital;
}

export function overAdverbs(units: Unit[], from: number): number {
  let at = from;
  while (
    at < from + 4 &&
    (has(units[at], is.adverb) || /^(?:ihm|ihr|ihnen|uns|es)$/u.test(units[at]?.lower ?? '')) &&
    !units[at]?.capital
  )
    at++;
  return at;
}

/** The subject of a verb: before it, behind it ("Dazu erklärte X"), or that of the clause that it goes on with. */
export function subjectOf(units: Unit[], verb: number, low: number): GermanPhrase | null {
  const own = subjectBefore(units, verb, low);
  if (own !== null) return own;
  const from = overAdverbs(units, verb + 1);
  const after = isNominative(units[from]) ? phraseAt(units, from) : null;
  if (after !== null && (after.speaks || after.kind === 'name')) return after;
  // ", sagte aber, …": shared with the clause before.
  const joins = units[verb - 1]?.text === ',' || has(units[verb - 1], is.coordinator);
  if (!joins) return null;
  const first = phraseAt(units, startOf(units, low));
  return first !== null && first.end < verb && isVerbal(units[first.end]) ? first : null;
}

export function startOf(units: Unit[], low: number): number {
  let at = low;
  while (leadIn.test(units[at]?.lower ?? '') || (units[at]?.kind === 'point' && at < low + 3)) at++;
  return at;
}

/** The phrase that ends where the verb, or its auxiliary, begins. */
export function subjectBefore(units: Unit[], verb: number, low: number): GermanPhrase | null {
  const clause = auxiliaryOf(units, verb);
  for (let from = startOf(units, low); from < clause; from++) {
    if (from > low && !beginsClause(units, from)) continue;
    const subject = phraseAt(units, from);
    if (subject === null) continue;
    const rest = units.slice(subject.end, clause);
    const opener = units[from - 1];
    const subordinate = has(opener, is.subordinator) && opener?.kind === 'word';
    const circumstance =
      rest.length < 12 &&
      rest.every((unit) => unit.kind === 'word' && !isSpeech(unit) && !has(unit, is.auxiliary | is.subordinator));
    if (rest.every((unit) => has(unit, is.adverb) && !unit.capital) || (subordinate && circumstance)) return subject;
    // "Ein Sprecher im Kreis sagte": circumstances between, and none of them a finite verb.
    if (
      subject.speaks &&
      rest.length < 7 &&
      rest.every(
        (unit) =>
          unit.kind === 'word' &&
          !isSpeech(unit) &&
          (unit.capital ||
            has(unit, is.preposition | is.determiner | is.adverb | is.possessive) ||
            /(?:en|er)$/u.test(unit.lower)),
      )
    )
      return subject;
  }
  return null;
}

function beginsClause(units: Unit[], at: number): boolean {
  const before = units[at - 1];
  return (
    before?.kind === 'quotation' ||
    /^[,;:—–(]$/u.test(before?.text ?? '') ||
    has(before, is.coordinator | is.subordinator) ||
    leadIn.test(before?.lower ?? '')
  );
}

/** "hatte vor Gericht erklärt": the index of the auxiliary of a participle, or of the verb itself. */
function auxiliaryOf(units: Unit[], verb: number): number {
  if (!/^(?:ge|er|be|ver|ent|be)?\p{L}*(?:t|en)$/u.test(units[verb]?.lower ?? '')) return verb;
  for (let at = verb - 1; at >= 0 && at > verb - 12 && isWord(units[at]); at--)
    if (/^(?:hat|hatte|haben|hatten)$/u.test(units[at]?.lower ?? '')) return at;
  return verb;
}

/** A word in lower case that is not a function word. */
export function isContent(unit: Unit | undefined): boolean {
  return isWord(unit) && !unit.capital && !has(unit, functionWord | is.adverb) && !/^\d/u.test(unit.text);
}

export function isVerbal(unit: Unit | undefined): boolean {
  return (
    isWord(unit) &&
    !unit.capital &&
    (has(unit, is.speech | is.auxiliary) ||
      (!has(
        unit,
        is.preposition | is.determiner | is.adverb | is.coordinator | is.subordinator | is.pronoun | is.possessive,
      ) &&
        /(?:t|te|en|ten)$/u.test(unit.lower)))
  );
}
