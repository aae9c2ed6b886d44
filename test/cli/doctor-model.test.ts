import { expect, test } from 'vitest';
import { modelProbe } from '../../src/cli/doctor-command.ts';
import { ModelUnavailable } from '../../src/model/model.ts';

const usage = { inputTokens: 1, outputTokens: 1 };

test('a model that judges a plain sentence rightly is fine', async () => {
  const check = await modelProbe({ check: async () => ({ supported: [true], usage }) });
  expect(check).toMatchObject({ state: 'fine', detail: expect.stringMatching(/^in \d+\.\d s$/) });
});

test('one that misjudges it is named, and one that is away comes with what to look at', async () => {
  expect(await modelProbe({ check: async () => ({ supported: [false], usage }) })).toMatchObject({ state: 'look' });
  const away = await modelProbe({ check: () => Promise.reject(new Error('connection refused')) });
  expect(away.state).toBe('broken');
  expect(away.detail).toContain('OPENAI_BASE_URL');
});

test('what a server refuses is told in words, with the setting to look at', async () => {
  const refused = await modelProbe({ check: () => Promise.reject(new ModelUnavailable('no-access', 'status 401')) });
  expect(refused.detail).toContain("status 401. The language model's server doesn't accept the key (OPENAI_API_KEY).");
});
