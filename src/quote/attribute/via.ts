import { quotedSpeaker } from '../grammar/clauses.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isPlaceName, isWord } from '../grammar/name-words.ts';
import { type Phrase, phraseEndingAt, phraseStartingAt } from '../grammar/phrases.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import { findName, type People } from '../people/people.ts';

const carrying = new Set(
  'carried reported published broadcast quoted released relayed distributed aired posted cited obtained seen reviewed provided'.split(
    ' ',
  ),
);
const reporting = new Set('reported reports said says wrote cited cites citing quoted quotes quoting'.split(' '));
const telling = new Set('told tells telling informed'.split(' '));

/** Who carried or reported what a sentence says, nearest first, without `speaker`, who said it. */
export function viaIn(text: string, sentence: Sentence, people: People, speaker: Phrase | null): string[] {
  const { units } = sentence;
  const found: string[] = [];
  for (let at = 0; at < units.length; at++) {
    const carrier = carrierAt(units, at);
    if (carrier === null || (speaker !== null && carrier.from < speaker.to && speaker.from < carrier.to)) continue;
    const name = carrierName(text, units, carrier, people);
    if (name !== null) found.push(name);
  }
  return withoutRepeats(found);
}

/** The carriers in order, each once, whether or not its initials are given. */
export function withoutRepeats(names: string[]): string[] {
  const bare = (name: string) => name.replace(/ \(\p{Lu}+\)$/u, '');
  return names.filter((name, index) => names.findIndex((other) => bare(other) === bare(name)) === index);
}

function carrierAt(units: Unit[], at: number): Phrase | null {
  const unit = units[at];
  if (!isWord(unit)) return null;
  if (unit.lower === 'according' && units[at + 1]?.lower === 'to') return phraseStartingAt(units, at + 2);
  if (carrying.has(unit.lower) && /^(?:by|in|on)$/u.test(units[at + 1]?.lower ?? ''))
    return carriesNews(units, phraseStartingAt(units, at + 2));
  if (telling.has(unit.lower)) return outlet(units, phraseStartingAt(units, at + 1), is.outlet);
  if (!reporting.has(unit.lower)) return null;
  if (quotedSpeaker(units, at) !== null) return phraseEndingAt(units, at - 1);
  // ", the AP reported" at the end of a sentence, or ", reports the AP".
  const closing = closingSubject(units, at);
  return closing ?? (units[at - 1]?.text === ',' ? outlet(units, phraseStartingAt(units, at + 1)) : null);
}

function closingSubject(units: Unit[], verb: number): Phrase | null {
  for (let from = verb - 1; from >= 0 && from > verb - 7; from--) {
    if (units[from]?.text !== ',' && units[from]?.kind !== 'quotation') continue;
    const phrase = phraseStartingAt(units, from + 1, verb);
    const after = units[verb + 1];
    return phrase !== null &&
      phrase.to === verb &&
      (after === undefined || after.kind === 'point' || has(after, is.time | is.preposition))
      ? outlet(units, phrase)
      : null;
  }
  return null;
}

/** Not "published on 20 February", "seen in March". */
function carriesNews(units: Unit[], phrase: Phrase | null): Phrase | null {
  if (phrase === null || phrase.kind === 'pronoun' || /^\d/u.test(units[phrase.from]?.text ?? '')) return null;
  if (isPlaceName(units[phrase.nameFrom]) && phrase.to === phrase.nameFrom + 1) return null;
  return has(units[phrase.from], is.time) || has(units[phrase.to], is.month) ? null : phrase;
}

/** The phrase if it names a news outlet or another body, not a person. */
function outlet(units: Unit[], phrase: Phrase | null, bits: number = is.outlet | is.organisationName): Phrase | null {
  if (phrase === null || phrase.kind !== 'name') return null;
  for (let at = phrase.nameFrom; at < phrase.to; at++) {
    const unit = units[at];
    if (has(unit, bits) || /^\p{Lu}{2,}$/u.test(unit?.text ?? '')) return phrase;
  }
  return null;
}

/** "Full Name (FN)" for initials whose full name was given before; null for people and pronouns. */
function carrierName(text: string, units: Unit[], phrase: Phrase, people: People): string | null {
  if (phrase.kind === 'pronoun') return null;
  const from = phrase.kind === 'name' ? phrase.nameFrom : phrase.from;
  const form = text.slice(units[from]?.start ?? 0, units[phrase.to - 1]?.end ?? 0).replace(/^(?:the|a|an)\s+/iu, '');
  const entity = phrase.kind === 'name' ? findName(people, form) : null;
  // "LONDON CNN" is a dateline glued to the outlet.
  if (entity !== null && /^\p{Lu}{2,}$/u.test(form) && !entity.name.endsWith(form)) return `${entity.name} (${form})`;
  return form;
}
