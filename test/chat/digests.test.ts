import { expect, test } from 'vitest';
import type { CommandName } from '../../src/chat/commands.ts';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { listDigests } from '../../src/store/digests/digests.ts';
import { recentSlots } from '../../src/store/digests/slots.ts';
import { SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { recordingPoster } from '../digest/recording-poster.ts';
import { postDue } from '../digest/test-delivery.ts';
import { addText, testDesk } from './test-desk.ts';

const GUILD = 'discord/g1' as WorkspaceId;
const CHANNEL = 'discord/g1/c1';

async function setUp() {
  const poster = recordingPoster();
  const clock = { now: new Date('2126-11-20T07:00:00Z') };
  const started = await testDesk({ now: () => clock.now, posterFor: () => poster });
  await started.desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  const caller = { workspace: GUILD, place: 'discord/g1/admins', user: 'ada', admin: true, zone: 'UTC' };
  const run = async (command: CommandName, options: Record<string, string | number | boolean> = {}) =>
    shown(await started.desk.handle({ kind: 'command', command, options, caller }));
  const digest = async () => {
    const [first] = await listDigests(started.db, GUILD);
    if (!first) throw new Error('no digest');
    return first;
  };
  return { ...started, poster, clock, caller, run, digest };
}

function shown(reply: Reply): string {
  return renderTerminal(reply, { color: false, width: 500, zone: 'UTC' });
}

test('a digest that is set again changes what is given and keeps the rest', async () => {
  const { run, digest } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00', timezone: 'Tokyo', days: 'weekdays', items: 5 });
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00', without: 'horoscope' });
  expect(await digest()).toMatchObject({
    zone: 'Asia/Tokyo',
    days: [1, 2, 3, 4, 5],
    items: 5,
    setBy: 'ada',
    setIn: 'discord/g1/admins',
    settings: { without: ['horoscope'] },
  });
});

test('two topics in a channel at one time are two digests', async () => {
  const { run, db } = await setUp();
  for (const topic of ['harbour', 'ferry'])
    await run('newsadmin digest set', { channel: CHANNEL, time: '08:00', topic });
  expect(await listDigests(db, GUILD)).toHaveLength(2);
});

test('nobody is asked whether to remove what is not there', async () => {
  const { run, digest } = await setUp();
  for (const what of ['digest', 'wire', 'feed', 'article'] as const)
    expect(await run(`newsadmin ${what} remove`, { [what]: 'nothing' })).toContain(`can't find a`);
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  expect(await run('newsadmin digest remove', { digest: (await digest()).id })).toContain('Remove the digest');
});

test('a change of the time neither drops what was due nor posts a second time that day', async () => {
  const { run, digest, db, poster, clock } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  const { id } = await digest();
  // Due and not yet opened: the change must not drop it.
  clock.now = new Date('2126-11-20T08:00:10Z');
  await run('newsadmin digest edit', { digest: id, time: '09:00' });
  expect(await recentSlots(db, id, 5)).toMatchObject([{ slot: '2126-11-20', state: 'due' }]);
  expect((await digest()).next.due).toEqual(new Date('2126-11-21T09:00:00Z'));
  // An earlier time that has passed: today's comes at its old one.
  clock.now = new Date('2126-11-21T08:30:00Z');
  await run('newsadmin digest edit', { digest: id, time: '07:00' });
  expect((await digest()).next).toMatchObject({ slot: '2126-11-21', due: new Date('2126-11-21T09:00:00Z') });
  await postDue(db, poster, new Date('2126-11-21T09:00:01Z'));
  expect((await digest()).next.due).toEqual(new Date('2126-11-22T07:00:00Z'));
});

test('a paused digest opens nothing until it is resumed, and then not what it missed', async () => {
  const { run, digest, db, clock } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  const { id } = await digest();
  await run('newsadmin digest pause', { digest: id });
  clock.now = new Date('2126-11-22T10:00:00Z');
  expect(await run('newsadmin digest list')).toContain('Paused');
  await run('newsadmin digest resume', { digest: id });
  expect(await recentSlots(db, id, 5)).toEqual([]);
  expect(await digest()).toMatchObject({ active: true, next: { due: new Date('2126-11-23T08:00:00Z') } });
});

test('a paused digest that is edited stays paused; setting it again starts it', async () => {
  const { run, digest } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  const { id } = await digest();
  await run('newsadmin digest pause', { digest: id });
  expect(await run('newsadmin digest edit', { digest: id, items: 5 })).toContain('still paused');
  expect(await digest()).toMatchObject({ active: false, items: 5 });
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  expect(await digest()).toMatchObject({ active: true, items: 5 });
});

test('a digest that was moved to another time leaves its old time to a new one', async () => {
  const { run, digest, db } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  await run('newsadmin digest edit', { digest: (await digest()).id, time: '09:00' });
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  await run('newsadmin digest set', { channel: CHANNEL, time: '09:00', items: 5 });
  expect((await listDigests(db, GUILD)).map(({ at, items }) => [at, items])).toEqual([
    ['08:00', 7],
    ['09:00', 5],
  ]);
});

test('a digest every other week begins with its first day to come and keeps its weeks when it is set once more', async () => {
  const { run, digest, clock } = await setUp();
  // A Wednesday, an hour after that time.
  clock.now = new Date('2126-11-20T09:00:00Z');
  const set = () => run('newsadmin digest set', { channel: CHANNEL, time: '08:00', days: 'every other week wed' });
  await set();
  expect((await digest()).next.localDate).toBe('2126-11-27');
  clock.now = new Date('2126-12-01T09:00:00Z');
  await run('newsadmin digest remove', { digest: 'none' });
  await set();
  expect((await digest()).settings.cadence).toEqual({ weeks: 2, from: '2126-11-27' });
});

test('how late a missed digest may come is said of each', async () => {
  const { run, digest } = await setUp();
  const said = await run('newsadmin digest set', { channel: CHANNEL, time: '08:00', hours: 3 });
  expect(said).toContain('a missed one comes up to 3 hours late');
  expect(await digest()).toMatchObject({ catchUpMinutes: 180, settings: { catchUp: 'late' } });
});

test('why tells what happened to a post and why each story was in', async () => {
  const { run, digest, db, poster, desk, caller } = await setUp();
  // What is stored counts from the real time on.
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  const { id } = await digest();
  await db
    .updateTable('digests')
    .set({ covered_to: new Date(0) })
    .execute();
  await db
    .updateTable('article_visibility')
    .set({ added: new Date('2126-11-20T06:00:00Z') })
    .execute();
  await postDue(db, poster, new Date('2126-11-20T08:00:01Z'));
  const why = await run('newsadmin digest why', { digest: id });
  expect(why).toContain('Posted.');
  expect(why).toMatch(
    /1\. Harbour wall to be raised by a metre.*chosen; for it: lives lost or in danger, reads like a report$/ms,
  );
  expect(await run('newsadmin digest list')).toMatch(/every day at 08:00, UTC\. Next: 21 Nov.*Last: 20 Nov.*posted/s);
  const settings = await desk.handle({ kind: 'press', button: `v1:digestset:${id}`, caller });
  expect(shown(settings)).toContain('/newsadmin digest edit');
  const more = await desk.handle({ kind: 'press', button: `v1:digestmore:${id}:2126-11-20:abc-0`, caller });
  expect(shown(more)).toContain("That's all");
});

test('a preview shows what would be posted, and says why when that is nothing', async () => {
  const { run, digest, db, poster, clock } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  const { id } = await digest();
  await db
    .updateTable('article_visibility')
    .set({ added: new Date('2126-11-20T06:00:00Z') })
    .execute();
  clock.now = new Date('2126-11-20T07:30:00Z');
  const preview = (options: { date?: string } = {}) => run('newsadmin digest preview', { digest: id, ...options });
  expect(await preview()).toContain('Harbour wall to be raised by a metre');
  expect(poster.channel).toEqual([]);
  expect(await preview({ date: '2126-11-10' })).toMatch(
    /would post nothing: no article that fits it came in between 9 Nov.*10 Nov.*when Copydesk read it/s,
  );
  expect(await preview({ date: 'Tuesday' })).toContain('YYYY-MM-DD');
  await postDue(db, poster, new Date('2126-11-20T08:00:01Z'));
  clock.now = new Date('2126-11-20T08:10:00Z');
  expect(await preview()).toMatch(/would post nothing/);
  expect(await preview({ date: '2126-11-20' })).toMatch(/Nothing is new: this digest would post nothing/);
});

test('a preview of a past day leaves out what was told later, and says when the digest does not come on that day', async () => {
  const { run, digest, db, poster, clock } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00', days: 'wed' });
  const { id } = await digest();
  await db
    .updateTable('article_visibility')
    .set({ added: new Date('2126-11-20T06:00:00Z') })
    .execute();
  await postDue(db, poster, new Date('2126-11-20T08:00:01Z'));
  await db
    .updateTable('digest_stories')
    .set({ sent: new Date('2126-11-20T08:00:01Z') })
    .execute();
  clock.now = new Date('2126-11-21T09:00:00Z');
  const preview = (date: string) => run('newsadmin digest preview', { digest: id, date });
  expect(await preview('yesterday')).toContain('Harbour wall to be raised by a metre');
  expect(await preview('2126-11-20')).not.toContain("isn't due");
  expect(await preview('today')).toContain("isn't due on that day");
});

test('of a day with several posts why tells of the one that is named', async () => {
  const { run, digest, db, poster } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00, 18:00', timezone: 'Tokyo' });
  const { id } = await digest();
  await postDue(db, poster, new Date('2126-11-20T09:00:01Z'));
  await postDue(db, poster, new Date('2126-11-20T23:00:01Z'));
  await postDue(db, poster, new Date('2126-11-21T09:00:01Z'));
  const why = (date: string) => run('newsadmin digest why', { digest: id, date });
  expect(await why('2126-11-21')).toMatch(/21 Nov.*18:00.*also had posts due at 08:00.*date:2126-11-21 08:00/s);
  expect(await why('2126-11-21 08:00')).toMatch(/21 Nov.*08:00/);
  expect(await why('2126-11-21 12:00')).toContain('no post from 2126-11-21 12:00');
});

test('what people subscribe to is one digest a topic, shown to them alone and stopped by its topic', async () => {
  const { run, db, desk, caller } = await setUp();
  await run('news subscribe', { time: '07:30' });
  await run('news subscribe', { time: '18:00', topic: 'harbour' });
  const list = await run('news subscriptions');
  expect(list).toMatch(/All news: every day at 07:30/);
  expect(list).toMatch(/harbour: every day at 18:00/);
  expect(await run('news unsubscribe')).toContain('several subscriptions (all, harbour)');
  const suggested = (typed: string, user = caller.user) =>
    desk.suggest({ kind: 'subscription', typed, workspace: GUILD, user });
  expect(await suggested('harb')).toEqual(['harbour']);
  expect(await suggested('', 'eve')).toEqual([]);
  expect(await run('news unsubscribe', { topic: 'Harbour' })).toContain('about harbour');
  expect(await run('news unsubscribe', { topic: 'ferry' })).toContain('no subscription about ferry');
  expect(await listDigests(db, GUILD)).toMatchObject([{ topic: null, at: '07:30' }]);
  await run('news subscribe', { time: '08:00', topic: 'ferry' });
  expect(await run('news unsubscribe', { topic: 'all' })).toContain('2 digests');
  expect(await run('news subscriptions')).toContain('no subscriptions');
});

test('a subscription takes the rules that a channel’s digest takes, and stands apart from the digests of channels', async () => {
  const { run, db } = await setUp();
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00' });
  await run('news subscribe', {
    time: '08:00',
    items: 4,
    without: 'horoscope',
    languages: 'German',
    quiet: 'line',
    hours: 2,
  });
  expect(await listDigests(db, GUILD, 'ada')).toMatchObject([
    {
      items: 4,
      catchUpMinutes: 120,
      settings: { reader: 'ada', without: ['horoscope'], languages: ['de'], quiet: 'line' },
    },
  ]);
  expect((await listDigests(db, GUILD, null)).map(({ place }) => place)).toEqual([CHANNEL]);
  expect(await listDigests(db, GUILD, 'eve')).toEqual([]);
});

test('who subscribes gets a message at once, and is told where direct messages are shut', async () => {
  const { run, db, poster } = await setUp();
  await run('news subscribe', { time: '07:30' });
  await run('news subscribe', { time: '08:30' });
  expect(poster.channel.map(({ text }) => text.split('\n')[0])).toEqual(['Your digest will come here.']);
  expect(poster.places).toEqual(['terminal/ada']);
  poster.script.push({ kind: 'closed', reason: "the reader doesn't accept direct messages" });
  expect(await run('news subscribe', { topic: 'harbour' })).toContain("I can't write to you directly");
  expect(await listDigests(db, GUILD)).toHaveLength(1);
});

test('a subscription that is changed wrongly stays as it was', async () => {
  const { run, digest } = await setUp();
  await run('news subscribe', { time: '07:30' });
  expect(await run('news subscribe', { time: '25:99' })).toContain("isn't a time");
  expect(await digest()).toMatchObject({ at: '07:30' });
});

test('a digest comes in the zone that a person chose, and who chose none is told which was taken', async () => {
  const { desk, caller, digest } = await setUp();
  const asDiscord = { ...caller, zone: null };
  const run = async (command: CommandName, options: Record<string, string>) =>
    shown(await desk.handle({ kind: 'command', command, options, caller: asDiscord }));
  expect(await run('news subscribe', { time: '07:30' })).toContain("I don't know your time zone, so I took UTC");
  await run('news settings', { timezone: 'Tokyo' });
  await run('news unsubscribe', {});
  expect(await run('news subscribe', { time: '07:30' })).not.toContain("I don't know your time zone");
  expect(await digest()).toMatchObject({ zone: 'Asia/Tokyo' });
});

test('the languages that a person chose hold for the latest news and for what they subscribe to', async () => {
  const { run, db, digest, desk, caller } = await setUp();
  expect(await run('news latest')).toContain('Harbour wall');
  expect(await run('news settings', { language: 'de,fr', timezone: 'Berlin' })).toContain('German and French');
  expect(await run('news settings')).toMatch(/de, fr/);
  expect(await run('news latest')).toContain('No stored article in de, fr');
  await run('news subscribe', {});
  expect(await digest()).toMatchObject({ settings: { languages: ['de', 'fr'] } });
  expect(await run('news settings', { language: 'klingon' })).toContain("isn't a language");
  await run('news settings', { language: 'all' });
  expect(await run('news latest')).toContain('Harbour wall');
  expect(await run('news privacy', { action: 'delete' })).toContain('Delete your questions');
  expect(await listDigests(db, GUILD)).toHaveLength(1);
  await desk.handle({ kind: 'press', button: 'v1:remove:privacy:delete', caller: { ...caller, admin: false } });
  expect(await listDigests(db, GUILD)).toEqual([]);
});

test('digests are chosen by what they are about, and topics come from the newest headlines', async () => {
  const { run, db, desk, caller, digest } = await setUp();
  await addText(
    db,
    'Harbour opens for the ferry\n\nNORFELL — The ferry sails again, the owner said on Friday.',
    SHARED,
  );
  await addText(
    db,
    'Council votes on Sunday\n\nWESTPORT — The vote on the budget is late, the clerk said on Friday.',
    SHARED,
  );
  await run('newsadmin digest set', { channel: CHANNEL, time: '08:00', topic: 'ferries' });
  const suggest = (kind: 'digest' | 'topic', typed: string) =>
    desk.suggest({ kind, typed, workspace: GUILD, user: caller.user });
  const { id } = await digest();
  expect(await suggest('digest', 'ferr')).toEqual([`ferries, every day at 08:00, UTC [${id}]`]);
  expect(await run('newsadmin digest pause', { digest: `ferries, every day at 08:00, UTC [${id}]` })).toContain(
    'paused',
  );
  expect(await suggest('topic', '')).toEqual(['ferries', 'Harbour']);
  expect(await suggest('topic', 'harb')).toEqual(['Harbour']);
});

test('a digest of one’s own goes to direct messages, once, until it is stopped', async () => {
  const { run, db } = await setUp();
  await run('news subscribe', { time: '07:30' });
  await run('news subscribe', { time: '09:00' });
  expect(await listDigests(db, GUILD)).toMatchObject([
    { place: 'terminal/ada', at: '09:00', topic: null, settings: { reader: 'ada' } },
  ]);
  expect(await run('news unsubscribe')).toContain('stopped');
  expect(await listDigests(db, GUILD)).toEqual([]);
});
