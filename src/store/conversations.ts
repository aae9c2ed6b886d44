import type { ArticleId, RevisionId } from '../article/article.ts';
import type { Span } from '../text/span.ts';
import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

/** What a turn keeps: enough to resolve a follow-up, to show its quotes and to say why it was answered so. */
export interface TurnRecord {
  /** What kind of request it was, and the question as it was understood; missing in turns of earlier versions. */
  kind?: string;
  asked?: string;
  /** The articles that it was about, the one that answers first. */
  about?: { id: ArticleId; title: string }[];
  /** The numbered list that it showed. */
  list?: { position: number; title: string; articles: ArticleId[] }[];
  text: string;
  refused: boolean;
  by: 'built-in' | 'model';
  claims: { text: string; spans: (Span & { article: ArticleId; revision: RevisionId })[] }[];
  /** What was looked at, best first, with its scores. */
  passages: {
    article: string;
    title: string;
    start: number;
    end: number;
    score: number;
    parts: Record<string, number>;
    coverage: number;
  }[];
  /** Claims of a model that a check refused. */
  dropped: { text: string; reason: string }[];
}

export interface Turn {
  id: number;
  question: string;
  answer: TurnRecord;
}

const TURNS_KEPT = 10;

/** Keeps a question and what became of it. Returns the turn's id. */
export async function saveTurn(
  db: Queries,
  turn: { place: string; workspace: WorkspaceId; question: string; answer: TurnRecord },
  now: Date,
): Promise<number> {
  await db
    .insertInto('conversations')
    .values({ place: turn.place, workspace_id: turn.workspace, changed: now })
    .onConflict((c) => c.column('place').doUpdateSet({ changed: now }))
    .execute();
  const { id } = await db
    .insertInto('turns')
    .values({ place: turn.place, question: turn.question, answer: JSON.stringify(turn.answer), asked: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The last turns of a place, oldest first. */
export async function turnsOf(db: Queries, workspace: WorkspaceId, place: string): Promise<Turn[]> {
  const rows = await db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.place', 'turns.place')
    .select(['turns.id', 'turns.question', 'turns.answer'])
    .where('turns.place', '=', place)
    .where('conversations.workspace_id', '=', workspace)
    .orderBy('turns.id', 'desc')
    .limit(TURNS_KEPT)
    .execute();
  return rows.reverse().map((row) => ({ id: row.id, question: row.question, answer: row.answer as TurnRecord }));
}

/** One turn of a workspace, with its place. */
export async function findTurn(
  db: Queries,
  workspace: WorkspaceId,
  id: number,
): Promise<(Turn & { place: string }) | null> {
  const row = await db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.place', 'turns.place')
    .select(['turns.id', 'turns.question', 'turns.answer', 'turns.place'])
    .where('turns.id', '=', id)
    .where('conversations.workspace_id', '=', workspace)
    .executeTakeFirst();
  return row ? { id: row.id, question: row.question, answer: row.answer as TurnRecord, place: row.place } : null;
}

export async function conversationExists(db: Queries, place: string): Promise<boolean> {
  return (
    (await db.selectFrom('conversations').select('place').where('place', '=', place).executeTakeFirst()) !== undefined
  );
}

/** One vote a person and answer; the last one counts. */
export async function saveVote(db: Queries, turn: number, voter: string, helpful: boolean): Promise<void> {
  await db
    .insertInto('votes')
    .values({ turn_id: turn, voter, helpful })
    .onConflict((c) => c.columns(['turn_id', 'voter']).doUpdateSet({ helpful }))
    .execute();
}

/** Forgets the conversations that nobody went on with since `before`. */
export async function pruneConversations(db: Queries, before: Date): Promise<void> {
  await db.deleteFrom('conversations').where('changed', '<', before).execute();
}
