import { type Candidate, candidatesFor, likeliest, type Mention, type Said } from './antecedents.ts';
import { bareDescription, headNoun, roleAt } from './descriptions.ts';
import type { Finding } from './finding.ts';
import { isGivenName } from './given-names.ts';
import { is } from './lexicon.ts';
import { type Entity, findName, noPeople, noteName, type People } from './people.ts';
import { has, isNameLink, isNameWord, isPossessive, type Phrase, phraseStartingAt, startsSentence } from './phrases.ts';
import { agrees, pronounOf } from './pronouns.ts';
import type { Cut, Speaker } from './quote.ts';
import type { Sentence, Unit } from './sentences.ts';
import { viaIn, withoutRepeats } from './via.ts';

/** The people of an article as far as it has been read, and where they were last spoken of. */
export interface Cast {
  people: People;
  /** The last mentions, newest first, a bounded number. */
  mentions: Mention[];
  sentence: number;
  /** Speakers already found by mention, so that carried-over quotations agree with the first. */
  resolved: Map<number, Entity | null>;
  lastSpeaker: Said | null;
  paragraph: number;
  opens: boolean;
  /** The last speaker without a name. */
  lastDescribed: { speaker: Speaker; sentence: number; human: boolean } | null;
  /** The fullest description by its noun ("spokesman"), and who carried a document. */
  described: Map<string, string>;
  carried: Map<string, string[]>;
  /** Told whom each pronoun could stand for, to fit the weights. */
  onPronoun: OnPronoun | undefined;
}

export type OnPronoun = (start: number, candidates: Candidate[]) => void;

const keptMentions = 40;
const placing = /^(?:in|near|at|across|outside)$/u;

export function newCast(onPronoun?: OnPronoun): Cast {
  return {
    people: noPeople(),
    mentions: [],
    sentence: 0,
    resolved: new Map(),
    lastSpeaker: null,
    paragraph: -1,
    opens: true,
    lastDescribed: null,
    described: new Map(),
    carried: new Map(),
    onPronoun,
  };
}

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
  entity.role ??= roleAt(text, units, { from: roleStart(units, from), to, nameFrom: from, kind: 'name' });
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

function cut(text: string, start: number, end: number): Cut {
  return { start, end, text: text.slice(start, end) };
}

/** Remembers who makes a statement without quotation marks: "he" in the next sentence is likely the same. */
export function noteStatement(cast: Cast, text: string, { subject, sentence }: Finding): void {
  const entity = entityOf(cast, text, subject, sentence.units);
  if (entity !== null) cast.lastSpeaker = { entity, sentence: cast.sentence, paragraph: cast.paragraph };
}

/** The speaker that a finding names, resolved to a person of the article where that is possible, and who carried the words. */
export function speakerOf(
  cast: Cast,
  text: string,
  finding: Finding,
): { speaker: Speaker; via: string[]; open: boolean } {
  const { subject, sentence } = finding;
  const { units } = sentence;
  const start = (units[subject.from] as Unit).start;
  const last = units[subject.relative ?? subject.to - 1] ?? (units[subject.to - 1] as Unit);
  const mention = cut(text, start, last.end);
  const via = viaIn(text, sentence, cast.people, subject);
  const described = subject.kind === 'pronoun' ? describedAs(cast, units, subject.from) : null;
  if (described !== null) return { speaker: { ...described, mention }, via, open: false };
  const entity = entityOf(cast, text, subject, units);
  if (entity !== null) {
    cast.lastSpeaker = { entity, sentence: cast.sentence, paragraph: cast.paragraph };
    // Labels of a transcript are in capitals, as initials of bodies are.
    const kind = entity.kind === 'person' || finding.rule === 'transcript' ? 'person' : 'organisation';
    const role = subject.kind === 'name' ? (roleAt(text, units, subject) ?? entity.role) : entity.role;
    return { speaker: { name: entity.name, kind, mention, role }, via, open: false };
  }
  if (subject.kind !== 'nominal')
    return { speaker: { name: mention.text, kind: 'unnamed', mention, role: null }, via, open: true };
  const head = headNoun(units, subject);
  const words = bareDescription(mention.text);
  const known = head === null ? undefined : cast.described.get(head);
  const definite = /^(?:the|that|this)$/u.test((units[subject.from] as Unit).lower);
  const name = definite && known !== undefined && known.length > words.length ? known : words;
  const kind = nominalKind(units, subject);
  const carried = kind === 'document' && head !== null ? (cast.carried.get(head) ?? []) : [];
  const role = kind === 'unnamed' && head !== null ? name : null;
  const speaker: Speaker = { name, kind, mention, role };
  cast.lastDescribed = { speaker, sentence: cast.sentence, human: role !== null };
  return {
    speaker,
    via: withoutRepeats([...via, ...carried]),
    open: false,
  };
}

/** The speaker without a name that a pronoun right after stands for: "the company said. It added". */
function describedAs(cast: Cast, units: Unit[], at: number): Speaker | null {
  const pronoun = pronounOf(units[at]?.lower ?? '');
  const last = cast.lastDescribed;
  if (pronoun === null || last === null || cast.sentence - last.sentence > 2) return null;
  if (cast.lastSpeaker !== null && cast.lastSpeaker.sentence >= last.sentence) return null;
  const thing = last.speaker.kind === 'organisation' || last.speaker.kind === 'document';
  if (pronoun === 'it') return thing ? last.speaker : null;
  if (pronoun === 'they') return last.speaker;
  // "the senator" is often somebody with a name, "a spokeswoman" is not.
  return last.human && /^(?:a|an|one|another)\s/iu.test(last.speaker.mention.text) ? last.speaker : null;
}

function nominalKind(units: Unit[], phrase: Phrase): Speaker['kind'] {
  const head = headNoun(units, phrase);
  const unit = units.slice(phrase.from, phrase.to).find(({ lower }) => lower === head);
  if (has(unit, is.role)) return 'unnamed';
  return has(unit, is.document) ? 'document' : has(unit, is.organisation) ? 'organisation' : 'unnamed';
}

function entityOf(cast: Cast, text: string, subject: Phrase, units: Unit[]): Entity | null {
  const start = (units[subject.from] as Unit).start;
  const known = cast.resolved.get(start);
  if (known !== undefined) return known;
  let entity: Entity | null = null;
  if (subject.kind === 'name') {
    const form = text.slice((units[subject.nameFrom] as Unit).start, (units[subject.to - 1] as Unit).end);
    entity = findName(cast.people, form) ?? noteName(cast.people, form, start);
  } else if (subject.kind === 'pronoun') entity = antecedentAt(cast, units, subject.from);
  cast.resolved.set(start, entity);
  return entity;
}

/** Whom a pronoun stands for: somebody of the right gender spoken of before it. */
function antecedentAt(cast: Cast, units: Unit[], at: number): Entity | null {
  const unit = units[at] as Unit;
  const pronoun = pronounOf(unit.lower);
  if (pronoun === null) return null;
  const { sentence, paragraph, opens, lastSpeaker } = cast;
  const place = { start: unit.start, sentence, paragraph, opens, lastSpeaker };
  const candidates = candidatesFor(cast.mentions, place, (entity) => agrees(pronoun, entity));
  cast.onPronoun?.(unit.start, candidates);
  return likeliest(candidates);
}
