import type { Embeddings } from '../../model/embeddings.ts';
import { ModelUnavailable } from '../../model/model.ts';
import { type Budget, paidFor } from '../../model/token-budget.ts';
import type { VectorIndex } from '../../store/passages/passage-vectors.ts';
import type { CandidateSource, PassageQuery } from '../../store/passages/source.ts';
import { keyOf } from './fusion.ts';

export interface Meaning {
  embeddings: Embeddings;
  index: VectorIndex;
  budget: Budget;
}

const NEAREST = 40;

/**
 * A source that also finds passages by their meaning; made for one question, whose text is embedded once however many searches it takes.
 * When the embedding model fails or the budget is spent, words alone decide.
 */
export function withMeaning(source: CandidateSource, meaning: Meaning): CandidateSource {
  const vectors = new Map<string, Promise<Float32Array | null>>();
  const vectorOf = (wanted: PassageQuery) => {
    const { text } = wanted.question;
    const known = vectors.get(text) ?? embed(meaning, text, wanted.workspace);
    vectors.set(text, known);
    return known;
  };
  return {
    termsLike: (term) => source.termsLike(term),
    texts: (revisions, workspace) => source.texts(revisions, workspace),
    async search(wanted) {
      const nearest = vectorOf(wanted).then((vector) => (vector ? meaning.index.nearest(vector, wanted, NEAREST) : []));
      const [found, near] = await Promise.all([source.search(wanted), nearest]);
      const byPlace = new Map([...found.candidates, ...near].map((candidate) => [keyOf(candidate), candidate]));
      return { ...found, candidates: [...byPlace.values()], similar: near.map(keyOf) };
    },
  };
}

/** Null when the model fails or the budget is spent. */
async function embed(
  { embeddings, budget }: Meaning,
  text: string,
  workspace: PassageQuery['workspace'],
): Promise<Float32Array | null> {
  try {
    const { vectors } = await paidFor(
      budget,
      { workspace, purpose: 'embedding', most: embeddings.largestCost(text.length) },
      () => embeddings.embed([text]),
    );
    return vectors[0] ?? null;
  } catch (error) {
    if (error instanceof ModelUnavailable) return null;
    throw error;
  }
}
