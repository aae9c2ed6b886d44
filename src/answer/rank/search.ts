import type { Candidate, CandidateSource } from '../../store/passages/source.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { onThread } from '../../threads/cpu-threads.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { fuse } from './fusion.ts';
import { type Frequencies, rankPassages, type Scored } from './rank.ts';
import { type Respelling, respelled, respellings } from './spelling.ts';
import { unheardNames } from './unheard-names.ts';

export interface SearchQuery {
  /** Read once (question/request.ts), for all places that are searched. */
  question: AnalysedQuestion;
  asOf: Date;
  workspace: WorkspaceId;
  since?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
  publisher?: string | undefined;
}

export interface Found {
  question: AnalysedQuestion;
  frequencies: Frequencies;
  /** Best first. */
  passages: Scored<Candidate>[];
  /** Words that were taken for mistyped, and what was looked for in their place. */
  respellings: readonly Respelling[];
  /** Names of the question that stand nowhere in what the workspace sees, as they are typed. */
  unheard: readonly string[];
}

/** Passages of one question that are ranked, whatever the size of the library. */
const CANDIDATES = 80;

/** What a source gave for a question, not yet in order. It can be sent to another thread. */
export interface Gathered {
  question: AnalysedQuestion;
  asOf: Date;
  frequencies: Frequencies;
  candidates: Candidate[];
  /** Keys of those that are near in meaning, nearest first. */
  similar: readonly string[];
  /** Words of the question that stand nowhere in what the workspace sees, and what was looked for in their place. */
  respellings: readonly Respelling[];
}

/** The passages of a source that may fit a question. */
export async function gatherPassages(source: CandidateSource, query: SearchQuery): Promise<Gathered> {
  const { asOf, workspace, since = null, until = null, publisher = null } = query;
  const gatherFor = async (question: AnalysedQuestion, limit = CANDIDATES) => ({
    question,
    ...(await source.search({ question, asOf, workspace, since, until, publisher, limit })),
  });
  const countsOf = async (terms: readonly string[]) => {
    const asked = terms.map((term, position) => ({ term, position, name: false, asking: true, context: false }));
    return (await gatherFor({ ...query.question, terms: asked }, 1)).frequencies.counts;
  };
  const written = await gatherFor(query.question);
  const found = await respellings(source, written.question, written.frequencies, countsOf);
  const meant = found.length > 0 ? await gatherFor(respelled(query.question, found)) : written;
  // A word from articles that the workspace may not see doesn't help, and must not be shown.
  const seen = found.filter(({ meant: term }) => meant.frequencies.counts.get(term));
  return { asOf, similar: [], ...(seen.length > 0 ? meant : written), respellings: seen };
}

/** When the newest of what was found was published: of a subject that rests, the latest is what is nearest to that. */
function newest(candidates: readonly Candidate[], asOf: Date): Date {
  const times = candidates.flatMap(({ published }) => (published && published <= asOf ? [published.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : asOf;
}

/** The gathered passages in the order in which they fit the question, best first. */
export function rankGathered({ question, asOf, frequencies, candidates, similar, respellings }: Gathered): Found {
  const ranked = rankPassages(question, candidates, frequencies, question.wantsNew ? newest(candidates, asOf) : asOf);
  return {
    question,
    frequencies,
    passages: fuse(ranked, similar),
    respellings,
    unheard: unheardNames(question, frequencies, candidates),
  };
}

/** The passages that fit a question, best first. */
export async function searchPassages(source: CandidateSource, query: SearchQuery): Promise<Found> {
  return onThread(import.meta.url, rankGathered, await gatherPassages(source, query));
}
