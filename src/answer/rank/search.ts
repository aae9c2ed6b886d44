import type { Candidate, CandidateSource } from '../../store/passages/source.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import type { AnalysedQuestion } from '../question/question.ts';
import { fuse } from './fusion.ts';
import { type Frequencies, rankPassages, type Scored } from './rank.ts';

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
}

/** The passages of a source that may fit a question. */
export async function gatherPassages(source: CandidateSource, query: SearchQuery): Promise<Gathered> {
  const { question, asOf, workspace, since = null, until = null, publisher = null } = query;
  const gathered = await source.search({
    question,
    asOf,
    workspace,
    since,
    until,
    publisher,
    limit: CANDIDATES,
  });
  return { question, asOf, similar: [], ...gathered };
}

/** When the newest of what was found was published: of a subject that rests, the latest is what is nearest to that. */
function newest(candidates: readonly Candidate[], asOf: Date): Date {
  const times = candidates.flatMap(({ published }) => (published && published <= asOf ? [published.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : asOf;
}

/** The gathered passages in the order in which they fit the question, best first. */
export function rankGathered({ question, asOf, frequencies, candidates, similar }: Gathered): Found {
  const ranked = rankPassages(question, candidates, frequencies, question.wantsNew ? newest(candidates, asOf) : asOf);
  return { question, frequencies, passages: fuse(ranked, similar) };
}

/** The passages that fit a question, best first. */
export async function searchPassages(source: CandidateSource, query: SearchQuery): Promise<Found> {
  return rankGathered(await gatherPassages(source, query));
}
