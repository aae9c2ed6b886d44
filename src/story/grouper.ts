import { chooseStory } from './choose.ts';
import {
  candidateKeys,
  joinedBy,
  openedBy,
  type Profile,
  type Story,
  type StoryArticle,
  storyKeys,
  storyProfile,
} from './profile.ts';
import { PAIR_WEIGHTS, type PairWeights } from './weights.ts';

/** Of the stories that share a key with an article, so many are compared, those that share most. */
export const CANDIDATES = 12;

/** Groups articles in memory as they arrive: each gets its story at once, and no later article changes it. */
export interface StoryGrouper {
  /** The story of one more article: an earlier one's, or a new one. */
  add(article: StoryArticle): string;
}

/** An empty grouper; stories are numbered from 1. `weights` are other than the shipped ones in cross-validation only. */
export function createStoryGrouper(weights: PairWeights = PAIR_WEIGHTS): StoryGrouper {
  const stories = new Map<string, Story>();
  const byKey = new Map<string, Set<string>>();
  const articlesWith = new Map<string, number>();
  let documents = 0;
  const stats = () => ({ documents, df: (term: string) => articlesWith.get(term) ?? 0 });

  function count(profile: Profile): void {
    documents += 1;
    for (const term of countedTerms(profile)) articlesWith.set(term, (articlesWith.get(term) ?? 0) + 1);
  }

  function candidatesFor(profile: Profile): string[] {
    const shared = new Map<string, number>();
    for (const key of candidateKeys(profile))
      for (const story of byKey.get(key) ?? []) shared.set(story, (shared.get(story) ?? 0) + 1);
    return [...shared]
      .sort((a, b) => b[1] - a[1])
      .slice(0, CANDIDATES)
      .map(([story]) => story);
  }

  function keep(id: string, story: Story): void {
    stories.set(id, story);
    for (const key of storyKeys(story)) {
      const holders = byKey.get(key);
      if (holders === undefined) byKey.set(key, new Set([id]));
      else holders.add(id);
    }
  }

  return {
    add(article) {
      const profile = storyProfile(article);
      count(profile);
      const candidates = candidatesFor(profile).flatMap((storyId) => {
        const story = stories.get(storyId);
        return story === undefined ? [] : [{ storyId, story }];
      });
      const chosen = chooseStory(profile, candidates, stats(), weights)?.storyId;
      const before = chosen === undefined ? undefined : stories.get(chosen);
      const story = chosen ?? `story-${stories.size + 1}`;
      keep(story, before === undefined ? openedBy(profile) : joinedBy(before, profile));
      return story;
    },
  };
}

/** The terms of an article whose occurrence `WordStatistics` counts: words and single names, each once. */
export function countedTerms(profile: Profile): string[] {
  const names = profile.names.map(([name]) => name).filter((name) => !name.includes(' '));
  return [...new Set([...profile.words.map(([word]) => word), ...names])];
}
