import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { type CommandName, commandSpec } from '../../src/chat/commands.ts';
import { connectDiscord } from '../../src/chat/platforms/discord/connect.ts';
import { connectSlack } from '../../src/chat/platforms/slack/connect.ts';
import { createFetcher } from '../../src/read/web/fetch.ts';
import { listArticles } from '../../src/store/articles/articles.ts';
import { listDigests, listWires } from '../../src/store/digests/digests.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { type TestDesk, testDesk } from '../chat/test-desk.ts';
import { sharedParser } from '../read/parse/shared-parser.ts';
import { buttonsOn, textOf } from './discord-edge/messages.ts';
import { CHANNEL, GUILD } from './discord-edge/payloads.ts';
import { discordEdge } from './discord-edge/server.ts';
import { CHANNEL as SLACK_CHANNEL, startSlackEdge, TEAM } from './slack-edge-server.ts';
import { slackSending } from './slack-sending.ts';

/** Who asks: an admin, a member, and the admin of another place who is a stranger here. */
export type Role = 'admin' | 'member' | 'stranger';
export type Value = string | number | boolean;

/** What people see of a reply, whichever the platform. */
interface Seen {
  words: string[];
  labels: string[];
  /** Every message of it went to the asker alone. */
  alone: boolean;
  /** The fields of the form that opened instead. */
  form: string[] | null;
}

export interface Side {
  core: TestDesk;
  workspace: WorkspaceId;
  /** A channel option as the platform gives it. */
  run(name: CommandName, options: Readonly<Record<string, Value>>, role: Role): Promise<Seen>;
  press(button: string, role: Role): Promise<Seen>;
  /** Opens the form of a command as an admin, and sends it filled in as somebody; text fields alone. */
  submit(name: CommandName, values: Readonly<Record<string, string>>, role: Role): Promise<Seen>;
  close(): Promise<unknown>;
}

const FILE = Buffer.from('<opml><body><outline text="Vale" xmlUrl="https://vale.example/feed"/></body></opml>');

/** The words of a message without the marks, ids and times of its platform. */
function wordsOf(text: string): string[] {
  const plain = text
    .split('\n')
    .filter((line) => !/asked:/.test(line))
    .join(' ')
    .replaceAll('\u200b', '')
    .replace(/<\/([^:>]*):\d+>/g, '/$1')
    .replace(/\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)/g, '$1')
    .replace(/<[#@t][^>]*>|channel C[A-Z0-9]+|\S*\d\S*/g, ' ')
    .replace(/[\\*]/g, '');
  return (plain.match(/\p{L}+/gu) ?? []).filter((word) => word.length > 3).map((word) => word.toLowerCase());
}

async function coreOf() {
  const fetcher = createFetcher({ userAgent: 'Test/1', allow: [] });
  const core = await testDesk({
    env: { DISCORD_MESSAGE_CONTENT: 'true', QUESTIONS_PER_10_MINUTES: '1000' },
    feeds: (db) => ({
      fetcher,
      parser: sharedParser,
      db,
      maxCharacters: 100_000,
      shortestMinutes: 5,
      now: () => new Date(),
      random: Math.random,
    }),
  });
  return { core, close: () => fetcher.close() };
}

/** A message as it is now: an edit makes another of it. */
const stateOf = ({ id, edits }: { id: string; edits: number }) => `${id}/${edits}`;

const quiet = { info() {}, warn() {}, debug() {} };

async function onDiscord(): Promise<Side> {
  const edge = await discordEdge({
    guilds: [
      { id: GUILD, name: 'Newsroom', members: ['400000000000000001', '400000000000000002'] },
      { id: '200000000000000002', name: 'Elsewhere', members: ['400000000000000003'] },
    ],
  });
  const { core, close } = await coreOf();
  const connection = connectDiscord({
    ...{ token: 't', apiUrl: edge.url, messageContent: true, layout: 'auto' },
    ...{ desk: core.desk, outbox: core.outbox, log: quiet },
  });
  await connection.ready;
  const as = (role: Role) => ({
    user: `40000000000000000${['admin', 'member', 'stranger'].indexOf(role) + 1}`,
    admin: role !== 'member',
    ...(role === 'stranger' ? { guild: '200000000000000002', channel: '300000000000000002' } : {}),
  });
  const TYPES: Readonly<Record<string, number>> = { string: 3, integer: 4, boolean: 5, channel: 7, role: 8 };
  async function settle(interaction: ReturnType<typeof edge.command>, before: ReadonlySet<string>): Promise<Seen> {
    const news = () => edge.shown().filter((message) => !before.has(stateOf(message)));
    await expect.poll(() => interaction.modal !== null || news().length > 0, { timeout: 25_000 }).toBe(true);
    if (interaction.modal) {
      const fields = JSON.stringify(interaction.modal).matchAll(/"component":\{[^}]*?"custom_id":"([^"]+)"/g);
      return { words: [], labels: [], alone: true, form: [...fields].map(([, name = '']) => name) };
    }
    await core.outbox.drain(20_000);
    const seen = news();
    return {
      words: seen.flatMap((message) => wordsOf(textOf(message))),
      labels: seen.flatMap((message) => buttonsOn(message).map(({ label }) => label)).sort(),
      alone: seen.every(({ ephemeral }) => ephemeral),
      form: null,
    };
  }
  return {
    core,
    workspace: `discord/${GUILD}` as WorkspaceId,
    async run(name, options, role) {
      const spec = commandSpec(name).options;
      const [top = '', ...path] = name.split(' ');
      const inner = Object.entries(options).map(([key, value]) => ({
        name: key,
        type: TYPES[spec[key]?.type ?? 'string'] ?? 3,
        value: value === 'CHANNEL' ? CHANNEL : value,
      }));
      const given = path.reduceRight<object[]>(
        (inside, word, i) => [{ name: word, type: i === path.length - 1 ? 1 : 2, options: inside }],
        inner,
      );
      const before = new Set(edge.shown().map(stateOf));
      const file = spec.file && edge.commandWithFile(top, path, String(FILE), as(role));
      return settle(file || edge.command(top, given as Parameters<typeof edge.command>[1], as(role)), before);
    },
    async press(button, role) {
      const [message] = edge.shown().filter(({ channel_id }) => channel_id === CHANNEL);
      if (!message) throw new Error('nothing to press');
      const before = new Set(edge.shown().map(stateOf));
      return settle(edge.press(message, button, as(role)), before);
    },
    async submit(this: Side, name, values, role) {
      await this.run(name, {}, 'admin');
      const before = new Set(edge.shown().map(stateOf));
      return settle(edge.submit(`v1:form:${name}`, { ...values }, as(role)), before);
    },
    close: async () => [await connection.close(), await edge.stop(), await close()],
  };
}

