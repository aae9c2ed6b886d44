import { expectedShare } from './common-words.ts';
import type { Feature, Profile } from './profile.ts';

/** How often words occur in the articles read so far. */
export interface WordStatistics {
  documents: number;
  /** Articles in which a word (as it stands in a profile's `words`) or a name (`names`, without spaces) occurs. */
  df(term: string): number;
}

/** What is compared between an article and a story, each about 0 to 1. */
export type Measures = Record<
  | 'words'
  | 'names'
  | 'leadPairs'
  | 'rootWords'
  | 'rootNames'
  | 'rootLeadPairs'
  | 'core'
  | 'numbers'
  | 'sameDay'
  | 'near'
  | 'far'
  | 'otherYears'
  | 'few'
  | 'length',
  number
>;

/** The built-in expectation counts as much as this many articles. */
const PRIOR_ARTICLES = 150;

/** Gives a function that compares the article with one story after another. */
export function comparedWith(article: Profile, stats: WordStatistics): (story: Profile) => Measures {
  const idf = inverseFrequency(stats);
  const pairIdf = (pair: string) => {
    const space = pair.indexOf(' ');
    return idf(pair.slice(0, space)) * idf(pair.slice(space + 1));
  };
  const nameIdf = (name: string) => (name.includes(' ') ? Math.sqrt(pairIdf(name)) : idf(name));
  const toWords = cosineWith(article.words, idf);
  const toNames = cosineWith(article.names, nameIdf);
  const toLeadPairs = cosineWith(article.leadPairs, pairIdf);
  return (story) => {
    const words = toWords(story.words);
    const names = toNames(story.names);
    const leadPairs = toLeadPairs(story.leadPairs);
    const gap =
      article.published === null || story.published === null ? null : daysBetween(article.published, story.published);
    const knownYears = article.years.length > 0 && story.years.length > 0;
    return {
      words,
      names,
      leadPairs,
      rootWords: Math.sqrt(words),
      rootNames: Math.sqrt(names),
      rootLeadPairs: Math.sqrt(leadPairs),
      core: coreShared(article, story, idf),
      numbers: Math.min(1, article.numbers.filter((number) => story.numbers.includes(number)).length / 5),
      sameDay: article.days.some((day) => story.days.includes(day)) ? 1 : 0,
      near: gap === null ? 0 : Math.max(0, 1 - gap / 60),
      far: gap === null ? 0 : Math.min(1, Math.max(0, gap - 60) / 300),
      otherYears: knownYears && !article.years.some((year) => story.years.includes(year)) ? 1 : 0,
      few: 1 / story.articles,
      length: Math.log(article.words.length + 1) / 5,
    };
  };
}

/** Inverse document frequency of a word, from the articles read so far on top of the built-in expectation. */
function inverseFrequency({ documents, df }: WordStatistics): (term: string) => number {
  const total = documents + PRIOR_ARTICLES;
  // A word that no other article has can't match anything and would only dilute; but when few were read that is true of most words.
  const unmatched = Math.max(0.05, 1 - documents / 50);
  const known = new Map<string, number>();
  return (term) => {
    let weight = known.get(term);
    if (weight === undefined) {
      const articles = df(term);
      weight =
        Math.max(0.1, Math.log(total / (articles + PRIOR_ARTICLES * expectedShare(term) + 0.5))) *
        (articles > 1 ? 1 : unmatched);
      known.set(term, weight);
    }
    return weight;
  };
}

/** Cosine similarity of features weighted by how telling they are. */
function cosineWith(
  article: readonly Feature[],
  weightOf: (name: string) => number,
): (story: readonly Feature[]) => number {
  const scaled = new Map(article.map(([name, weight]) => [name, weight * weightOf(name)]));
  const length = Math.hypot(...scaled.values());
  return (story) => {
    let dot = 0;
    let squares = 0;
    for (const [name, weight] of story) {
      const other = weight * weightOf(name);
      squares += other * other;
      dot += other * (scaled.get(name) ?? 0);
    }
    return dot === 0 ? 0 : dot / (length * Math.sqrt(squares));
  };
}

/** How much of what most of the story's articles share the article has, too. */
function coreShared(article: Profile, story: Profile, idf: (term: string) => number): number {
  const has = new Set(article.words.map(([word]) => word));
  let shared = 0;
  let all = 0;
  for (const [word, , articles] of story.words) {
    const share = articles / story.articles;
    if (share < 0.5) continue;
    const weight = idf(word) * share * share;
    all += weight;
    if (has.has(word)) shared += weight;
  }
  return all === 0 ? 0 : shared / all;
}

/** Days from a day of publication to a story's first or last article; 0 between them. */
function daysBetween([first, last]: [number, number], [from, to]: [number, number]): number {
  return Math.max(0, from - last, first - to);
}
