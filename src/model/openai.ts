import OpenAI from 'openai';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import { answerSchema, checkSchema, claimSchema, readLoosely, summarySchema } from './claims.ts';
import { type DraftRequest, type Model, ModelUnavailable, type Usage } from './model.ts';
import { bodyOf, type Call, type Exchange, newCall, type Prompt } from './model-exchange.ts';
import { closedObjects, jsonIn, LONGEST_OUTPUT } from './partial-json.ts';
import { loadPrompt } from './prompts.ts';
import { takingTurns } from './turns.ts';
import { unavailable } from './unavailable.ts';

export interface OpenAiConfig {
  apiKey: string;
  model: string;
  baseUrl?: string;
  /** `auto`: Responses at api.openai.com, Chat Completions everywhere else. */
  api: 'auto' | 'responses' | 'chat';
  /** Milliseconds for a whole call, 30,000 by default. */
  timeout?: number;
  /** Milliseconds until the first piece of output, 15,000 by default. */
  firstTokenTimeout?: number;
  maxOutputTokens?: number;
  concurrency?: number;
  /** `auto` or nothing: low at api.openai.com, elsewhere what the server does by itself. */
  reasoningEffort?: 'auto' | 'none' | 'minimal' | 'low' | 'medium' | 'high';
}

/** A model behind an OpenAI-compatible server. Nothing is stored there; at most one retry a call. */
export function openAiModel(config: OpenAiConfig): Model {
  const timeout = config.timeout ?? 30_000;
  const maxOutputTokens = config.maxOutputTokens ?? 3_000;
  const client = new OpenAI({
    apiKey: config.apiKey,
    ...(config.baseUrl === undefined ? {} : { baseURL: config.baseUrl }),
    timeout,
    maxRetries: 1,
    fetch: patient,
  });
  const given = config.reasoningEffort ?? 'auto';
  const effort = given !== 'auto' ? given : isOpenAi(client.baseURL) ? 'low' : undefined;
  const exchange: Exchange = {
    client,
    api: config.api === 'auto' ? (isOpenAi(client.baseURL) ? 'responses' : 'chat') : config.api,
    model: config.model,
    maxOutputTokens,
    untaken: new Set(),
    firstTokenTimeout: config.firstTokenTimeout ?? 15_000,
    ...(effort === undefined ? {} : { reasoningEffort: effort }),
  };
  const turn = takingTurns(config.concurrency ?? 4);

  async function* draftAnswer(request: DraftRequest) {
    const limit = deadline(timeout, request.signal);
    const call = newCall();
    let done = () => {};
    try {
      done = await turn(limit);
      const prompt: Prompt = {
        system: loadPrompt('answer').text,
        user: questionText(request),
        format: formatOf(answerSchema, 'answer'),
      };
      call.sent = prompt.system.length + prompt.user.length;
      const given = new Set<string>();
      let output = '';
      for await (const piece of bodyOf(exchange, prompt, true, limit, call)) {
        output += piece;
        call.received = output.length;
        if (output.length > LONGEST_OUTPUT) throw new ModelUnavailable('bad-output', 'output too long');
        for (const value of piece.includes('}') ? closedObjects(output, 'claims') : []) {
          const claim = claimSchema.safeParse(readLoosely(value));
          if (!claim.success || given.has(JSON.stringify(claim.data))) continue;
          given.add(JSON.stringify(claim.data));
          yield { kind: 'claim' as const, claim: claim.data };
        }
      }
      if (call.cut && given.size === 0) throw new ModelUnavailable('cut-off', 'at the most tokens');
      // What was written before the end of the allowance is whole and can be checked; asking again would end there too.
      const answer = call.cut
        ? { status: 'partial' as const, claims: [], missing: null, followups: [] }
        : await readOrAskAgain(exchange, prompt, answerSchema, output, limit, call);
      for (const claim of answer.claims) {
        if (given.has(JSON.stringify(claim))) continue;
        given.add(JSON.stringify(claim));
        yield { kind: 'claim' as const, claim };
      }
      const { status, missing, followups } = answer;
      yield { kind: 'end' as const, status, missing, followups, usage: call.usage };
    } catch (error) {
      throw unavailable(error, request.signal, call);
    } finally {
      done();
    }
  }

  /** One call that is not streamed, as data. */
  async function askOnce<T>(
    prompt: Prompt,
    schema: z.ZodType<T>,
    signal: AbortSignal | undefined,
  ): Promise<T & { usage: Usage }> {
    const limit = deadline(timeout, signal);
    const call = newCall();
    let done = () => {};
    try {
      done = await turn(limit);
      call.sent = prompt.system.length + prompt.user.length;
      let output = '';
      for await (const piece of bodyOf(exchange, prompt, false, limit, call)) output += piece;
      call.received = output.length;
      if (call.cut) throw new ModelUnavailable('cut-off', 'at the most tokens');
      return { ...(await readOrAskAgain(exchange, prompt, schema, output, limit, call)), usage: call.usage };
    } catch (error) {
      throw unavailable(error, signal, call);
    } finally {
      done();
    }
  }

  return {
    draftAnswer,
    async summarise({ title, text, signal }) {
      const user = JSON.stringify({ article: { title, text } });
      return askOnce(
        { system: loadPrompt('summary').text, user, format: formatOf(summarySchema, 'summary') },
        summarySchema,
        signal,
      );
    },
    async check({ claims, signal }) {
      const user = JSON.stringify({ claims: claims.map((one, n) => ({ n, ...one })) });
      const prompt = { system: loadPrompt('check').text, user, format: formatOf(checkSchema, 'check') };
      const { verdicts, usage } = await askOnce(prompt, checkSchema, signal);
      const supported = claims.map((_, n) => verdicts.some((verdict) => verdict.n === n && verdict.supported));
      return { supported, usage };
    },
    // One token is rarely less than two characters; the one retry sends the input again.
    largestCost: (characters) => 2 * (Math.ceil((characters + loadPrompt('answer').text.length) / 2) + maxOutputTokens),
  };
}

