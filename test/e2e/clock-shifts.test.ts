import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { startWork } from '../../jobs/work.ts';
import { openApp } from '../../src/app.ts';
import { parseConfig } from '../../src/settings/config.ts';
import { saveDigest } from '../../src/store/digests/digests.ts';
import { type DigestId, SHARED, TERMINAL } from '../../src/store/schema.ts';
import { nextOccurrence } from '../../src/time/schedule.ts';
import { addText } from '../chat/test-desk.ts';
import { recordingPoster } from '../digest/recording-poster.ts';
import { testDatabase } from '../store/test-database.ts';

const redisUrl = inject('redisUrl');
const HOUR = 3_600_000;
const STORIES = [
  'Ferries sail again in May\n\nThe ferries between the islands sail again in May, the harbour office of Port Vale said on Tuesday.\n',
  'A new roof for the school\n\nThe school in Mill Street gets a new roof this summer, head teacher Ana Ruiz told parents on Monday.\n',
  'Bakers win a national prize\n\nTwo bakers from Linden won the national bread prize in the capital, the guild announced on Friday.\n',
  'Wolves return to the valley\n\nSix wolves have returned to the northern valley, the forest service said on Wednesday.\n',
];
/** A channel is told a story once: each digest has one of its own. */
const TOPICS = ['ferries', 'roof', 'bakers', 'wolves'];
const SHIFTS = [HOUR, -HOUR, 24 * HOUR, -24 * HOUR];

describe.each([
  ['PostgreSQL', null],
  ['Redis', redisUrl],
] as const)('a worker on %s whose clock is set by an hour or a day', (name, redis) => {
  test.skipIf(name === 'Redis' && !redis)('posts each digest once, forward or back', async () => {
    const { url } = await testDatabase();
    const env = { DATABASE_URL: url, LOG_LEVEL: 'fatal', ...(redis ? { REDIS_URL: redis } : {}) };
    const app = await openApp(parseConfig(env));
    onTestFinished(() => app.close());
    onTestFinished(() => void vi.useRealTimers());
    for (const text of STORIES) await addText(app.db, text, SHARED);
    const poster = recordingPoster();
    app.setTerminalPoster(poster);
    const working = await startWork(app);
    onTestFinished(() => working.stop());
    const schedule = { at: '08:00', days: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
    const rest = { workspace: TERMINAL, place: 'terminal', items: 7, catchUpMinutes: 60 };
    for (const [i, shift] of SHIFTS.entries()) {
      const now = new Date();
      const next = { ...nextOccurrence(schedule, now), due: now };
      vi.useFakeTimers({ toFake: ['Date'], now: now.getTime() + shift });
      await saveDigest(app.db, { id: `d${i}` as DigestId, topic: TOPICS[i] ?? null, ...schedule, ...rest, next });
      await expect.poll(() => poster.channel.length, { timeout: 30_000, interval: 200 }).toBe(i + 1);
      vi.useRealTimers();
    }
    // What a set clock would have posted again comes with the next rounds.
    await new Promise((later) => setTimeout(later, 3_000));
    expect(poster.channel).toHaveLength(SHIFTS.length);
    const due = await app.db.selectFrom('digests').select('next_due').execute();
    for (const { next_due } of due) expect(next_due.getTime() - Date.now()).toBeLessThan(25 * HOUR);
  });
});