async function onSlack(): Promise<Side> {
  const edge = await startSlackEdge();
  const { core, close } = await coreOf();
  const sending = slackSending(core.db, quiet);
  edge.users.set('UADMIN', { id: 'UADMIN', team_id: TEAM, is_admin: true, tz: 'UTC' });
  edge.users.set('UMEMBER', { id: 'UMEMBER', team_id: TEAM, is_restricted: true, tz: 'UTC' });
  edge.users.set('USTRANGER', { id: 'USTRANGER', team_id: 'T0OTHER', is_admin: true, is_stranger: true, tz: 'UTC' });
  const bot = connectSlack({
    ...{ ...sending, botToken: 'xoxb', appToken: 'xapp', signingSecret: null, port: 0, host: '127.0.0.1' },
    ...{ apiUrl: edge.apiUrl, adminIds: [], commandPrefix: '', desk: core.desk, db: core.db, log: quiet },
  });
  await bot.ready;
  await edge.connected();
  async function settle(what: string, begin: () => Promise<unknown>): Promise<Seen> {
    const [views, messages] = [edge.views.length, edge.messages.length];
    await begin();
    await expect
      .poll(() => edge.views.length > views || edge.messages.length > messages, { timeout: 25_000, message: what })
      .toBe(true);
    const view = edge.views[views] as { blocks?: { block_id?: string }[] } | undefined;
    if (view)
      return { words: [], labels: [], alone: true, form: (view.blocks ?? []).map(({ block_id = '' }) => block_id) };
    await wait(30);
    await sending.outbox.drain(20_000);
    const seen = edge.messages.slice(messages);
    const elements = seen.flatMap(({ blocks }) => blocks.flatMap((block) => (block.elements ?? []) as object[]));
    const labels = JSON.stringify(elements.filter((one) => 'action_id' in one && !('icon' in one))).matchAll(
      /"text":\{"type":"plain_text","text":"([^"]*)"/g,
    );
    return {
      words: seen.flatMap(({ text }) => wordsOf(text)),
      labels: [...labels].map(([, label = '']) => label).sort(),
      alone: seen.every(({ to }) => to !== null),
      form: null,
    };
  }
  return {
    core,
    workspace: `slack/${TEAM}` as WorkspaceId,
    run(name, options, role) {
      const [top = '', ...path] = name.split(' ');
      const typed = Object.entries(options).map(([key, value]) =>
        value === 'CHANNEL' ? `<#${SLACK_CHANNEL}|news>` : `${key}:"${value}"`,
      );
      const user = `U${role.toUpperCase()}`;
      return settle(name, () => edge.command(`/${top}`, [...path, ...typed].join(' '), { user }));
    },
    press(button, role) {
      const message = edge.messages.find(({ to }) => to === null);
      if (!message) throw new Error('nothing to press');
      const action = { type: 'button', action_id: 'button-0', value: button };
      return settle(button, () => edge.act(message, action, `U${role.toUpperCase()}`));
    },
    async submit(this: Side, name, values, role) {
      await this.run(name, {}, 'admin');
      const filled = Object.entries(values).map(([key, value]) => [key, { type: 'plain_text_input', value }]);
      return settle(name, () => edge.submit(Object.fromEntries(filled), `U${role.toUpperCase()}`));
    },
    close: async () => [await bot.close(), edge.stop(), await close()],
  };
}

/** Both platforms, for one test. */
export async function both() {
  const [Discord, Slack] = await Promise.all([onDiscord(), onSlack()]);
  onTestFinished(async () => void (await Promise.all([Discord.close(), Slack.close()])));
  const on = async (act: (side: Side) => Promise<Seen>) => Promise.all([act(Discord), act(Slack)] as const);
  return { Discord, Slack, on };
}

/** What stands for an id is the id of the workspace's own. */
export async function idsIn({ core, workspace }: Side, options: Readonly<Record<string, Value>>) {
  const [digest] = await listDigests(core.db, workspace);
  const [wire] = await listWires(core.db, workspace);
  const [article] = await listArticles(core.db, workspace, { words: 'harbour', limit: 1 });
  const ids: Readonly<Record<string, string | undefined>> = {
    DIGEST: digest?.id,
    WIRE: wire?.id,
    ARTICLE: article?.id,
  };
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, ids[String(value)] ?? value]));
}
