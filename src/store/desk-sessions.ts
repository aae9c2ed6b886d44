import { createHash, randomBytes } from 'node:crypto';
import type { Database, Queries } from './database.ts';
import type { WorkspaceId } from './schema.ts';

/** How long a link that was printed can be opened. */
export const LINK_MINUTES = 10;
export const SESSION_DAYS = 7;
/** Links and sessions there may be at a time; the oldest go first. */
const MOST = 100;

export interface DeskSession {
  /** What the cookie holds. The store knows only its hash. */
  token: string;
  workspace: WorkspaceId;
}

/** Makes a link that signs one browser in, once, within ten minutes. Returns the secret part of it. */
export async function makeSignInLink(db: Database, workspace: WorkspaceId, now: Date): Promise<string> {
  const token = newToken();
  const expires = new Date(now.getTime() + LINK_MINUTES * 60_000);
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('desk_links')
      .values({ token_hash: hashOf(token), workspace_id: workspace, expires })
      .execute();
    await prune(tx, 'desk_links', now);
  });
  return token;
}

/** Whether a link can still be used. */
export async function isSignInLink(db: Queries, token: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('desk_links')
    .select('token_hash')
    .where('token_hash', '=', hashOf(token))
    .where('expires', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a link up and starts the session that it is for; null when it was used before, has expired or never was. */
export async function signIn(db: Database, link: string, now: Date): Promise<DeskSession | null> {
  return db.transaction().execute(async (tx) => {
    const used = await tx
      .deleteFrom('desk_links')
      .where('token_hash', '=', hashOf(link))
      .where('expires', '>', now)
      .returning('workspace_id')
      .executeTakeFirst();
    if (!used) return null;
    const token = newToken();
    const expires = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
    await tx
      .insertInto('desk_sessions')
      .values({ token_hash: hashOf(token), workspace_id: used.workspace_id, expires })
      .execute();
    await prune(tx, 'desk_sessions', now);
    return { token, workspace: used.workspace_id };
  });
}

/** The session of a cookie; null when it has ended. */
export async function findSession(db: Queries, token: string, now: Date): Promise<DeskSession | null> {
  const row = await db
    .selectFrom('desk_sessions')
    .select('workspace_id')
    .where('token_hash', '=', hashOf(token))
    .where('expires', '>', now)
    .executeTakeFirst();
  return row ? { token, workspace: row.workspace_id } : null;
}

/** Has a session look at another workspace. */
export async function chooseWorkspace(db: Queries, token: string, workspace: WorkspaceId): Promise<void> {
  await db
    .updateTable('desk_sessions')
    .set({ workspace_id: workspace })
    .where('token_hash', '=', hashOf(token))
    .execute();
}

export async function endSession(db: Queries, token: string): Promise<void> {
  await db.deleteFrom('desk_sessions').where('token_hash', '=', hashOf(token)).execute();
}

/** 256 bits: nobody guesses one. */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

async function prune(tx: Queries, table: 'desk_links' | 'desk_sessions', now: Date): Promise<void> {
  await tx.deleteFrom(table).where('expires', '<=', now).execute();
  const newest = tx.selectFrom(table).select('token_hash').orderBy('expires', 'desc').limit(MOST);
  await tx.deleteFrom(table).where('token_hash', 'not in', newest).execute();
}
