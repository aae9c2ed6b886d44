import { LLMock } from '@copilotkit/aimock';
import { expect, onTestFinished, test } from 'vitest';
import { writtenAnswer } from '../../bench/attack-desk.ts';
import { openAiModel } from '../../src/model/openai.ts';
import { tokenBudget } from '../../src/model/token-budget.ts';
import { testDesk } from '../chat/test-desk.ts';
import { connectTo } from './discord-edge/connect.ts';
import { LOCALE } from './discord-edge/payloads.ts';
import { discordEdge } from './discord-edge/server.ts';
import { edgeBot } from './slack-edge.ts';
import { READER, TEAM } from './slack-edge-server.ts';

const COST = 'How much does the harbour wall cost?';

/** A core with a model, and what the model was told of the asker, by question. */
async function deskWithModel() {
  const server = new LLMock({ port: 0, host: '127.0.0.1' });
  const told: { now: string; zone: string; language: string | null }[] = [];
  server.on({}, ({ messages }) => {
    told.push(JSON.parse(String(messages.at(-1)?.content)));
    return { content: writtenAnswer([]) };
  });
  await server.start();
  onTestFinished(() => server.stop());
  const model = openAiModel({ apiKey: 'key', model: 'm', baseUrl: `${server.url}/v1`, api: 'chat' });
  const budget = tokenBudget({ spent: async () => 0, add: async () => 0 }, 1_000_000, () => new Date());
  return { core: await testDesk({ model: { name: 'm', model, budget } }), told };
}

test('a model is told the language that Discord is set to for who asks by command', async () => {
  const { core, told } = await deskWithModel();
  const discord = await discordEdge();
  onTestFinished(() => discord.stop());
  await connectTo(discord, { desk: core.desk, outbox: core.outbox }).ready;
  discord.command('ask', [{ name: 'question', type: 3, value: COST }]);
  await expect.poll(() => told.length, { timeout: 20_000 }).toBe(1);
  expect(told[0]).toMatchObject({ language: LOCALE });
});

test('a model is told the language and the zone of the asker’s Slack', async () => {
  const { core, told } = await deskWithModel();
  const { edge } = await edgeBot({ core });
  edge.users.set(READER, { id: READER, team_id: TEAM, tz: 'Europe/Berlin', locale: 'de-DE' });
  await edge.mention(COST);
  await expect.poll(() => told.length, { timeout: 20_000 }).toBe(1);
  expect(told[0]).toMatchObject({ language: 'de-DE', zone: 'Europe/Berlin' });
});
