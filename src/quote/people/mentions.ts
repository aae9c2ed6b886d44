import { isGivenName } from '../../text/given-names.ts';
import { viaIn, withoutRepeats } from '../attribute/via.ts';
import { is } from '../grammar/lexicon.ts';
import { has, isNameLink, isNameWord, isPossessive, startsSentence } from '../grammar/name-words.ts';
import { phraseStartingAt } from '../grammar/phrases.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import type { Mention } from './antecedents.ts';
import { antecedentAt, type Cast } from './cast.ts';
import { bareDescription, headNoun, roleAt } from './descriptions.ts';
import { findName, noteName, noteRole } from './people.ts';

const keptMentions = 40;
const placing = /^(?:in|near|at|across|outside)$/u;

/** Takes note of everybody and everything that a sentence names or describes. */
export function noteSentence(cast: Cast, text: string, sentence: Sentence): void {
  cast.sentence++;
  cast.opens = cast.paragraph !== sentence.paragraph;
  cast.paragraph = sentence.paragraph;
  const { units } = sentence;
  // A headline in capitals names everybody and nobody.
  if (isHeadline(units)) return;
  for (let at = 0; at < units.length; at++) {
    if (has(units[at], is.determiner)) noteDescription(cast, text, sentence, at);
    if (has(units[at], is.pronoun) && /^(?:he|she)$/u.test(units[at]?.lower ?? '')) {
      pronounMention(cast, units, at);
      continue;
    }
    if (!isNameWord(units, at)) continue;
    let to = at + 1;
    while (to < units.length && continuesName(units, to)) to++;
    const mention = mentionAt(cast, text, units, at, to);
    if (mention !== null) cast.mentions.unshift(mention);
    at = to - 1;
  }
  if (cast.mentions.length > keptMentions) cast.mentions.length = keptMentions;
}

function pronounMention(cast: Cast, units: Unit[], at: number): void {
  const start = (units[at] as Unit).start;
  const entity = antecedentAt(cast, units, at);
  if (entity === null) return;
  cast.resolved.set(start, entity);
  cast.mentions.unshift({
    entity,
    start,
    sentence: cast.sentence,
    paragraph: cast.paragraph,
    subject: subjectRank(units, at),
    possessive: false,
    pronoun: true,
  });
}

function continuesName(units: Unit[], at: number): boolean {
  if (isNameLink(units, at) || (units[at]?.lower === 'the' && isNameLink(units, at - 1))) return true;
  return isNameWord(units, at) && !isPossessive(units[at - 1] as Unit);
}

function isHeadline(units: Unit[]): boolean {
  let words = 0;
  for (const unit of units) {
    if (unit.kind !== 'word') continue;
    if (!unit.capital && !has(unit, smallWords) && !/^[\d$]/u.test(unit.text)) return false;
    words++;
  }
  return words > 4;
}

const smallWords =
  is.determiner | is.preposition | is.coordinator | is.auxiliary | is.pronoun | is.possessive | is.subordinator;

function mentionAt(cast: Cast, text: string, units: Unit[], from: number, to: number): Mention | null {
  const start = (units[from] as Unit).start;
  const form = text.slice(start, (units[to - 1] as Unit).end);
  // "(R-Ohio)" is a party and a place.
  if (units[from - 1]?.text === '(' && /^\p{Lu}{1,3}-\p{Lu}/u.test(form)) return null;
  // The first word of a sentence is capitalised anyway: alone it is a name only if it is known for one.
  const acts =
    has(units[to], is.speech | is.verb | is.auxiliary) ||
    (has(units[to], is.adverb) && has(units[to + 1], is.speech | is.verb));
  const alone = to === from + 1 && startsSentence(units, from) && !acts && !isGivenName(form);
  if (alone && findName(cast.people, form) === null) return null;
  const entity = noteName(cast.people, form, start, placing.test(units[from - 1]?.lower ?? ''));
  noteRole(entity, roleAt(text, units, { from: roleStart(units, from), to, nameFrom: from, kind: 'name' }));
  const possessive = isPossessive(units[to - 1] as Unit);
  const describes = possessive || isModifier(units, to);
  if (hasHumanCompany(units, from, to)) entity.human = true;
  return {
    entity,
    start,
    sentence: cast.sentence,
    paragraph: cast.paragraph,
    subject: subjectRank(units, from),
    possessive: describes,
    pronoun: false,
  };
}

/** "Olsen" in "Olsen adviser Jan Berg". */
function isModifier(units: Unit[], to: number): boolean {
  return has(units[to], is.role | is.organisation | is.document) && !has(units[to], is.speech);
}

/** What only people have beside their names: a role, a title, "who" or a verb of speech. */
function hasHumanCompany(units: Unit[], from: number, to: number): boolean {
  if (has(units[from - 1], is.role | is.title) || has(units[from], is.title)) return true;
  const next = units[to]?.text === ',' ? units[to + 1] : units[to];
  return next?.lower === 'who' || (has(units[to], is.speech) && !has(units[to], is.ing));
}

function roleStart(units: Unit[], from: number): number {
  let at = from;
  while (
    at > from - 6 &&
    units[at - 1]?.kind === 'word' &&
    (has(units[at - 1], is.role | is.title) ||
      (at < from &&
        (units[at - 1]?.capital || /(?:former|senior|deputy|chief|presidential)/u.test(units[at - 1]?.lower ?? ''))))
  )
    at--;
  return at;
}

/** A name at the beginning of a clause, or right before a verb with at most its description before it. */
function subjectRank(units: Unit[], from: number): Mention['subject'] {
  for (let at = from - 1; at >= 0 && at > from - 8; at--) {
    const unit = units[at] as Unit;
    if (unit.kind !== 'word') return 2;
    if (unit.lower === 'for' && units[at - 1]?.lower === 'as') return 2;
    if (has(unit, is.coordinator | is.subordinator) || unit.lower === 'that') return 1;
    if (isNameWord(units, at) || has(unit, is.role | is.title | is.organisation) || unit.lower === 'of') continue;
    if (has(unit, is.speech)) return at === from - 1 ? 1 : 0;
    if (has(unit, is.verb | is.weakSpeech | is.auxiliary | is.preposition)) return 0;
  }
  return 2;
}

function noteDescription(cast: Cast, text: string, sentence: Sentence, at: number): void {
  const { units } = sentence;
  const phrase = phraseStartingAt(units, at);
  const head = phrase === null || phrase.kind !== 'nominal' ? null : headNoun(units, phrase);
  if (phrase === null || head === null) return;
  const words = bareDescription(text.slice((units[at] as Unit).start, (units[phrase.to - 1] as Unit).end));
  const known = cast.described.get(head);
  // "a spokesman" is somebody new, "the spokesman" the one spoken of before.
  if (
    known === undefined ||
    (words.length > known.length && !/^the$/u.test((units[at] as Unit).lower)) ||
    /^an?$/u.test((units[at] as Unit).lower)
  ) {
    cast.described.set(head, words);
  }
  if (!has(units[phrase.to - 1], is.document)) return;
  const via = viaIn(text, sentence, cast.people, phrase);
  // "the statement" is the one spoken of before, and keeps who carried that one.
  const before = /^the$/u.test((units[at] as Unit).lower) ? (cast.carried.get(head) ?? []) : [];
  if (via.length > 0) cast.carried.set(head, withoutRepeats([...before, ...via]).slice(0, 4));
}
