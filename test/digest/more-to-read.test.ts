import { expect, test } from 'vitest';
import { SHARED } from '../../src/store/schema.ts';
import { addText } from '../chat/test-desk.ts';
import { testDatabase } from '../store/test-database.ts';
import { recordingPoster } from './recording-poster.ts';
import { addDigest, postDue } from './test-delivery.ts';

const FEATURE = `Painter of Port Vale opens seventh garden gate

The painter Ada Lind of Port Vale opened the seventh garden gate that she built in long years of work.

Visitors from Holm like the third gate best, and the painters have begun with the fourth.`;
const NEWS = `Flood closes the old bridge in Halden

HALDEN — The old bridge was closed on Friday after the river Tista rose by two metres overnight, the road office said.

Engineers will look at the piers on Saturday.`;

async function posted(texts: string[]): Promise<string> {
  const { db } = await testDatabase();
  const start = new Date();
  for (const text of texts) await addText(db, text, SHARED);
  const { next } = await addDigest(db, start);
  const poster = recordingPoster();
  await postDue(db, poster, new Date(next.due.getTime() + 1_000));
  return poster.channel[0]?.text ?? '';
}

test('what is no report of the day stands after the news, by its headline alone', async () => {
  const text = await posted([FEATURE, NEWS]);
  expect(text).toMatch(/One story since.*Flood closes.*was closed on Friday.*More to read:.*opens seventh/s);
  expect(text).not.toContain('long years of work');
});

test('a digest without news says that it has stories to read', async () => {
  const text = await posted([FEATURE]);
  expect(text).toMatch(/One story to read since.*opens seventh/s);
  expect(text).not.toContain('More to read');
});
