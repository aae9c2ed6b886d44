import { isGivenName } from '../../text/given-names.ts';
import { bitsOf, is } from '../grammar/lexicon.ts';
import { functionWord, has } from '../grammar/name-words.ts';
import type { Phrase } from '../grammar/phrases.ts';
import type { Unit } from '../grammar/units.ts';
import type { Resolved } from '../people/antecedents.ts';
import { antecedentAt, type Cast, foreignAntecedent } from '../people/cast.ts';
import { bareDescription, headNoun, roleAt } from '../people/descriptions.ts';
import { type Entity, findName, isAmbiguous, noteName } from '../people/people.ts';
import { pronounOf } from '../people/pronouns.ts';
import type { Cut, Speaker } from '../quote.ts';
import type { Finding } from './finding.ts';
import { jointSpeaker } from './joint.ts';
import { viaIn, withoutRepeats } from './via.ts';

function cut(text: string, start: number, end: number): Cut {
  return { start, end, text: text.slice(start, end) };
}

/** Remembers who makes a statement without quotation marks: "he" in the next sentence is likely the same. */
export function noteStatement(cast: Cast, text: string, { subject, sentence }: Finding): void {
  const entity = entityOf(cast, text, subject, sentence.units);
  if (entity !== null) cast.lastSpeaker = { entity, sentence: cast.sentence, paragraph: cast.paragraph };
}

/** A speaker as the article names them. */
export interface Named {
  speaker: Speaker;
  via: string[];
  /** For a pronoun how sure it is whom it stands for, 0 where nobody was found; 1 for all others. */
  sureness: number;
  /** Nothing shows that this can speak. */
  mute: boolean;
}

/** The speaker that a finding names, resolved to a person of the article where that is possible, and who carried the words. */
export function speakerOf(cast: Cast, text: string, finding: Finding): Named {
  const { subject, sentence } = finding;
  const { units } = sentence;
  const start = (units[subject.from] as Unit).start;
  const last = units[subject.relative ?? subject.to - 1] ?? (units[subject.to - 1] as Unit);
  const mention = cut(text, start, last.end);
  const via = viaIn(text, sentence, cast.people, subject);
  const described = subject.kind === 'pronoun' ? describedAs(cast, units, subject.from) : null;
  if (described !== null) return { speaker: { ...described, mention }, via, sureness: 1, mute: false };
  const owner = ownerOfDocument(cast, text, units, subject);
  if (owner !== null) {
    const { entity, share } = owner;
    cast.lastSpeaker = { entity, sentence: cast.sentence, paragraph: cast.paragraph };
    const kind = entity.kind === 'person' ? 'person' : 'organisation';
    return { speaker: { name: entity.name, kind, mention, role: entity.role }, via, sureness: share, mute: false };
  }
  const joint = jointSpeaker(units, subject);
  if (joint !== null) {
    const [first, second] = (
      joint.from < subject.from || joint.to <= subject.nameFrom ? [joint, subject] : [subject, joint]
    ).map(
      (one) =>
        entityOf(cast, text, { ...one, from: one.kind === 'name' ? one.nameFrom : one.from }, units)?.name ??
        bareDescription(wordsOf(text, units, one)),
    );
    const from = units[Math.min(joint.from, subject.from)] as Unit;
    const to = units[Math.max(joint.to, subject.to) - 1] as Unit;
    const kind = subject.kind === 'name' ? 'person' : 'unnamed';
    const speaker: Speaker = {
      name: `${first} and ${second}`,
      kind,
      mention: cut(text, from.start, to.end),
      role: null,
    };
    cast.lastDescribed = { speaker, sentence: cast.sentence, human: true };
    cast.lastSpeaker = null;
    return { speaker, via, sureness: 1, mute: false };
  }
  const resolved = resolvedOf(cast, text, subject, units);
  if (resolved !== null) {
    const { entity, share } = resolved;
    cast.lastSpeaker = { entity, sentence: cast.sentence, paragraph: cast.paragraph };
    // Labels of a transcript are in capitals, as initials of bodies are.
    const kind = entity.kind === 'person' || finding.rule === 'transcript' ? 'person' : 'organisation';
    const role = subject.kind === 'name' ? (roleAt(text, units, subject) ?? entity.role) : entity.role;
    return {
      speaker: { name: entity.name, kind, mention, role },
      via,
      // What a character says isn't said by anybody in the news.
      sureness: entity.fictional ? 0 : share,
      mute: (entity.kind === 'thing' && !entity.human) || (isLabel(finding) && isLabelOnly(entity)),
    };
  }
  if (subject.kind !== 'nominal')
    return { speaker: { name: mention.text, kind: 'unnamed', mention, role: null }, via, sureness: 0, mute: false };
  const body = bodyMeant(cast, units, subject);
  if (body !== null) {
    cast.lastSpeaker = { entity: body, sentence: cast.sentence, paragraph: cast.paragraph };
    return {
      speaker: { name: body.name, kind: 'organisation', mention, role: null },
      via,
      sureness: bodyShare,
      mute: false,
    };
  }
  const head = headNoun(units, subject);
  const words = bareDescription(mention.text).replace(sentence.language === 'en' ? /^$/u : foreignArticle, '');
  const known = head === null ? undefined : cast.described.get(head);
  const definite = /^(?:the|that|this)$/u.test((units[subject.from] as Unit).lower);
  const name = definite && known !== undefined && isFuller(known, words) ? known : words;
  const kind = nominalKind(units, subject);
  const carried = kind === 'document' && head !== null ? (cast.carried.get(head) ?? []) : [];
  const role = kind === 'unnamed' && head !== null ? name : null;
  const speaker: Speaker = { name, kind, mention, role };
  cast.lastDescribed = { speaker, sentence: cast.sentence, human: role !== null };
  return {
    speaker,
    via: withoutRepeats([...via, ...carried]),
    sureness: 1,
    mute: head === null && sentence.language === 'en' && !isGroup.test(words),
  };
}