function formatOf(schema: z.ZodObject, name: string): Prompt['format'] {
  return { chat: zodResponseFormat(schema, name), responses: zodTextFormat(schema, name) };
}

/** The output as data; when it is not, asked for once more without streaming, with what was wrong. */
async function readOrAskAgain<T>(
  exchange: Exchange,
  prompt: Prompt,
  schema: z.ZodType<T>,
  output: string,
  signal: AbortSignal,
  call: Call,
): Promise<T> {
  const first = schema.safeParse(readLoosely(jsonIn(output)));
  if (first.success) return first.data;
  const wrong = first.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  const again: Prompt = {
    ...prompt,
    user: `${prompt.user}\n\nYour last output was not the JSON asked for (${wrong.slice(0, 400)}).`,
  };
  let second = '';
  for await (const piece of bodyOf(exchange, again, false, signal, call)) second += piece;
  const result = schema.safeParse(readLoosely(jsonIn(second.slice(0, LONGEST_OUTPUT))));
  if (!result.success) throw new ModelUnavailable('bad-output', wrong.slice(0, 400));
  return result.data;
}

function questionText({ question, asOf, zone, language, articles, history }: DraftRequest): string {
  const data = articles.map(({ title, publisher, published, summary, sentences }) => ({
    title,
    publisher,
    published: published?.toISOString() ?? null,
    ...(summary ? { summary } : {}),
    sentences: Object.fromEntries(sentences.map(({ n, text }) => [n, text])),
  }));
  // As JSON, so that no text of an article can close the block it stands in.
  return JSON.stringify({
    articles: data,
    now: asOf.toISOString(),
    zone: zone ?? 'UTC',
    language: language ?? null,
    history: history ?? [],
    question,
  });
}

/** A server that asks for a longer wait than this is not asked again: the built-in answer is there at once. */
const LONGEST_WAIT_SECONDS = 2;

/** Never follows to another address, which would get the question and the articles. */
async function patient(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  // A page for people where an answer should be: the address is wrong.
  if (response.ok && /^text\/html/i.test(response.headers.get('content-type') ?? ''))
    return new Response(null, { status: 404 });
  if (response.ok || !isFinal(response)) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function isFinal({ headers, status }: Response): boolean {
  return Number(headers.get('retry-after')) > LONGEST_WAIT_SECONDS || (status >= 300 && status < 400);
}

function deadline(timeout: number, signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(timeout);
  return signal === undefined ? limit : AbortSignal.any([limit, signal]);
}

function isOpenAi(address: string): boolean {
  return new URL(address).hostname === 'api.openai.com';
}
