import { MONTHS, MONTHS_AND_WORDS, WEEKDAYS } from '../text/lists/calendar.ts';
import { UNITS } from '../text/lists/number-words.ts';
import { sentencesOf } from '../text/sentences.ts';
import { isCommon, wordsOf } from '../text/words.ts';
import { datesIn } from '../time/dates.ts';
import { expectedShare, LETTERS_COMPARED } from './common-words.ts';
import { resultIn, scoresIn } from './results.ts';

/** A feature and its damped frequency. */
export type Feature = [name: string, weight: number];

/** What one article is about. JSON-serialisable; every list is bounded. */
export interface Profile {
  /** First letters of words. */
  words: Feature[];
  /** Capitalised words and pairs of them, in lower case. */
  names: Feature[];
  /** The words of the headline that are not names: what happened. Missing in profiles from before they were kept. */
  headline?: string[];
  /** The words of the headline and the first sentences. */
  leadWords: Feature[];
  /** Words within four words of one another there: who did what to whom, where. */
  leadPairs: Feature[];
  /** Words next to each other anywhere. */
  phrases: Feature[];
  leadNames: string[];
  numbers: string[];
  leadNumbers: string[];
  /** The score of the match that the opening tells of, and all scores in the text; as "3-1". Missing in profiles from before they were kept. */
  result?: string | null;
  scores?: string[];
  /** What is counted or measured, and how much: `dead 12`, `magni 6.1`. */
  amounts: string[];
  weekdays: string[];
  leadWeekdays: string[];
  months: string[];
  years: string[];
  /** Words that carry meaning, counted with repetitions. */
  length: number;
  /** Day of publication, in days since 1970; null when the article doesn't say. */
  published: number | null;
}

/** A story: how many articles tell it, and the profiles of some of them, by which another article is recognised. */
export interface Story {
  articles: number;
  members: Profile[];
}

export interface StoryArticle {
  title?: string | null | undefined;
  text: string;
  published?: Date | null | undefined;
}

const LIMITS = {
  words: 250,
  names: 100,
  headline: 20,
  leadWords: 100,
  leadPairs: 250,
  phrases: 300,
  numbers: 40,
  amounts: 60,
} as const;
/** A story keeps its first articles, which say what happened, and the newest, which say where it has got to. */
const FIRST_MEMBERS = 4;
const NEWEST_MEMBERS = 6;
const KEYS = 32;
const STORY_KEYS = 64;
/** News tells what happened first; nothing further down is needed to know the story. */
const READ = 12_000;
const LEAD = 600;
const PAIR_DISTANCE = 4;
const DAY = 86_400_000;
const NUMERIC_DATE = /\b(?:(\d{4})[./](\d{2})[./](\d{2})|(\d{1,2}) ?[./] ?(\d{1,2}) ?[./] ?(\d{4}))\b/;
/** Without March and May, which are words as well. */
const MONTH_WORDS = MONTHS.filter((month) => !MONTHS_AND_WORDS.includes(month));
const SMALL_NUMBERS = UNITS.slice(2, 11);

/** The profile of one article. */
export function storyProfile({ title, text, published }: StoryArticle): Profile {
  const whole = `${title ? `${title}\n` : ''}${text}`.slice(0, READ);
  const lead = whole.slice(0, LEAD);
  const all = wordsOf(whole);
  const content = contentOf(all);
  const leadAll = wordsOf(lead);
  const inLead = new Set(leadAll);
  const anywhere = new Set(all);
  const names = namesIn(whole);
  return {
    words: weighed(content, LIMITS.words),
    names: weighed(names, LIMITS.names),
    headline: headlineOf(title ?? '', text),
    leadWords: weighed(contentOf(leadAll), LIMITS.leadWords),
    leadPairs: weighed(pairsOf(contentOf(leadAll), PAIR_DISTANCE), LIMITS.leadPairs),
    phrases: weighed(pairsOf(content, 1), LIMITS.phrases),
    leadNames: [...new Set(names)].filter((name) => inLead.has(name)),
    numbers: numbersOf(anywhere),
    leadNumbers: numbersOf(inLead),
    result: resultIn(lead),
    scores: scoresIn(whole),
    amounts: amountsIn(all).slice(0, LIMITS.amounts),
    weekdays: WEEKDAYS.filter((day) => anywhere.has(day)),
    leadWeekdays: WEEKDAYS.filter((day) => inLead.has(day)),
    months: MONTH_WORDS.filter((month) => anywhere.has(month)),
    years: [...anywhere].filter((word) => /^(?:19|20)\d\d$/.test(word)).slice(0, LIMITS.numbers),
    length: content.length,
    published: published ? Math.floor(published.getTime() / DAY) : dayInHeader(whole),
  };
}

