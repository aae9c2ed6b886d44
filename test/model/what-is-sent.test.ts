import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openAiModel } from '../../src/model/openai.ts';
import { draftOf, REQUEST } from './scripted-model.ts';

/** What a model's server is sent for one question. */
async function sentTo(api: 'chat' | 'responses'): Promise<Record<string, unknown>> {
  let body = '';
  const server = createServer((request, response) => {
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => response.writeHead(400).end('{"error":"no"}'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const model = openAiModel({ apiKey: 'none', model: 'local', baseUrl: `http://127.0.0.1:${port}/v1`, api });
  await expect(draftOf(model, REQUEST)).rejects.toThrow();
  return JSON.parse(body) as Record<string, unknown>;
}

test('nothing is stored at the server, and the output has a limit', async () => {
  const sent = await sentTo('responses');
  expect(sent).toMatchObject({ store: false, max_output_tokens: 3_000, text: { format: { type: 'json_schema' } } });
});

test.each(['chat', 'responses'] as const)('over %s nothing tells who asked, and there are no tools', async (api) => {
  const fields = Object.keys(await sentTo(api));
  for (const field of ['user', 'safety_identifier', 'metadata', 'tools', 'background', 'service_tier'])
    expect(fields).not.toContain(field);
});
