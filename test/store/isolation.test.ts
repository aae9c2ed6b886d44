import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SHARED, type WorkspaceId } from '../../src/store/schema.ts';
import { addText, testDesk } from '../chat/test-desk.ts';
import { holds, type Planted, plantLibrary, probesOf } from './isolation-probes.ts';

const letters = fc.string({ unit: fc.constantFrom(...'bdfgklmnprstvz'), minLength: 6, maxLength: 9 });

test('nothing of a workspace is found from another, whatever the libraries hold', async () => {
  const { desk, db } = await testDesk({ env: { QUESTIONS_PER_10_MINUTES: '10000' } });
  await addText(
    db,
    'The common bridge opens\n\nThe common bridge opens on Friday, the county said. It has been closed for a year.\n\n“The bridge is safe,” engineer Bo Lund said. “Every pier was renewed.”',
    SHARED,
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(letters, fc.integer({ min: 1, max: 2 })), {
        minLength: 2,
        maxLength: 3,
        selector: ([word]) => word,
      }),
      async (libraries) => {
        run += 1;
        const planted: Planted[] = [];
        for (const [i, [word, articles]] of libraries.entries()) {
          const canary = `Q${word}q${run}x${i}`;
          planted.push(await plantLibrary(db, desk, `discord/${run}00${i}` as WorkspaceId, canary, articles));
        }
        let n = 10;
        for (const asker of planted) {
          for (const target of planted.filter((other) => other !== asker)) {
            for (const [way, probe] of Object.entries(probesOf(db, desk, asker.workspace, target, n++)))
              expect(holds(await probe(), target.canary), `${way}: ${asker.canary} finds ${target.canary}`).toBe(false);
          }
        }
      },
    ),
    { numRuns: 4, endOnFailure: true },
  );
});

test('a workspace finds what is its own in each of these ways', async () => {
  const { desk, db } = await testDesk();
  const own = await plantLibrary(db, desk, 'discord/1' as WorkspaceId, 'Qwertz', 2);
  const seen: string[] = [];
  for (const [way, probe] of Object.entries(probesOf(db, desk, own.workspace, own, 1)))
    if (!holds(await probe(), own.canary)) seen.push(way);
  // Nobody follows a feed or has a digest here, and one headline makes no topic.
  expect(seen).toEqual([
    'suggested digests',
    'suggested feeds',
    'suggested topics',
    'suggested subscriptions',
    'subscriptions',
  ]);
});
