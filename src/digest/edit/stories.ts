import type { ArticleId, RevisionId } from '../../article/article.ts';
import { publisherFamily } from '../../article/publisher.ts';
import type { NewsArticle } from '../../store/digests/digest-news.ts';
import { termsOf } from '../../text/words.ts';
import { TEASER, WEIGHTY } from './cues.ts';
import { cleanHeadline } from './headline.ts';
import { leadSentence } from './lead-sentence.ts';
import { opensLikeReport, saysEvent, signsOfNews } from './signs.ts';
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
/** Lighter ones are left out when they don't read like a report: so many signs they need. */
const LIGHT = 0.5;
const SIGNS_OF_LIGHT = 1.5;
const WITHOUT_SENTENCE = 1.5;
/** A headline that doesn't say what happened stands alone, without a sentence, when it has so many signs of news. */
const SIGNS_OF_HEADLINE = 1.5;
/** So many has what an article that doesn't open like a report is told by. */
const SIGNS_OF_FEATURE = 1.5;
/** Nobody writes these as a feature first. */
const HARD_NEWS: ReadonlySet<string> = new Set(['lives lost or in danger', 'the law']);
/** What reads like a plain report goes before what does not, as far as these signs of it. */
const PLAINEST = 3;
const LEAD_OF_TEXT = 1_200;

/** The stories of a span, the most important first; those that are nothing for a digest last, with the reason. */
export function editStories(articles: readonly NewsArticle[], options: EditOptions): Story[] {
  const topic = options.topic === null ? null : parseTopic(options.topic);
  const without = options.without.length === 0 ? null : options.without.map((word) => parseTopic(`"${word}"`));
  const wanted = articles.filter((article) => {
    const opening = `${article.title}\n${article.head.slice(0, LEAD_OF_TEXT)}`;
    return (topic === null || isAbout(topic, opening)) && !without?.some((word) => isAbout(word, opening));
  });
  const commonness = countTerms(wanted);
  const usual = sectionShares(wanted);
  const byStory = Map.groupBy(wanted, (article) => article.story);
  const stories = [...byStory].map(([id, group]) => storyOf(id, group, options, { commonness, usual }));
  const enough = stories.filter(({ unfit, score }) => unfit === null && score >= LIGHTEST).length >= ENOUGH;
  const tooLight = (story: Story) => (enough && story.score < LIGHTEST) || (!options.opinion && isTalk(story));
  return stories
    .map((story) => (story.unfit === null && tooLight(story) ? { ...story, unfit: 'too light' } : story))
    .sort(
      (a, b) =>
        Number(a.unfit !== null) - Number(b.unfit !== null) ||
        b.score - a.score ||
        newest(b) - newest(a) ||
        (a.id < b.id ? -1 : 1),
    );
}

/** Light, and not told like a report. That no sentence makes sense on its own says nothing of a story's weight. */
function isTalk({ score, reports: [lead] }: Story): boolean {
  if (!lead || (!lead.saysItself && saysEvent(lead.headline))) return false;
  const weight = score + (lead.sentence || lead.saysItself ? 0 : WITHOUT_SENTENCE);
  return weight < LIGHT && signsOfNews(`${lead.headline} ${lead.sentence ?? ''}`) < SIGNS_OF_LIGHT;
}

/** What is usual in the span. */
interface Day {
  commonness: ReadonlyMap<string, number>;
  usual: ReadonlyMap<string, number>;
}

function storyOf(id: string, group: readonly NewsArticle[], options: EditOptions, day: Day): Story {
  const reports = group
    .map((article) => reportOf(article, options, day))
    .sort((a, b) => order(b) - order(a) || newestFirst(a, b));
  const [lead] = reports;
  if (!lead) throw new Error('a story without articles');
  const fit = reports.filter((report) => report.unfit === null);
  const publishers = new Set(fit.map((report) => publisherFamily(report.publisher ?? report.url ?? report.article)))
    .size;
  const reasons = [...lead.reasons];
  let score = lead.worth;
  const add = (what: string, weight: number) => {
    if (Math.abs(weight) < 0.05) return;
    score += weight;
    reasons.push(`${what} (${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)})`);
  };
  if (publishers > 1) add(`${publishers} publishers`, 2.5 * Math.log(publishers));
  if (fit.length > publishers) add(`${fit.length} articles`, 0.8 * Math.log(fit.length));
  add('named in other news', 0.5 * Math.log1p(resonance(lead, day.commonness)));
  add('reads like a report', 0.3 * (Math.min(PLAINEST, signsOfNews(lead.sentence ?? lead.headline)) - 1));
  if (!lead.sentence && !lead.saysItself) add('no sentence makes sense on its own', -WITHOUT_SENTENCE);
  return { id, reports, publishers, score: Math.round(score * 100) / 100, reasons, unfit: lead.unfit };
}

function reportOf(article: NewsArticle, { opinion, from }: EditOptions, { usual }: Day): Report {
  const { text: headline, whole, cut } = cleanHeadline(article.title, article.publisher);
  const sentence = leadSentence(headline, article.head, cut);
  const opening = article.head.slice(0, LEAD_OF_TEXT);
  const judged = { title: whole, url: article.url, kind: article.kind, opening, sentence };
  const { worth, reasons } = worthOf(judged, usual);
  const common = {
    article: article.article,
    revision: article.revision,
    publisher: article.publisher,
    url: article.url,
    published: article.published,
    added: article.added,
    worth,
    reasons,
  };
  const unfit =
    (isOld(article, from) ? 'an old page' : null) ??
    notNews(judged, opinion) ??
    (cut && !sentence ? 'its headline is cut off' : null) ??
    (!sentence && (isSmallTalk(reasons) || !(opinion || saysNews(headline))) ? 'no sentence says its news' : null) ??
    (!opinion && isFeature(cut ? '' : headline, sentence ?? '', article.head) ? 'reads like a feature' : null);
  // A headline that breaks off is never shown: the sentence says it whole.
  return cut && sentence
    ? { ...common, headline: sentence.replace(/\.$/, ''), sentence: null, saysItself: true, unfit }
    : { ...common, headline, sentence, saysItself: false, unfit };
}

function saysNews(headline: string): boolean {
  return (!TEASER.test(headline) && saysEvent(headline)) || signsOfNews(headline) >= SIGNS_OF_HEADLINE;
}

function isSmallTalk(reasons: readonly string[]): boolean {
  return reasons.some((reason) => reason.startsWith('small talk'));
}

function isFeature(headline: string, sentence: string, text: string): boolean {
  const told = `${headline} ${sentence}`;
  if (opensLikeReport(text) || saysEvent(headline) || signsOfNews(told) >= SIGNS_OF_FEATURE) return false;
  return !WEIGHTY.some(([what, , cue]) => HARD_NEWS.has(what) && cue.test(told));
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
