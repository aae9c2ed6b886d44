import { is } from '../grammar/lexicon.ts';
import { has, isNameWord } from '../grammar/name-words.ts';
import { type Phrase, phraseEndingAt, phraseStartingAt } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';

const offices = /^C[A-Z]O$|^(?:GM|VP|EVP)$/u;

/** The other of two who speak together ("Ana Reis and Tom Orr said"), or null for one alone. */
export function jointSpeaker(units: Unit[], subject: Phrase): Phrase | null {
  if (subject.kind === 'pronoun') return null;
  return otherBefore(units, subject) ?? otherBehind(units, subject);
}

function otherBefore(units: Unit[], subject: Phrase): Phrase | null {
  const inside =
    subject.kind === 'name' && units[subject.nameFrom - 1]?.lower === 'and' && subject.nameFrom > subject.from;
  const and = inside ? subject.nameFrom - 1 : subject.from - 1;
  if (units[and]?.lower !== 'and') return null;
  const other = phraseEndingAt(units, and - 1);
  if (other === null || other.kind !== subject.kind) return null;
  if (subject.kind === 'nominal' && !(has(units[and - 1], is.role) && has(units[subject.to - 1], is.role))) return null;
  // "President and CEO Jan Berg" is one person.
  if (
    subject.kind === 'name' &&
    (!isNameWord(units, and - 1) || has(units[and - 1], is.role | is.title) || offices.test(units[and - 1]?.text ?? ''))
  )
    return null;
  // "Hale met Brandt and Solberg said": only at the start of a clause do both speak.
  const before = units[other.from - 1];
  const starts =
    before === undefined || before.kind !== 'word' || /^(?:both|that|and|but|as|while)$/u.test(before.lower);
  return starts ? other : null;
}

function otherBehind(units: Unit[], subject: Phrase): Phrase | null {
  if (subject.kind !== 'name' || units[subject.to]?.lower !== 'and') return null;
  const behind = units.slice(0, subject.from).some((unit) => has(unit, is.speech));
  const other = phraseStartingAt(units, subject.to + 1);
  if (!behind || other?.kind !== 'name') return null;
  const after = units[other.to];
  return after === undefined || after.kind !== 'word' || has(after, is.preposition) ? other : null;
}
