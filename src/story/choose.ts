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

/** Fitted by logistic regression on groupings made by people; see docs/benchmarks.md. */
const WEIGHTS: Measures = {
  words: 1.74,
  names: 3.38,
  pairs: 0.31,
  leadPairs: 2.37,
  rootWords: 3.6,
  rootNames: 1.39,
  rootPairs: 2.0,
  rootLeadPairs: 3.76,
  core: 2.0,
  numbers: 1.4,
  sameDay: 0.91,
  near: 3.43,
  far: 0,
  otherYears: -1.42,
  few: 1.2,
  length: -3.48,
};
const CONSTANT = -5.66;
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
