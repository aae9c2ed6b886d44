import { expect, test } from 'vitest';
import { COMMAND_NAMES, type CommandName, commandSpec } from '../../src/chat/commands.ts';
import { listArticles } from '../../src/store/articles/articles.ts';
import { listDigests } from '../../src/store/digests/digests.ts';
import { both, idsIn, type Side, type Value } from './sides.ts';

const COST = 'How much does the harbour wall cost?';

/** A plain use of each command. A new command has to be added here. */
const USES: Readonly<Record<CommandName, Readonly<Record<string, Value>>>> = {
  ask: { question: COST },
  quote: { text: 'three floods' },
  'news latest': {},
  'news sources': {},
  'news settings': { timezone: 'Europe/Paris' },
  'news privacy': {},
  'news subscribe': { time: '08:00' },
  'news subscriptions': {},
  'news unsubscribe': {},
  'news help': {},
  'newsadmin article add': {
    text: 'VALE — The ferry stops on Sunday, the company said on Friday.',
    title: 'Ferry stops',
  },
  'newsadmin article import': {},
  'newsadmin article remove': { article: 'ARTICLE' },
  'newsadmin feed add': { url: 'http://127.0.0.1:9/feed' },
  'newsadmin feed import': {},
  'newsadmin feed list': {},
  'newsadmin feed pause': { feed: 'nowhere' },
  'newsadmin feed remove': { feed: 'nowhere' },
  'newsadmin digest set': { channel: 'CHANNEL', time: '08:00' },
  'newsadmin digest edit': { digest: 'DIGEST', time: '09:00' },
  'newsadmin digest pause': { digest: 'DIGEST' },
  'newsadmin digest resume': { digest: 'DIGEST' },
  'newsadmin digest why': { digest: 'DIGEST' },
  'newsadmin digest list': {},
  'newsadmin digest preview': { digest: 'DIGEST' },
  'newsadmin digest run': { digest: 'DIGEST' },
  'newsadmin digest remove': { digest: 'DIGEST' },
  'newsadmin wire set': { channel: 'CHANNEL', topic: 'harbour' },
  'newsadmin wire list': {},
  'newsadmin wire pause': { wire: 'WIRE' },
  'newsadmin wire remove': { wire: 'WIRE' },
  'newsadmin channel set': { channel: 'CHANNEL', answers: 'when mentioned', threads: true },
  'newsadmin channel list': {},
  'newsadmin channel clear': { channel: 'CHANNEL' },
  'newsadmin access': { channels: 'all' },
  'newsadmin feedback': {},
  'newsadmin status': {},
};

/** Discord takes a file with a command, Slack in a form. */
const byFile = (name: CommandName) => Object.values(commandSpec(name).options).some(({ type }) => type === 'file');

test('every command says the same to an admin on Discord and on Slack', { timeout: 120_000 }, async () => {
  const { on, Slack } = await both();
  for (const name of COMMAND_NAMES) {
    if (byFile(name)) {
      expect.soft((await Slack.run(name, {}, 'admin')).form?.[0], name).toBe('file');
      continue;
    }
    const [discord, slack] = await on(async (side) => side.run(name, await idsIn(side, USES[name]), 'admin'));
    for (const { words } of [discord, slack]) expect.soft(words.join(' '), name).not.toContain('something went wrong');
    expect.soft(slack.words.join(' '), name).toBe(discord.words.join(' '));
    expect.soft(slack.labels, name).toEqual(discord.labels);
    if (commandSpec(name).reply === 'private') expect.soft([discord.alone, slack.alone], name).toEqual([true, true]);
  }
});

test('every admin command is refused to members and to strangers, in private', { timeout: 120_000 }, async () => {
  const { on } = await both();
  for (const name of COMMAND_NAMES.filter((one) => commandSpec(one).who === 'admin')) {
    const [discord, slack] = await on((side) => side.run(name, USES[name], 'member'));
    expect.soft(slack.words.join(' '), name).toMatch(/admins people manage server discord workspace admins slack/);
    expect.soft(discord, name).toMatchObject({ words: slack.words, alone: true });
    expect.soft(slack.alone, name).toBe(true);
  }
});

test('who manages another place reaches nothing of this one', { timeout: 120_000 }, async () => {
  const { on, Discord } = await both();
  await on((side) => side.run('newsadmin digest set', USES['newsadmin digest set'], 'admin'));
  const ids = await idsIn(Discord, { digest: 'DIGEST' });
  for (const name of COMMAND_NAMES.filter((one) => 'digest' in commandSpec(one).options)) {
    const [discord, slack] = await on((side) => side.run(name, { ...USES[name], ...ids }, 'stranger'));
    expect.soft(slack.words.join(' '), name).toMatch(/admins people manage server/);
    expect.soft(discord.words.join(' '), name).toMatch(/find digest|remove digest/);
  }
  expect(await listDigests(Discord.core.db, Discord.workspace)).toHaveLength(1);
});

