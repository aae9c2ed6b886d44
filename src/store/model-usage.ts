import { sql } from 'kysely';
import type { BudgetStore } from '../model/token-budget.ts';
import type { Database } from './database.ts';

/** Tokens that a workspace spent on a UTC day, kept in the store so that all processes share one count. */
export function storedUsage(db: Database): BudgetStore {
  return {
    async spent(workspace, day) {
      const { rows } = await sql<{
        tokens: number;
      }>`select tokens from model_usage where workspace_id = ${workspace} and day = ${day}`.execute(db);
      return rows[0]?.tokens ?? 0;
    },
    async add(workspace, day, tokens) {
      const { rows } = await sql<{ tokens: number }>`
        insert into model_usage (workspace_id, day, tokens) values (${workspace}, ${day}, greatest(0, ${tokens}::bigint))
        on conflict (workspace_id, day) do update set tokens = greatest(0, model_usage.tokens + ${tokens}::bigint)
        returning tokens`.execute(db);
      return rows[0]?.tokens ?? 0;
    },
  };
}
