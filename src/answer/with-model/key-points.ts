import type { ArticleId, RevisionId } from '../../article/article.ts';
import { type KeyPoint, type Summary, summarise } from '../../article/summary.ts';
import type { CitedPassage, VerifiedClaim } from '../../model/claims.ts';
import { type Model, ModelUnavailable, type UnavailableReason, type Usage } from '../../model/model.ts';
import type { StoryPoint } from '../../store/articles/story-summaries.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { verifyClaim } from '../verify/verify.ts';

const ATTEMPTS = 2;
const FEWEST_POINTS = 3;
const MOST_POINTS = 5;

interface SummarisedArticle {
  id: string;
  title: string;
  text: string;
  quotes?: readonly { text: string; speaker: string | null }[];
}

export interface VerifiedSummary {
  by: 'model' | 'built-in';
  summary: Summary;
  note: string | null;
  unavailable: UnavailableReason | null;
  usage: Usage;
}

/**
 * A summary by a model: each point as worded where the article's sentences prove it, else the sentence it is about. A model that gives
 * too few such points is asked once more; then the extractive summary stays, with a plain word why.
 */
export async function verifiedSummary(
  { model }: { model: Model },
  article: SummarisedArticle,
  signal?: AbortSignal,
): Promise<VerifiedSummary> {
  let usage: Usage = { inputTokens: 0, outputTokens: 0 };
  const builtIn = (note: string, unavailable: UnavailableReason | null): VerifiedSummary => ({
    by: 'built-in',
    summary: summarise(article),
    note,
    unavailable,
    usage,
  });
  const fewest = Math.min(FEWEST_POINTS, sentencesOf(article.text).length);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { title, text } = article;
      const made = await model.summarise({ title, text, ...(signal === undefined ? {} : { signal }) });
      usage = added(usage, made.usage);
      const keyPoints = pointsOf(made.points, article).slice(0, MOST_POINTS);
      if (keyPoints.length >= fewest)
        return { by: 'model', summary: { headline: title, keyPoints }, note: null, unavailable: null, usage };
    }
    return builtIn("The article supports too few of the language model's points.", null);
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    usage = added(usage, error.usage);
    return builtIn(error.plain, error.reason);
  }
}

function added(a: Usage, b: Usage): Usage {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}

interface StoryText {
  article: ArticleId;
  revision: RevisionId;
  title: string;
  text: string;
  quotes: readonly { text: string; speaker: string | null }[];
}

/**
 * What a model says of a story, from an equal share of each of its articles' beginnings: each point as worded where sentences of one
 * article prove it, else the sentence it is about. A model of whose points too few hold is asked once more; then there are none. Throws
 * `ModelUnavailable`.
 */
export async function storyPointsBy(
  { model }: { model: Model },
  articles: readonly StoryText[],
  characters: number,
  signal?: AbortSignal,
): Promise<{ points: StoryPoint[]; usage: Usage }> {
  const share = Math.floor(characters / articles.length);
  const given = articles.map(({ title, text }) => `${title}\n\n${beginning(text, share - title.length)}`);
  const request = {
    title: articles[0]?.title ?? '',
    text: given.join('\n\n---\n\n'),
    ...(signal === undefined ? {} : { signal }),
  };
  const passages = articles.map((one) => passageOf({ ...one, id: one.article }));
  const revisions = new Map(articles.map(({ article, revision }) => [article as string, { article, revision }]));
  let usage: Usage = { inputTokens: 0, outputTokens: 0 };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const made = await model.summarise(request).catch((error: unknown) => {
      if (!(error instanceof ModelUnavailable)) throw error;
      throw new ModelUnavailable(error.reason, 'story', { cause: error, usage: added(usage, error.usage) });
    });
    usage = added(usage, made.usage);
    const points = provenPoints(made.points, passages)
      .slice(0, MOST_POINTS)
      .flatMap(({ text, spans }) => {
        const cited = revisions.get(spans[0]?.articleId ?? '');
        return cited ? [{ text, ...cited, spans: spans.map(({ start, end }) => ({ start, end })) }] : [];
      });
    if (points.length >= FEWEST_POINTS) return { points, usage };
  }
  return { points: [], usage };
}

/** Whole sentences from the beginning of a text, as many as fit. */
function beginning(text: string, characters: number): string {
  const last = sentencesOf(text).findLast(({ end }) => end <= characters);
  return text.slice(0, last?.end ?? 0);
}

/** The points that may be read, each with the sentence that says most of it. */
function pointsOf(points: readonly string[], article: SummarisedArticle): KeyPoint[] {
  return provenPoints(points, [passageOf(article)]).flatMap(({ text, spans: [first] }) =>
    first ? [{ text, start: first.start, end: first.end }] : [],
  );
}

function passageOf({ id, text, quotes }: SummarisedArticle): CitedPassage {
  return { text, articleId: id, start: 0, end: text.length, ...(quotes ? { quotes } : {}) };
}

/** Each point as the first of the passages proves it, else as the sentence of one that it is about; no sentence twice. */
function provenPoints(points: readonly string[], cited: readonly CitedPassage[]): VerifiedClaim[] {
  const passages = new Map(cited.map((passage) => [passage.articleId, passage]));
  const found: VerifiedClaim[] = [];
  for (const text of points) {
    const verdicts = cited.map(({ articleId }) => verifyClaim({ text, cites: [articleId] }, passages));
    const verdict = verdicts.find(({ kind }) => kind === 'shown') ?? verdicts.find(({ kind }) => kind === 'replaced');
    const first = verdict === undefined || verdict.kind === 'dropped' ? undefined : verdict.claim.spans[0];
    if (verdict === undefined || first === undefined) continue;
    if (found.some(({ spans: [one] }) => one?.articleId === first.articleId && one.start === first.start)) continue;
    const printed =
      verdict.kind === 'shown'
        ? verdict
        : verifyClaim({ text: '', cites: [first.articleId], named: [first] }, passages);
    if (printed.kind === 'shown') found.push(printed.claim);
  }
  return found;
}