test('what opens a form opens one with the same fields on both', { timeout: 120_000 }, async () => {
  const { on } = await both();
  for (const name of COMMAND_NAMES.filter((one) => commandSpec(one).form && !byFile(one))) {
    const [discord, slack] = await on((side) => side.run(name, {}, 'admin'));
    expect.soft(discord.form?.length, name).toBeGreaterThan(0);
    expect.soft(slack.form, name).toEqual(discord.form);
  }
  await on((side) => side.run('ask', USES.ask, 'member'));
  for (const button of ['v1:followup:1', 'v1:unhelpful:1', 'v1:digestask:1:2026-11-29']) {
    const [discord, slack] = await on((side) => side.press(button, 'member'));
    expect.soft(discord.form?.length, button).toBeGreaterThan(0);
    expect.soft(slack.form, button).toEqual(discord.form);
  }
});

test('a filled form says the same on both, and an admin’s form does nothing for a member', {
  timeout: 120_000,
}, async () => {
  const { on, Discord, Slack } = await both();
  const article = { title: 'Bridge to close', text: 'VALE — The bridge closes on Sunday, the mayor said on Friday.' };
  const stored = async ({ core, workspace }: Side) =>
    (await listArticles(core.db, workspace, { words: 'bridge', limit: 5 })).length;
  const [refused, refusedToo] = await on((side) => side.submit('newsadmin article add', article, 'member'));
  expect(refusedToo.words.join(' ')).toMatch(/admins people manage server/);
  expect(refused).toMatchObject({ words: refusedToo.words, alone: true });
  expect(await Promise.all([Discord, Slack].map(stored))).toEqual([0, 0]);
  const forms = [
    ['newsadmin article add', article, 'admin'],
    ['ask', { question: COST }, 'member'],
    ['quote', { text: 'three floods' }, 'member'],
  ] as const;
  for (const [name, values, role] of forms) {
    const [discord, slack] = await on((side) => side.submit(name, values, role));
    expect.soft(slack.words.length, name).toBeGreaterThan(1);
    expect.soft(slack.words.join(' '), name).toBe(discord.words.join(' '));
    expect.soft(slack.labels, name).toEqual(discord.labels);
  }
  expect(await Promise.all([Discord, Slack].map(stored))).toEqual([1, 1]);
});

test('a public question that finds nothing is told to whoever asked alone, on both', { timeout: 60_000 }, async () => {
  const { on } = await both();
  const [discord, slack] = await on((side) =>
    side.run('ask', { question: 'Who won the chess cup in Atlantis?' }, 'member'),
  );
  expect(discord.words.join(' ')).toContain('find anything about that');
  expect(slack.words.join(' ')).toBe(discord.words.join(' '));
  expect([discord.alone, slack.alone]).toEqual([true, true]);
});

test('every button says the same on both, to whom it is for', { timeout: 120_000 }, async () => {
  const { on, Discord, Slack } = await both();
  await on((side) => side.run('ask', USES.ask, 'member'));
  for (const button of ['v1:feed:1', 'v1:follow:1', 'v1:remove:article:1']) {
    const [discord, slack] = await on((side) => side.press(button, 'member'));
    expect.soft(slack.words.join(' '), button).toMatch(/button admins people manage server/);
    expect.soft(discord, button).toMatchObject({ words: slack.words, alone: true });
  }
  const kinds = [
    'why:1',
    'spoken:1',
    'helpful:1',
    'context:1',
    'stop:gone',
    'digestset:gone',
    'digestmore:gone:2026-11-29',
  ];
  const gone = [
    'why:999999',
    'spoken:999999',
    'context:999999',
    'helpful:999999',
    'read:gone',
    'again:gone',
    'next:999999:0',
  ];
  const presses = [
    ...[...kinds, ...gone, 'nothing:1'].map((one) => [`v1:${one}`, 'member'] as const),
    ...kinds.map((one) => [`v1:${one}`, 'admin'] as const),
  ];
  for (const [button, role] of presses) {
    const [discord, slack] = await on((side) => side.press(button, role));
    expect.soft(slack.words.length, button).toBeGreaterThan(1);
    expect.soft(slack.words.join(' '), button).toBe(discord.words.join(' '));
    expect.soft(slack.words.join(' '), button).not.toContain('something went wrong');
    expect.soft([discord.alone, slack.alone], button).toEqual([true, true]);
  }
  for (const side of [Discord, Slack]) {
    const { ARTICLE = '' } = await idsIn(side, { ARTICLE: 'ARTICLE' });
    for (const button of ['v1:feed:1', 'v1:follow:1', `v1:remove:article:${ARTICLE}`]) {
      const { words, alone } = await side.press(button, 'stranger');
      expect
        .soft(words.join(' '), button)
        .toMatch(/button admins people manage server|offer expired|article shared|find article/);
      expect.soft(alone, button).toBe(true);
    }
    expect(await idsIn(side, { ARTICLE: 'ARTICLE' })).toEqual({ ARTICLE });
  }
});
