import type { Finding } from './attribute.ts';
import { isGivenName } from './given-names.ts';
import { is } from './lexicon.ts';
import { type Entity, findName, noPeople, noteName, type People } from './people.ts';
import { has, isNameWord, isPossessive, type Phrase, startsSentence } from './phrases.ts';
import { agrees, pronounOf } from './pronouns.ts';
import type { Cut, Speaker } from './quote.ts';
import type { Sentence, Unit } from './sentences.ts';

interface Mention {
  entity: Entity;
  start: number;
  sentence: number;
  /** First noun phrase of its sentence or clause. */
  subject: boolean;
  possessive: boolean;
}

/** The people of an article as far as it has been read, and where they were last spoken of. */
export interface Cast {
  people: People;
  /** The last mentions, newest first, a bounded number. */
  mentions: Mention[];
  sentence: number;
  /** Speakers already found by mention, so that carried-over quotations agree with the first. */
  resolved: Map<number, Entity | null>;
  lastSpeaker: { entity: Entity; sentence: number } | null;
}

const kept = 40;
export const W = { dist: 3, fit: 3, subj: 4, poss: 1, spk: 5, spkd: 1, cnt: 0 };

export function newCast(): Cast {
  return { people: noPeople(), mentions: [], sentence: 0, resolved: new Map(), lastSpeaker: null };
}

/** Takes note of everybody named in a sentence. */
export function noteSentence(cast: Cast, text: string, sentence: Sentence): void {
  cast.sentence++;
  const { units } = sentence;
  const words = units.filter((unit) => unit.kind === 'word');
  const capitals = words.filter((unit) => unit.capital).length;
  // A headline in capitals names everybody and nobody.
  if (words.length > 4 && capitals > words.length * 0.7) return;
  const fresh: Mention[] = [];
  for (let at = 0; at < units.length; at++) {
    if (!isNameWord(units, at)) continue;
    let to = at + 1;
    while (isNameWord(units, to) && !isPossessive(units[to - 1] as Unit)) to++;
    const start = (units[at] as Unit).start;
    const form = text.slice(start, (units[to - 1] as Unit).end);
    // The first word of a sentence is capitalised anyway: alone it is a name only if it is known for one.
    const alone = to === at + 1 && startsSentence(units, at) && !has(units[to], is.speech) && !isGivenName(form);
    if (alone && findName(cast.people, form) === null) continue;
    const entity = noteName(
      cast.people,
      form,
      start,
      /^(?:in|near|at|across|outside)$/u.test(units[at - 1]?.lower ?? ''),
    );
    const possessive = isPossessive(units[to - 1] as Unit);
    fresh.push({
      entity,
      start,
      sentence: cast.sentence,
      subject: !possessive && isSubject(units, at, to),
      possessive,
    });
    at = to - 1;
  }
  cast.mentions = [...fresh.reverse(), ...cast.mentions].slice(0, kept);
}

/** A name at the beginning of a clause, or right before a verb with at most its description before it. */
function isSubject(units: Unit[], from: number, to: number): boolean {
  const before = units[from - 1];
  if (before === undefined || before.kind !== 'word') return true;
  if (has(before, is.coordinator | is.subordinator) || before.lower === 'that' || has(before, is.speech)) return true;
  return has(before, is.role | is.title) && has(units[to], is.speech | is.verb | is.auxiliary);
}

function cut(text: string, start: number, end: number): Cut {
  return { start, end, text: text.slice(start, end) };
}

/** Remembers who makes a statement without quotation marks: "he" in the next sentence is likely the same. */
export function noteStatement(cast: Cast, text: string, { subject, sentence }: Finding): void {
  const entity = entityOf(cast, text, subject, sentence.units);
  if (entity !== null) cast.lastSpeaker = { entity, sentence: cast.sentence };
}

/** The speaker that a finding names, resolved to a person of the article where that is possible. */
export function speakerOf(cast: Cast, text: string, { subject, sentence }: Finding): Speaker {
  const { units } = sentence;
  const start = (units[subject.from] as Unit).start;
  const last = units[subject.relative ?? subject.to - 1] ?? (units[subject.to - 1] as Unit);
  const mention = cut(text, start, last.end);
  const entity = entityOf(cast, text, subject, units);
  if (entity !== null) {
    cast.lastSpeaker = { entity, sentence: cast.sentence };
    return {
      name: entity.name,
      kind: entity.kind === 'person' ? 'person' : 'organisation',
      mention,
      role: entity.role,
    };
  }
  return { name: mention.text, kind: 'unnamed', mention, role: null };
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

/** Whom a pronoun stands for: somebody of the right gender spoken of before it, subjects and speakers first. */
function antecedentAt(cast: Cast, units: Unit[], at: number): Entity | null {
  const unit = units[at] as Unit;
  const pronoun = pronounOf(unit.lower);
  if (pronoun === null) return null;
  let best: Entity | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [rank, mention] of cast.mentions.entries()) {
    if (mention.start >= unit.start) continue;
    const distance = cast.sentence - mention.sentence;
    if (distance > 12) break;
    const fit = agrees(pronoun, mention.entity);
    if (fit === 0) continue;
    let score = -W.dist * distance - rank * 0.1 + (fit === 2 ? W.fit : 0);
    if (mention.subject) score += W.subj;
    if (mention.possessive) score -= W.poss;
    if (cast.lastSpeaker?.entity === mention.entity)
      score += Math.max(0, W.spk - W.spkd * (cast.sentence - cast.lastSpeaker.sentence));
    score += W.cnt * Math.log(mention.entity.count);
    if (score > bestScore) {
      best = mention.entity;
      bestScore = score;
    }
  }
  return best;
}
