import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

export interface Complaint {
  question: string;
  reason: string | null;
  remark: string | null;
  at: Date;
}

/** How answers were voted on since an instant, and the newest of those that did not help. Nobody learns who voted. */
export async function feedbackSince(
  db: Queries,
  workspace: WorkspaceId,
  since: Date,
  limit: number,
): Promise<{ helpful: number; unhelpful: number; complaints: Complaint[] }> {
  const votes = db
    .selectFrom('votes')
    .innerJoin('turns', 'turns.id', 'votes.turn_id')
    .innerJoin('conversations', 'conversations.place', 'turns.place')
    .where('conversations.workspace_id', '=', workspace)
    .where('votes.added', '>=', since);
  const [counts, complaints] = await Promise.all([
    votes
      .select((e) => ['votes.helpful', e.fn.countAll<string>().as('count')])
      .groupBy('votes.helpful')
      .execute(),
    votes
      .select(['turns.question', 'votes.reason', 'votes.remark', 'votes.added as at'])
      .where('votes.helpful', '=', false)
      .orderBy('votes.added', 'desc')
      .limit(limit)
      .execute(),
  ]);
  const count = (helpful: boolean) => Number(counts.find((row) => row.helpful === helpful)?.count ?? 0);
  return { helpful: count(true), unhelpful: count(false), complaints };
}
