import { isGivenName } from '../../text/given-names.ts';
import { viaIn, withoutRepeats } from '../attribute/via.ts';
import { noteGermanSentence } from '../foreign/german-mentions.ts';
import { is } from '../grammar/lexicon.ts';
import {
  has,
  isNameLink,
  isNameWord,
  isParticle,
  isPossessive,
  personBehind,
  startsSentence,
} from '../grammar/name-words.ts';
import { phraseStartingAt } from '../grammar/phrases.ts';
import type { Sentence, Unit } from '../grammar/units.ts';
import type { Mention } from './antecedents.ts';
import { antecedentAt, type Cast } from './cast.ts';
import { isCharacter, isOnFiction, speaksInside } from './characters.ts';
import { bareDescription, headNoun, roleAt } from './descriptions.ts';
import { genderOfKin } from './kin.ts';
import { findName, noteName, notePronoun, noteRole } from './people.ts';

const keptMentions = 40;
const persons = new Set(['he', 'she', 'his', 'her', 'him']);
const surelyMeant = 0.6;
const placing = /^(?:in|near|at|across|outside)$/u;

/** Takes note of everybody and everything that a sentence names or describes. */
export function noteSentence(cast: Cast, text: string, sentence: Sentence): void {
  cast.sentence++;
  cast.opens = cast.paragraph !== sentence.paragraph;
  cast.paragraph = sentence.paragraph;
  const { units } = sentence;
  if (sentence.language === 'de') {
    noteGermanSentence(cast, text, sentence);
    return;
  }
  for (const { kind, capital, lower } of units) if (kind === 'word' && !capital) cast.plain.add(lower);
  // A headline in capitals names everybody and nobody.
  if (isHeadline(units) || isNotice(units)) return;
  let listed: { to: number; subject: Mention['subject'] } | null = null;
  for (let at = 0; at < units.length; at++) {
    if (has(units[at], is.determiner)) noteDescription(cast, text, sentence, at);
    if (persons.has(units[at]?.lower ?? '')) {
      pronounMention(cast, units, at);
      continue;
    }
    if (!isNameWord(units, at) && !isParticle(units, at)) continue;
    let to = at + 1;
    while (to < units.length && continuesName(units, to)) to++;
    at = (isBehindOffice(units, at) ? personBehind(units, at, to) : null) ?? at;
    const mention = isSigned(units, at) ? null : mentionAt(cast, text, units, at, to);
    if (mention !== null) {
      // "Minister of Innovation, Science and Trade": what goes on a list does no more than its first name.
      if (
        listed !== null &&
        listed.to === at - 1 &&
        /^(?:,|and)$/u.test(units[at - 1]?.lower ?? '') &&
        listed.subject === 0
      )
        if (
          units[at - 1]?.lower === 'and' ||
          (/^(?:,|and)$/u.test(units[to]?.lower ?? '') && isNameWord(units, to + 1))
        )
          mention.subject = 0;
      listed = { to, subject: mention.subject };
      // "Phil Spector star Helen Mirren": what only says who somebody is acts nowhere.
      if (!isModifier(units, to) || isPossessive(units[to - 1] as Unit)) cast.mentions.unshift(mention);
    }
    at = to - 1;
  }
  if (cast.mentions.length > keptMentions) cast.mentions.length = keptMentions;
}

/** `“…” — Jane Doe`: who signs is not who is spoken of. */
function isSigned(units: Unit[], at: number): boolean {
  return units[at - 2]?.kind === 'quotation' && /^[—–―-]$/u.test(units[at - 1]?.text ?? '');
}

function pronounMention(cast: Cast, units: Unit[], at: number): void {
  const start = (units[at] as Unit).start;
  const resolved = antecedentAt(cast, units, at);
  if (resolved === null) return;
  const { entity } = resolved;
  cast.resolved.set(start, resolved);
  if (resolved.share > surelyMeant) notePronoun(entity, /^(?:she|her)$/u.test(units[at]?.lower ?? '') ? 'f' : 'm');
  cast.mentions.unshift({
    entity,
    start,
    sentence: cast.sentence,
    paragraph: cast.paragraph,
    subject: /^(?:he|she)$/u.test(units[at]?.lower ?? '') || owns(units, at) ? subjectRank(units, at) : 0,
    possessive: owns(units, at),
    pronoun: true,
  });
}

