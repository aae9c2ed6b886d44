import type { ArticleId, RevisionId } from '../../article/article.ts';
import { publisherFamily } from '../../article/publisher.ts';
import type { NewsArticle } from '../../store/digests/digest-news.ts';
import { termsOf } from '../../text/words.ts';
import { cleanHeadline } from './clean-headline.ts';
import { WEIGHTY } from './cues.ts';
import { leadSentence } from './lead-sentence.ts';
import { isEnglish, openingSentence } from './other-languages.ts';
import { opensLikeReport, saysEvent, saysWhen, saysWho, signsOfNews } from './signs.ts';
import { isAbout, parseTopic } from './topic.ts';
import { notNews, sectionShares, worthOf } from './worth.ts';

/** One article of a story, as it can be told. */
export interface Report {
  article: ArticleId;
  revision: RevisionId;
  headline: string;
  sentence: string | null;
  /** The headline is the article's own sentence. */
  saysItself: boolean;
  /** How much of the words of a headline that breaks off stands in that sentence, of 1. */
  about: number;
  english: boolean;
  publisher: string | null;
  url: string | null;
  published: Date | null;
  added: Date;
  /** Why it is nothing for a digest; null: it may be. */
  unfit: string | null;
  worth: number;
  reasons: string[];
}

/** What a digest may tell: one event with all that was reported of it in the span, the best report first. */
export interface Story {
  id: string;
  reports: Report[];
  /** Independent publishers, by family. */
  publishers: number;
  score: number;
  /** Why it stands where it stands, or why it is not a candidate. */
  reasons: string[];
  unfit: string | null;
  /** It isn't a dated or attributed report of any weight: something to read, shown by its headline alone. */
  reading: boolean;
}

export interface EditOptions {
  topic: string | null;
  without: readonly string[];
  opinion: boolean;
  from: Date;
}

/** Published longer before the span begins, what a feed, an address or an import brings is an old page. What people give is meant. */
const OLD_HOURS = 48;
/** Lighter ones are left out on days that have enough others. */
const LIGHTEST = -0.6;
const ENOUGH = 3;
/** What is offered to be read with a headline that breaks off: so much of the headline's words, of 1, stands in what is told. */
const ABOUT = 0.4;
/** Lighter ones are left out when they don't read like a report: so many signs they need. */
const LIGHT = 0.5;
const SIGNS_OF_LIGHT = 1.5;
/** Of such a weight, what says that something happened is news although it says neither when nor who says so. */
const HEAVY = 1.5;
const WITHOUT_SENTENCE = 1.5;
/** A headline that doesn't say what happened stands alone, without a sentence, when it has so many signs of news. */
const SIGNS_OF_HEADLINE = 1.5;
/** So many has what an article that doesn't open like a report is told by. */
const SIGNS_OF_FEATURE = 1.5;
/** Nobody writes these as a feature first. */
const HARD_NEWS: ReadonlySet<string> = new Set(['lives lost or in danger', 'the law']);
/** What reads like a plain report goes before what does not, as far as these signs of it. */
const PLAINEST = 3;
/** Lighter reports change nothing in how a story stands. */
const LIGHTEST_CHANGE = 0.8;
/** Reports so long before the last one tell of an earlier day. */
const LAST_DAY_MS = 18 * 3_600_000;
const LEAD_OF_TEXT = 1_200;

/** The stories of a span, the most important first; those that are nothing for a digest last, with the reason. */
export function editStories(articles: readonly NewsArticle[], options: EditOptions): Story[] {
  const topic = options.topic === null ? null : parseTopic(options.topic);
  const without = options.without.length === 0 ? null : options.without.map((word) => parseTopic(`"${word}"`));
  const candidates = articles.filter((article) => {
    const opening = `${article.title}\n${article.head.slice(0, LEAD_OF_TEXT)}`;
    return (topic === null || isAbout(topic, opening)) && !without?.some((word) => isAbout(word, opening));
  });
  const commonness = countTerms(candidates);
  const usual = sectionShares(candidates);
  const byStory = Map.groupBy(candidates, (article) => article.story);
  const stories = [...byStory].map(([id, group]) => storyOf(id, group, options, { commonness, usual }));
  const enough = stories.filter(({ unfit, score }) => unfit === null && score >= LIGHTEST).length >= ENOUGH;
  const tooLight = (story: Story) => (enough && story.score < LIGHTEST) || (!options.opinion && isTalk(story));
  return stories
    .map((story) => (story.unfit === null && tooLight(story) ? { ...story, unfit: 'too light' } : story))
    .sort(
      (a, b) =>
        Number(a.unfit !== null) - Number(b.unfit !== null) ||
        Number(a.reading) - Number(b.reading) ||
        b.score - a.score ||
        newest(b) - newest(a) ||
        (a.id < b.id ? -1 : 1),
    );
}

