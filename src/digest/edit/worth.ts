import type { NewsArticle } from '../../store/digests/digest-news.ts';
import {
  BAITED,
  BAITS,
  EVERY_WORD,
  FIRST_PERSON,
  LIGHT,
  NOT_NEWS,
  NOT_NEWS_PATHS,
  OBITUARY,
  OPINION,
  OPINION_PATH,
  QUESTION,
  ROUND_UP,
  SECTIONS,
  TEASER,
  TO_READER,
  WEIGHTY,
} from './cues.ts';
import { FOREIGN_NOT_NEWS, FOREIGN_OPINION, FOREIGN_WEIGHTY } from './foreign-cues.ts';

export interface Judged {
  title: string;
  url: string | null;
  kind: NewsArticle['kind'];
  /** The beginning of its text. */
  opening: string;
  /** The lead sentence, when there is one. */
  sentence: string | null;
  english: boolean;
}

/** The end of a long life is news, but not a disaster. */
const OF_A_LIFE = 0.9;

const MAY_TELL_NEWS: ReadonlySet<string> = new Set(['a live page', 'results of a draw']);

/** Why an article is nothing for a digest, or null when it may be news. */
export function notNews(article: Judged, opinion: boolean): string | null {
  const path = pathOf(article.url);
  if (article.kind === 'gallery') return 'pictures';
  // An address often has the words of a headline that breaks off. A page that was live may tell the outcome now.
  const slug = slugOf(path);
  for (const [reason, cue] of NOT_NEWS)
    if (cue.test(article.title) || (!MAY_TELL_NEWS.has(reason) && cue.test(slug))) return reason;
  if (!article.english) {
    for (const [reason, cue] of FOREIGN_NOT_NEWS) if (cue.test(article.title)) return reason;
    if (!opinion && FOREIGN_OPINION.test(article.title)) return 'opinion';
  }
  for (const [reason, cue] of NOT_NEWS_PATHS) if (cue.test(path)) return reason;
  if (QUESTION.test(article.title)) return 'a question or explanation';
  if (article.kind === 'live-blog') return 'a live page';
  if (ROUND_UP.test(article.opening)) return 'a round-up of other news';
  const own = article.title.replace(/["“'‘][^"”]*?["”'’](?!\p{L})/gu, ' ');
  if (article.english && (TEASER.test(own) || TO_READER.test(own) || isBait(own))) return 'a teaser';
  // "I" is an article in Italian.
  const personal = article.english && FIRST_PERSON.test(own);
  if (!opinion && (OPINION.test(article.title) || OPINION_PATH.test(path) || personal)) return 'opinion';
  return null;
}

function isBait(title: string): boolean {
  const [more, everyWord] = EVERY_WORD;
  const baits = BAITS.reduce((sum, [, weight, cue]) => (cue.test(title) ? sum + weight : sum), 0);
  return baits + (everyWord.test(title) ? more : 0) >= BAITED;
}

/** How much an article weighs by what it is about, with the reasons. What most of the news is (`usual`, of 1, by section) tells nothing. */
export function worthOf(article: Judged, usual: ReadonlyMap<string, number>): { worth: number; reasons: string[] } {
  let worth = 0;
  const reasons: string[] = [];
  const add = (what: string, weight: number) => {
    worth += weight;
    reasons.push(`${what} (${weight > 0 ? '+' : '−'}${Math.abs(weight)})`);
  };
  const [title, sentence] = [article.title, article.sentence ?? ''].map((text) => text.replace(OBITUARY, ' '));
  for (const [what, weight, cue] of article.english ? WEIGHTY : FOREIGN_WEIGHTY) {
    if (title && cue.test(title)) add(what, weight);
    else if (sentence && cue.test(sentence)) add(what, Math.round(weight * 4) / 10);
  }
  if (article.english && title !== article.title) add('somebody has died', OF_A_LIFE);
  for (const [what, weight, cue] of article.english ? LIGHT : []) if (cue.test(article.title)) add(what, -weight);
  const path = pathOf(article.url);
  for (const [what, weight, cue] of SECTIONS)
    if (cue.test(path)) add(what, Math.round(10 * weight * (1 - (usual.get(what) ?? 0)) ** 2) / 10);
  return { worth, reasons };
}

/** The share of articles in each section. */
export function sectionShares(articles: readonly Pick<Judged, 'url'>[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const [what, , cue] of SECTIONS) {
    const inside = articles.filter(({ url }) => cue.test(pathOf(url))).length;
    shares.set(what, inside / Math.max(1, articles.length));
  }
  return shares;
}

/** "/2022/06/03/sport/race-live-updates/index.html/" → "race live updates". */
function slugOf(path: string): string {
  const parts = path.split('/').map((part) =>
    part
      .replace(/\.\w{2,5}$/, '')
      .replace(/[-_]+/g, ' ')
      .trim(),
  );
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function pathOf(url: string | null): string {
  return url === null ? '' : `${URL.parse(url)?.pathname ?? ''}/`;
}
