import { expect, test } from 'vitest';
import { publishPosted } from '../../src/digest/publish.ts';
import { SHARED } from '../../src/store/schema.ts';
import { addText, HARBOUR } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import { recordingPoster } from './recording-poster.ts';
import { addDigest, deliverDeps, postDue } from './test-delivery.ts';

const HOUR = 3_600_000;

/** A digest that was posted in a channel that others follow; `answers` are what the platform says to each publication. */
async function posted(answers: (number | null)[]) {
  const { db } = await testDatabase();
  await addText(db, HARBOUR, SHARED);
  const { next } = await addDigest(db, new Date());
  const published: string[] = [];
  const poster = {
    ...recordingPoster(),
    publish: async (place: string, id: string) => {
      published.push(`${place} ${id}`);
      return answers.shift() ?? null;
    },
  };
  const at = new Date(next.due.getTime() + 5_000);
  expect(await postDue(db, poster, at)).toMatchObject([{ kind: 'posted' }]);
  // Each time as another process: nothing but the store knows of it.
  const publish = (later: number) =>
    publishPosted(deliverDeps(db, { ...poster }, () => new Date(at.getTime() + later)));
  return { published, publish };
}

test('what was posted before a restart is published after it, once', async () => {
  const { published, publish } = await posted([null]);
  expect(published).toEqual([]);
  await publish(1_000);
  await publish(2 * HOUR);
  expect(published).toEqual(['terminal m1']);
});

test('a platform that asks for patience is asked again then, for a day', async () => {
  const { published, publish } = await posted([HOUR, HOUR, HOUR, HOUR]);
  await publish(0);
  await publish(HOUR / 2);
  expect(published).toHaveLength(1);
  await publish(HOUR + 1_000);
  expect(published).toHaveLength(2);
  await publish(25 * HOUR);
  await publish(30 * HOUR);
  expect(published).toHaveLength(3);
});
