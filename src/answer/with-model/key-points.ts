import { type Summary, summarise } from '../../article/summary.ts';
import { type Model, ModelUnavailable, type UnavailableReason, type Usage } from '../../model/model.ts';
import { verifyClaim } from '../verify/verify.ts';

/**
 * A summary by a model whose every point was found in the article's sentences, or the extractive one with a plain word why.
 * At least three points must pass (fewer when the model gave fewer than three is not enough).
 */
export async function verifiedSummary(
  { model }: { model: Model },
  article: { id: string; title: string; text: string; quotes?: readonly { text: string; speaker: string | null }[] },
  signal?: AbortSignal,
): Promise<{
  by: 'model' | 'built-in';
  summary: Summary;
  note: string | null;
  unavailable: UnavailableReason | null;
  usage: Usage;
}> {
  const builtIn = (note: string, unavailable: UnavailableReason | null, usage: Usage) => ({
    by: 'built-in' as const,
    summary: summarise(article),
    note,
    unavailable,
    usage,
  });
  try {
    const { points, usage } = await model.summarise({ ...article, ...(signal === undefined ? {} : { signal }) });
    const passage = {
      text: article.text,
      articleId: article.id,
      start: 0,
      end: article.text.length,
      ...(article.quotes === undefined ? {} : { quotes: article.quotes }),
    };
    const taken = new Set<number>();
    const keyPoints = points.flatMap((text) => {
      const verdict = verifyClaim({ text, cites: ['article'] }, new Map([['article', passage]]));
      if (verdict.kind === 'dropped') return [];
      const [first] = verdict.claim.spans;
      // A point that was replaced is the one sentence that says most of it.
      if (first === undefined || (verdict.kind === 'replaced' && taken.has(first.start))) return [];
      taken.add(first.start);
      const said = verdict.kind === 'shown' ? verdict.claim.text : article.text.slice(first.start, first.end);
      return [{ text: said, start: first.start, end: first.end }];
    });
    if (keyPoints.length < 3)
      return builtIn('The language model gave too few points that the article supports.', null, usage);
    return {
      by: 'model',
      summary: { headline: article.title, keyPoints: keyPoints.slice(0, 5) },
      note: null,
      unavailable: null,
      usage,
    };
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    return builtIn(error.plain, error.reason, error.usage);
  }
}
