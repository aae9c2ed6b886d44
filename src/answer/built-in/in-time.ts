import type { CandidateSource } from '../../store/passages/source.ts';
import type { TimeWindow } from '../question/time-window.ts';
import type { SearchQuery } from '../rank/search.ts';
import { answerFrom, type BuiltInAnswer } from './extractive.ts';

export interface TimedQuery extends SearchQuery {
  maxChars: number;
  /** Only articles that the question is surely about are looked in. */
  inThread?: boolean;
  /** The time that the question names; null when it names none, or the asker gave one beside it. */
  window: TimeWindow | null;
}

/**
 * Answers from the narrowest of these that does: the given sources in order, each first within the time that the question names.
 * An answer from outside that time is still an answer: `isOutside` says so, and the reader is told.
 */
export async function answerInTime(sources: readonly CandidateSource[], query: TimedQuery): Promise<BuiltInAnswer> {
  const { window } = query;
  const within = window?.only ? { since: window.since ?? undefined, until: window.until ?? undefined } : null;
  let answer: BuiltInAnswer | null = null;
  for (const limits of within ? [within, {}] : [{}]) {
    let closest: BuiltInAnswer | null = null;
    for (const source of sources) {
      answer = await answerFrom(source, { ...query, ...limits });
      if (answer.kind === 'answered') return answer;
      if (answer.nearest.length > 0) closest ??= answer;
    }
    answer = closest ?? answer;
  }
  if (answer === null) throw new RangeError('no source to answer from');
  return answer;
}

/** Whether all of these publication times lie outside the window; what is undated can't be said to. */
export function isOutside(window: TimeWindow, published: readonly (Date | null)[]): boolean {
  return (
    published.length > 0 &&
    published.every(
      (at) =>
        at !== null && ((window.since !== null && at < window.since) || (window.until !== null && at >= window.until)),
    )
  );
}
