import type { Unit } from '../grammar/units.ts';
import type { Speaker } from '../quote.ts';
import { type Candidate, candidatesFor, likeliest, type Mention, type Resolved, type Said } from './antecedents.ts';
import { type Entity, noPeople, type People } from './people.ts';
import { agrees, pronounOf } from './pronouns.ts';

/** The people of an article as far as it has been read, and where they were last spoken of. */
export interface Cast {
  people: People;
  /** The last mentions, newest first, a bounded number. */
  mentions: Mention[];
  sentence: number;
  /** Speakers already found by mention, so that carried-over quotations agree with the first. */
  resolved: Map<number, Resolved | null>;
  lastSpeaker: Said | null;
  paragraph: number;
  opens: boolean;
  /** Words seen in lower case so far: "Gas" at the start of a sentence isn't a name then. */
  plain: Set<string>;
  /** The last speaker without a name. */
  lastDescribed: { speaker: Speaker; sentence: number; human: boolean } | null;
  /** The fullest description by its noun ("spokesman"), and who carried a document. */
  described: Map<string, string>;
  carried: Map<string, string[]>;
  /** Told whom each pronoun could stand for, to fit the weights. */
  onPronoun: OnPronoun | undefined;
}

export type OnPronoun = (start: number, candidates: Candidate[]) => void;

export function newCast(onPronoun?: OnPronoun): Cast {
  return {
    people: noPeople(),
    mentions: [],
    sentence: 0,
    resolved: new Map(),
    lastSpeaker: null,
    paragraph: -1,
    opens: true,
    plain: new Set(),
    lastDescribed: null,
    described: new Map(),
    carried: new Map(),
    onPronoun,
  };
}

const genders: Readonly<Record<string, 'm' | 'f'>> = { er: 'm', sie: 'f', il: 'm', elle: 'f', él: 'm', ella: 'f' };
const nearSentences = 3;
const onlyOne = 0.92;
const foremost = 0.8;
const oneOfSeveral = 0.5;

/**
 * Whom a German, French or Spanish pronoun stands for: somebody of its gender spoken of in the last sentences, before others whoever spoke
 * last or was the last subject. "dit-elle" counts as its pronoun.
 */
export function foreignAntecedent(cast: Cast, { lower, start }: Unit): Resolved | null {
  const gender = genders[lower.replace(/^.*-/u, '')];
  if (gender === undefined) return null;
  const near = cast.mentions.filter(
    (mention) =>
      mention.start < start &&
      mention.entity.kind === 'person' &&
      cast.sentence - mention.sentence <= nearSentences &&
      (mention.entity.gender === gender || (mention.entity.gender === null && mention.entity.name.includes(' '))),
  );
  const people = [...new Set(near.map(({ entity }) => entity))];
  if (people.length === 0) return null;
  if (people.length === 1) {
    const [entity] = people as [(typeof people)[number]];
    return { entity, share: entity.gender === gender ? onlyOne : oneOfSeveral };
  }
  // The subjects of the last sentence that names anybody, newest first.
  const latest = near.find(({ subject, possessive }) => subject === 2 && !possessive);
  const speaker =
    cast.lastSpeaker !== null && cast.sentence - cast.lastSpeaker.sentence <= 2 ? cast.lastSpeaker.entity : null;
  const spoke = speaker !== null && people.includes(speaker) ? speaker : null;
  const entity = spoke ?? latest?.entity ?? people[0];
  if (entity === undefined) return null;
  const agreed = latest !== undefined && latest.entity === entity && (spoke === null || spoke === latest.entity);
  return { entity, share: agreed && entity.gender === gender ? foremost : oneOfSeveral };
}

/** Whom a pronoun stands for: somebody of the right gender spoken of before it. */
export function antecedentAt(cast: Cast, units: Unit[], at: number): Resolved | null {
  const unit = units[at] as Unit;
  const pronoun = pronounOf(unit.lower);
  if (pronoun === null) return null;
  const { sentence, paragraph, opens, lastSpeaker } = cast;
  const place = { start: unit.start, sentence, paragraph, opens, lastSpeaker };
  // As a subject of speech "it" is a body, or a country that has spoken; never a place.
  const candidates = candidatesFor(cast.mentions, place, (entity) =>
    entity.kind === 'thing' && !entity.human ? 0 : agrees(pronoun, entity),
  );
  cast.onPronoun?.(unit.start, candidates);
  const resolved = likeliest(candidates);
  return resolved !== null && isSupplanted(cast, resolved.entity, unit.start)
    ? { ...resolved, share: resolved.share * supplanted }
    : resolved;
}

const supplanted = 0.5;
// Offices by which the news goes on about somebody with a name.
const ofNamed =
  /^(?:governor|president|mayor|senator|congress(?:wo)?man|lawmaker|representative|premier|chancellor|minister|secretary|executive|ceo|justice|speaker|king|queen|prince|pope)$/u;

/** True where somebody without a name has spoken since a person was last spoken of: "The director called it “weather”. “…,” he said." */
function isSupplanted({ lastDescribed, mentions, sentence }: Cast, entity: Entity, before: number): boolean {
  if (lastDescribed === null || !lastDescribed.human || sentence - lastDescribed.sentence > 1) return false;
  const { mention, name } = lastDescribed.speaker;
  const noun = /\p{L}+$/u.exec(name)?.[0].toLowerCase() ?? '';
  // "the sheriff" is Sheriff Olsen, "the governor" somebody named before, and "prosecutors" are several.
  if (/[^s]s$/u.test(noun) || ofNamed.test(noun) || entity.roles.some((role) => role.toLowerCase().includes(noun)))
    return false;
  const last = mentions.find((one) => one.entity === entity && one.start < before);
  return last === undefined || last.start < mention.start;
}
