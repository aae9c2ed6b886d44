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

async function served(reply: Reply, api: 'auto' | 'responses' = 'auto'): Promise<{ model: Model; bodies: Body[] }> {
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
  const effort = api === 'responses' ? ({ reasoningEffort: 'low' } as const) : {};
  return { model: openAiModel({ apiKey: 'none', model: 'local', baseUrl, api, ...effort }), bodies };
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

describe('a server that nothing holds to the schema', () => {
  const claim = { text: 'The wall cost 14 crowns.', sentences: [1] };
  const written = (given: object) => JSON.stringify({ ...JSON.parse(ANSWER), ...given });

  test.each([
    ['words with braces around it', `Here is {the} JSON:\n\`\`\`json\n${ANSWER}\n\`\`\`\nHope {this} helps.`],
    ['a thought whose beginning stood in the prompt', `The reader asks {"claims":1} of it.</think>${ANSWER}`],
    ['a thought in other marks', `<thinking>{"claims":[{"text":"No.","sentences":[1]}]}</thinking>${ANSWER}`],
    ['marks of channels', `<|channel|>analysis<|message|>A {wall}.<|end|><|channel|>final<|message|>${ANSWER}`],
    ['numbers in quotation marks', written({ claims: [{ ...claim, sentences: ['1'] }] })],
    ['one number for a list', written({ claims: [{ ...claim, sentences: 1 }] })],
    [
      'more sentences than asked for',
      written({ claims: [{ ...claim, sentences: Array.from({ length: 30 }, () => 1) }] }),
    ],
    ['no side notes', JSON.stringify({ status: 'Answered', claims: [claim] })],
    ['a list of claims alone', `[\n  ${JSON.stringify(claim)}\n]`],
    [
      'a list of claims alone, with words and a fence around it',
      `Here are [1] claims:\n\`\`\`json\n[${JSON.stringify(claim)}]\n\`\`\``,
    ],
    ['the answer in a list', `[${ANSWER}]`],
    ['null for a list', written({ followups: null })],
    ['a claim without words', written({ claims: [claim, { text: null, sentences: [1] }] })],
    ['a comma too many', ANSWER.replace('}]', '},]')],
    ['a mark of thoughts in a claim', written({ claims: [{ ...claim, note: '</think>' }] })],
  ])('is understood with %s, at the first call', async (_what, content) => {
    const { model, bodies } = await served((_, response) => streamed(response, [], content));
    expect(await draftOf(model, REQUEST)).toEqual(said);
    expect(bodies).toHaveLength(1);
  });

  test('what has no list of claims is not an answer', async () => {
    const content = '{"status":"answered"}';
    const { model } = await served((body, response) => {
      if (body.stream) return streamed(response, [], content);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ choices: [{ index: 0, message: { content }, finish_reason: 'stop' }], usage: USAGE }));
    });
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'bad-output' });
  });
});

describe('a server that does not take all of a call', () => {
  test.each([
    [
      'max_tokens',
      "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
      'max_completion_tokens',
    ],
    ['temperature', "Unsupported value: 'temperature' does not support 0 with this model.", 'max_tokens'],
    ['response_format', 'response_format is not supported by this model', 'max_tokens'],
    ['stream_options', 'stream_options: extra fields not permitted', 'max_tokens'],
  ])('is asked again without %s, and never with it after that', async (field, message, instead) => {
    const { model, bodies } = await served((body, response) =>
      body[field] === undefined ? streamed(response, [], ANSWER) : refused(response, 400, { message, param: field }),
    );
    await draftOf(model, REQUEST);
    expect(await draftOf(model, REQUEST)).toEqual(said);
    expect(bodies).toHaveLength(3);
    expect(bodies[2]).toHaveProperty(instead);
  });

  test('a model that does not reason is not told how long to', async () => {
    const { model, bodies } = await served((body, response) => {
      if (body.reasoning !== undefined)
        return refused(response, 400, {
          message: "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
          param: 'reasoning.effort',
        });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const usage = { input_tokens: 200, output_tokens: 40, total_tokens: 240 };
      for (const event of [
        { type: 'response.output_text.delta', delta: ANSWER },
        { type: 'response.completed', response: { status: 'completed', output: [], usage } },
      ])
        response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      response.end();
    }, 'responses');
    expect(await draftOf(model, REQUEST)).toEqual(said);
    expect(bodies).toHaveLength(2);
  });

  test('a refusal that names nothing to leave out is final', async () => {
    const { model, bodies } = await served((_, response) => refused(response, 400, { message: 'Unsupported input' }));
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'unreachable' });
    expect(bodies).toHaveLength(1);
  });
});

describe('what an admin has to look at is told apart', () => {
  test.each([
    ['a wrong key', 401, { message: 'Incorrect API key provided' }, 'no-access', 'OPENAI_API_KEY'],
    ['an account without money', 402, { message: 'Insufficient Balance' }, 'no-credit', 'no credit'],
    [
      'a spent quota',
      429,
      { message: 'You exceeded your current quota', code: 'insufficient_quota' },
      'no-credit',
      'no credit',
    ],
    [
      'a model that the key may not use',
      403,
      { message: 'Project does not have access to model x' },
      'no-model',
      'OPENAI_MODEL',
    ],
    ['a path that is not there', 404, '404 page not found', 'no-server', 'OPENAI_BASE_URL'],
  ])('%s', async (_what, status, error, reason, setting) => {
    const { model } = await served((_, response) => refused(response, status, error));
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason, plain: expect.stringContaining(setting) });
  });

  test.each([
    ['a page for people', { status: 200, headers: { 'content-type': 'text/html' } }],
    ['another address, which never gets the articles', { status: 301, headers: { location: '/elsewhere' } }],
  ])('%s', async (_what, { status, headers }) => {
    const { model, bodies } = await served((_, response) => response.writeHead(status, headers).end('<html></html>'));
    await expect(draftOf(model, REQUEST)).rejects.toMatchObject({ reason: 'no-server' });
    expect(bodies).toHaveLength(1);
  });
});
