import type { NewsArticle } from '../../store/digests/digest-news.ts';
import {
  FIRST_PERSON,
  LIGHT,
  NOT_NEWS,
  NOT_NEWS_PATHS,
  OPINION,
  OPINION_PATH,
  QUESTION,
  ROUND_UP,
  SECTIONS,
  WEIGHTY,
} from './cues.ts';

export interface Judged {
  title: string;
  url: string | null;
  kind: NewsArticle['kind'];
  /** The beginning of its text. */
  opening: string;
  /** The lead sentence, when there is one. */
  sentence: string | null;
}

/** Why an article is nothing for a digest, or null when it may be news. */
export function notNews(article: Judged, opinion: boolean): string | null {
  const path = pathOf(article.url);
  if (article.kind === 'gallery') return 'pictures';
  for (const [reason, cue] of NOT_NEWS) if (cue.test(article.title)) return reason;
  for (const [reason, cue] of NOT_NEWS_PATHS) if (cue.test(path)) return reason;
  if (QUESTION.test(article.title)) return 'a question or explanation';
  if (article.kind === 'live-blog') return 'a live page';
  if (ROUND_UP.test(article.opening)) return 'a round-up of other news';
  const own = article.title.replace(/["“'‘][^"”]*?["”'’](?!\p{L})/gu, ' ');
  if (!opinion && (OPINION.test(article.title) || OPINION_PATH.test(path) || FIRST_PERSON.test(own))) return 'opinion';
  return null;
}

/** How much an article weighs by what it is about, with the reasons, and how much of that its headline says. What most of the news is (`usual`, of 1, by section) tells nothing. */
export function worthOf(
  article: Judged,
  usual: ReadonlyMap<string, number>,
): { worth: number; headlineSays: number; reasons: string[] } {
  let worth = 0;
  let headlineSays = 0;
  const reasons: string[] = [];
  const add = (what: string, weight: number) => {
    worth += weight;
    reasons.push(`${what} (${weight > 0 ? '+' : '−'}${Math.abs(weight)})`);
  };
  for (const [what, weight, cue] of WEIGHTY) {
    if (cue.test(article.title)) {
      add(what, weight);
      headlineSays += weight;
    } else if (article.sentence && cue.test(article.sentence)) add(what, Math.round(weight * 4) / 10);
  }
  for (const [what, weight, cue] of LIGHT) if (cue.test(article.title)) add(what, -weight);
  const path = pathOf(article.url);
  for (const [what, weight, cue] of SECTIONS)
    if (cue.test(path)) add(what, Math.round(10 * weight * (1 - (usual.get(what) ?? 0)) ** 2) / 10);
  return { worth, headlineSays, reasons };
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

function pathOf(url: string | null): string {
  return url === null ? '' : `${URL.parse(url)?.pathname ?? ''}/`;
}
