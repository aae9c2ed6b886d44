import { expect, test, vi } from 'vitest';
import { renderTerminal } from '../../src/chat/platforms/terminal/render.ts';
import { questionsInHand, TooBusy } from '../../src/chat/questions-in-hand.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { saveChannelRule } from '../../src/store/channel-rules.ts';
import type { WorkspaceId } from '../../src/store/schema.ts';
import { testDesk } from './test-desk.ts';

const GUILD = 'discord/g1' as WorkspaceId;

const shown = (reply: Reply) => renderTerminal(reply, { color: false, width: 500, zone: 'UTC' });

test('one question more than may be in hand is turned away, and the next one is taken when another is over', async () => {
  const inHand = questionsInHand(2);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = [inHand(() => promise), inHand(() => promise)];
  await expect(inHand(async () => 'third')).rejects.toThrow(TooBusy);
  resolve('done');
  expect(await Promise.all(first)).toEqual(['done', 'done']);
  expect(await inHand(async () => 'third')).toBe('third');
});

test('a question that fails is no longer in hand', async () => {
  const inHand = questionsInHand(1);
  await expect(
    inHand(async () => {
      throw new Error('the store is away');
    }),
  ).rejects.toThrow('the store is away');
  expect(await inHand(async () => 'next')).toBe('next');
});

test('who asks when too many others do is told to ask again, and it does not count against their limit', async () => {
  const outcomes: string[] = [];
  const { desk } = await testDesk({
    env: { QUESTIONS_AT_ONCE: '1', QUESTIONS_PER_10_MINUTES: '1' },
    onAnswer: ({ outcome }) => void outcomes.push(outcome),
  });
  await desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  const ask = (user: string, onlyIfKnown = false) =>
    desk.handle({
      kind: 'question',
      text: 'How much does the wall cost?',
      caller: { workspace: GUILD, place: `discord/g1/c1/${user}`, user, admin: false, zone: 'UTC' },
      onlyIfKnown,
    });
  const first = ask('anna');
  const [second, overheard] = await Promise.all([ask('ben'), ask('cleo', true)]);
  expect(shown(second)).toContain('Please ask again in a minute.');
  expect(overheard.silent).toBe(true);
  expect(shown(await first)).toContain('14 million crowns');
  expect(shown(await ask('ben'))).toContain('14 million crowns');
  expect(outcomes).toEqual(['busy', 'busy', 'answered', 'answered']);
});

test('in a channel where nobody may ask, a busy hour is no reason to say a word', async () => {
  const { desk, db } = await testDesk({ env: { QUESTIONS_AT_ONCE: '1' } });
  await desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  await saveChannelRule(db, GUILD, { place: 'discord/g1/c2', answers: 'never', threads: false });
  const ask = (place: string) =>
    desk.handle({
      kind: 'question',
      text: 'How much does the wall cost?',
      caller: { workspace: GUILD, place, user: 'anna', admin: false, zone: 'UTC' },
      readByAll: true,
    });
  const [first, forbidden] = await Promise.all([ask('discord/g1/c1/t'), ask('discord/g1/c2')]);
  expect(shown(first)).toContain('14 million crowns');
  expect(forbidden.silent).toBe(true);
});

test('what several people ask in the same words at the same time is looked up once, and each gets the answer in a conversation of their own', async () => {
  const { desk, db } = await testDesk();
  await desk.welcome({ id: GUILD, platform: 'discord', name: 'Vale' });
  const ask = (user: string, text: string) =>
    desk.handle({
      kind: 'question',
      text,
      caller: { workspace: GUILD, place: `discord/g1/c1/${user}`, user, admin: false, zone: 'UTC' },
    });
  const askedIn = async (work: () => Promise<unknown>) => {
    const before = spy.mock.calls.length;
    await work();
    return spy.mock.calls.length - before;
  };
  const spy = vi.spyOn(db.getExecutor(), 'executeQuery');
  const alone = await askedIn(() => ask('anna', 'How much does the wall cost?'));
  const replies: Reply[] = [];
  const five = await askedIn(async () => {
    const people = ['ben', 'cleo', 'dan', 'eva', 'fin'];
    const texts = ['How much does the wall cost?', 'How much  does the wall cost', 'How much does the wall cost?!'];
    replies.push(...(await Promise.all(people.map((user, i) => ask(user, texts[i % 3] ?? '')))));
  });
  for (const reply of replies) expect(shown(reply)).toContain('14 million crowns');
  expect(five).toBeLessThan(4 * alone);
  const turns = await db.selectFrom('turns').select(['place', 'asker']).execute();
  expect(new Set(turns.map(({ place }) => place)).size).toBe(6);
});
