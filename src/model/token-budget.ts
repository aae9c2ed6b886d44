import { ModelUnavailable, type Usage } from './model.ts';

/** Where spent tokens are kept. `day` is a UTC date, `2026-03-01`. */
export interface BudgetStore {
  spent(workspace: string, day: string): Promise<number>;
  /** Adds tokens (negative gives back) and returns the new total, in one step. */
  add(workspace: string, day: string, tokens: number): Promise<number>;
}

/** What tokens are spent on. */
export type Purpose = 'answer' | 'check' | 'summary' | 'embedding';

export interface Budget {
  /** Sets `tokens` aside before a call; throws `ModelUnavailable` when the cap does not allow it. */
  reserve(workspace: string, tokens: number): Promise<Reservation>;
  /** Told of what every call used, to be counted. */
  onSpent?: (purpose: Purpose, usage: Usage) => void;
}

export interface Reservation {
  /** Replaces what was set aside by what was used. */
  settle(used: number): Promise<void>;
}

/** Counts a workspace's tokens by day against one cap. Reserving adds first and gives back when over, so that racing calls cannot exceed it. */
export function tokenBudget(
  store: BudgetStore,
  dailyCap: number,
  now: () => Date,
  onSpent?: Budget['onSpent'],
): Budget {
  return {
    ...(onSpent ? { onSpent } : {}),
    async reserve(workspace, tokens) {
      const day = now().toISOString().slice(0, 10);
      const total = await store.add(workspace, day, tokens);
      if (total > dailyCap) {
        await store.add(workspace, day, -tokens);
        throw new ModelUnavailable('over-budget', `${total - tokens} of ${dailyCap} tokens spent on ${day}`);
      }
      let settled = false;
      return {
        async settle(used) {
          if (settled) return;
          settled = true;
          await store.add(workspace, day, used - tokens);
        },
      };
    },
  };
}

/**
 * What a call gives, paid from a workspace's budget: `most` is set aside before, and replaced by what the call tells that it used. A call
 * that throws gives back all that is not known to be spent. Every call of a model goes through here.
 */
export async function paidFor<T extends { usage: Usage }>(
  budget: Budget,
  { workspace, purpose, most }: { workspace: string; purpose: Purpose; most: number },
  call: () => Promise<T>,
): Promise<T> {
  const reservation = await budget.reserve(workspace, most);
  let used: Usage = { inputTokens: 0, outputTokens: 0 };
  try {
    const made = await call();
    used = made.usage;
    return made;
  } catch (error) {
    if (error instanceof ModelUnavailable) used = error.usage;
    throw error;
  } finally {
    budget.onSpent?.(purpose, used);
    await reservation.settle(used.inputTokens + used.outputTokens);
  }
}
