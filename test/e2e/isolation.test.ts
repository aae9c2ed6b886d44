import { LLMock } from '@copilotkit/aimock';
import { expect, onTestFinished, test } from 'vitest';
import { readGiven, writtenAnswer } from '../../bench/attack-desk.ts';
import { openAiModel } from '../../src/model/openai.ts';
import { remembering } from '../../src/model/remembered.ts';
import { tokenBudget } from '../../src/model/token-budget.ts';
import { removeArticle } from '../../src/store/articles/articles.ts';
import { storedUsage } from '../../src/store/model-usage.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { testDesk } from '../chat/test-desk.ts';
import { holds, plantLibrary, probesOf } from '../store/isolation-probes.ts';

const ours = 'discord/1' as WorkspaceId;
const theirs = 'slack/T2' as WorkspaceId;

/** Two workspaces with libraries of their own, and a model that repeats every passage it is given. */
async function newsrooms() {
  const server = new LLMock({ port: 0, host: '127.0.0.1' });
  server.on({}, (request) => {
    const { passages } = readGiven(String(request.messages.at(-1)?.content));
    return {
      content: writtenAnswer(passages.map(({ id, text }) => ({ text: text.split(/(?<=\.)\s/)[0] ?? '', cites: [id] }))),
    };
  });
  await server.start();
  onTestFinished(() => server.stop());
  const ledger = { spent: async () => 0, add: async () => 0 };
  const model = remembering(openAiModel({ apiKey: 'key', model: 'm', baseUrl: `${server.url}/v1`, api: 'chat' }), 50);
  const budget = tokenBudget(ledger, 1_000_000, () => new Date());
  const core = await testDesk({ model: { name: 'm', model, budget }, env: { QUESTIONS_PER_10_MINUTES: '10000' } });
  const own = await plantLibrary(core.db, core.desk, ours, 'Qwertz', 2);
  const other = await plantLibrary(core.db, core.desk, theirs, 'Zuvexo', 2);
  return { ...core, own, other, sent: () => server.getRequests().map((entry) => entry.body) };
}

test('a model answers from the library of the asker, and is never sent anything of another', async () => {
  const { desk, db, other, sent } = await newsrooms();
  const before = sent().length;
  for (const [way, probe] of Object.entries(probesOf(db, desk, ours, other, 5)))
    expect(holds(await probe(), other.canary), way).toBe(false);
  const asked = sent().slice(before);
  expect(asked.length).toBeGreaterThan(0);
  for (const body of asked) {
    const { passages, history } = readGiven(
      String((body as { messages: { content: string }[] }).messages.at(-1)?.content),
    );
    expect(holds(passages, other.canary)).toBe(false);
    // The questions of the history are what the asker typed.
    expect(
      holds(
        history.map((turn) => turn.answer),
        other.canary,
      ),
    ).toBe(false);
  }
});

test('a remembered draft is not given to another workspace, nor after its article was taken away', async () => {
  const { desk, db, own, sent } = await newsrooms();
  const ask = (workspace: WorkspaceId, n: number) =>
    desk.handle({
      kind: 'question',
      text: 'When does the Qwertz bridge close?',
      caller: { workspace, place: `${workspace}/${n}`, user: 'u', admin: false, zone: null },
    });
  expect(holds(await ask(ours, 2), 'Qwertz')).toBe(true);
  const calls = sent().length;
  expect(holds(await ask(ours, 3), 'Qwertz')).toBe(true);
  expect(sent()).toHaveLength(calls);
  expect(holds(await ask(theirs, 2), 'Qwertz')).toBe(false);
  for (const article of own.articles) await removeArticle(db, ours, article);
  const gone = await ask(ours, 4);
  // The name is the asker's own, said back.
  expect(JSON.stringify(gone)).toContain('No article mentions “Qwertz”.');
  expect(holds(JSON.stringify(gone).replace('No article mentions “Qwertz”.', ''), 'Qwertz')).toBe(false);
});

test('tokens are counted for the workspace that asks alone', async () => {
  const { db, desk } = await testDesk();
  for (const id of [ours, theirs]) await desk.welcome({ id, platform: 'discord', name: 'Newsroom' });
  const usage = storedUsage(db);
  await usage.add(ours, '2026-11-23', 500);
  expect(await usage.spent(theirs, '2026-11-23')).toBe(0);
});
