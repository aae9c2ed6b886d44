import { publisherFamily } from '../../article/publisher.ts';
import type { PostedStory } from '../../store/digests/digest-news.ts';
import { MONTHS, WEEKDAYS } from '../../text/lists/calendar.ts';
import { BIG_NUMBERS, TENS, UNITS } from '../../text/lists/number-words.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { termsOf } from '../../text/words.ts';
import { datesIn } from '../../time/dates.ts';
import type { Report, Story } from './stories.ts';

/** So much of a report's headline and sentence must be new to the articles that were told, for it to be an update. */
const NEW_SHARE = 0.34;
const NEW_TERMS = 3;
/** A paper seldom reports the same twice: what it prints later of a story adds to it, if the reader has not read it. */
const NEW_SHARE_OF_SAME = 0.12;
const NEW_TERMS_OF_SAME = 2;
const UNREAD_SHARE = 0.3;
/** What has less in common with each post, of the shorter one's words, tells of something else, however long its story goes on. */
const OTHER_EVENT_SHARE = 0.25;
/** So many telling words an update has in common with what was told, and a name. */
const SHARED_TERMS = 2;
/** Lighter reports aren't worth coming back to a story for. */
const LIGHTEST = 0.8;

/**
 * The report that adds to what a channel knows of a story, or null when everything in the span repeats it. One that shares little with
 * what was told would puzzle as an update: it is news of its own. `knownTexts` are the articles that were told.
 */
export function updateOf(
  story: Story,
  told: readonly PostedStory[],
  knownTexts: readonly string[],
): { report: Report; kind: 'update' | 'new' } | null {
  const articles = new Set(told.map(({ article }) => article));
  const posts = told.flatMap(({ headline, sentence }) => (headline === null ? [] : [wordsOf({ headline, sentence })]));
  const read = new Set(posts.flatMap(termsOf));
  const names = namesIn(posts.join(' '));
  const known = new Set([...read, ...knownTexts.flatMap(termsOf)]);
  const families = new Set(told.map(({ publisher }) => publisherFamily(publisher ?? '')));
  for (const report of story.reports) {
    if (report.unfit !== null || articles.has(report.article)) continue;
    const words = wordsOf(report);
    const terms = [...new Set(termsOf(words))];
    const fresh = terms.filter((term) => !known.has(term)).length;
    const unread = terms.filter((term) => !read.has(term)).length;
    const same = report.publisher !== null && families.has(publisherFamily(report.publisher));
    const some = fresh >= NEW_TERMS_OF_SAME && fresh / terms.length >= NEW_SHARE_OF_SAME;
    if (some && posts.length > 0 && posts.every((post) => inCommon(words, post).share < OTHER_EVENT_SHARE))
      return { report, kind: 'new' };
    if (report.english && report.worth < LIGHTEST) continue;
    const adds =
      (some && same && unread / terms.length >= UNREAD_SHARE) ||
      (fresh >= NEW_TERMS && fresh / terms.length >= NEW_SHARE) ||
      happenedAfter(report, told);
    if (!adds) continue;
    const shared = terms.filter((term) => read.has(term)).length;
    const named = [...namesIn(words)].some((name) => names.has(name));
    return { report, kind: shared >= SHARED_TERMS && named ? 'update' : 'new' };
  }
  return null;
}

/** Whether a report says of what it tells that it was on a later day than those on which what was told was published. */
function happenedAfter(report: Report, told: readonly PostedStory[]): boolean {
  const published = told.flatMap(({ headline, published }) =>
    headline === null || !published ? [] : [dayOf(published)],
  );
  if (report.published === null || published.length === 0) return false;
  const [last, today] = [published.sort().at(-1) ?? '', dayOf(report.published)];
  return datesIn(wordsOf(report), report.published).some(
    ({ precision, date }) => precision === 'day' && date > last && date <= today,
  );
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** So much of the shorter of two reports, and so many words, stand in the other when both tell the same event. */
const SAME_EVENT_SHARE = 0.45;
const SAME_EVENT_TERMS = 6;

/** Whether two reports tell the same event, though they were not found to be of one story. */
export function tellSameEvent(a: ReportWords, b: ReportWords): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const { shared, share } = inCommon(one, other);
  if (shared < SAME_EVENT_TERMS || share < SAME_EVENT_SHARE) return false;
  const names = namesIn(one);
  return [...namesIn(other)].some((name) => names.has(name));
}

