import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import { openAiModel } from '../../src/model/openai.ts';
import { draftOf, REQUEST } from './scripted-model.ts';

/**
 * Doubles of local servers with what sets each apart, from their documentation and bug reports: where reasoning stands, which fields count,
 * what they refuse and how they say so.
 */
interface Body {
  model: string;
  stream?: boolean;
  max_tokens?: number;
  response_format?: { type: string };
  [field: string]: unknown;
}

type Reply = (body: Body, response: ServerResponse, call: number) => void;

const ANSWER = JSON.stringify({
  status: 'answered',
  claims: [{ text: 'The wall cost 14 crowns.', sentences: [1] }],
  missing: null,
  followups: [],
});
const USAGE = { prompt_tokens: 200, completion_tokens: 40, total_tokens: 240 };

async function served(reply: Reply): Promise<{ model: Model; bodies: Body[] }> {
  const bodies: Body[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let text = '';
    request
      .on('data', (piece: Buffer) => {
        text += piece.toString();
      })
      .on('end', () => {
        const body: Body = JSON.parse(text);
        bodies.push(body);
        reply(body, response, bodies.length);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  return { model: openAiModel({ apiKey: 'none', model: 'local', baseUrl, api: 'auto' }), bodies };
}

/** The answer in a stream, after what the model thought, as `delta` says where that stands. */
function streamed(response: ServerResponse, thinking: object[], content: string, last: object = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (data: object) =>
    response.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', ...data })}\n\n`);
  for (const delta of [{ role: 'assistant', content: '' }, ...thinking]) send({ choices: [{ index: 0, delta }] });
  for (let at = 0; at < content.length; at += 20)
    send({ choices: [{ index: 0, delta: { content: content.slice(at, at + 20) } }] });
  send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
  send({ choices: [], usage: USAGE, ...last });
  response.end('data: [DONE]\n\n');
}

function refused(response: ServerResponse, status: number, error: object | string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

const said = { texts: ['The wall cost 14 crowns.'], tokens: 240 };

describe('Ollama', () => {
  test('thinks in a field of its own, and counts only max_tokens', async () => {
    const { model, bodies } = await served((body, response) => {
      // Without it the answer is as long as the model likes.
      if (body.max_tokens === undefined) return refused(response, 400, 'no limit');
      streamed(response, [{ content: '', reasoning: 'The user asks {"claims": of the wall.' }], ANSWER);
    });
    expect(await draftOf(model, REQUEST)).toEqual(said);
    expect(bodies[0]).toMatchObject({ max_tokens: 3_000, stream: true, response_format: { type: 'json_schema' } });
  });

  test('says that a model was never pulled', async () => {
    const { model, bodies } = await served((_, response) =>
      refused(response, 404, { message: 'model "local" not found, try pulling it first', type: 'api_error' }),
    );
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'no-model' });
    expect(bodies).toHaveLength(1);
  });
});

describe('llama.cpp', () => {
  test('is still loading at the first try, then answers with its timings', async () => {
    const { model } = await served((_, response, call) =>
      call === 1
        ? refused(response, 503, { code: 503, message: 'Loading model', type: 'unavailable_error' })
        : streamed(response, [{ content: null, reasoning_content: 'Hm.' }], ANSWER, { timings: { predicted_n: 40 } }),
    );
    expect(await draftOf(model, REQUEST)).toEqual(said);
  });

  test('makes a grammar of the schema, so it has no patterns and no references', async () => {
    const { model, bodies } = await served((_, response) => streamed(response, [], ANSWER));
    await draftOf(model, REQUEST);
    expect(JSON.stringify(bodies[0]?.response_format)).not.toMatch(/"pattern"|"\$ref"/);
  });

  test('refuses what does not fit into its context, and is not asked again', async () => {
    const { model, bodies } = await served((_, response) =>
      refused(response, 400, {
        code: 400,
        message: 'the request exceeds the available context size, try increasing it',
        type: 'exceed_context_size_error',
      }),
    );
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({
      reason: 'too-long',
      plain: expect.stringContaining('MODEL_CONTEXT_CHARACTERS'),
    });
    expect(bodies).toHaveLength(1);
  });
});

describe('vLLM', () => {
  /** What its Chat Completions take of what we send. */
  const KNOWN = ['model', 'messages', 'temperature', 'max_tokens', 'response_format', 'stream', 'stream_options'];

  test('gets no field that it would refuse, and may think between marks', async () => {
    const { model } = await served((body, response) => {
      const alien = Object.keys(body).find((field) => !KNOWN.includes(field));
      if (alien !== undefined) return refused(response, 400, { message: `${alien}: extra inputs`, code: 400 });
      streamed(response, [], `<think>A wall {"claims":[]}?</think>\n${ANSWER}`);
    });
    expect(await draftOf(model, REQUEST)).toEqual(said);
  });

  test('fails in the middle of a stream with a plain word', async () => {
    const { model } = await served((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(
        'data: {"error":{"message":"EngineCore died","type":"InternalServerError","code":500}}\n\ndata: [DONE]\n\n',
      );
    });
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'unreachable' });
  });

  test('tells its maximum length', async () => {
    const { model } = await served((_, response) =>
      refused(response, 400, { message: "This model's maximum context length is 4096 tokens.", code: 400 }),
    );
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'too-long' });
  });
});

describe('LM Studio', () => {
  test('wants a schema or plain text as the format, and knows no JSON mode', async () => {
    const { model } = await served((body, response) =>
      body.response_format?.type === 'json_schema'
        ? streamed(response, [], ANSWER)
        : refused(response, 400, "'response_format.type' must be 'json_schema' or 'text'"),
    );
    expect(await draftOf(model, REQUEST)).toEqual(said);
  });

  test.each([400, 404])('runs without a model loaded (status %i)', async (status) => {
    const { model } = await served((_, response) =>
      refused(response, status, { message: 'No models loaded. Please load a model in the developer page.' }),
    );
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'no-model' });
  });

  test('says nothing at all when the prompt does not fit', async () => {
    const { model } = await served((body, response) => {
      if (body.stream) return streamed(response, [], '');
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(
          JSON.stringify({ choices: [{ index: 0, message: { content: '' }, finish_reason: 'stop' }], usage: USAGE }),
        );
    });
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'bad-output' });
  });
});
