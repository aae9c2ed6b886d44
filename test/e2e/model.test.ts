import { LLMock } from '@copilotkit/aimock';
import { expect, onTestFinished, test } from 'vitest';
import type { DeskModel } from '../../src/chat/deps.ts';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import { openAiModel } from '../../src/model/openai.ts';
import { tokenBudget } from '../../src/model/token-budget.ts';
import { createLog } from '../../src/observe/log.ts';
import { parseConfig } from '../../src/settings/config.ts';
import { storedUsage } from '../../src/store/model-usage.ts';
import { TERMINAL } from '../../src/store/schema.ts';
import { createWatch } from '../../src/watch.ts';
import { testDesk } from '../chat/test-desk.ts';

const QUESTION = 'How much does the harbour wall cost?';

/** The core with a model on an independent server that always gives the same draft. */
async function deskWith(reply: unknown, options: { dailyTokens?: number; onDraft?: DeskModel['onDraft'] } = {}) {
  const server = new LLMock({ port: 0, host: '127.0.0.1' });
  server.on({}, { content: typeof reply === 'string' ? reply : JSON.stringify(reply) });
  await server.start();
  onTestFinished(() => server.stop());
  const model = openAiModel({
    apiKey: 'test-key',
    model: 'test',
    baseUrl: `${server.url}/v1`,
    api: 'chat',
    timeout: 4_000,
  });
  let used = 0;
  const memory = { spent: async () => used, add: async (_w: string, _d: string, tokens: number) => (used += tokens) };
  const budget = tokenBudget(memory, options.dailyTokens ?? 1_000_000, () => new Date());
  const counting = options.onDraft ? { onDraft: options.onDraft } : {};
  const core = await testDesk({ model: { name: 'test', model, budget, ...counting } });
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: false, zone: null };
  const say = async (text: string) =>
    renderTerminal(await core.desk.handle({ kind: 'question', text, caller }), {
      color: false,
      width: 400,
      zone: 'UTC',
    });
  return { ...core, say, server };
}

const draft = (...claims: { text: string; sentences: number[] }[]) => ({
  status: 'answered',
  claims,
  missing: null,
  followups: [],
});

test('a claim that its passage supports is shown with its source', async () => {
  const { say } = await deskWith(
    draft({ text: 'Council treasurer Emil Sand said the wall costs 14 million crowns.', sentences: [1] }),
  );
  const reply = await say(QUESTION);
  expect(reply).toContain('Council treasurer Emil Sand said the wall costs 14 million crowns. [1]');
  expect(reply).toContain('written by a model');
});

test('what the article only reports is never told as a fact', async () => {
  const { say } = await deskWith(draft({ text: 'The wall costs 14 million crowns.', sentences: [1] }));
  expect(await say(QUESTION)).toContain(
    'The wall costs 14 million crowns, according to council treasurer Emil Sand. [1]',
  );
});

test('an invented quotation never reaches the reply', async () => {
  const { say } = await deskWith(
    draft(
      { text: 'The wall costs 14 million crowns.', sentences: [1] },
      { text: 'Mayor Ada Lindqvist said “the wall is a gift to our grandchildren”.', sentences: [1] },
    ),
  );
  const reply = await say(QUESTION);
  expect(reply).toContain('14 million');
  expect(reply).not.toContain('grandchildren');
});

test('"Why this answer?" says what each claim was checked for, what it rests on, and what was dropped', async () => {
  const { desk } = await deskWith(
    draft(
      { text: 'Council treasurer Emil Sand said the wall costs 14 million crowns.', sentences: [1] },
      { text: 'The wall costs 15 million crowns.', sentences: [1] },
    ),
  );
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: false, zone: null };
  const reply = await desk.handle({ kind: 'question', text: QUESTION, caller });
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const button = buttons.find(({ label }) => label === 'Why this answer?')?.id ?? '';
  const why = renderTerminal(await desk.handle({ kind: 'press', button, caller }), {
    color: false,
    width: 400,
    zone: 'UTC',
  });
  expect(why).toMatch(
    /Passed: Council treasurer .*: its passages, numbers and dates, .*The articles say: “.*14 million/,
  );
  expect(why).toMatch(/Replaced with sentences from the article: The wall costs 15 million crowns\.: a number/);
});

test('an answer of which every claim gave way to the article’s sentences does not say that a model wrote it', async () => {
  const { desk } = await deskWith(
    draft(
      { text: 'The wall costs 15 million crowns.', sentences: [4] },
      { text: 'Ada Lindqvist promised a gift to our grandchildren.', sentences: [2] },
    ),
  );
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: false, zone: null };
  const shown = { color: false, width: 400, zone: 'UTC' };
  const reply = await desk.handle({ kind: 'question', text: QUESTION, caller });
  expect(renderTerminal(reply, shown)).toContain('sentences from the articles, word for word');
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const button = buttons.find(({ label }) => label === 'Why this answer?')?.id ?? '';
  const why = renderTerminal(await desk.handle({ kind: 'press', button, caller }), shown);
  expect(why).toContain('Word for word: The wall costs 14 million crowns');
  expect(why).toContain('nothing here is in its own words');
  expect(why).not.toMatch(/““|””|Passed:/);
});

