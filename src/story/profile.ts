import { datesIn } from '../article/dates.ts';
import { sentencesOf } from '../article/sentences.ts';
import { isStopword, wordsOf } from '../article/words.ts';
import { expectedShare, LETTERS_COMPARED } from './common-words.ts';

/** A feature, its summed weight, and in how many of the story's articles it occurs. */
export type Feature = [name: string, weight: number, articles: number];

/** What an article, or a story of several, is about. JSON-serialisable; every list is bounded. */
export interface Profile {
  articles: number;
  /** First letters of words. */
  words: Feature[];
  /** Capitalised words and pairs of them, in lower case. */
  names: Feature[];
  /** Words within four words of one another in the headline and the first sentences: who did what to whom, where. */
  leadPairs: Feature[];
  numbers: string[];
  /** Days (`2025-03-10`) named with their year. */
  days: string[];
  years: string[];
  /** First and last day of publication, in days since 1970; null when no article says when. */
  published: [number, number] | null;
}

export interface StoryArticle {
  title?: string | null | undefined;
  text: string;
  published?: Date | null | undefined;
}

const LIMITS = { words: 250, names: 100, leadPairs: 250 } as const;
const VECTORS = ['words', 'names', 'leadPairs'] as const;
/** News tells what happened first; nothing further down is needed to know the story. */
const READ = 12_000;
const LEAD = 500;
const PAIR_DISTANCE = 4;
const DAY = 86_400_000;
const NUMERIC_DATE = /\b(?:(\d{4})[./](\d{2})[./](\d{2})|(\d{1,2}) ?[./] ?(\d{1,2}) ?[./] ?(\d{4}))\b/;

/** The profile of one article. */
export function storyProfile({ title, text, published }: StoryArticle): Profile {
  const whole = `${title ? `${title}\n` : ''}${text}`.slice(0, READ);
  const dates = datesIn(whole, null);
  const day = published ? Math.floor(published.getTime() / DAY) : dayInHeader(whole);
  return {
    articles: 1,
    words: weighed(contentOf(whole), LIMITS.words),
    names: weighed(namesIn(whole), LIMITS.names),
    leadPairs: weighed(pairsOf(contentOf(whole.slice(0, LEAD))), LIMITS.leadPairs),
    numbers: [...new Set(wordsOf(whole).filter((word) => /^\d[\d.,]+$/.test(word)))].slice(0, 40),
    days: [...new Set(dates.filter(({ precision }) => precision === 'day').map(({ date }) => date))].slice(0, 20),
    years: [...new Set(dates.map(({ date }) => date.slice(0, 4)))].slice(0, 12),
    published: day === null ? null : [day, day],
  };
}

/** The profile of a story after one more article (or story) joined it. */
export function mergeProfile(story: Profile, other: Profile): Profile {
  const merged = { ...story, articles: story.articles + other.articles };
  for (const vector of VECTORS) merged[vector] = mergeFeatures(story[vector], other[vector], LIMITS[vector] * 1.5);
  merged.numbers = [...new Set([...story.numbers, ...other.numbers])].slice(0, 80);
  merged.days = [...new Set([...story.days, ...other.days])].slice(0, 40);
  merged.years = [...new Set([...story.years, ...other.years])].slice(0, 20);
  const [a, b] = [story.published, other.published];
  merged.published = a !== null && b !== null ? [Math.min(a[0], b[0]), Math.max(a[1], b[1])] : (a ?? b);
  return merged;
}

/** At most 32 keys of which two articles of one story almost surely share some: their weightiest names and rarest words. */
export function candidateKeys(profile: Profile): string[] {
  const names = ranked(
    profile.names.filter(([name]) => !name.includes(' ')),
    () => 1,
  ).slice(0, 14);
  const words = ranked(profile.words, (word) => -Math.log(expectedShare(word))).slice(0, 32 - names.length);
  return [...names.map((name) => `n:${name}`), ...words.map((word) => `w:${word}`)];
}

