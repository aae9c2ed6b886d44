import { expect, test } from 'vitest';
import { growingReply } from '../../src/chat/growing.ts';
import type { Reply } from '../../src/reply/reply.ts';

const part = (text: string): Reply => ({ blocks: [{ kind: 'text', text }], private: false });

test('the first part is shown at once, and of those that come too fast the newest', async () => {
  const shown: Reply[] = [];
  const growing = growingReply(async (partial) => shown.push(partial), 20);
  for (const text of ['one', 'two', 'three']) growing.grow(part(text));
  expect(shown).toEqual([part('one')]);
  await expect.poll(() => shown).toEqual([part('one'), part('three')]);
  await growing.end();
});

test('nothing is shown after the end, not even what was waiting', async () => {
  const shown: Reply[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const growing = growingReply(async (partial) => {
    await promise;
    shown.push(partial);
  }, 1);
  growing.grow(part('one'));
  growing.grow(part('two'));
  const ended = growing.end();
  resolve();
  await ended;
  growing.grow(part('three'));
  expect(shown).toEqual([part('one')]);
});

test('a part that cannot be shown stops nothing', async () => {
  let tries = 0;
  const growing = growingReply(async () => {
    tries += 1;
    throw new Error('no connection');
  }, 1);
  growing.grow(part('one'));
  await expect.poll(() => tries).toBe(1);
  growing.grow(part('two'));
  await expect.poll(() => tries).toBe(2);
  await growing.end();
});
