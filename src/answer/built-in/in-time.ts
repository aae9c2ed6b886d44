import type { CandidateSource } from '../../store/passages/source.ts';
import { type TimeWindow, timeWindow } from '../question/time-window.ts';
import type { SearchQuery } from '../rank/search.ts';
import { answerFrom, type BuiltInAnswer } from './extractive.ts';

export interface TimedQuery extends SearchQuery {
  maxChars: number;
  /** IANA zone that the asker's time words are read in. */
  zone: string;
}

export interface TimedAnswer {
  answer: BuiltInAnswer;
  /** The time that the question names; null when it names none, or the asker gave one beside it. */
  window: TimeWindow | null;
}

/**
 * Answers from the narrowest of these that does: the given sources in order, each first within the time that the question names.
 * An answer from outside that time is still an answer: `isOutside` says so, and the reader is told.
 */
export async function answerInTime(sources: readonly CandidateSource[], query: TimedQuery): Promise<TimedAnswer> {
  const window = query.since ? null : timeWindow(query.question, query.asOf, query.zone);
  const within = window?.only ? { since: window.since ?? undefined, until: window.until ?? undefined } : null;
  const question = window?.rest || query.question;
  let answer: BuiltInAnswer | null = null;
  for (const limits of within ? [within, {}] : [{}]) {
    for (const source of sources) {
      answer = await answerFrom(source, { ...query, question, ...limits });
      if (answer.kind === 'answered') return { answer, window };
    }
  }
  if (answer === null) throw new RangeError('no source to answer from');
  return { answer, window };
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