function ranked(features: readonly Feature[], factor: (name: string) => number): string[] {
  return features
    .map(([name, weight]) => ({ name, weight: weight * factor(name) }))
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

function contentOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => word.length > 1 && !isStopword(word))
    .map((word) => (/\d/.test(word) ? word : word.slice(0, LETTERS_COMPARED)));
}

function pairsOf(words: readonly string[]): string[] {
  const pairs: string[] = [];
  for (const [index, word] of words.entries()) {
    for (const other of words.slice(index + 1, index + 1 + PAIR_DISTANCE)) {
      if (word !== other) pairs.push(word < other ? `${word} ${other}` : `${other} ${word}`);
    }
  }
  return pairs;
}

/** Words written with a capital inside prose; in headlines, where all words have one, those that the prose shows to be names. */
function namesIn(text: string): string[] {
  const sentences = sentencesOf(text).map(
    ({ start, end }) => text.slice(start, end).match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [],
  );
  const capitalised = new Set<string>();
  for (const tokens of sentences) {
    const prose = tokens.filter((token) => /^\p{Ll}/u.test(token)).length >= tokens.length * 0.4;
    if (!prose) continue;
    for (const token of tokens.slice(1)) if (/^\p{Lu}/u.test(token)) capitalised.add(nameOf(token));
  }
  const names: string[] = [];
  for (const tokens of sentences) {
    let previous = '';
    for (const token of tokens) {
      const name = nameOf(token);
      const isName = /^\p{Lu}/u.test(token) && capitalised.has(name) && name.length > 1 && !isStopword(name);
      if (isName) names.push(name);
      if (isName && previous !== '') names.push(`${previous} ${name}`);
      previous = isName ? name : '';
    }
  }
  return names;
}

function nameOf(token: string): string {
  return token.replace(/[’']s?$/, '').toLowerCase();
}

/** Features by damped frequency, scaled to a vector of length 1, the weightiest first. */
function weighed(names: readonly string[], limit: number): Feature[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const features = [...counts].map(([name, count]): [string, number] => [name, 1 + Math.log(count)]);
  // Sorting is stable: among equals the earlier in the article stays.
  const kept = features.sort((a, b) => b[1] - a[1]).slice(0, limit);
  const length = Math.hypot(...kept.map(([, weight]) => weight)) || 1;
  return kept.map(([name, weight]) => [name, round(weight / length), 1]);
}

function mergeFeatures(a: readonly Feature[], b: readonly Feature[], limit: number): Feature[] {
  const merged = new Map<string, Feature>(a.map((feature) => [feature[0], feature]));
  for (const [name, weight, articles] of b) {
    const before = merged.get(name);
    merged.set(
      name,
      before === undefined ? [name, weight, articles] : [name, round(before[1] + weight), before[2] + articles],
    );
  }
  return [...merged.values()].sort((x, y) => y[1] - x[1]).slice(0, limit);
}

const round = (weight: number): number => Math.round(weight * 10_000) / 10_000;

/** The day that an article without a date of publication is headed with ("Posted: 3/10/2025", "MARCH 10, 2025"). */
function dayInHeader(text: string): number | null {
  const header = text.slice(0, 300).replace(/\p{Lu}{3,}/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());
  const written = datesIn(header, null).find(({ precision }) => precision === 'day')?.date;
  const iso = written ?? numericDay(header);
  const instant = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(instant) ? null : Math.floor(instant / DAY);
}

/** Month first, as American pages have it, unless that can't be. */
function numericDay(header: string): string | null {
  const [, yearFirst, second, third, a = '', b = '', yearLast] = NUMERIC_DATE.exec(header) ?? [];
  if (yearFirst !== undefined) return `${yearFirst}-${second}-${third}`;
  if (yearLast === undefined) return null;
  const [month, day] = Number(a) > 12 ? [b, a] : [a, b];
  return `${yearLast}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