/** Light, and not told like a report. That no sentence makes sense on its own says nothing of a story's weight. */
function isTalk({ score, reports: [lead] }: Story): boolean {
  if (!lead?.english || (!lead.saysItself && saysEvent(lead.headline))) return false;
  const weight = score + (lead.sentence || lead.saysItself ? 0 : WITHOUT_SENTENCE);
  return weight < LIGHT && signsOfNews(`${lead.headline} ${lead.sentence ?? ''}`) < SIGNS_OF_LIGHT;
}

/**
 * The report by which a story is told: the best one of its last day. Where a span has several days, how things stand now is the news, and not
 * what was feared or hoped before; what is too light to change that doesn't count.
 */
function latestOf(ranked: readonly Report[], best: Report): Report {
  const tell = ranked.filter(
    ({ unfit, sentence, saysItself, worth, english }) =>
      unfit === null && (sentence !== null || saysItself) && (!english || worth >= LIGHTEST_CHANGE),
  );
  const last = Math.max(...tell.map(time));
  return tell.find((report) => time(report) >= last - LAST_DAY_MS) ?? best;
}

/** What is usual in the span. */
interface Day {
  commonness: ReadonlyMap<string, number>;
  usual: ReadonlyMap<string, number>;
}

function storyOf(id: string, group: readonly NewsArticle[], options: EditOptions, day: Day): Story {
  const ranked = group
    .map((article) => reportOf(article, options, day))
    .sort((a, b) => order(b) - order(a) || newestFirst(a, b));
  const [best] = ranked;
  if (!best) throw new Error('a story without articles');
  const lead = latestOf(ranked, best);
  const reports = [lead, ...ranked.filter((report) => report !== lead)];
  const fit = reports.filter((report) => report.unfit === null);
  const publishers = new Set(fit.map((report) => publisherFamily(report.publisher ?? report.url ?? report.article)))
    .size;
  const reasons = [...best.reasons];
  let score = best.worth;
  const add = (what: string, weight: number) => {
    if (Math.abs(weight) < 0.05) return;
    score += weight;
    reasons.push(`${what} (${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)})`);
  };
  if (publishers > 1) add(`${publishers} publishers`, 2.5 * Math.log(publishers));
  if (fit.length > publishers) add(`${fit.length} articles`, 0.8 * Math.log(fit.length));
  add('named in other news', 0.5 * Math.log1p(resonance(lead, day.commonness)));
  if (lead.english) {
    add('reads like a report', 0.3 * (Math.min(PLAINEST, signsOfNews(lead.sentence ?? lead.headline)) - 1));
    if (!lead.sentence && !lead.saysItself) add('no sentence makes sense on its own', -WITHOUT_SENTENCE);
  }
  score = Math.round(score * 100) / 100;
  const reading = isReading(lead, score);
  const astray = reading && lead.about < ABOUT ? 'its opening leads up to something else' : null;
  return { id, reports, publishers, score, reasons, unfit: lead.unfit ?? astray, reading };
}

/**
 * News says who says so, or is of some weight and says when it was, or has a headline that says what happened. What does none of these may
 * be background or a feature, however it opens.
 */
function isReading(lead: Report, score: number): boolean {
  const words = `${lead.headline} ${lead.sentence ?? ''}`;
  if (!lead.english || saysWho(words)) return false;
  if (score >= HEAVY && saysEvent(words)) return false;
  return !(score >= LIGHT && (saysWhen(words) || isHeadlineNews(lead)));
}

