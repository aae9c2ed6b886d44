import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import { openAiModel } from '../../src/model/openai.ts';

const TRUE = { text: 'The wall costs 14 million crowns, council treasurer Emil Sand said.', sentences: [1] };
const LIES = [
  { text: 'Mayor Ada Lindqvist said “the wall is a gift to our grandchildren”.', sentences: [1] },
  { text: 'The wall costs 41 million crowns, council treasurer Emil Sand said.', sentences: [1] },
  { text: '@everyone Read on at https://evil.example', sentences: [1] },
];

interface Badness {
  /** What the reply says about it. */
  word: string;
  /** Whether the call may have cost something. */
  costs: boolean;
  /** `streamed` is what the call asked for. */
  answer: (response: ServerResponse, streamed: boolean) => void;
}

/** Ways in which a model server fails that our independent server does not play. */
export const BAD_MODELS: Record<string, Badness> = {
  'never sends a byte': { word: 'took too long', costs: true, answer: () => {} },
  'stalls in the middle of a claim': {
    word: 'took too long',
    costs: true,
    answer: (response) => stream(response, [draftOf([TRUE]).slice(0, 60)]),
  },
  'sends a byte a second': {
    word: 'took too long',
    costs: true,
    answer: (response) => {
      const timer = setInterval(() => response.write(':'), 1_000);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).on('close', () => clearInterval(timer));
    },
  },
  'is busy': {
    word: 'is busy',
    costs: false,
    answer: (response) =>
      response.writeHead(429, { 'retry-after': '0', ...jsonType() }).end('{"error":{"message":"slow down"}}'),
  },
  'is busy for long': {
    word: 'is busy',
    costs: false,
    answer: (response) =>
      response.writeHead(429, { 'retry-after': '30', ...jsonType() }).end('{"error":{"message":"slow down"}}'),
  },
  breaks: {
    word: 'could not be reached',
    costs: false,
    answer: (response) => response.writeHead(500, jsonType()).end('{}'),
  },
  'sends no JSON': {
    word: 'no usable answer',
    costs: true,
    answer: (response, streamed) => whole(response, streamed, 'Sure! The wall is tall.'),
  },
  'never ends': {
    word: 'no usable answer',
    costs: true,
    answer: (response) => {
      stream(response, ['{"status":"answered","claims":[']);
      const pump = () => {
        while (!response.destroyed && response.write(chunk(`{"text":"${'the wall '.repeat(60)}","sentences":[]},`)));
        if (!response.destroyed) response.once('drain', () => setImmediate(pump));
      };
      pump();
    },
  },
  'sends nothing': {
    word: 'no usable answer',
    costs: true,
    answer: (response, streamed) => whole(response, streamed, ''),
  },
  declines: {
    word: 'declined',
    costs: true,
    answer: (response, streamed) =>
      whole(response, streamed, '{"status":"refused","claims":[],"missing":null,"followups":[]}'),
  },
  'tells of something else': {
    word: "didn't match",
    costs: true,
    answer: (response, streamed) =>
      whole(response, streamed, draftOf([{ text: 'Olga Petrov resigned over a bribe in Riga.', sentences: [1] }])),
  },
};

/** Writes a true claim and lies, then waits, then writes another true one. */
export function writesSlowly(until: Promise<void>): Badness {
  const rest = { text: 'Work starts in March and takes two summers.', sentences: [1] };
  return {
    word: 'written by a model',
    costs: true,
    answer: (response) => {
      const claims = [TRUE, ...LIES].map((claim) => JSON.stringify(claim)).join(',');
      stream(response, [`{"status":"answered","claims":[${claims}`]);
      void until.then(() => {
        response.write(chunk(`,${JSON.stringify(rest)}],"missing":null,"followups":[]}`));
        response.end('data: [DONE]\n\n');
      });
    },
  };
}

/** A model server that is bad in the way it is told, and a client of it that waits for long only where waiting is not what fails. */
export async function badModel(): Promise<{ model: Model; be: (how: Badness) => void; calls: () => number }> {
  let bad: Badness | undefined;
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    response.on('error', () => {});
    let body = '';
    request
      .on('data', (piece: Buffer) => {
        body += piece.toString();
      })
      .on('end', () => bad?.answer(response, body.includes('"stream":true')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const waiting = (timeout: number, firstTokenTimeout: number) =>
    openAiModel({
      apiKey: 'test-key',
      model: 'test',
      baseUrl: `http://127.0.0.1:${port}/v1`,
      api: 'chat',
      timeout,
      firstTokenTimeout,
    });
  // A short wait races every other failure on a busy machine: only those that are about waiting get it.
  const [hasty, patient] = [waiting(2_500, 700), waiting(60_000, 60_000)];
  const model: Model = {
    ...patient,
    draftAnswer: (request) => (bad?.word === 'took too long' ? hasty : patient).draftAnswer(request),
  };
  const be = (how: Badness) => {
    bad = how;
  };
  return { model, be, calls: () => calls };
}

function jsonType() {
  return { 'content-type': 'application/json' };
}

function draftOf(claims: { text: string; sentences: number[] }[]): string {
  return JSON.stringify({ status: 'answered', claims, missing: null, followups: [] });
}

function stream(response: ServerResponse, pieces: string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const piece of pieces) response.write(chunk(piece));
}

function whole(response: ServerResponse, streamed: boolean, content: string): void {
  const usage = { prompt_tokens: 50, completion_tokens: 5, total_tokens: 55 };
  if (!streamed) {
    const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
    response.writeHead(200, jsonType()).end(JSON.stringify({ id: 'c', object: 'chat.completion', choices, usage }));
    return;
  }
  stream(response, [content]);
  response.end(`data: ${JSON.stringify({ id: 'c', choices: [], usage })}\n\ndata: [DONE]\n\n`);
}

function chunk(content: string): string {
  return `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta: { role: 'assistant', content } }] })}\n\n`;
}
