import { is } from './lexicon.ts';
import { has, isNameWord } from './name-words.ts';
import { extended, type Phrase, phraseStartingAt } from './phrases.ts';
import type { Unit } from './sentences.ts';

const noun = is.role | is.organisation | is.document;
const empty = /^(?:the|a|an|this|that|(?:one|some)(?!\s+of\b)|his|her|its|their|unnamed|unidentified|anonymous)\s+/iu;

/** The words of a description without its article: "Harbour Authority spokesman". */
export function bareDescription(words: string): string {
  let bare = words
    .replace(/(?:,|\s[—–-])?\s(?:who|which|whose)\b.*$|\s[—–]\s.*$|[“"(].*$/su, '')
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
export function roleAt(text: string, units: Unit[], { from, to, nameFrom }: Phrase): string | null {
  if (nameFrom > from) {
    const before = bareDescription(text.slice(units[from]?.start ?? 0, units[nameFrom - 1]?.end ?? 0));
    if (units.slice(from, nameFrom).some((unit) => has(unit, is.role | is.title))) return before;
  }
  const title = titleBefore(text, units, nameFrom, to);
  if (units[to]?.text !== ',') return title;
  const after = phraseStartingAt(units, to + 1);
  if (after === null || (after.kind === 'name' && !has(units[after.from], is.determiner | is.possessive))) return title;
  const whole = extended(units, after);
  if (
    !units
      .slice(whole.from, whole.to)
      .some((unit, index) => has(unit, is.role) && !(index === 0 && isNameWord(units, whole.from)))
  )
    return title;
  return bareDescription(text.slice(units[whole.from]?.start ?? 0, units[whole.to - 1]?.end ?? 0));
}

/** "President" in "President Jane Doe"; null for forms of address. */
function titleBefore(text: string, units: Unit[], from: number, to: number): string | null {
  let end = from;
  while (end < to - 1 && has(units[end], is.title) && !units[end]?.text.endsWith('.')) end++;
  if (end === from || /^(?:mr|mrs|ms|miss|dr)$/u.test(units[from]?.lower ?? '')) return null;
  return text.slice(units[from]?.start ?? 0, units[end - 1]?.end ?? 0);
}