/** Whether a report is told by its headline alone: it says what happened, and the sentence neither when nor who says so. */
export function isHeadlineNews({ english, headline, sentence, saysItself }: Report): boolean {
  const words = `${headline} ${sentence ?? ''}`;
  return english && !saysItself && saysEvent(headline) && !saysWho(words) && !saysWhen(words);
}

function reportOf(article: NewsArticle, { opinion, from }: EditOptions, { usual }: Day): Report {
  const { text: headline, whole, cut } = cleanHeadline(article.title, article.publisher);
  const english = isEnglish(`${headline}\n${article.head}`, article.language);
  const sentence = english ? leadSentence(headline, article.head, cut) : openingSentence(article.head);
  const opening = article.head.slice(0, LEAD_OF_TEXT);
  const judged = { title: whole, url: article.url, kind: article.kind, opening, sentence, english };
  const { worth, reasons } = worthOf(judged, usual);
  const common = {
    article: article.article,
    revision: article.revision,
    publisher: article.publisher,
    url: article.url,
    published: article.published,
    added: article.added,
    english,
    worth,
    reasons,
  };
  const unfit =
    (isOld(article, from) ? 'an old page' : null) ??
    notNews(judged, opinion) ??
    (cut && !sentence ? 'its headline is cut off' : null) ??
    (english ? notEnglishNews(cut ? '' : headline, sentence, article.head, reasons, opinion) : null);
  // A headline that breaks off is never shown: the sentence says it whole.
  return cut && sentence
    ? {
        ...common,
        headline: sentence.replace(/\.$/, ''),
        sentence: null,
        saysItself: true,
        about: shareIn(headline, sentence),
        unfit,
      }
    : { ...common, headline, sentence, saysItself: false, about: 1, unfit };
}

function shareIn(headline: string, sentence: string): number {
  const terms = new Set(termsOf(sentence));
  const headlineTerms = [...new Set(termsOf(headline))];
  return headlineTerms.filter((term) => terms.has(term)).length / Math.max(1, headlineTerms.length);
}

/** What the words of an English article tell besides. */
function notEnglishNews(
  headline: string,
  sentence: string | null,
  text: string,
  reasons: readonly string[],
  opinion: boolean,
): string | null {
  if (!sentence && (isSmallTalk(reasons) || !(opinion || saysNews(headline)))) return 'no sentence says its news';
  return !opinion && isFeature(headline, sentence ?? '', text) ? 'reads like a feature' : null;
}

function saysNews(headline: string): boolean {
  return saysEvent(headline) || signsOfNews(headline) >= SIGNS_OF_HEADLINE;
}

function isSmallTalk(reasons: readonly string[]): boolean {
  return reasons.some((reason) => reason.startsWith('small talk'));
}

function isFeature(headline: string, sentence: string, text: string): boolean {
  const words = `${headline} ${sentence}`;
  if (opensLikeReport(text) || saysEvent(headline) || signsOfNews(words) >= SIGNS_OF_FEATURE) return false;
  return !WEIGHTY.some(([what, , cue]) => HARD_NEWS.has(what) && cue.test(words));
}

function isOld({ published, cameIn }: NewsArticle, from: Date): boolean {
  if (cameIn === 'sample' || cameIn === 'file' || cameIn === 'paste') return false;
  return published !== null && published.getTime() < from.getTime() - OLD_HOURS * 3_600_000;
}

function order(report: Report): number {
  return (report.unfit === null ? 10 : 0) + (report.sentence ? 1.5 : report.saysItself ? 1 : 0) + report.worth;
}

function newest(story: Story): number {
  return Math.max(...story.reports.map(time));
}

function newestFirst(a: Report, b: Report): number {
  return time(b) - time(a) || (a.article < b.article ? -1 : 1);
}

function time(report: Report): number {
  return (report.published ?? report.added).getTime();
}

function countTerms(articles: readonly NewsArticle[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { title } of articles)
    for (const term of new Set(termsOf(title))) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** How many other headlines of the span share a telling word with this one. */
function resonance(lead: Report, commonness: ReadonlyMap<string, number>): number {
  const counts = termsOf(lead.headline)
    .map((term) => (commonness.get(term) ?? 1) - 1)
    .sort((a, b) => b - a);
  return counts.slice(0, 3).reduce((sum, n) => sum + Math.min(n, 6), 0) / 2;
}
