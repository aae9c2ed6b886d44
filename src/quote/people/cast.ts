import type { Unit } from '../grammar/units.ts';
import type { Speaker } from '../quote.ts';
import { type Candidate, candidatesFor, likeliest, type Mention, type Resolved, type Said } from './antecedents.ts';
import { noPeople, type People } from './people.ts';
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
    lastDescribed: null,
    described: new Map(),
    carried: new Map(),
    onPronoun,
  };
}

const genders: Readonly<Record<string, 'm' | 'f'>> = { er: 'm', sie: 'f', il: 'm', elle: 'f', él: 'm', ella: 'f' };
const nearSentences = 3;

/**
 * Whom a German, French or Spanish pronoun stands for: the only one of its gender spoken of in the last sentences. Where nouns have capitals
 * only a known given name makes a person.
 */
export function foreignAntecedent(cast: Cast, { lower }: Unit): Resolved | null {
  const gender = genders[lower];
  if (gender === undefined) return null;
  const near = cast.mentions.filter(
    ({ entity, sentence }) => entity.gender !== null && cast.sentence - sentence <= nearSentences,
  );
  const [last, ...others] = [...new Set(near.map(({ entity }) => entity))].filter((entity) => entity.gender === gender);
  if (last === undefined) return null;
  return { entity: last, share: others.length === 0 ? 0.8 : 0.5 };
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
  return likeliest(candidates);
}
