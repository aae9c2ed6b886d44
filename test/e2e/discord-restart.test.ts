import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import { textOf } from './discord-edge/messages.ts';
import { BOT } from './discord-edge/payloads.ts';
import { discordEdge } from './discord-edge/server.ts';
import { MAIN, run } from './signalled.ts';

const COST = 'How much does the harbour wall cost?';
const PEOPLE = Array.from({ length: 12 }, (_, i) => `4000000000000001${10 + i}`);

/** The real bot in a process of its own, in front of Discord. */
async function atWork() {
  const edge = await discordEdge();
  onTestFinished(() => edge.stop());
  const { db, url } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const start = () => run(MAIN, { DATABASE_URL: url, DISCORD_TOKEN: 't', DISCORD_API_URL: edge.url }, ['bot']);
  const bot = start();
  // It hears of people once it has said which commands it has.
  await expect.poll(() => edge.commands().length, { timeout: 90_000 }).toBeGreaterThan(3);
  const onRecord = async () => (await db.selectFrom('open_replies').select('id').execute()).length;
  const told = () => edge.shown().filter((message) => /restarted while it was answering/.test(textOf(message)));
  return { edge, bot, start, onRecord, told };
}

test('nobody whose command was acknowledged is left with “thinking …” when the bot is killed', async () => {
  const { edge, bot, start, onRecord, told } = await atWork();
  // No answer arrives before the process ends.
  edge.inject(({ method, path }) => (method !== 'GET' && /@original|messages$/.test(path) ? 'silent' : null));
  const asked = PEOPLE.map((user, i) => {
    const hidden = i % 2 === 0 ? [{ name: 'private', type: 5, value: true }] : [];
    return edge.command('ask', [{ name: 'question', type: 3, value: COST }, ...hidden], { user });
  });
  const acknowledged = () => asked.filter(({ state }) => state === 'deferred').length;
  await expect.poll(acknowledged, { timeout: 20_000, interval: 5 }).toBeGreaterThan(0);
  await bot.kill();
  // What was on its way arrives.
  await wait(300);
  const waiting = acknowledged();
  expect(edge.thinking()).toHaveLength(waiting);
  edge.inject(() => null);
  start();
  await expect.poll(onRecord, { timeout: 90_000 }).toBe(0);
  expect(edge.thinking()).toEqual([]);
  expect(told().length).toBeGreaterThanOrEqual(waiting);
}, 180_000);

test('who mentioned the bot before it was killed is told to ask again', async () => {
  const { edge, bot, start, onRecord, told } = await atWork();
  edge.inject(({ method, path }) => (method === 'POST' && /messages$/.test(path) ? 'silent' : null));
  const questions = PEOPLE.map((user) => edge.say(`<@${BOT}> ${COST}`, { user }));
  await expect.poll(onRecord, { timeout: 20_000 }).toBe(PEOPLE.length);
  await bot.kill();
  edge.inject(() => null);
  start();
  await expect.poll(() => told().length, { timeout: 90_000 }).toBe(PEOPLE.length);
  expect(
    told()
      .map(({ reference }) => reference)
      .sort(),
  ).toEqual(questions.sort());
}, 180_000);
