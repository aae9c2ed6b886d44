import { expect, onTestFinished, test } from 'vitest';
import { attendSlot } from '../../src/digest/deliver.ts';
import { startDelivery } from '../../src/digest/lanes.ts';
import { newsSource } from '../../src/digest/news-source.ts';
import { openDueSlots } from '../../src/digest/open.ts';
import { deliveriesOf } from '../../src/store/digests/deliveries.ts';
import { recentSlots } from '../../src/store/digests/slots.ts';
import { type DigestId, SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import { recordingPoster } from './recording-poster.ts';
import { addDigest, deliverDeps } from './test-delivery.ts';

test('a platform that is away stops no other, however many of its digests wait', async () => {
  const { db } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const due = new Date();
  const add = (id: string, place: string) =>
    addDigest(db, due, {
      id: id as DigestId,
      place,
      next: { localDate: '2026-11-28', slot: '2026-11-28', due },
    });
  for (let i = 0; i < 30; i++) await add(`s${i}`, `slack/T1/C${i}`);
  for (let i = 0; i < 2; i++) await add(`d${i}`, `discord/g1/${i}`);
  const discord = recordingPoster();
  const slack = recordingPoster();
  slack.post = async () => ({ kind: 'retry', afterMs: 0, reason: 'Slack is away', platform: true });
  const delivery = startDelivery(
    {
      db,
      news: newsSource(db),
      posterFor: (place) => (place.startsWith('slack/') ? slack : discord),
      worker: 'w1',
      log() {},
    },
    ['slack', 'discord'],
  );
  onTestFinished(() => delivery.stop());
  await expect.poll(() => discord.places.toSorted(), { timeout: 30_000 }).toEqual(['discord/g1/0', 'discord/g1/1']);
});

test('of several digests of a channel that are due at once only one tells a story', async () => {
  const { db } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const due = new Date();
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const id of ids)
    await addDigest(db, due, {
      id: id as DigestId,
      topic: 'harbour',
      next: { localDate: '2026-11-28', slot: '2026-11-28', due },
    });
  const poster = recordingPoster();
  const delivery = startDelivery({ db, news: newsSource(db), posterFor: () => poster, worker: 'w1', log() {} }, [
    'terminal',
  ]);
  onTestFinished(() => delivery.stop());
  const closed = async () => (await Promise.all(ids.map((id) => recentSlots(db, id as DigestId, 1)))).flat();
  await expect
    .poll(async () => (await closed()).map(({ state }) => state).toSorted(), { timeout: 30_000 })
    .toEqual(['empty', 'empty', 'empty', 'empty', 'empty', 'posted']);
});

test('a part that fails gives up those after it, also when the slot is attended to again', async () => {
  const { db } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const { next } = await addDigest(db, new Date());
  const poster = recordingPoster();
  poster.messages = (_reply, marker) =>
    [0, 1].map((part) => ({ message: { text: `part ${part}`, marker: `${marker}-${part}` }, inThread: false }));
  poster.script = [{ kind: 'refused', reason: 'Discord refused the message' }];
  const [key] = await openDueSlots(db, next.due);
  if (!key) throw new Error('nothing is due');
  for (let i = 0; i < 2; i++) {
    const outcome = await attendSlot(
      deliverDeps(db, poster, () => next.due),
      key,
    );
    expect(outcome.kind).toBe('failed');
  }
  expect(poster.channel).toEqual([]);
  expect((await deliveriesOf(db, key)).map(({ state }) => state)).toEqual(['failed', 'failed']);
});
