import { type Budget, paidFor } from '../../model/budget.ts';
import type { Embeddings } from '../../model/embeddings.ts';
import { ModelUnavailable } from '../../model/model.ts';
import type { VectorIndex } from '../../store/passages/passage-vectors.ts';
import type { Candidate, CandidateSource, PassageQuery } from '../../store/passages/source.ts';
import { keyOf } from './fusion.ts';

export interface Meaning {
  embeddings: Embeddings;
  index: VectorIndex;
  budget: Budget;
}

const NEAREST = 40;

/** A source that also finds passages by their meaning. When the embedding model fails or the budget is spent, words alone decide. */
export function withMeaning(source: CandidateSource, meaning: Meaning): CandidateSource {
  return {
    async search(wanted) {
      const [found, near] = await Promise.all([source.search(wanted), nearest(meaning, wanted)]);
      const byPlace = new Map([...found.candidates, ...near].map((candidate) => [keyOf(candidate), candidate]));
      return { ...found, candidates: [...byPlace.values()], similar: near.map(keyOf) };
    },
  };
}

async function nearest({ embeddings, index, budget }: Meaning, wanted: PassageQuery): Promise<Candidate[]> {
  const { text } = wanted.question;
  const cost = embeddings.largestCost(text.length);
  try {
    const { vectors } = await paidFor(budget, wanted.workspace, cost, () => embeddings.embed([text]));
    const [vector] = vectors;
    return vector ? await index.nearest(vector, wanted, NEAREST) : [];
  } catch (error) {
    if (error instanceof ModelUnavailable) return [];
    throw error;
  }
}
