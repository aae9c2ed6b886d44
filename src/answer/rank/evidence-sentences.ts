import type { ArticleId, RevisionId } from '../../article/article.ts';
import type { ArticleText, CandidateSource } from '../../store/passages/source.ts';
import { onThread } from '../../threads/cpu-threads.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { type Atom, Matcher } from './question-match.ts';
import { type Found, type SearchQuery, searchPassages } from './search.ts';
import { type MatchedSentence, matchSentences, measureSentence, type SentenceMeasures } from './sentence-measures.ts';
import { SENTENCE_WEIGHTS } from './sentence-weights.ts';
import { weighted } from './weighted.ts';

/** An article that may answer a question, read sentence by sentence. */
export interface EvidenceArticle<S = EvidenceSentence> {
  article: ArticleId;
  revision: RevisionId;
  title: string;
  publisher: string | null;
  published: Date | null;
  url: string | null;
  /** In the order of the text. */
  sentences: S[];
}

/** A sentence with how likely it is that it answers: the higher, the likelier; to be compared within one question only. */
export interface EvidenceSentence {
  /** Half-open UTF-16 offsets in the article's text. */
  start: number;
  end: number;
  text: string;
  score: number;
}

export interface RatedSentence extends EvidenceSentence {
  /** Null for those that hold too little of the question to be looked at closely. */
  measures: SentenceMeasures | null;
  matched: MatchedSentence;
}

export type RatedArticle = EvidenceArticle<RatedSentence>;

/** A question with the words that an answer should match, and the articles that were read for it. */
export interface SentencesOf {
  question: AnalysedQuestion;
  atoms: readonly Atom[];
  /** It asks who holds an office: only a sentence that names the holder answers. */
  asksOffice: boolean;
  articles: RatedArticle[];
}

const ARTICLES = 6;
/** Sentences that are looked at closely, of all articles together. */
const CLOSELY = 160;

/** The articles that fit a question best, best first, each with all of its sentences (up to TEXT_LIMIT) and how well these answer. */
export async function evidenceSentences(
  source: CandidateSource,
  query: SearchQuery,
  most = ARTICLES,
): Promise<EvidenceArticle[]> {
  const found = await searchPassages(source, query);
  const texts = await source.texts(bestArticles(found.passages, most), query.workspace);
  return onThread(import.meta.url, ratedArticles, { found: standingsOf(found), texts, asOf: query.asOf });
}

/** The articles that were read, each sentence with how likely it is to answer. */
export function ratedArticles({
  found,
  texts,
  asOf,
}: {
  found: Standings;
  texts: ArticleText[];
  asOf: Date;
}): EvidenceArticle[] {
  return rateSentences(found, texts, asOf).articles.map((article) => ({
    ...article,
    sentences: article.sentences.map(({ start, end, text, score }) => ({ start, end, text, score })),
  }));
}

/** Another thread gets no more than it needs. */
export function standingsOf({ question, frequencies, passages }: Found): Standings {
  return {
    question,
    frequencies,
    passages: passages.map(({ passage: { revision }, score }) => ({ passage: { revision }, score })),
  };
}

/** The revisions of the best articles, by the best passage of each, best first. */
export function bestArticles(passages: Found['passages'], most = ARTICLES): RevisionId[] {
  return [...new Set(passages.map(({ passage }) => passage.revision))].slice(0, most);
}

/** What the rating of sentences needs to know of the passages that were found. */
export interface Standings extends Pick<Found, 'question' | 'frequencies'> {
  passages: readonly { passage: { revision: RevisionId }; score: number }[];
}

/** The articles in the order of their best passages, with all of their sentences rated. */
export function rateSentences(
  { question, frequencies, passages }: Standings,
  texts: readonly ArticleText[],
  asOf: Date,
): SentencesOf {
  const matcher = new Matcher(question, frequencies);
  const best = bestScores(passages);
  const most = Math.max(...best.values());
  const read = [...best].flatMap(([revision, score], rank) => {
    const text = texts.find((one) => one.revision === revision);
    const standing = { behind: Math.max(-6, score - most), first: rank === 0, asOf };
    return text ? [{ text, standing, matched: matchSentences(matcher, text) }] : [];
  });
  const worths = read
    .flatMap(({ matched }, rank) => matched.map((one) => worthLooking(one, rank)))
    .sort((a, b) => b - a);
  const least = Math.max(worths[CLOSELY] ?? 0, 1e-9);
  const articles = read.map(({ text, standing, matched }, rank): RatedArticle => {
    const { article, revision, title, publisher, published, url } = text;
    const sentences = matched.map((one): RatedSentence => {
      const measures =
        worthLooking(one, rank) >= least ? measureSentence(question, matcher, text, one, standing) : null;
      const { start, end, worth } = one;
      const score = measures ? weighted(SENTENCE_WEIGHTS, measures) : FAR_BEHIND + worth;
      return { start, end, text: text.text.slice(start, end), score, measures, matched: one };
    });
    return { article, revision, title, publisher, published, url, sentences };
  });
  return { question, atoms: matcher.atoms, asksOffice: matcher.office !== null, articles };
}

/** Sentences of the first articles are looked at before all others. */
function worthLooking({ worth }: MatchedSentence, rank: number): number {
  return worth + 1 / (1 + rank);
}

/** Below what a sentence that was looked at closely scores. */
const FAR_BEHIND = -20;

function bestScores(passages: Standings['passages']): Map<RevisionId, number> {
  const best = new Map<RevisionId, number>();
  for (const { passage, score } of passages)
    best.set(passage.revision, Math.max(best.get(passage.revision) ?? Number.NEGATIVE_INFINITY, score));
  return best;
}
