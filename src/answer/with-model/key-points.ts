import { type KeyPoint, type Summary, summarise } from '../../article/summary.ts';
import type { CitedPassage } from '../../model/claims.ts';
import { type Model, ModelUnavailable, type UnavailableReason, type Usage } from '../../model/model.ts';
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
  const usage: Usage = { inputTokens: 0, outputTokens: 0 };
  const spend = (used: Usage) => {
    usage.inputTokens += used.inputTokens;
    usage.outputTokens += used.outputTokens;
  };
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
      spend(made.usage);
      const keyPoints = pointsOf(made.points, article).slice(0, MOST_POINTS);
      if (keyPoints.length >= fewest)
        return { by: 'model', summary: { headline: title, keyPoints }, note: null, unavailable: null, usage };
    }
    return builtIn("The article supports too few of the language model's points.", null);
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    spend(error.usage);
    return builtIn(error.plain, error.reason);
  }
}

/** The points that may be read, each with the sentence that says most of it; no sentence twice. */
function pointsOf(points: readonly string[], { id, text, quotes }: SummarisedArticle): KeyPoint[] {
  const passage: CitedPassage = { text, articleId: id, start: 0, end: text.length, ...(quotes ? { quotes } : {}) };
  const passages = new Map([[id, passage]]);
  const found: KeyPoint[] = [];
  for (const point of points) {
    const verdict = verifyClaim({ text: point, cites: [id] }, passages);
    const first = verdict.kind === 'dropped' ? undefined : verdict.claim.spans[0];
    if (first === undefined || found.some(({ start }) => start === first.start)) continue;
    const printed =
      verdict.kind === 'shown' ? verdict : verifyClaim({ text: '', cites: [id], named: [first] }, passages);
    if (printed.kind === 'shown') found.push({ text: printed.claim.text, start: first.start, end: first.end });
  }
  return found;
}
