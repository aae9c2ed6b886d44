import { describe, expect, test } from 'vitest';
import { ModelUnavailable } from '../../src/model/model.ts';
import { type BudgetStore, paidFor, tokenBudget } from '../../src/model/token-budget.ts';

function ledger(): BudgetStore {
  const totals = new Map<string, number>();
  return {
    spent: async (workspace, day) => totals.get(`${workspace} ${day}`) ?? 0,
    add: async (workspace, day, tokens) => {
      const total = (totals.get(`${workspace} ${day}`) ?? 0) + tokens;
      totals.set(`${workspace} ${day}`, total);
      return total;
    },
  };
}
const CALL = { workspace: 'w', purpose: 'summary' as const, most: 800 };
const day = '2026-03-01';
const noon = () => new Date(`${day}T12:00:00Z`);

test('a call that the cap does not allow is refused before it is made', async () => {
  const store = ledger();
  const budget = tokenBudget(store, 100, noon);
  await budget.reserve('north', 80);
  await expect(budget.reserve('north', 30)).rejects.toMatchObject({ reason: 'over-budget' });
  expect(await store.spent('north', day)).toBe(80);
});

test('what a call did not use is given back, once', async () => {
  const store = ledger();
  const reservation = await tokenBudget(store, 100, noon).reserve('north', 80);
  await reservation.settle(20);
  await reservation.settle(20);
  expect(await store.spent('north', day)).toBe(20);
});

test('one workspace does not spend what another has', async () => {
  const budget = tokenBudget(ledger(), 100, noon);
  await budget.reserve('north', 100);
  await expect(budget.reserve('south', 100)).resolves.toBeDefined();
});

test('calls that race stay within the cap', async () => {
  const store = ledger();
  const budget = tokenBudget(store, 100, noon);
  await Promise.allSettled(Array.from({ length: 50 }, () => budget.reserve('north', 30)));
  expect(await store.spent('north', day)).toBeLessThanOrEqual(100);
});

describe('a paid call', () => {
  const counted = () => {
    let total = 0;
    const store = {
      spent: async () => total,
      add: async (_w: string, _d: string, tokens: number) => (total += tokens),
    };
    return { budget: tokenBudget(store, 1_000, () => new Date(0)), total: () => total };
  };

  test('costs what it used, not what was set aside', async () => {
    const { budget, total } = counted();
    await paidFor(budget, CALL, async () => ({ usage: { inputTokens: 40, outputTokens: 2 } }));
    expect(total()).toBe(42);
  });

  test('that fails costs what it is known to have used', async () => {
    const { budget, total } = counted();
    const usage = { inputTokens: 10, outputTokens: 1 };
    const failing = paidFor(budget, CALL, () => Promise.reject(new ModelUnavailable('timeout', 'late', { usage })));
    await expect(failing).rejects.toThrow();
    expect(total()).toBe(11);
  });

  test('that breaks in another way gives everything back', async () => {
    const { budget, total } = counted();
    await expect(paidFor(budget, CALL, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(total()).toBe(0);
  });

  test('is counted by what it was for, failed ones too', async () => {
    const spent: unknown[] = [];
    const store = { spent: async () => 0, add: async () => 0 };
    const budget = tokenBudget(
      store,
      1_000,
      () => new Date(0),
      (purpose, usage) => spent.push([purpose, usage]),
    );
    const usage = { inputTokens: 10, outputTokens: 1 };
    await paidFor(budget, CALL, async () => ({ usage }));
    const failing = paidFor(budget, { ...CALL, purpose: 'check' }, () =>
      Promise.reject(new ModelUnavailable('timeout', 'late', { usage })),
    );
    await expect(failing).rejects.toThrow();
    expect(spent).toEqual([
      ['summary', usage],
      ['check', usage],
    ]);
  });
});
