import { expectedShare } from './common-words.ts';
import type { Feature, Profile } from './profile.ts';

/** How often words occur in the articles read so far. */
export interface WordStatistics {
  documents: number;
  /** Articles in which a word (as it stands in a profile's `words`) or a name (`names`, without spaces) occurs. */
  df(term: string): number;
}

/** What two articles have in common and what speaks against their telling one story, each about 0 to 1, in the order of `MEASURES`. */
export type Measures = number[];

export const MEASURES = [
  'names',
  'leadPairs',
  'rootWords',
  'rootNames',
  'rootLeadWords',
  'rootLeadPairs',
  'rootPhrases',
  'leadNamesShared',
  'leadNamesElsewhere',
  'leadNamesKnown',
  'rarestName',
  'rareShared',
  'rareUnshared',
  'numbers',
  'otherLeadNumbers',
  'sameAmounts',
  'otherAmounts',
  'sameWeekday',
  'otherWeekday',
  'otherLeadWeekday',
  'sameMonth',
  'otherYear',
  'length',
  'leadTold',
  'leadToldByOne',
  'dated',
  'daysApart',
] as const;

/** The built-in expectation counts as much as this many articles. */
const PRIOR_ARTICLES = 300;
/** The inverse frequency from which a word counts as rare. */
const RARE = 3;

/** Gives a function that compares the article with one after another. */
export function comparedWith(article: Profile, stats: WordStatistics): (other: Profile) => Measures {
  const idf = remembered((term) => inverseFrequency(stats, term));
  const pairIdf = remembered((pair) => {
    const space = pair.indexOf(' ');
    return idf(pair.slice(0, space)) * idf(pair.slice(space + 1));
  });
  const nameIdf = remembered((name) => (name.includes(' ') ? Math.sqrt(pairIdf(name)) : idf(name)));
  const toNames = cosineWith(article.names, nameIdf);
  const toLeadPairs = cosineWith(article.leadPairs, pairIdf);
  const toWords = cosineWith(article.words, idf);
  const toLeadWords = cosineWith(article.leadWords, idf);
  const toPhrases = cosineWith(article.phrases, pairIdf);
  const words = namesOf(article.words);
  const rare = article.words.filter(([word]) => idf(word) >= RARE);
  const leadNames = new Set(article.leadNames);
  const names = namesOf(article.names);
  return (other) => {
    const otherWords = namesOf(other.words);
    const named = toNames(other.names);
    const leadPairs = toLeadPairs(other.leadPairs);
    const leads = ordered(
      share(article.leadNames, new Set(other.leadNames), idf),
      share(other.leadNames, leadNames, idf),
    );
    const elsewhere = ordered(share(article.leadNames, namesOf(other.names), idf), share(other.leadNames, names, idf));
    const shares = ordered(leadShare(article.leadWords, otherWords, idf), leadShare(other.leadWords, words, idf));
    const rareShared = rare.filter(([word]) => otherWords.has(word)).length;
    const rareOther = other.words.filter(([word]) => idf(word) >= RARE).length;
    const amounts = amountsOf(article.amounts, other.amounts);
    const days = daysBetween(article, other);
    const shared = article.leadNames.filter((name) => other.leadNames.includes(name));
    return [
      named,
      leadPairs,
      Math.sqrt(toWords(other.words)),
      Math.sqrt(named),
      Math.sqrt(toLeadWords(other.leadWords)),
      Math.sqrt(leadPairs),
      Math.sqrt(toPhrases(other.phrases)),
      leads[0],
      elsewhere[0],
      elsewhere[1],
      Math.max(0, ...shared.map(idf)) / 6,
      Math.log1p(rareShared) / 3,
      Math.log1p(Math.max(0, Math.min(rare.length, rareOther) - rareShared)) / 4,
      Math.min(1, article.numbers.filter((number) => other.numbers.includes(number)).length / 4),
      apart(article.leadNumbers, other.leadNumbers),
      Math.log1p(amounts.same),
      Math.log1p(amounts.different),
      meet(article.weekdays, other.weekdays),
      apart(article.weekdays, other.weekdays),
      apart(article.leadWeekdays, other.leadWeekdays),
      meet(article.months, other.months),
      apart(article.years, other.years),
      Math.log(Math.min(article.length, other.length) + 1) / 5,
      shares[0],
      shares[1],
      days === null ? 0 : 1,
      days === null ? 0 : Math.log1p(days) / 5,
    ];
  };
}

/** Days from the publication of one article to that of the other; null when one doesn't say. */
export function daysBetween({ published: a }: Profile, { published: b }: Profile): number | null {
  return a === null || b === null ? null : Math.abs(a - b);
}

/** Inverse document frequency of a word, from the articles read so far on top of the built-in expectation. */
function inverseFrequency({ documents, df }: WordStatistics, term: string): number {
  return Math.max(
    0.1,
    Math.log((documents + PRIOR_ARTICLES) / (df(term) + PRIOR_ARTICLES * expectedShare(term) + 0.5)),
  );
}

function remembered(weigh: (term: string) => number): (term: string) => number {
  const known = new Map<string, number>();
  return (term) => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const weight = weigh(term);
    known.set(term, weight);
    return weight;
  };
}

/** Cosine similarity of features weighted by how telling they are. */
function cosineWith(
  article: readonly Feature[],
  weightOf: (name: string) => number,
): (other: readonly Feature[]) => number {
  const scaled = new Map(article.map(([name, weight]) => [name, weight * weightOf(name)]));
  const length = Math.hypot(...scaled.values());
  return (other) => {
    let dot = 0;
    let squares = 0;
    for (const [name, weight] of other) {
      const scaledOther = weight * weightOf(name);
      squares += scaledOther * scaledOther;
      dot += scaledOther * (scaled.get(name) ?? 0);
    }
    return dot === 0 ? 0 : dot / (length * Math.sqrt(squares));
  };
}

const namesOf = (features: readonly Feature[]): Set<string> => new Set(features.map(([name]) => name));

const ordered = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);

/** The share of `names`, weighted by how telling they are, that is in `others`; 0.4, which says neither, when there are none. */
function share(names: readonly string[], others: ReadonlySet<string>, idf: (term: string) => number): number {
  let shared = 0;
  let all = 0;
  for (const name of names) {
    all += idf(name);
    if (others.has(name)) shared += idf(name);
  }
  return all === 0 ? 0.4 : shared / all;
}

function leadShare(lead: readonly Feature[], words: ReadonlySet<string>, idf: (term: string) => number): number {
  let shared = 0;
  let all = 0;
  for (const [word, weight] of lead) {
    all += weight * idf(word);
    if (words.has(word)) shared += weight * idf(word);
  }
  return all === 0 ? 0 : shared / all;
}

/** How many things both articles count are counted the same, and how many otherwise. */
function amountsOf(amounts: readonly string[], others: readonly string[]): { same: number; different: number } {
  const mine = new Set(amounts);
  const things = new Set(amounts.map(thingOf));
  const both = new Set(others.map(thingOf).filter((thing) => things.has(thing)));
  const same = new Set(others.filter((amount) => mine.has(amount)).map(thingOf));
  return { same: same.size, different: both.size - same.size };
}

const thingOf = (amount: string): string => amount.slice(0, amount.indexOf(' '));

const meet = (a: readonly string[], b: readonly string[]): number => (a.some((item) => b.includes(item)) ? 1 : 0);

/** 1 when both say something and nothing of it is the same. */
const apart = (a: readonly string[], b: readonly string[]): number =>
  a.length > 0 && b.length > 0 && meet(a, b) === 0 ? 1 : 0;