/** "his" and "her" before what they have: not "told her". */
function owns(units: Unit[], at: number): boolean {
  const { lower } = units[at] as Unit;
  return (
    lower === 'his' ||
    (lower === 'her' &&
      units[at + 1]?.kind === 'word' &&
      !has(units[at + 1], is.preposition | is.determiner | is.subordinator | is.coordinator | is.time | is.pronoun))
  );
}

/** "READ MORE: …", "Story continues below advertisement": the page speaks, not the article. */
function isNotice(units: Unit[]): boolean {
  if (units.length > 5 && !units.some(({ text }) => text === ':')) return false;
  const words = units
    .slice(0, 5)
    .map(({ lower }) => lower)
    .join(' ');
  return (
    /^(?:read (?:more|also|next|the full)|also read|related|recommended|watch|listen|see also|more (?:from|on|coverage)|story continues|article continue[sd]|continue reading|sign up|subscribe|photo|image|video|file photo)\b/u.test(
      words,
    ) &&
    (units.some(({ text }) => text === ':') || units.length < 6)
  );
}

function continuesName(units: Unit[], at: number): boolean {
  if (isParticle(units, at)) return true;
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
  if (isPair(form)) return null;
  // The first word of a sentence is capitalised anyway: alone it is a name only if it is known for one.
  const acts =
    has(units[to], is.speech | is.verb | is.auxiliary) ||
    (units[to]?.text === ',' &&
      (/^(?:an?|the|who|whose)$/u.test(units[to + 1]?.lower ?? '') || has(units[to + 1], is.verb))) ||
    (has(units[to], is.adverb) && has(units[to + 1], is.speech | is.verb));
  const alone = to === from + 1 && startsSentence(units, from) && !acts && !isGivenName(form);
  const common =
    to === from + 1 && startsSentence(units, from) && !isGivenName(form) && cast.plain.has(form.toLowerCase());
  if ((alone || common) && findName(cast.people, form) === null) return null;
  const beside = { placed: placing.test(units[from - 1]?.lower ?? ''), kin: genderOfKin(units[from - 1]?.lower ?? '') };
  const entity = noteName(cast.people, form, start, beside);
  noteRole(entity, roleAt(text, units, { from: roleStart(units, from), to, nameFrom: from, kind: 'name' }));
  const possessive = isPossessive(units[to - 1] as Unit);
  const describes = possessive || isModifier(units, to);
  const wasHuman = entity.human && entity.count > 1;
  if (hasHumanCompany(units, from, to)) entity.human = true;
  if (!describes && !entity.human && isTeam(units, from, to)) entity.kind = 'organisation';
  // Whom a film shows may be real: a role, a title or speech tells.
  if (!wasHuman && entity.roles.length === 0 && isFictional(cast, units, from, to)) entity.fictional = true;
  return {
    entity,
    start,
    sentence: cast.sentence,
    paragraph: cast.paragraph,
    subject: isOneOfSeveral(units, from, to) ? 0 : subjectRank(units, officeStart(units, from)),
    possessive: describes,
    pronoun: false,
  };
}

/** "the Jan Berg-Eva Wells era": two people, not one of that name. */
function isPair(form: string): boolean {
  const words = form.split(' ').slice(1, -1);
  return words.some((word) => /-/u.test(word) && isGivenName(word.slice(word.lastIndexOf('-') + 1)));
}

const localities =
  /^(?:region|regions|area|district|province|coast|border|valley|peninsula|suburb|neighbou?rhood|street|airport|stadium|summit|deal|era|case|trial|series|franchise)$/u;

/** "Storm Reid and Marcus Eckert were": neither of two is "she" alone. */
function isOneOfSeveral(units: Unit[], from: number, to: number): boolean {
  return (
    (units[to]?.lower === 'and' && isNameWord(units, to + 1)) ||
    (units[from - 1]?.lower === 'and' && isNameWord(units, from - 2))
  );
}

