import type { ArticleId } from '../../article/article.ts';
import { articlesById, listArticles, type StoredArticle } from '../../store/articles/articles.ts';
import type { Candidate } from '../../store/passages/source.ts';
import { rarity } from '../../text/rarity.ts';
import { readWords } from '../../text/terms.ts';
import type { AskDeps, AskQuery } from '../answer.ts';
import { analyseQuestion } from '../question/question.ts';
import type { Scored } from '../rank/rank.ts';
import { type Found, searchPassages } from '../rank/search.ts';

/** The articles that a request for a whole article ("summarise …", "the quotes of …") is about, best first. */
export interface ArticlesOn {
  articles: StoredArticle[];
  /** None is about the subject: these come closest. */
  nearestOnly: boolean;
  passages: Scored<Candidate>[];
}

/** A headline that names the whole subject outweighs this much of the ranking's score. */
const IN_TITLE = 4;
/** The thread's own article comes before others that fit about as well. */
const IN_FOCUS = 3;
/** A list, an opinion, a live page is about the event, but doesn't report it. */
const NO_REPORT = 3;
const NOT_A_REPORT =
  /^(?:opinion|column(?:ist)?|editorial|commentary|analysis|review|recap)\b|\bopinion$|\b(?:top|best|worst) \d|^(?:the )?\d{1,3} (?:\w+ ){0,3}(?:things|ways|reasons|facts|moments|takeaways|questions)\b|\blive (?:updates|blog)\b|\b(?:explained|ranked|quiz)\b|\?$/i;
/** Less of the subject in headline and best passage: another subject. */
const ABOUT = 0.5;
const MOST = 8;

/**
 * The articles on the subject of a request, as its time allows; without a subject, those that the thread points to, or the only article
 * there is.
 */
export async function articlesOn(deps: AskDeps, query: AskQuery, subject = query.request.subject): Promise<ArticlesOn> {
  if (subject === '') return { articles: await talkedOf(deps, query), nearestOnly: false, passages: [] };
  const { window, focus } = query.request;
  const limits = window?.only ? { since: window.since ?? undefined, until: window.until ?? undefined } : null;
  const search = (time: { since?: Date | undefined; until?: Date | undefined }) =>
    searchPassages(deps.stored, {
      question: analyseQuestion(subject),
      asOf: query.asOf,
      workspace: query.workspace,
      publisher: query.publisher,
      since: query.since,
      ...time,
    });
  let ranked: Fitting[] = [];
  let found: Found | null = null;
  for (const time of limits ? [limits, {}] : [{}]) {
    found = await search(time);
    ranked = byArticle(found, new Set(focus));
    if (ranked.some(({ about }) => about >= ABOUT)) break;
  }
  const fitting = ranked.filter((one) => one.about >= ABOUT);
  const about = LATEST.test(query.request.text) ? newestFirst(fitting) : fitting;
  const nearestOnly = about.length === 0;
  const ids = (nearestOnly ? ranked : about).slice(0, MOST).map(({ article }) => article);
  return { articles: await articlesById(deps.db, query.workspace, ids), nearestOnly, passages: found?.passages ?? [] };
}

const LATEST = /\b(?:latest|newest|updates?|developments?|any news|what['’]?s new)\b/i;
/** A headline that has this much of the subject is on it. */
const ON_SUBJECT = 0.5;

/** Who asks for the latest gets the newest report whose headline is on the subject first. */
function newestFirst(fitting: readonly Fitting[]): Fitting[] {
  const isOn = ({ inTitle, reports }: Fitting) => reports && inTitle >= ON_SUBJECT;
  const on = fitting.filter(isOn).sort((a, b) => b.published - a.published);
  return [...on, ...fitting.filter((one) => !isOn(one))];
}

async function talkedOf({ db }: AskDeps, { request, workspace }: AskQuery): Promise<StoredArticle[]> {
  if (request.focus.length > 0) return articlesById(db, workspace, request.focus);
  const few = await listArticles(db, workspace, { limit: 2 });
  return few.length === 1 ? articlesById(db, workspace, [few[0]?.id ?? '']) : [];
}

interface Fitting {
  article: ArticleId;
  score: number;
  /** Share of the subject's weight in headline and best passage; in the headline alone. */
  about: number;
  inTitle: number;
  reports: boolean;
  /** UTC milliseconds; 0 when it is not known. */
  published: number;
}

function byArticle({ question, frequencies, passages }: Found, focus: ReadonlySet<ArticleId>): Fitting[] {
  const own = question.terms.filter(({ context }) => !context);
  const weights = new Map(own.map(({ term }) => [term, rarity(term, frequencies)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const best = new Map<ArticleId, Fitting>();
  for (const { passage, score, coverage, names } of passages) {
    if (best.has(passage.article)) continue;
    const title = new Set(readWords(passage.title).terms);
    const inTitle = [...weights].reduce((sum, [term, weight]) => sum + (title.has(term) ? weight : 0), 0) / total;
    const reports = !NOT_A_REPORT.test(passage.title);
    const bonus = IN_TITLE * inTitle + (focus.has(passage.article) ? IN_FOCUS : 0) - (reports ? 0 : NO_REPORT);
    best.set(passage.article, {
      article: passage.article,
      score: score + bonus,
      about: Math.min(coverage, names + ABOUT),
      inTitle,
      reports,
      published: passage.published?.getTime() ?? 0,
    });
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}
