import { expect, test } from 'vitest';
import { remembering } from '../../src/model/remembered.ts';
import { draftOf, REQUEST, scriptedModel } from './scripted-model.ts';

test('the same question over the same articles is asked once, and costs nothing again', async () => {
  const inner = scriptedModel(['First.'], ['Second.']);
  const model = remembering(inner, 10);
  expect(await draftOf(model, REQUEST)).toEqual({ texts: ['First.'], tokens: 100 });
  expect(await draftOf(model, REQUEST)).toEqual({ texts: ['First.'], tokens: 0 });
  expect(inner.asked).toHaveLength(1);
});

test.each([
  ['in another workspace', { workspace: 'discord/2' }],
  [
    'when an article was changed',
    { articles: [{ ...REQUEST.articles[0], sentences: [{ n: 1, text: 'The wall cost 15 crowns.' }] } as never] },
  ],
  ['when an article was removed', { articles: [] }],
  ['after another turn', { history: [{ question: 'Why?', answer: 'Because.' }] }],
  ['for a reader of another language', { language: 'de' }],
  ['an hour later', { asOf: new Date('2026-11-23T13:00:00Z') }],
])('it is asked again %s', async (_when, change) => {
  const inner = scriptedModel(['First.'], ['Second.']);
  const model = remembering(inner, 10);
  await draftOf(model, REQUEST);
  expect((await draftOf(model, { ...REQUEST, ...change })).texts).toEqual(['Second.']);
});

test('a failure is not remembered', async () => {
  const model = remembering(scriptedModel('timeout', ['Second.']), 10);
  await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'timeout' });
  expect((await draftOf(model, REQUEST)).texts).toEqual(['Second.']);
});

test('no more is kept than allowed: the longest unused goes first', async () => {
  const inner = scriptedModel(['An answer.']);
  const model = remembering(inner, 2);
  const ask = (question: string) => draftOf(model, { ...REQUEST, question });
  for (const question of ['one?', 'two?', 'one?', 'three?', 'one?', 'two?']) await ask(question);
  expect(inner.asked.map(({ question }) => question)).toEqual(['one?', 'two?', 'three?', 'two?']);
});