/** How many telling words two texts share, and how much of the shorter one's that is, of 1. */
function inCommon(a: string, b: string): { shared: number; share: number } {
  const [terms, others] = [new Set(termsOf(a)), new Set(termsOf(b))];
  const shared = [...terms].filter((term) => others.has(term)).length;
  return { shared, share: shared / Math.max(1, Math.min(terms.size, others.size)) };
}

type ReportWords = Pick<Report, 'headline' | 'sentence'>;

function wordsOf({ headline, sentence }: ReportWords): string {
  return `${headline} ${sentence ?? ''}`;
}

/** Words that are written with a capital wherever they stand: of whom or what it is. Days and months don't tell stories apart. */
function namesIn(text: string): Set<string> {
  const small = new Set(text.match(/(?<!\p{L})\p{Ll}[\p{L}'’-]*/gu) ?? []);
  const names = (text.match(/(?<!\p{L})\p{Lu}[\p{L}-]+/gu) ?? []).map((name) => name.toLowerCase());
  return new Set(names.filter((name) => !small.has(name) && termsOf(name).length > 0 && !CALENDAR.has(name)));
}

const CALENDAR: ReadonlySet<string> = new Set([...WEEKDAYS, ...MONTHS]);

export interface Change {
  sentence: string;
  /** A toll that rose was right when it was told; what else changed was wrong. */
  kind: 'update' | 'correction';
}

/**
 * What now stands where a told sentence stood, when that sentence is gone from the article and the numbers or names in it changed.
 * Null when the sentence still stands, or was only reworded.
 */
export function correctionOf(told: string, text: string): Change | null {
  const sentences = sentencesOf(text).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim());
  if (sentences.some((sentence) => sentence.endsWith(told))) return null;
  const before = new Set(termsOf(told));
  let best: { sentence: string; share: number } | null = null;
  for (const sentence of sentences) {
    const terms = new Set(termsOf(sentence));
    const both = [...terms].filter((term) => before.has(term)).length;
    const share = both / Math.max(before.size, terms.size, 1);
    if (best === null || share > best.share) best = { sentence, share };
  }
  if (best === null || best.share < SAME_SENTENCE) return null;
  const [was, is] = [factsOf(told), factsOf(best.sentence)];
  const [gone, come] = [[...was].filter((fact) => !is.has(fact)), [...is].filter((fact) => !was.has(fact))];
  if (gone.length === 0 && come.length === 0) return null;
  const rose = TOLL.test(told) && !SAYS_WRONG.test(text) && roseFrom(gone, come);
  return { sentence: best.sentence, kind: rose ? 'update' : 'correction' };
}

const SAME_SENTENCE = 0.5;
/** What is counted again as days go by. */
const TOLL =
  /\b(?:dead|deaths?|died|dies|killed|kills|injur\w+|wounded|hurt|missing|arrest\w+|detained|rescued|evacuat\w+|infected|sick\w*|ill|cases|displaced|homeless|votes|acres|hectares|without power)\b/i;
/** An article's own word that it had something wrong. */
const SAYS_WRONG =
  /\b(?:correct(?:s|ed|ion|ions)|(?:earlier|previous|prior) version|misstated|incorrectly|clarif\w+)\b/i;

/** Whether only numbers changed, each to a higher one. */
function roseFrom(gone: readonly string[], come: readonly string[]): boolean {
  return (
    gone.length > 0 && gone.length === come.length && gone.every((fact, i) => numberOf(fact) < numberOf(come[i] ?? ''))
  );
}

function numberOf(fact: string): number {
  return /^\d/.test(fact) ? Number(fact.replaceAll(',', '')) : Number.NaN;
}

/** Numbers, as digits, names in the middle of a sentence, and denials. */
function factsOf(sentence: string): Set<string> {
  return new Set(
    [...sentence.matchAll(FACTS)].map(([fact]) => {
      const plain = fact.replace(/[.,]$/, '').toLowerCase();
      return DIGITS.get(plain) ?? plain;
    }),
  );
}

/** "One" seldom counts. */
const DIGITS: ReadonlyMap<string, string> = new Map([
  ...UNITS.slice(2).map((word, i) => [word, String(i + 2)] as const),
  ...TENS.flatMap((word, i) => (word === '' ? [] : [[word, String(10 * i)] as const])),
]);
const COUNTING = [...DIGITS.keys(), ...BIG_NUMBERS].map(
  (word) => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`,
);
const FACTS = new RegExp(
  `\\d[\\d.,]*|\\b(?:${COUNTING.join('|')})\\b|(?<=[\\p{Ll},;] )\\p{Lu}[\\p{L}'’-]+|\\b(?:not|no|never|n['’]t)\\b`,
  'gu',
);
