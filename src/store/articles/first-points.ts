import type { RevisionId } from '../../article/article.ts';
import type { Span } from '../../text/span.ts';
import { isTeaser } from '../../text/statement.ts';
import type { Queries } from '../database.ts';
import { summariesOf } from './summaries.ts';

/** What is said first of an article, with the sentences of it that say so. */
export interface FirstPoint {
  text: string;
  spans: Span[];
  by: 'model' | 'extractive';
}

/**
 * The first key point of each of these revisions: what a model says first of its story, where that rests on this very revision; else the
 * first point of the article's own summary.
 */
export async function firstPoints(
  db: Queries,
  revisions: readonly RevisionId[],
): Promise<ReadonlyMap<RevisionId, FirstPoint>> {
  const found = new Map<RevisionId, FirstPoint>();
  if (revisions.length === 0) return found;
  for (const [revision, { method, keyPoints }] of await summariesOf(db, revisions)) {
    // An earlier version took such lines for points.
    const first = keyPoints.find(({ text }) => !isTeaser(text));
    if (!first) continue;
    const { text, start, end } = first;
    found.set(revision, { text, spans: [{ start, end }], by: method });
  }
  const ofStories = await db
    .selectFrom('story_points')
    .select(['revision_id', 'text', 'spans'])
    .where('revision_id', 'in', revisions)
    .where('n', '=', 0)
    .execute();
  for (const { revision_id, text, spans } of ofStories) found.set(revision_id, { text, spans, by: 'model' });
  return found;
}