test('what a reader has seen of a growing answer is never taken away while it is written', async () => {
  const { desk } = await deskWith(
    draft(
      { text: '', sentences: [1] },
      { text: '', sentences: [2] },
      { text: '', sentences: [3] },
      { text: '', sentences: [4] },
      { text: '', sentences: [5] },
      { text: '', sentences: [6] },
    ),
  );
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: false, zone: null };
  const lengths: number[] = [];
  await desk.handle({ kind: 'question', text: QUESTION, caller }, ({ blocks }) => {
    lengths.push(blocks.filter(({ kind }) => kind === 'claim').length);
  });
  expect(lengths.length).toBeGreaterThan(0);
  expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
});

test('every claim that was shown, replaced or dropped is counted with its reason', async () => {
  const watch = createWatch(parseConfig({}), createLog({ level: 'silent', file: null, secrets: [] }), '1.2.3');
  const drafted = draft(
    { text: 'Council treasurer Emil Sand said the wall costs 14 million crowns.', sentences: [1] },
    { text: 'The wall costs 15 million crowns.', sentences: [1] },
    { text: 'Read more at https://evil.example/wall', sentences: [1] },
  );
  const { say } = await deskWith(drafted, { onDraft: watch.onDraft });
  await say(QUESTION);
  const page = (await watch.metrics.page()).split('\n');
  for (const labels of [
    'verdict="shown",reason="none"',
    'verdict="replaced",reason="number"',
    'verdict="dropped",reason="markup"',
  ])
    expect(page).toContain(`copydesk_model_claims_total{${labels}} 1`);
});

test('a source that the model was not given does not count', async () => {
  const { say } = await deskWith(draft({ text: 'The wall costs 14 million crowns.', sentences: [977] }));
  const reply = await say(QUESTION);
  expect(reply).toContain("didn't match the articles");
  expect(reply).toContain('sentences from the articles, word for word');
});

test('a wrong number never reaches the reply', async () => {
  const { say } = await deskWith(draft({ text: 'The wall costs 41 million crowns.', sentences: [1] }));
  expect(await say(QUESTION)).not.toContain('41 million');
});

test('a model that finds nothing does not take a certain answer away', async () => {
  const { say } = await deskWith({ ...draft(), status: 'not_found' });
  const reply = await say('Which treasurer said the wall costs 14 million crowns?');
  expect(reply).toContain('council treasurer Emil Sand said');
  expect(reply).toContain('The language model found no answer in the articles; this is the built-in answer.');
  expect(reply).not.toContain('The closest');
});

test('a model that finds nothing is believed where the built-in answer is a guess', async () => {
  const { say } = await deskWith({ ...draft(), status: 'not_found' });
  expect(await say(QUESTION)).not.toContain('The language model found no answer');
});

test('broken output gives the built-in answer with a plain word', async () => {
  const { say } = await deskWith('{"status": "answ');
  const reply = await say(QUESTION);
  expect(reply).toContain('14 million');
  expect(reply).toContain('The language model gave no usable answer');
});

test('a spent budget gives the built-in answer and calls no model', async () => {
  const { say, server } = await deskWith(draft(), { dailyTokens: 10 });
  expect(await say(QUESTION)).toContain("Today's budget for the language model is spent");
  expect(server.getRequests()).toHaveLength(0);
});

test('tokens are counted by workspace and day, and given back', async () => {
  const { db } = await testDesk();
  const usage = storedUsage(db);
  await usage.add(TERMINAL, '2026-11-23', 500);
  expect(await usage.add(TERMINAL, '2026-11-23', -200)).toBe(300);
  expect(await usage.spent(TERMINAL, '2026-11-23')).toBe(300);
  expect(await usage.spent(TERMINAL, '2026-11-24')).toBe(0);
});

test('the status says how much of the day’s budget a workspace has used, and when it is spent', async () => {
  const { desk, db } = await deskWith(draft());
  const admin = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: true, zone: null };
  const status = async () =>
    JSON.stringify(await desk.handle({ kind: 'command', command: 'newsadmin status', options: {}, caller: admin }));
  const usage = storedUsage(db);
  const day = new Date().toISOString().slice(0, 10);
  await usage.add(TERMINAL, day, 12_000);
  expect(await status()).toContain('test: 12,000 of 500,000 tokens used today (UTC)');
  await usage.add(TERMINAL, day, 500_000);
  expect(await status()).toContain('built-in answers until tomorrow');
});

test('what is missing stands under the answer, and a question to go on with is answered from its button', async () => {
  const { desk } = await deskWith({
    ...draft({ text: 'Work starts in March and takes two summers.', sentences: [4] }),
    missing: 'who will build the wall',
    followups: ['What did Ada Lindqvist say?', 'Is Olga Petrov to resign?'],
  });
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'reader', admin: false, zone: null };
  const reply = await desk.handle({ kind: 'question', text: 'When does work on the harbour wall start?', caller });
  expect(JSON.stringify(reply)).toContain('Not in the articles: who will build the wall.');
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const next = buttons.filter(({ id }) => id.startsWith('v1:next:'));
  expect(next.map(({ label }) => label)).toEqual(['What did Ada Lindqvist say?']);
  const answer = await desk.handle({ kind: 'press', button: next[0]?.id ?? '', caller });
  expect(JSON.stringify(answer)).toContain('We have had three floods in four years');
});
