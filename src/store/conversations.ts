import { z } from 'zod';
import type { ArticleId, RevisionId } from '../article/article.ts';
import type { Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

const span = z.object({
  article: z.custom<ArticleId>((id) => typeof id === 'string'),
  revision: z.custom<RevisionId>((id) => typeof id === 'number'),
  start: z.number(),
  end: z.number(),
});

/** What a turn keeps. Turns of earlier versions lack what was not kept then: it is filled in as nothing. */
const turnRecord = z.object({
  /** What kind of request it was, and the question as it was understood. */
  kind: z.string().default(''),
  asked: z.string().default(''),
  /** The articles that it was about, the one that answers first. */
  about: z.array(z.object({ id: span.shape.article, title: z.string() })).default([]),
  /** The numbered list that it showed. */
  list: z
    .array(z.object({ position: z.number(), title: z.string(), articles: z.array(span.shape.article) }))
    .default([]),
  text: z.string().default(''),
  refused: z.boolean().default(false),
  by: z.enum(['built-in', 'model']).default('built-in'),
  claims: z.array(z.object({ text: z.string(), spans: z.array(span) })).default([]),
  /** What was looked at, best first, with its scores. */
  passages: z
    .array(
      z.object({
        article: z.string(),
        title: z.string(),
        start: z.number(),
        end: z.number(),
        score: z.number(),
        parts: z.record(z.string(), z.number()),
        coverage: z.number(),
      }),
    )
    .default([]),
  /** Claims of a model that are not shown as it worded them. */
  dropped: z
    .array(
      z.object({ text: z.string(), instead: z.enum(['sentences', 'nothing']).default('nothing'), reason: z.string() }),
    )
    .default([]),
  /** Questions to go on with, in the order of their buttons. */
  followUps: z.array(z.string()).default([]),
});
const NOTHING_KEPT = turnRecord.parse({});

export type TurnRecord = z.output<typeof turnRecord>;

export interface Turn {
  id: number;
  question: string;
  answer: TurnRecord;
}

const TURNS_KEPT = 10;

/** Keeps a question and what became of it. Returns the turn's id. */
export async function saveTurn(
  db: Queries,
  turn: { place: string; workspace: WorkspaceId; asker?: string; question: string; answer: TurnRecord },
  now: Date,
): Promise<number> {
  await db
    .insertInto('conversations')
    .values({ place: turn.place, workspace_id: turn.workspace, changed: now })
    .onConflict((c) => c.column('place').doUpdateSet({ changed: now }))
    .execute();
  const { id } = await db
    .insertInto('turns')
    .values({
      place: turn.place,
      asker: turn.asker ?? null,
      question: turn.question,
      answer: JSON.stringify(turn.answer),
      asked: now,
    })
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
  return rows.reverse().map((row) => ({ id: row.id, question: row.question, answer: readRecord(row.answer) }));
}

/** A kept turn as this version knows it; what can't be read is a turn of which nothing was kept. */
function readRecord(kept: unknown): TurnRecord {
  return turnRecord.safeParse(kept).data ?? NOTHING_KEPT;
}

/** One turn of a workspace, with its place. */
export async function findTurn(
  db: Queries,
  workspace: WorkspaceId,
  id: number,
): Promise<(Turn & { place: string }) | null> {
  // A number that somebody made up.
  if (!Number.isSafeInteger(id)) return null;
  const row = await db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.place', 'turns.place')
    .select(['turns.id', 'turns.question', 'turns.answer', 'turns.place'])
    .where('turns.id', '=', id)
    .where('conversations.workspace_id', '=', workspace)
    .executeTakeFirst();
  return row ? { id: row.id, question: row.question, answer: readRecord(row.answer), place: row.place } : null;
}

export async function conversationExists(db: Queries, place: string): Promise<boolean> {
  return (
    (await db.selectFrom('conversations').select('place').where('place', '=', place).executeTakeFirst()) !== undefined
  );
}

/** One vote a person and answer; the last one counts. */
export async function saveVote(
  db: Queries,
  turn: number,
  vote: { voter: string; helpful: boolean; reason?: string | null; remark?: string | null },
): Promise<void> {
  const { voter, helpful } = vote;
  const said = { helpful, reason: vote.reason ?? null, remark: vote.remark ?? null };
  await db
    .insertInto('votes')
    .values({ turn_id: turn, voter, ...said })
    .onConflict((c) => c.columns(['turn_id', 'voter']).doUpdateSet(said))
    .execute();
}

/** Forgets the conversations that nobody went on with since `before`. */
export async function pruneConversations(db: Queries, before: Date): Promise<void> {
  await db.deleteFrom('conversations').where('changed', '<', before).execute();
}
