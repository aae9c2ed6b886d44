import { expect, test } from 'vitest';
import { verifiedSummary } from '../../../src/answer/with-model/key-points.ts';
import type { ArticleId } from '../../../src/article/article.ts';
import type { Model } from '../../../src/model/model.ts';
import { quotesOf } from '../../../src/quote/quotes.ts';
import { scriptedModel } from '../../model/scripted-model.ts';

const TEXT = `The harbour wall was raised on Monday after three floods in four years. Mayor Ada Lind denied calling the bridge “a death trap”.
Treasurer Emil Sand is alleged to have said that “the money is gone”. Rosa Timm never said “we will sell the market”.
Work takes two summers, the council said. Fishmonger Karl Berg said “the stall was under water”.`;

const pointsBy = (points: string[]): Model => ({
  ...scriptedModel(),
  summarise: async () => ({ points, usage: { inputTokens: 1, outputTokens: 1 } }),
});

async function pointsOf(points: string[]): Promise<string[]> {
  const quotes = quotesOf(TEXT).flatMap(({ text, speaker }) => ({ text, speaker: speaker?.name ?? null }));
  const made = await verifiedSummary(
    { model: pointsBy(points) },
    { id: 'wall' as ArticleId, title: 'Wall raised', text: TEXT, quotes },
  );
  return made.summary.keyPoints.map(({ text }) => text);
}

test.each([
  ['denied', 'Ada Lind called the bridge “a death trap”.'],
  ['denied, without marks', 'Ada Lind called the bridge a death trap.'],
  ['alleged', 'Emil Sand said “the money is gone”.'],
  ['alleged, without marks', 'Emil Sand said that the money is gone.'],
  ['never said', 'Rosa Timm said “we will sell the market”.'],
])('words that were %s are no plain speech in a summary by a model', async (_, point) => {
  const shown = await pointsOf([point, 'The harbour wall was raised on Monday.', 'Work takes two summers.']);
  expect(shown).not.toContain(point);
  for (const text of shown.filter((one) => /death trap|money is gone|sell the market/u.test(one)))
    expect(text).toMatch(/denied|alleged|never/u);
});

test('words that were said may stand in it', async () => {
  const said = 'Karl Berg said “the stall was under water”.';
  expect(await pointsOf([said, 'The harbour wall was raised on Monday.', 'Work takes two summers.'])).toContain(said);
});
