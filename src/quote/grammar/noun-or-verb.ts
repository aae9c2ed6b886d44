import { is } from './lexicon.ts';
import { has, isNameWord, isPossessive, isWord } from './name-words.ts';
import { phraseEndingAt } from './phrases.ts';
import type { Unit } from './units.ts';

const nounForms = new Set(
  'claims calls comments remarks reports promises pledges demands points notes charges questions answers offers orders'.split(
    ' ',
  ),
);

const pluralNouns = new Set(
  `states reports issues calls claims comments notes offers demands uses signals questions orders posts tweets hopes views shows
  promises pledges points charges answers remarks attacks estimates protests shouts cries details reviews quotes addresses appeals
  deals plans responses indications chants`.split(/\s+/u),
);

/** A comma or a quotation stands before the name that ends at `last`: "…, Olsen notes." */
function isSetOff(units: Unit[], last: number): boolean {
  const before = units[(phraseEndingAt(units, last)?.from ?? last) - 1];
  return before === undefined || before.text === ',' || before.kind === 'quotation';
}

/** "member states", "safety issues", "Reports suggest": no singular subject stands before the word. */
function endsPluralPhrase(units: Unit[], at: number): boolean {
  const before = units[at - 1];
  const last = units[at + 1] === undefined || units[at + 1]?.text === '.';
  if (last && isNameWord(units, at - 1)) return !isSetOff(units, at - 1);
  if (
    before === undefined ||
    /^(?:can|will|could|would|should|may|might|must|are|were|have)$/u.test(units[at + 1]?.lower ?? '')
  )
    return true;
  if (
    !isWord(before) ||
    isNameWord(units, at - 1) ||
    has(before, is.pronoun | is.relative | is.adverb | is.auxiliary | is.coordinator)
  )
    return false;
  const owner = phraseEndingAt(units, at - 1);
  if (owner !== null && units.slice(owner.from, at).some(({ text }) => /^\d/u.test(text))) return true;
  return (
    owner !== null &&
    owner.kind === 'nominal' &&
    !has(units[owner.from], is.determiner | is.possessive) &&
    !isPossessive(units[owner.from] as Unit)
  );
}

const governing = /^(?:in|of|by|with|despite|amid|over|from|through|following)$/u;

/** True where a word that can be a verb of speech stands as a noun: "the report", "his pledge", "a call for". */
export function isNoun(units: Unit[], at: number): boolean {
  const unit = units[at] as Unit; // called for words only
  const before = units[at - 1];
  // "the two write", "others say"
  const group = /^(?:two|three|four|five|both|others|many|some|several|few|all)$/u.test(before?.lower ?? '');
  if (has(before, is.determiner | is.possessive) && !has(before, is.pronoun) && !group) return true;
  if (
    isWord(before) &&
    before.text.length > 2 &&
    /['’]s?$/u.test(before.text) &&
    !/^(?:he|she|it|who|that|they)['’]s$/u.test(before.lower)
  )
    return true;
  // "in chants of", "despite repeated warnings"
  if (
    governing.test(before?.lower ?? '') &&
    (pluralNouns.has(unit.lower) || /^(?:repeated|alleged)$/u.test(unit.lower))
  )
    return true;
  if (nounForms.has(unit.lower) && isWord(before)) {
    const owner = phraseEndingAt(units, at - 1);
    if (owner !== null && has(units[owner.from - 1], is.verb | is.speech | is.weakSpeech)) return true;
  }
  if (pluralNouns.has(unit.lower) && endsPluralPhrase(units, at)) return true;
  if (!has(unit, is.bare)) return has(unit, is.document | is.role) && has(before, is.preposition);
  if (before?.lower === 'that' || before?.lower === 'this') return true;
  // "in another tweet she said"
  if (/^(?:another|each|every)$/u.test(before?.lower ?? '') && unit.lower !== 'read') return true;
  if (unit.lower === 'say' || unit.lower === 'read') return false;
  if (before === undefined) return true;
  if (has(before, is.auxiliary | is.pronoun | is.relative | is.coordinator) || before.lower === 'to') return false;
  if (/^(?:two|three|four|five|six|people|men|women|police|others|many|some)$/u.test(before.lower)) return false;
  if (has(before, is.adverb)) return has(units[at - 2], is.determiner);
  return !(isWord(before) && before.lower.endsWith('s') && !has(units[at], is.document | is.organisation));
}
