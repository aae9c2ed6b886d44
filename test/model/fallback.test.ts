import { expect, test } from 'vitest';
import { firstAvailable } from '../../src/model/fallback.ts';
import { openAiModel } from '../../src/model/openai.ts';
import { draftOf, REQUEST, scriptedModel } from './scripted-model.ts';

test('the first model that answers is the only one that speaks', async () => {
  const second = scriptedModel(['The wall cost 14 crowns.']);
  const third = scriptedModel(['Nobody hears this.']);
  const model = firstAvailable([scriptedModel('rate-limited'), second, third], 5_000);
  expect(await draftOf(model, REQUEST)).toEqual({ texts: ['The wall cost 14 crowns.'], tokens: 200 });
  expect(third.asked).toHaveLength(0);
});

test.each(['refused', 'over-budget', 'cancelled', 'no-access', 'no-credit', 'no-server'] as const)(
  '%s is final',
  async (reason) => {
    const second = scriptedModel(['No.']);
    await expect(draftOf(firstAvailable([scriptedModel(reason), second], 5_000), REQUEST)).rejects.toMatchObject({
      reason,
    });
    expect(second.asked).toHaveLength(0);
  },
);

test('when none answers, the last reason is told, and all that was used', async () => {
  const model = firstAvailable([scriptedModel('timeout'), scriptedModel('unreachable')], 5_000);
  await expect(draftOf(model, REQUEST)).rejects.toMatchObject({
    reason: 'unreachable',
    usage: { inputTokens: 140, outputTokens: 60 },
  });
});

test('a server that refuses connections costs nothing', async () => {
  const model = openAiModel({
    apiKey: 'key',
    model: 'm',
    baseUrl: 'http://127.0.0.1:1/v1',
    api: 'chat',
    timeout: 2_000,
  });
  await expect(draftOf(model, REQUEST)).rejects.toMatchObject({
    reason: 'unreachable',
    usage: { inputTokens: 0, outputTokens: 0 },
  });
});
