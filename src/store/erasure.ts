import { sql } from 'kysely';
import type { Database, Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';
import { dropInstallation } from './slack-installations.ts';

const ARTICLES_A_BATCH = 50;

export interface Erased {
  articles: number;
  questions: number;
  digests: number;
}

/**
 * Removes a workspace with all that is its own: its articles, and those that only it could see; questions with their answers and votes,
 * digests with what they posted, feeds, searches, spent tokens, tokens of Slack. What others can see too stays. Safe to run again after
 * an interruption. Returns how much went.
 */
export async function eraseWorkspace(db: Database, workspace: WorkspaceId): Promise<Erased> {
  const erased: Erased = { articles: 0, questions: 0, digests: 0 };
  for (;;) {
    const removed = await db.transaction().execute((tx) => eraseArticles(tx, workspace));
    if (removed === 0) break;
    erased.articles += removed;
  }
  await db.transaction().execute(async (tx) => {
    erased.questions = await countOf(
      tx,
      sql`turns t join conversations c on c.place = t.place where c.workspace_id`,
      workspace,
    );
    erased.digests = await countOf(tx, sql`digests where workspace_id`, workspace);
    await sql`delete from stories where owner = ${workspace}`.execute(tx);
    const [, team] = workspace.split('/');
    if (workspace.startsWith('slack/') && team) await dropInstallation(tx, team);
    // Everything else hangs on the workspace and goes with it.
    await sql`delete from workspaces where id = ${workspace}`.execute(tx);
  });
  return erased;
}

/** Articles that it owns, or that nobody else sees; what others see it only sees no more, with the workspace itself. */
async function eraseArticles(tx: Queries, workspace: WorkspaceId): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from articles where id in (
      select a.id from articles a where a.owner = ${workspace} or (
        exists (select from article_visibility v where v.article_id = a.id and v.workspace_id = ${workspace})
        and not exists (select from article_visibility v where v.article_id = a.id and v.workspace_id <> ${workspace}))
      limit ${ARTICLES_A_BATCH})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

async function countOf(tx: Queries, from: ReturnType<typeof sql>, workspace: WorkspaceId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${from} = ${workspace}`.execute(tx);
  return rows[0]?.n ?? 0;
}