const bodyShare = 0.97;
const bodies =
  /^(?:company|firm|department|agency|ministry|utility|airline|bank|retailer|automaker|carmaker|manufacturer|union|group|organi[sz]ation|charity|university|commission|council|regulator)$/u;

/** The body that has just spoken under its name and goes on as "the company"; never a person, and not after anybody else spoke. */
function bodyMeant(cast: Cast, units: Unit[], { from, to }: Phrase): Entity | null {
  const last = cast.lastSpeaker;
  if (to !== from + 2 || units[from]?.lower !== 'the' || !bodies.test(units[to - 1]?.lower ?? '')) return null;
  if (last === null || cast.sentence - last.sentence > 2) return null;
  if (cast.lastDescribed !== null && cast.lastDescribed.sentence > last.sentence) return null;
  const { entity } = last;
  const body =
    entity.kind === 'organisation' ||
    (!entity.name.includes(' ') && entity.gender === null && entity.roles.length === 0 && !isGivenName(entity.name));
  return body && entity.kind !== 'thing' && entity.called.m + entity.called.f === 0 ? entity : null;
}

/** True where nothing but a colon makes the subject a speaker: not in "said Orr:" and "Pell said, and Orr:". */
function isLabel({ rule, cue, sentence: { units }, subject }: Finding): boolean {
  if (rule !== 'colon' || cue === null || units[cue.from]?.text !== ':') return false;
  const before = units[subject.from - 1];
  return !has(before, is.speech) && !(before?.lower === 'and' && units[subject.from - 2]?.text === ',');
}

/** "Lyrics: “…”", "WHAT: “…”": one word that nothing else shows to be anybody. */
function isLabelOnly({ name, kind, count, human, gender, roles }: Entity): boolean {
  if (name.includes(' ') || isGivenName(name)) return false;
  if ((bitsOf(name.toLowerCase()) & (functionWord | is.adverb | is.document)) !== 0) return true;
  return kind === 'person' && count < 2 && !human && gender === null && roles.length === 0;
}

const somebodyElse = /^(?:other|another|rival|second|third|different|separate|previous|earlier)\b/iu;

/** "the leader" may be the party leader spoken of before, "the MDC leader" can't be another party's. */
function isFuller(known: string, words: string): boolean {
  return (
    !somebodyElse.test(known) &&
    known.length > words.length &&
    ` ${known.toLowerCase()}`.endsWith(` ${words.toLowerCase()}`)
  );
}

/** "her statement said", "Olsen's letter says": whose document it is. */
function ownerOfDocument(cast: Cast, text: string, units: Unit[], { from, to, kind }: Phrase): Resolved | null {
  const first = units[from] as Unit;
  if (kind !== 'nominal' || to > from + 3 || !has(units[to - 1], is.document)) return null;
  if (/^(?:his|her)$/u.test(first.lower))
    return resolvedOf(cast, text, { from, to: from + 1, kind: 'pronoun', nameFrom: from }, units);
  return null;
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

const foreignArticle =
  /^(?:der|die|das|dem|den|des|ein|eine|einem|einer|eines|le|la|les|un|une|el|los|las|una)\s|^l[’']/iu;

// "some", "two of them", "a 42-year-old" are people.
const isGroup =
  /^(?:(?:some|many|most|several|both|one|few|all|none|two|three|four|five|others?|another|everyone|everybody)\b|.*\b(?:year-old|people|couple|pair|duo|trio|[\p{L}]{3,}(?:ists?|ians?|ologists?|men|women))$)/iu;

function wordsOf(text: string, units: Unit[], { from, to }: Phrase): string {
  return text.slice((units[from] as Unit).start, (units[to - 1] as Unit).end);
}

function nominalKind(units: Unit[], phrase: Phrase): Speaker['kind'] {
  const head = headNoun(units, phrase);
  const unit = units.slice(phrase.from, phrase.to).find(({ lower }) => lower === head);
  if (has(unit, is.role)) return 'unnamed';
  return has(unit, is.document) ? 'document' : has(unit, is.organisation) ? 'organisation' : 'unnamed';
}

// Of two who share a surname, the one spoken of last is meant more often.
const namesake = 0.5;

function entityOf(cast: Cast, text: string, subject: Phrase, units: Unit[]): Entity | null {
  return resolvedOf(cast, text, subject, units)?.entity ?? null;
}

function resolvedOf(cast: Cast, text: string, subject: Phrase, units: Unit[]): Resolved | null {
  if (subject.kind === 'nominal') return null;
  // "his guest Jan Berg" is Jan Berg, whoever "his" stands for.
  const start = (units[subject.kind === 'name' ? subject.nameFrom : subject.from] as Unit).start;
  const known = cast.resolved.get(start);
  if (known !== undefined) return known;
  let resolved: Resolved | null = null;
  if (subject.kind === 'name') {
    const form = text.slice((units[subject.nameFrom] as Unit).start, (units[subject.to - 1] as Unit).end);
    const unsure = isAmbiguous(cast.people, form);
    resolved = {
      entity: findName(cast.people, form) ?? noteName(cast.people, form, start),
      share: unsure ? namesake : 1,
    };
  } else if (subject.kind === 'pronoun')
    resolved = antecedentAt(cast, units, subject.from) ?? foreignAntecedent(cast, units[subject.from] as Unit);
  cast.resolved.set(start, resolved);
  return resolved;
}