/** "the Denby Trail Blazers": several, and never "he". */
function isTeam(units: Unit[], from: number, to: number): boolean {
  if (units[from - 1]?.lower !== 'the' || !/[^s]s$/u.test(units[to - 1]?.lower ?? '')) return false;
  return !has(units[from], is.title) && !units.slice(from, to).some(({ text }) => isGivenName(text));
}

/** "Olsen" in "Olsen adviser Jan Berg". */
function isModifier(units: Unit[], to: number): boolean {
  if (localities.test(units[to]?.lower ?? '')) return true;
  return has(units[to], is.role | is.organisation | is.document) && !has(units[to], is.speech);
}

function isFictional(cast: Cast, units: Unit[], from: number, to: number): boolean {
  return (isCharacter(units, from, to) || speaksInside(units, from, to, cast.plain)) && isOnFiction(cast.plain);
}

/** What only people have beside their names: a role, a title, "who" or a verb of speech. */
function hasHumanCompany(units: Unit[], from: number, to: number): boolean {
  if (has(units[from - 1], is.role | is.title) || has(units[from], is.title)) return true;
  if (units[from - 1]?.text === ',' && has(units[from - 2], is.role)) return true;
  const next = units[to]?.text === ',' ? units[to + 1] : units[to];
  return (
    (next?.lower === 'who' && !isBehindPlace(units, from)) || (has(units[to], is.speech) && !has(units[to], is.ing))
  );
}

/** "Jan Berg, the head of the exchange Coinly, who said": it is he who did. */
function isBehindPlace(units: Unit[], from: number): boolean {
  for (let at = from - 1; at > from - 6 && units[at]?.kind === 'word'; at--)
    if (/^(?:of|at|for|with|from)$/u.test(units[at]?.lower ?? '')) return true;
  return false;
}

const modifiers =
  /^(?:press|prime|foreign|chief|deputy|vice|head|assistant|associate|executive|managing|senior|junior|former|general|finance|interior|defen[cs]e|health|education|police|home|shadow|campaign|fire|school|city|county|state|union|team|club|company|government|opposition|party|minority|majority|attorney|chief|co-|interim|acting|lead|principal|communications|national|security)$/u;

function roleStart(units: Unit[], from: number): number {
  let at = from;
  while (
    at > from - 6 &&
    units[at - 1]?.kind === 'word' &&
    (has(units[at - 1], is.role | is.title) ||
      (at < from && modifiers.test(units[at - 1]?.lower ?? '')) ||
      (at < from &&
        (units[at - 1]?.capital || /(?:former|senior|deputy|chief|presidential)/u.test(units[at - 1]?.lower ?? ''))))
  )
    at--;
  return at;
}

/** "Secretary of", "ambassador to the". */
function isBehindOffice(units: Unit[], at: number): boolean {
  const link = units[at - 1]?.lower === 'the' ? at - 2 : at - 1;
  return /^(?:of|to|for)$/u.test(units[link]?.lower ?? '') && has(units[link - 1], is.role | is.title);
}

/** "Secretary of State Jane Doe": the office begins the phrase, and what follows its "of" isn't a name. */
function officeStart(units: Unit[], from: number): number {
  let at = from;
  while (isNameWord(units, at - 1)) at--;
  const office = units[at - 1]?.lower === 'of' && has(units[at - 2], is.role | is.title);
  return office && at < from ? at - 2 : from;
}

/** A name at the beginning of a clause, or right before a verb with at most its description before it. */
function subjectRank(units: Unit[], from: number): Mention['subject'] {
  // "a resident of Lampung", "traded for Victor Rask": what follows a preposition does nothing.
  const before = units[from - 1];
  // "For Jane Doe, Friday is the day"
  if (from === 1 && before?.lower === 'for') return 1;
  if (has(before, is.preposition) && !(before?.lower === 'for' && (from === 1 || units[from - 2]?.lower === 'as')))
    return 0;
  for (let at = from - 1; at >= 0 && at > from - 8; at--) {
    const unit = units[at] as Unit;
    if (unit.kind !== 'word') return 2;
    if (unit.lower === 'for' && units[at - 1]?.lower === 'as') return 2;
    if (has(unit, is.coordinator | is.subordinator) || unit.lower === 'that') return 1;
    // "whether they back Olsen"
    if (/^(?:he|she|they|we|I|you)$/u.test(unit.text)) return 0;
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
