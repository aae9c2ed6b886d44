import { passagesOfArticles } from '../../store/digests/digest-threads.ts';
import type { CandidateSource } from '../../store/passages/source.ts';
import type { AskDeps, AskQuery } from '../answer.ts';

/** Where to look for a request, the narrowest first: what the thread points to, the rest of its story, the digest that it hangs on, everything stored. */
export function placesFor({ db, stored }: AskDeps, { request, told }: AskQuery): CandidateSource[] {
  const focus = [request.focus, request.story].flatMap((ids) =>
    ids.length > 0 ? [passagesOfArticles(db, ids, stored)] : [],
  );
  if (request.focusOnly && focus.length > 0) return focus;
  return [...focus, ...(told.length > 0 ? [passagesOfArticles(db, told, stored)] : []), stored];
}
