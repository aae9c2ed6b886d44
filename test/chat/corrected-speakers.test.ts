import { expect, test } from 'vitest';
import type { CommandName } from '../../src/chat/commands.ts';
import { correctQuote, type Verdict } from '../../src/store/quotes/corrections.ts';
import { findQuotes } from '../../src/store/quotes/quote-lookup.ts';
import { SHARED, TERMINAL } from '../../src/store/schema.ts';
import { recordingPoster } from '../digest/recording-poster.ts';
import { addDigest, postDue } from '../digest/test-delivery.ts';
import { addText, testDesk } from './test-desk.ts';

const WORDS = 'The council will close the old bridge to lorries before the winter comes.';
const BRIDGE = `Council to close old bridge to lorries, Holm and Brandt announce

PORT VALE — The town council will close the old bridge to lorries in December, deputy mayors Greta Holm and Nils Brandt announced on Tuesday.

“${WORDS}” said Nils Brandt.

The bridge was built in 1911 and carries 4,000 cars a day.`;

/** What chat and channels show of the words, once somebody has corrected who said them. */
async function shownAfter(verdict: Verdict) {
  const { db, desk } = await testDesk();
  const { next } = await addDigest(db, new Date(), { topic: 'bridge' });
  await addText(db, BRIDGE, SHARED);
  const { quotes } = await findQuotes(db, TERMINAL, { text: `"${WORDS}"` }, { limit: 1, offset: 0 });
  const [quote] = quotes;
  if (!quote) throw new Error('the words are not stored');
  expect(await correctQuote(db, quote, verdict, new Date())).toBe(true);
  const poster = recordingPoster();
  await postDue(db, poster, new Date(next.due.getTime() + 1_000));
  const caller = { workspace: TERMINAL, place: 'terminal', user: 'someone', admin: true, zone: null };
  const command = async (command: CommandName, options: Record<string, string>) =>
    JSON.stringify((await desk.handle({ kind: 'command', command, options, caller, sure: true })).blocks);
  const ask = async (text: string) => JSON.stringify((await desk.handle({ kind: 'question', text, caller })).blocks);
  return {
    digest: poster.channel[0]?.text ?? '',
    found: await command('quote', { text: WORDS }),
    ofBrandt: await command('quote', { speaker: 'Nils Brandt' }),
    ofHolm: await command('quote', { speaker: 'Greta Holm' }),
    saidByHolm: await ask('What did Greta Holm say about the old bridge?'),
    saidByBrandt: await ask('What did Nils Brandt say about the old bridge?'),
  };
}

test('whom a person names as the speaker is shown in a digest, an answer and a look-up', async () => {
  const shown = await shownAfter({ name: 'Greta Holm', kind: 'person' });
  expect(shown.digest).toMatch(/winter comes\.”\s+— Greta Holm\n/);
  expect(shown.found).toContain('"speaker":"Greta Holm"');
  expect(shown.ofHolm).toContain(WORDS);
  expect(shown.ofBrandt).not.toContain(WORDS);
  expect(shown.saidByHolm).toContain(WORDS);
  expect(shown.saidByBrandt).not.toContain(WORDS);
});

test('words whose speaker a person marked as wrong are in no digest, and nobody’s in a look-up', async () => {
  const shown = await shownAfter('wrong');
  expect(shown.digest).toContain('Council to close old bridge');
  expect(shown.digest).not.toContain(WORDS);
  expect(shown.found).toContain('"speaker":null');
  for (const found of [shown.ofBrandt, shown.ofHolm, shown.saidByBrandt]) expect(found).not.toContain(WORDS);
});
