import { isGivenName } from '../../text/given-names.ts';
import { bodyEnding, roleEnding, titleWord } from '../grammar/languages/german.ts';
import { is } from '../grammar/lexicon.ts';
import { functionWord, has, isWord } from '../grammar/name-words.ts';
import type { Unit } from '../grammar/units.ts';

/** The ending of a participle before a noun: "geltende", "geborenen". */
export const participle = /(?:t|en|end)e[nrsm]?$/u;
const mostWords = 16;

/** A capitalised word that is not a function word. */
export function isNoun(units: Unit[], at: number): boolean {
  const unit = units[at];
  return unit?.capital === true && !has(unit, functionWord | is.adverb | is.speech);
}

/** "Benedikt XVI.", "Bayer 04 Leverkusen" */
function isNumber(units: Unit[], at: number): boolean {
  const text = units[at]?.text ?? '';
  return (
    /^[IVX]+\.$/u.test(text) || (/^\d{1,4}$/u.test(text) && units[at + 1]?.capital === true && isWord(units[at - 1]))
  );
}

/** "von der" in "Anna von der Heide". */
export function isParticle(units: Unit[], at: number): boolean {
  const unit = units[at];
  if (!isWord(unit) || unit.capital || units[at - 1]?.kind !== 'word') return false;
  const next = units[at + 1];
  if (/^(?:der|den)$/u.test(unit.lower))
    return /^(?:von|van)$/u.test(units[at - 1]?.lower ?? '') && next?.capital === true;
  if (!/^(?:von|van|de|del|della|du|la|le|da|dos|di|zu|al|bin|ibn|ter|y)$/u.test(unit.lower)) return false;
  const joins = next?.capital === true || /^(?:der|den|la)$/u.test(next?.lower ?? '');
  // "Sprecher von Greenpeace", "Birt von der Polizei": only behind a given name, and before no known noun.
  if (!joins) return false;
  if (!/^(?:von|zu)$/u.test(unit.lower)) return units[at - 1]?.capital === true;
  const after = next?.capital === true ? next : units[at + 2];
  return isGivenName(units[at - 1]?.text ?? '') && !roleEnding.test(after?.text ?? '') && !isBodyName(after);
}

function isBodyName(unit: Unit | undefined): boolean {
  return bodyEnding.test(unit?.text ?? '') || /^\p{Lu}{2,}/u.test(unit?.text ?? '');
}

/** True for "Ministerin", "BKA-Präsident", "Prof.": what stands before a name. */
export function isRole(word: string): boolean {
  return titleWord.test(word) || (roleEnding.test(word) && !isGivenName(word));
}

/** Where the name begins inside a run of capitalised words, or null where the run names nobody. */
export function nameStart(units: Unit[], from: number, to: number): number | null {
  let role = -1;
  for (let at = from; at < to - 1; at++) if (isRole(units[at]?.text ?? '')) role = at;
  if (role >= 0 && !isRole(units[to - 1]?.text ?? '')) return isOwner(units, role + 1, to) ? null : role + 1;
  for (let at = from; at < to - 1; at++) if (isGivenName(units[at]?.text ?? '')) return at;
  return null;
}

/** "der Parteichef Hanois, Jan Berg," and "als Gegner Hales geltende": a name in the genitive. */
export function isOwner(units: Unit[], from: number, to: number): boolean {
  if (to !== from + 1 || !/[^sßxz]s$/u.test(units[from]?.text ?? '')) return false;
  const next = units[to];
  if (next?.text === ',') return units[to + 1]?.capital === true;
  return isWord(next) && !next.capital && participle.test(next.lower) && units[to + 1]?.capital === true;
}

/** Behind the capitalised words that stand together, "und" between two of them included where both are names. */
export function runEnd(units: Unit[], from: number): number {
  let at = from;
  while (
    at < from + mostWords &&
    isWord(units[at]) &&
    (isNoun(units, at) || isParticle(units, at) || isNumber(units, at))
  )
    at++;
  return at;
}