function headlineOf(title: string, text: string): string[] {
  const names = new Set(contentOf(namesIn(text.slice(0, READ)).flatMap((name) => name.split(' '))));
  return [...new Set(contentOf(wordsOf(title)))].filter((word) => !names.has(word)).slice(0, LIMITS.headline);
}

/** The story that one article opens. */
export function openedBy(profile: Profile): Story {
  return { articles: 1, members: [profile] };
}

/** The story after one more article joined it. */
export function joinedBy(story: Story, profile: Profile): Story {
  const first = story.members.slice(0, FIRST_MEMBERS);
  const newest = [...story.members.slice(FIRST_MEMBERS), profile].slice(-NEWEST_MEMBERS);
  return { articles: story.articles + 1, members: [...first, ...newest] };
}

/** At most 32 keys of which two articles of one story almost surely share some: their weightiest names and rarest words. */
export function candidateKeys(profile: Profile): string[] {
  const names = ranked(
    profile.names.filter(([name]) => !name.includes(' ')),
    () => 1,
  ).slice(0, 14);
  const words = ranked(profile.words, (word) => -Math.log(expectedShare(word))).slice(0, KEYS - names.length);
  return [...names.map((name) => `n:${name}`), ...words.map((word) => `w:${word}`)];
}

/** At most 64 keys of a story, those first that most of its articles have. */
export function storyKeys(story: Story): string[] {
  const holders = new Map<string, number>();
  for (const profile of story.members)
    for (const key of candidateKeys(profile)) holders.set(key, (holders.get(key) ?? 0) + 1);
  return [...holders]
    .sort((a, b) => b[1] - a[1])
    .slice(0, STORY_KEYS)
    .map(([key]) => key);
}

function ranked(features: readonly Feature[], factor: (name: string) => number): string[] {
  return features
    .map(([name, weight]) => ({ name, weight: weight * factor(name) }))
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

function contentOf(words: readonly string[]): string[] {
  return words
    .filter((word) => word.length > 1 && !isCommon(word))
    .map((word) => (/\d/.test(word) ? word : word.slice(0, LETTERS_COMPARED)));
}

function pairsOf(words: readonly string[], distance: number): string[] {
  const pairs: string[] = [];
  for (const [index, word] of words.entries()) {
    for (const other of words.slice(index + 1, index + 1 + distance)) {
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
      const isName = /^\p{Lu}/u.test(token) && capitalised.has(name) && name.length > 1 && !isCommon(name);
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

function numbersOf(words: Iterable<string>): string[] {
  return [...words].filter((word) => /^\d[\d.,]+$/.test(word)).slice(0, LIMITS.numbers);
}

/** Every number with each of the words beside it. */
function amountsIn(words: readonly string[]): string[] {
  const amounts = new Set<string>();
  for (const [index, word] of words.entries()) {
    const small = SMALL_NUMBERS.indexOf(word) + 2;
    if (small < 2 && !/^\d[\d.,]*$/.test(word)) continue;
    for (const beside of [words[index + 1], words[index + 2], words[index - 1]]) {
      if (beside === undefined || beside.length < 3 || /\d/.test(beside) || isCommon(beside)) continue;
      amounts.add(`${beside.slice(0, LETTERS_COMPARED)} ${small < 2 ? word : small}`);
    }
  }
  return [...amounts];
}

/** Features by damped frequency, the weightiest first. */
function weighed(names: readonly string[], limit: number): Feature[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  // Sorting is stable: among equals the earlier in the article stays.
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([name, count]) => [name, Math.round((1 + Math.log(count)) * 1000) / 1000]);
}

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
