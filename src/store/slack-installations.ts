import type { Queries } from './database.ts';

/** One workspace, or one whole organisation, that installed the app. What Slack gave for it is sealed by whoever keeps it. */
export interface SealedInstallation {
  /** Id of the workspace (`T…`) or organisation (`E…`). */
  id: string;
  sealed: string;
}

const MOST = 10_000;

export async function saveInstallation(db: Queries, { id, sealed }: SealedInstallation, now: Date): Promise<void> {
  await db
    .insertInto('slack_installations')
    .values({ id, sealed, installed: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed, installed: now }))
    .execute();
}

/** The first installation of these ids that there is, in their order. */
export async function findInstallation(db: Queries, ids: readonly string[]): Promise<SealedInstallation | null> {
  if (ids.length === 0) return null;
  const rows = await db
    .selectFrom('slack_installations')
    .select(['id', 'sealed'])
    .where('id', 'in', [...ids])
    .execute();
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])[0] ?? null;
}

/** Every installation; an app that is not sold has no more than these. */
export async function allInstallations(db: Queries): Promise<SealedInstallation[]> {
  return db.selectFrom('slack_installations').select(['id', 'sealed']).orderBy('id').limit(MOST).execute();
}

export async function dropInstallation(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('slack_installations').where('id', '=', id).execute();
}
