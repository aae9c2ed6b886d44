import { is } from '../grammar/lexicon.ts';
import { has, isWord } from '../grammar/name-words.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import { type Cast, foreignAntecedent } from '../people/cast.ts';
import { findName, noteName, noteRole } from '../people/people.ts';
import { isNoun, isParticle, isRole, nameStart } from './german-names.ts';
import { isNominative } from './german-phrases.ts';

const keptMentions = 40;
const oblique = /^(?:den|dem|des|einem|einen|eines|diesem|diesen|ihrem|ihren|seinem|seinen)$/u;

/**
 * Takes note of the people that a German sentence names. Every German noun has a capital: a title, a role or a given name before it makes
 * a name, and afterwards the surname alone.
 */
export function noteGermanSentence(cast: Cast, text: string, { units }: Sentence): void {
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (!isWord(unit)) continue;
    if (/^(?:er|sie)$/u.test(unit.lower)) {
      notePronounAt(cast, units, at);
      continue;
    }
    if (!isNoun(units, at)) continue;
    let to = at + 1;
    while (to < units.length && isWord(units[to]) && (units[to]?.capital || isParticle(units, to))) to++;
    noteRun(cast, text, units, at, to);
    at = to - 1;
  }
  if (cast.mentions.length > keptMentions) cast.mentions.length = keptMentions;
}

function noteRun(cast: Cast, text: string, units: Unit[], from: number, to: number): void {
  const own = nameStart(units, from, to);
  const nameFrom = own ?? to - 1;
  const first = units[nameFrom];
  const last = units[to - 1];
  if (first === undefined || last === undefined) return;
  const form = text.slice(first.start, last.end);
  // "Merkels Rede"
  const owned = own === null && form.endsWith('s') ? findName(cast.people, form.slice(0, -1)) : null;
  const known = own === null ? (findName(cast.people, form) ?? owned) : null;
  if (own === null && known?.kind !== 'person') return;
  const role = own === null ? null : roleBefore(text, units, from, nameFrom);
  const gender = genderOfTitle(units, from, nameFrom);
  const entity = known ?? noteName(cast.people, form, first.start, { kin: gender });
  entity.count += known === null ? 0 : 1;
  entity.gender ??= gender;
  noteRole(entity, role);
  cast.mentions.unshift({
    entity,
    start: first.start,
    sentence: cast.sentence,
    paragraph: cast.paragraph,
    subject: owned === null && isSubject(units, from) ? 2 : 0,
    possessive: owned !== null,
    pronoun: false,
  });
}

function notePronounAt(cast: Cast, units: Unit[], at: number): void {
  const unit = units[at] as Unit; // a word of the sentence by contract
  const resolved = foreignAntecedent(cast, unit);
  if (resolved === null || resolved.share < 0.7) return;
  cast.mentions.unshift({
    entity: resolved.entity,
    start: unit.start,
    sentence: cast.sentence,
    paragraph: cast.paragraph,
    subject: 2,
    possessive: false,
    pronoun: true,
  });
}

/** "Bundeskanzlerin" before "Angela Merkel". */
function roleBefore(text: string, units: Unit[], from: number, nameFrom: number): string | null {
  const last = units[nameFrom - 1];
  const first = units[from];
  if (
    first === undefined ||
    last === undefined ||
    nameFrom <= from ||
    !isRole(last.text) ||
    /\.$|^(?:Herr|Frau)$/u.test(last.text)
  )
    return null;
  return text.slice(first.start, last.end);
}

/** What a noun ("Ministerin", "Herr") or its article tells of who bears the name. */
function genderOfTitle(units: Unit[], from: number, nameFrom: number): 'm' | 'f' | null {
  for (let at = nameFrom - 1; at >= from; at--) {
    const word = units[at]?.text ?? '';
    if (/^(?:Frau|Lady|Prinzessin|Königin)$/u.test(word)) return 'f';
    if (/^(?:Herr|Lord|Prinz|König)n?$/u.test(word)) return 'm';
    if (isRole(word)) return /in$/u.test(word) ? 'f' : 'm';
  }
  return null;
}

/** True for the first phrase of a clause, or the one behind its verb; not for what a preposition or an oblique article leads to. */
function isSubject(units: Unit[], from: number): boolean {
  let at = from - 1;
  while (
    isWord(units[at]) &&
    !units[at]?.capital &&
    !has(
      units[at],
      is.determiner | is.possessive | is.preposition | is.speech | is.auxiliary | is.coordinator | is.subordinator,
    )
  )
    at--;
  const before = units[at];
  if (before === undefined || before.kind !== 'word') return true;
  // "Jana Weiß kam mit Mia Lorenz und Eva Kern": one of several does nothing alone.
  if (/^(?:und|oder|sowie)$/u.test(before.lower) && units[at - 1]?.capital) return false;
  if (has(before, is.preposition) || oblique.test(before.lower)) return false;
  if (!has(before, is.determiner | is.possessive)) return !before.capital;
  const outer = units[at - 1];
  return isNominative(before) && !has(outer, is.preposition) && !(outer?.capital === true && at > 1);
}
