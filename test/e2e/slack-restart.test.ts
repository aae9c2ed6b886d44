import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import { MAIN, run } from './signalled.ts';
import { slackEdge } from './slack-edge.ts';
import { type EdgeMessage, TEAM } from './slack-edge-server.ts';

const COST = 'How much does the harbour wall cost?';
const PEOPLE = Array.from({ length: 8 }, (_, i) => `U0P${i}`);

const isAnswer = ({ text }: EdgeMessage) => /14 million/.test(text);
const isTold = ({ text }: EdgeMessage) => /restarted while it was answering/.test(text);

/** The real bot in a process of its own, in front of Slack, and eight people. */
async function atWork() {
  const edge = await slackEdge();
  for (const id of PEOPLE)
    edge.users.set(id, { id, team_id: TEAM, tz: 'UTC', profile: { display_name: `Name ${id}` } });
  const { db, url } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const settings = {
    DATABASE_URL: url,
    SLACK_BOT_TOKEN: 'xoxb-edge',
    SLACK_APP_TOKEN: 'xapp-edge',
    SLACK_API_URL: edge.apiUrl,
  };
  const start = async () => {
    edge.sockets.clear();
    const bot = run(MAIN, settings, ['bot']);
    await expect.poll(() => edge.sockets.size, { timeout: 90_000 }).toBe(1);
    return bot;
  };
  /** A bot that was killed counts as gone once it has not been heard of for a while. */
  const forget = () => sql`update heartbeats set at = at - interval '5 minutes'`.execute(db);
  /** The people who got neither an answer nor a word. */
  const leftAlone = () =>
    PEOPLE.filter(
      (id) => !edge.messages.some((message) => (isTold(message) && message.to === id) || answers(message, id)),
    );
  const settled = async () => {
    await expect.poll(leftAlone, { timeout: 60_000 }).toEqual([]);
    await expect
      .poll(() => edge.messages.filter(({ text }) => /Searching/.test(text)), { timeout: 20_000 })
      .toEqual([]);
    await expect.poll(() => db.selectFrom('open_replies').select('id').execute(), { timeout: 20_000 }).toEqual([]);
    expect(edge.broken).toEqual([]);
  };
  return { edge, start, forget, settled };
}

function answers(message: EdgeMessage, id: string): boolean {
  return isAnswer(message) && (message.to === id || message.text.includes(`Name ${id} asked`));
}

test('eight people who ask at once while the bot is told to end are all answered, or told to ask again', async () => {
  const { edge, start, settled } = await atWork();
  const bot = await start();
  // Slack takes its time to say who two of them are.
  edge.failing(({ method, body }) =>
    method === 'users.info' && PEOPLE.slice(0, 2).includes(String(body.user))
      ? { kind: 'slow', milliseconds: 9_000 }
      : null,
  );
  await Promise.all(PEOPLE.map((user) => edge.command('/ask', COST, { user })));
  await expect.poll(() => edge.messages.length, { timeout: 20_000 }).toBeGreaterThan(1);
  expect(await bot.stop()).toBe(0);
  edge.failing(() => null);
  await start();
  await settled();
  expect(edge.messages.filter(isTold).length).toBeGreaterThan(0);
}, 180_000);

test('eight people who ask at once before the bot is killed are all answered, or told to ask again', async () => {
  const { edge, start, forget, settled } = await atWork();
  const bot = await start();
  // The process ends before it hears that its first messages stand there.
  edge.failing(({ method }) => (method === 'chat.postMessage' ? { kind: 'lost' } : null));
  // Whom the bot acknowledged it remembers.
  await Promise.all(PEOPLE.map((user) => edge.command('/ask', COST, { user })));
  await expect.poll(() => edge.messages.length, { timeout: 20_000 }).toBeGreaterThan(0);
  await bot.kill();
  edge.failing(() => null);
  expect(edge.messages.filter(({ text }) => /Searching/.test(text)).length).toBeGreaterThan(0);
  await forget();
  await start();
  await settled();
  expect(edge.messages.filter(isTold).length).toBeGreaterThan(0);
}, 180_000);
