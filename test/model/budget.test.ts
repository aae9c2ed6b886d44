import { expect, test } from 'vitest';
import { type BudgetStore, tokenBudget } from '../../src/model/budget.ts';

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
