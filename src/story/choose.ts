import { comparedWith, type Measures, type WordStatistics } from './compare.ts';
import type { Profile } from './profile.ts';

export interface StoryCandidate {
  storyId: string;
  profile: Profile;
  /** When its latest article was published; used when the profile doesn't know. */
  lastPublished?: Date | null;
}

export interface StoryChoice {
  storyId: string;
  /** How probable it is that the article belongs there, 0 to 1. */
  score: number;
}

/**
 * Fitted by logistic regression on groupings made by people. Only `near` (half of what was fitted) and `far` are set by hand: the articles
 * had no dates of publication, and in a live feed almost every candidate is near.
 */
const WEIGHTS: Measures = {
  words: 2.7,
  names: 3.08,
  leadPairs: 2.76,
  rootWords: 4.38,
  rootNames: 0.95,
  rootLeadPairs: 3.68,
  core: 2.14,
  numbers: 1.51,
  sameDay: 0.92,
  near: 1.7,
  far: -4,
  otherYears: -1.44,
  few: 0.72,
  length: -3.57,
};
const CONSTANT = -5.65;
/** Below this, the article begins a story of its own. */
const JOINS = 0.4;
const DAY = 86_400_000;

/**
 * The story among `candidates` that an article belongs to, or null when it tells a new one. Pure: the same profiles and
 * statistics always give the same choice.
 */
export function chooseStory(
  article: Profile,
  candidates: readonly StoryCandidate[],
  stats: WordStatistics,
): StoryChoice | null {
  const compare = comparedWith(article, stats);
  let best: StoryChoice | null = null;
  for (const { storyId, profile, lastPublished } of candidates) {
    const score = probability(compare(dated(profile, lastPublished)));
    if (score >= JOINS && (best === null || score > best.score)) best = { storyId, score };
  }
  return best;
}

function dated(profile: Profile, lastPublished: Date | null | undefined): Profile {
  if (profile.published !== null || !lastPublished) return profile;
  const day = Math.floor(lastPublished.getTime() / DAY);
  return { ...profile, published: [day, day] };
}

function probability(measures: Measures): number {
  let logit = CONSTANT;
  for (const measure of Object.keys(WEIGHTS) as (keyof Measures)[]) logit += WEIGHTS[measure] * measures[measure];
  return 1 / (1 + Math.exp(-logit));
}
