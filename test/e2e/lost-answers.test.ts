import { expect, onTestFinished, test } from 'vitest';
import { NO_FAULTS, startPlatforms } from '../../bench/delivery/platforms.ts';
import { discordPoster } from '../../src/chat/platforms/discord/poster.ts';

test('a message in a thread on Discord whose answer was lost is found there, and the thread is opened once', async () => {
  const unlimited = { overall: 0, channel: 0 };
  const platforms = await startPlatforms(Math.random, { discord: unlimited, slack: unlimited });
  onTestFinished(() => platforms.close());
  const poster = discordPoster('token', platforms.discordUrl);
  const place = 'discord/g1/100002';
  const news = { blocks: [{ kind: 'text' as const, text: 'News of the day' }], private: false };
  const [first, more, last] = poster.messages(news, 'abcdef0123', {
    blocks: [{ kind: 'text', text: 'More of it. '.repeat(300) }],
    private: false,
  });
  if (!first || !more || !last) throw new Error('there are too few messages');
  const posted = await poster.post(place, first.message, 'n0', null);
  if (posted.kind !== 'posted') throw new Error(`not posted: ${JSON.stringify(posted)}`);

  platforms.setFaults({ ...NO_FAULTS, accepted500: 1 });
  expect((await poster.post(place, more.message, 'n1', posted.id)).kind).toBe('unknown');
  platforms.setFaults(NO_FAULTS);

  const since = new Date(Date.now() - 60_000);
  expect((await poster.find(place, 'abcdef0123-1', since, posted.id)).kind).toBe('found');
  expect((await poster.find(place, 'abcdef0123-2', since, posted.id)).kind).toBe('absent');
  expect((await poster.post(place, last.message, 'n2', posted.id)).kind).toBe('posted');
  expect(platforms.messages.map(({ channel }) => channel)).toEqual(['100002', posted.id, posted.id]);
});
