import { is } from '../grammar/lexicon.ts';
import { has } from '../grammar/name-words.ts';
import type { Phrase } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';
import { antecedentAt, type Cast } from '../people/cast.ts';
import { bareDescription, headNoun, roleAt } from '../people/descriptions.ts';
import { type Entity, findName, noteName } from '../people/people.ts';
import { pronounOf } from '../people/pronouns.ts';
import type { Cut, Speaker } from '../quote.ts';
import type { Finding } from './finding.ts';
import { viaIn, withoutRepeats } from './via.ts';

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
