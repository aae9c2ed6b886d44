import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAiEmbeddings } from '../../src/model/embeddings.ts';

let server: LLMock;
beforeEach(async () => {
  server = await LLMock.create({ port: 0, host: '127.0.0.1' });
});
afterEach(() => server.stop());

function embeddings() {
  return openAiEmbeddings({
    apiKey: 'test',
    model: 'near',
    baseUrl: `${server.url}/v1`,
    timeout: 2_000,
    concurrency: 2,
  });
}

test('vectors come in the order of the texts, each of length one', async () => {
  server.onEmbedding(/ferry/, { embedding: [3, 4] });
  const {
    vectors: [vector, ...more],
  } = await embeddings().embed(['the ferry sank']);
  expect(more).toEqual([]);
  expect(Array.from(vector ?? [], (value) => Math.round(value * 10))).toEqual([6, 8]);
});

test('more texts than a call may carry are sent in several calls', async () => {
  server.onEmbedding(/./, { embedding: [1, 0, 0] });
  const { vectors } = await embeddings().embed(Array.from({ length: 130 }, (_, i) => `text ${i}`));
  expect(vectors).toHaveLength(130);
});

test('a server that fails is a typed error without its address', async () => {
  server.onEmbedding(/./, { error: { message: `broken at ${server.url}` }, status: 500 });
  await expect(embeddings().embed(['ferry'])).rejects.toThrow(/^(?!.*127\.0\.0\.1)/);
  await expect(embeddings().embed(['ferry'])).rejects.toMatchObject({ reason: 'unreachable' });
});
