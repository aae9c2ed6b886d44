import { MONTHS } from '../text/lists/calendar.ts';
import { comparedWith, daysBetween, MEASURES, type Measures, type WordStatistics } from './compare.ts';
import type { Profile, Story } from './profile.ts';
import { PAIR_WEIGHTS, type PairWeights } from './weights.ts';

export interface StoryCandidate {
  storyId: string;
  story: Story;
}

export interface StoryChoice {
  storyId: string;
  /** How probable it is that the article belongs there, 0 to 1. */
  score: number;
}

/** No single pair may decide a story of many. */
const CLIP = 3;
/** The share of the nearest article; the rest is the mean of all, so that one bridge does not join two stories. */
const NEAREST = 0.7;
/**
 * What it costs when neither text has the words of the other’s headline, or one has not and the other’s has too few to say: the same people in the same town, and another thing that they did. More
 * than any likeness brings, so that they are one story only where a third report joins them. Set by
 * hand, as the articles that the weights were fitted on have no headlines.
 */
const OTHER_HEADLINE = 3.5;
const HEADLINE_SHARE = 1 / 3;
/** Fewer say nothing, and so many must be there: one alone may be the place where both happened. */
const HEADLINE_WORDS = 2;
/** The log-odds above which an article joins. */
const JOINS = 0;
/**
 * What is yearly reads alike: after this many days an article joins only where it names the year or the month of the earlier one, as the report of a
 * trial does. The cost is more than any likeness brings. Set by hand.
 */
const DAYS_TOGETHER = 31;
const LONG_AGO = 4;
/** Two teams meet again after more days than reports of one match are apart. */
const ANOTHER_MATCH_DAYS = 3;
/** More than any likeness brings: teams, players, places and half of the words are the same. Set by hand; the kit has no such pairs. */
const OTHER_MATCH = 4;

/**
 * The story among `candidates` that an article belongs to, or null when it tells a new one. Pure: the same profiles and
 * statistics always give the same choice.
 */
export function chooseStory(
  article: Profile,
  candidates: readonly StoryCandidate[],
  stats: WordStatistics,
  weights: PairWeights = PAIR_WEIGHTS,
): StoryChoice | null {
  const compare = comparedWith(article, stats);
  let best: { storyId: string; odds: number } | null = null;
  for (const { storyId, story } of candidates) {
    const pairs = story.members.map((member) => {
      const odds = logOdds(compare(member), weights);
      return Math.max(-CLIP, Math.min(CLIP, odds)) - longAgoCost(article, member) - headlineCost(article, member);
    });
    const mean = pairs.reduce((sum, odds) => sum + odds, 0) / pairs.length;
    const likeness = NEAREST * Math.max(...pairs) + (1 - NEAREST) * mean;
    const odds = likeness - (isOtherMatch(article, story) ? OTHER_MATCH : 0);
    if (odds >= JOINS && (best === null || odds > best.odds)) best = { storyId, odds };
  }
  return best && { storyId: best.storyId, score: 1 / (1 + Math.exp(-best.odds)) };
}

/** How much speaks for one story: the logarithm of the odds. */
function logOdds(measures: Measures, weights: PairWeights): number {
  return MEASURES.reduce((sum, name, index) => sum + (measures[index] ?? 0) * weights[name], weights.constant);
}

/** Whether a report opens with the result of a match, days from a story that opens with another, and neither mentions the other's. */
function isOtherMatch(article: Profile, { members }: Story): boolean {
  const { result, scores = [] } = article;
  if (!result || members.some((member) => member.scores?.includes(result))) return false;
  return members.some(
    (member) =>
      member.result && !scores.includes(member.result) && (daysBetween(article, member) ?? 0) > ANOTHER_MATCH_DAYS,
  );
}

function headlineCost(article: Profile, other: Profile): number {
  const said = [hasHeadline(article, other), hasHeadline(other, article)];
  return said.includes(false) && !said.includes(true) ? OTHER_HEADLINE : 0;
}

/** Whether a text has a fair share of the words of another's headline; null where that has too few to say. */
function hasHeadline(text: Profile, { headline = [] }: Profile): boolean | null {
  if (headline.length < HEADLINE_WORDS) return null;
  const words = new Set(text.words.map(([word]) => word));
  const shared = headline.filter((word) => words.has(word)).length;
  return shared >= HEADLINE_WORDS && shared > headline.length * HEADLINE_SHARE;
}

function longAgoCost(article: Profile, other: Profile): number {
  return (daysBetween(article, other) ?? 0) > DAYS_TOGETHER && !looksBack(article, other) ? LONG_AGO : 0;
}

/** Whether the later of two articles names the month of the earlier one, or its year where that is another. */
function looksBack(a: Profile, b: Profile): boolean {
  const [earlier, later] = (a.published ?? 0) < (b.published ?? 0) ? [a, b] : [b, a];
  const then = dateOf(earlier);
  const year = String(then.getUTCFullYear());
  const otherYear = dateOf(later).getUTCFullYear() !== then.getUTCFullYear();
  return (otherYear && later.years.includes(year)) || later.months.includes(MONTHS[then.getUTCMonth()] ?? '');
}

const dateOf = ({ published }: Profile): Date => new Date((published ?? 0) * 86_400_000);
