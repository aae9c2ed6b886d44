import { ANTECEDENT_WEIGHTS, type AntecedentFeature } from './antecedent-weights.ts';
import type { Entity } from './people.ts';
import type { agrees } from './pronouns.ts';

/** Where the reporter's words speak of somebody. */
export interface Mention {
  entity: Entity;
  start: number;
  sentence: number;
  paragraph: number;
  /** 2 at the beginning of a main clause, 1 of another clause, 0 elsewhere. */
  subject: 0 | 1 | 2;
  /** "Olsen's", or "Olsen" in "Olsen adviser Jan Berg": it describes somebody or something else. */
  possessive: boolean;
  /** A pronoun that was resolved to the entity. */
  pronoun: boolean;
}

/** Where a pronoun stands whose antecedent is looked for. */
export interface Place {
  start: number;
  sentence: number;
  paragraph: number;
  /** In the first sentence of its paragraph. */
  opens: boolean;
  lastSpeaker: Said | null;
}

/** Who spoke, and in which sentence and paragraph. */
export interface Said {
  entity: Entity;
  sentence: number;
  paragraph: number;
}

type Fit = ReturnType<typeof agrees>;

/** Somebody whom a pronoun can stand for, with what speaks for and against it. */
export interface Candidate {
  entity: Entity;
  features: AntecedentFeature[];
}

const farthest = 12;

/** Those whom a pronoun can stand for, the one spoken of last first. `mentions` are newest first. */
export function candidatesFor(mentions: Mention[], place: Place, fitOf: (entity: Entity) => Fit): Candidate[] {
  const byEntity = new Map<Entity, Mention[]>();
  let within = false;
  for (const mention of mentions) {
    if (mention.start >= place.start) continue;
    if (place.sentence - mention.sentence > farthest) break;
    const known = byEntity.get(mention.entity);
    if (known !== undefined) known.push(mention);
    else if (fitOf(mention.entity) === 0) continue;
    else byEntity.set(mention.entity, [mention]);
    within ||= mention.sentence === place.sentence && isSubject(mention);
  }
  return [...byEntity].map(([entity, own], order) => ({
    entity,
    features: featuresOf(entity, own, place, fitOf(entity), order, within),
  }));
}

/** Whom a pronoun stands for, and how sure that is beside the others whom it could: 0 to 1. */
export interface Resolved {
  entity: Entity;
  share: number;
}

/** The likeliest of the candidates, or null without any. */
export function likeliest(candidates: Candidate[]): Resolved | null {
  const scored = candidates
    .filter(({ features }) => !isAnything(features))
    .map(({ entity, features }) => ({ entity, score: scoreOf(features) }));
  const [first, ...others] = scored;
  if (first === undefined) return null;
  const best = others.reduce((top, one) => (one.score > top.score ? one : top), first);
  // That it is somebody else altogether, who has not been named, weighs as one candidate more.
  const all = scored.reduce(
    (sum, { score }) => sum + Math.exp(score - best.score),
    Math.exp(unnamedScore - best.score),
  );
  return { entity: best.entity, share: 1 / all };
}

const unnamedScore = -3;

function scoreOf(features: readonly AntecedentFeature[]): number {
  let score = 0;
  for (const feature of features) score += ANTECEDENT_WEIGHTS[feature];
  return score;
}

/** A capitalised word or two that nothing shows to be a person and that does and says nothing: "Barbies", "New Deal". */
function isAnything(features: readonly AntecedentFeature[]): boolean {
  if (!features.includes('no-subject') || features.includes('inner-subject')) return false;
  if (features.some((feature) => feature.includes('spoke-'))) return false;
  return features.includes('one-word') || features.includes('several-words');
}

function isSubject({ subject, possessive }: Mention): boolean {
  return subject === 2 && !possessive;
}

type Scale = readonly [AntecedentFeature, ...AntecedentFeature[]];

// By the number of sentences between, the last one for all that is farther.
const lastNamed: Scale = ['named-0', 'named-1', 'named-2', 'named-3', 'named-4', 'named-4', 'named-4', 'named-7'];
const laterSubject: Scale = [
  'subject-2',
  'subject-3',
  'subject-4',
  'subject-4',
  'subject-4',
  'subject-4',
  'subject-4',
  'no-subject',
];
const lastSubject: Scale = ['subject-0', 'subject-1', ...laterSubject];
const lastSubjectOpening: Scale = ['opening-subject-0', 'opening-subject-1', ...laterSubject];
const spoke: Scale = ['spoke-0', 'spoke-1', 'spoke-2', 'spoke-3', 'spoke-4'];
const spokeOpening: Scale = ['spoke-0', 'opening-spoke-1', 'opening-spoke-2', 'spoke-3', 'spoke-4'];
const spokeBefore: Scale = ['spoke-0', 'other-subject-spoke-1', 'other-subject-spoke-2', 'spoke-3', 'spoke-4'];
const orders: Scale = ['order-0', 'order-1', 'order-2', 'order-3'];
const counts: Scale = ['count-1', 'count-2', 'count-4', 'count-8', 'count-16'];

function at(scale: Scale, index: number): AntecedentFeature {
  return scale[Math.min(index, scale.length - 1)] ?? scale[0];
}

function featuresOf(
  entity: Entity,
  own: Mention[],
  place: Place,
  fit: Fit,
  order: number,
  within: boolean,
): AntecedentFeature[] {
  const last = own[0] as Mention; // every candidate has a mention
  const found: AntecedentFeature[] = [
    at(lastNamed, place.sentence - last.sentence),
    at(orders, order),
    at(counts, Math.floor(Math.log2(entity.count))),
    fit === 2 ? 'gender-known' : entity.human ? 'human' : entity.name.includes(' ') ? 'several-words' : 'one-word',
  ];
  if (last.possessive) found.push('possessive');
  const subject = own.find(isSubject);
  const since = subject === undefined ? 9 : place.sentence - subject.sentence;
  found.push(at(place.opens ? lastSubjectOpening : lastSubject, since));
  if (subject?.pronoun && since < 3) found.push('subject-pronoun');
  if (subject?.paragraph === place.paragraph) found.push('subject-of-paragraph');
  const owner = own.find((mention) => mention.subject === 2 && mention.possessive);
  // "Cole's claim is wrong, said Berg": whose claim it is does not go on speaking.
  const answered =
    place.lastSpeaker !== null && place.lastSpeaker.entity !== entity && place.lastSpeaker.sentence === owner?.sentence;
  if (owner !== undefined && place.sentence - owner.sentence < 2 && !answered) found.push('owner-of-subject');
  const inner = own.find((mention) => mention.subject === 1);
  if (inner !== undefined && place.sentence - inner.sentence < 2) found.push('inner-subject');
  const said = place.lastSpeaker;
  if (said?.entity === entity) {
    found.push(at(within ? spokeBefore : place.opens ? spokeOpening : spoke, place.sentence - said.sentence));
    if (said.paragraph === place.paragraph)
      found.push(within ? 'other-subject-spoke-in-paragraph' : 'spoke-in-paragraph');
    else if (place.paragraph - said.paragraph > 1) found.push('spoke-paragraphs-ago');
  }
  return found;
}
