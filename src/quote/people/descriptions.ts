import { isGivenName } from '../../text/given-names.ts';
import { bitsOf, is } from '../grammar/lexicon.ts';
import { has, isNameWord, isPossessive } from '../grammar/name-words.ts';
import { extended, type Phrase, phraseStartingAt } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';

const noun = is.role | is.organisation | is.document;
const empty = /^(?:the|a|an|this|that|(?:one|some)(?!\s+of\b)|his|her|its|their|unnamed|unidentified|anonymous)\s+/iu;

/** The words of a description without its article: "Harbour Authority spokesman". */
export function bareDescription(words: string): string {
  let bare = words
    .replace(/(?:,|\s[—–-])?\s(?:who|which|whose)\b.*$|\s[—–]\s.*$|[“"(].*$|,\s.*$|\sthat$/su, '')
    .replace(/[,\s]+$/u, '');
  while (empty.test(bare)) bare = bare.replace(empty, '');
  return bare;
}

/** The noun that says what somebody is ("spokesman" in "a spokesman for the mayor"), lower case, or null. */
export function headNoun(units: Unit[], { from, to }: Phrase): string | null {
  for (let at = from; at < to; at++) {
    if (at > from && has(units[at], is.preposition)) break;
    const last = at + 1 === to || has(units[at + 1], is.preposition) || units[at + 1]?.kind === 'point';
    if (last && has(units[at], noun)) return units[at]?.lower ?? null;
  }
  return null;
}

/** The role of a named person where the sentence gives one, before the name or in commas after it. */
export function roleAt(text: string, units: Unit[], phrase: Phrase): string | null {
  return roleAfter(text, units, phrase.to) ?? roleBefore(text, units, phrase);
}

/** "chief engineer" in "chief engineer Jane Doe", "President" in "President Jane Doe"; null for forms of address. */
function roleBefore(text: string, units: Unit[], { from, to, nameFrom }: Phrase): string | null {
  let end = nameFrom;
  // "Chief Financial Officer Jane Doe"
  if (units[end]?.lower === 'chief' && units[end + 2]?.lower === 'officer' && end + 3 < to) end += 3;
  while (
    end < to - 1 &&
    (has(units[end], is.title) ||
      (end > nameFrom && has(units[end], is.role) && !isGivenName(units[end]?.text ?? ''))) &&
    !units[end]?.text.endsWith('.') &&
    (end > nameFrom || !/^(?:lord|lady|sir|dame|kid)$/u.test(units[end]?.lower ?? ''))
  )
    end++;
  let start = from;
  // "Hall of Famer Jane Doe"
  if (units[end - 1]?.lower === 'famer' && units[end - 2]?.lower === 'of') start = Math.min(start, end - 3);
  // "Secretary of State Jane Doe"
  while (units[start - 1]?.lower === 'of' && has(units[start - 2], is.role | is.title)) start -= 2;
  while (
    start < end &&
    has(units[start], is.determiner | is.possessive | is.coordinator | is.preposition | is.subordinator)
  )
    start++;
  const last = units[end - 1];
  if (
    end <= start ||
    last === undefined ||
    !has(last, is.role | is.title) ||
    (has(last, is.organisation) && !has(last, is.role))
  )
    return null;
  if (
    isPossessive(last) ||
    last.text.endsWith('.') ||
    /^(?:mr|mrs|ms|miss|dr|former|ex|then|first|state|vice|prime)$/u.test(last.lower)
  )
    return null;
  // "cast members Jan Berg and Eva Wells": of several, neither is the members.
  if (/[^s]s$/u.test(last.lower) && (bitsOf(last.lower.slice(0, -1)) & is.role) !== 0) return null;
  return bareDescription(text.slice(units[start]?.start ?? 0, last.end));
}

/** "co-chair" of "co-chair of the local". */
function upToPreposition(units: Unit[], phrase: Phrase): Phrase {
  let to = phrase.from + 1;
  while (to < phrase.to && !has(units[to], is.preposition)) to++;
  return { ...phrase, to };
}

/** "the city's chief engineer" in "Jane Doe, the city's chief engineer". */
function roleAfter(text: string, units: Unit[], comma: number): string | null {
  if (units[comma]?.text !== ',') return null;
  // "Jane Doe, CEO of the port"
  const office = units[comma + 1];
  const head = office?.capital && (has(office, is.role) || /^C[A-Z]O$/u.test(office.text));
  if (head && /^(?:of|at|for)$/u.test(units[comma + 2]?.lower ?? '')) return office.text;
  const after = phraseStartingAt(units, comma + 1);
  if (after === null || (after.kind === 'name' && !has(units[after.from], is.determiner | is.possessive))) return null;
  if (units[after.from]?.lower === 'whose') return null;
  // "Jane Doe, her husband and their son": a list of people.
  if (has(units[after.from], is.possessive) && units[after.to]?.lower === 'and') return null;
  const longer = extended(units, after);
  // Cut inside a name or a list ("professor of population and family health") the short form is the whole one.
  const cut =
    units[longer.to]?.kind === 'word' &&
    !has(units[longer.to], is.relative | is.speech | is.preposition | is.auxiliary);
  const whole = cut ? upToPreposition(units, after) : longer;
  const words = units.slice(whole.from, whole.to);
  const named = isNameWord(units, whole.from);
  if (!words.some((unit, index) => has(unit, is.role) && !isPossessive(unit) && !(index === 0 && named))) return null;
  return bareDescription(text.slice(words[0]?.start ?? 0, words.at(-1)?.end ?? 0));
}
