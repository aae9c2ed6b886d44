import OpenAI from 'openai';
import type { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { ModelUnavailable, type Usage } from './model.ts';
import { isTooLong } from './unavailable.ts';

/** What is the same for every call. */
export interface Exchange {
  client: OpenAI;
  api: 'responses' | 'chat';
  model: string;
  maxOutputTokens: number;
  firstTokenTimeout: number;
  reasoningEffort?: 'none' | 'minimal' | 'low' | 'medium' | 'high';
  /** What the server said that it doesn't take: left out, or said in another way, from then on. */
  untaken: Set<Optional>;
}

/** What may be left out of a call; not every model and server takes all of it. */
type Optional = keyof typeof NAMES;

/** How servers name what they don't take. */
const NAMES = {
  effort: /reasoning/i,
  temperature: /temperature/i,
  maxTokens: /max_tokens/i,
  format: /response_format|json_schema|text\.format|structured output/i,
  usage: /stream_options|include_usage/i,
};
const UNTAKEN = /support|unrecognized|unknown|unexpected|extra|permitted|allowed|invalid|not available/i;

/** What a server refuses a call for, when that can be left out and wasn't yet. */
function untakenIn(error: unknown, known: ReadonlySet<Optional>): Optional | undefined {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  if (isTooLong(error) || !UNTAKEN.test(error.message)) return undefined;
  const said = `${error.param ?? ''} ${error.message}`;
  return (Object.keys(NAMES) as Optional[]).find((name) => !known.has(name) && NAMES[name].test(said));
}

/** What is known of a call so far. */
export interface Call {
  usage: Usage;
  /** Characters. */
  sent: number;
  received: number;
  /** It ended because the most tokens were written, not because it was done. */
  cut: boolean;
}

export function newCall(): Call {
  return { usage: { inputTokens: 0, outputTokens: 0 }, sent: 0, received: 0, cut: false };
}

export interface Prompt {
  system: string;
  user: string;
  format: { chat: ReturnType<typeof zodResponseFormat>; responses: ReturnType<typeof zodTextFormat> };
}

/** One call's output in pieces, over whichever of the two interfaces; adds what it cost to `call`. */
export async function* bodyOf(
  exchange: Exchange,
  prompt: Prompt,
  stream: boolean,
  signal: AbortSignal,
  call: Call,
): AsyncGenerator<string> {
  const stalled = new AbortController();
  const timer = setTimeout(
    () => stalled.abort(new ModelUnavailable('timeout', 'no first token')),
    exchange.firstTokenTimeout,
  );
  const either = stream ? AbortSignal.any([signal, stalled.signal]) : signal;
  try {
    for await (const piece of takenPieces(exchange, prompt, stream, either, call)) {
      clearTimeout(timer);
      yield piece;
    }
    either.throwIfAborted();
  } catch (error) {
    if (stalled.signal.aborted) throw stalled.signal.reason;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The pieces of a call, made again without what the server refuses to take. */
async function* takenPieces(
  exchange: Exchange,
  prompt: Prompt,
  stream: boolean,
  signal: AbortSignal,
  call: Call,
): AsyncGenerator<string> {
  const pieces = exchange.api === 'responses' ? responsesPieces : chatPieces;
  for (;;) {
    try {
      yield* pieces(exchange, prompt, stream, signal, call);
      return;
    } catch (error) {
      const untaken = untakenIn(error, exchange.untaken);
      if (untaken === undefined) throw error;
      exchange.untaken.add(untaken);
    }
  }
}

async function* chatPieces(exchange: Exchange, prompt: Prompt, stream: boolean, signal: AbortSignal, call: Call) {
  const { maxOutputTokens: most, reasoningEffort, untaken } = exchange;
  const body = {
    model: exchange.model,
    messages: [
      { role: 'system' as const, content: prompt.system },
      { role: 'user' as const, content: prompt.user },
    ],
    ...(untaken.has('temperature') ? {} : { temperature: 0 }),
    ...(untaken.has('maxTokens') ? { max_completion_tokens: most } : { max_tokens: most }),
    ...(untaken.has('format') ? {} : { response_format: prompt.format.chat }),
    ...(reasoningEffort === undefined || untaken.has('effort') ? {} : { reasoning_effort: reasoningEffort }),
  };
  const count = (used: OpenAI.CompletionUsage | null | undefined) => {
    call.usage.inputTokens += used?.prompt_tokens ?? 0;
    call.usage.outputTokens += used?.completion_tokens ?? 0;
  };
  if (!stream) {
    const reply = await exchange.client.chat.completions.create(body, { signal });
    count(reply.usage);
    const message = reply.choices[0]?.message;
    if (message?.refusal) throw new ModelUnavailable('refused', 'by the model');
    call.cut = reply.choices[0]?.finish_reason === 'length';
    yield message?.content ?? '';
    return;
  }
  const chunks = await exchange.client.chat.completions.create(
    { ...body, stream: true, ...(untaken.has('usage') ? {} : { stream_options: { include_usage: true } }) },
    { signal },
  );
  for await (const chunk of chunks) {
    count(chunk.usage);
    const choice = chunk.choices[0];
    if (choice?.delta.refusal) throw new ModelUnavailable('refused', 'by the model');
    if (choice?.finish_reason === 'length') call.cut = true;
    if (choice?.finish_reason === 'content_filter') throw new ModelUnavailable('refused', 'content filter');
    if (choice?.delta.content) yield choice.delta.content;
  }
}

async function* responsesPieces(exchange: Exchange, prompt: Prompt, stream: boolean, signal: AbortSignal, call: Call) {
  const { reasoningEffort, untaken } = exchange;
  const body = {
    model: exchange.model,
    instructions: prompt.system,
    input: prompt.user,
    max_output_tokens: exchange.maxOutputTokens,
    ...(untaken.has('format') ? {} : { text: { format: prompt.format.responses } }),
    store: false,
    ...(reasoningEffort === undefined || untaken.has('effort') ? {} : { reasoning: { effort: reasoningEffort } }),
  };
  const count = (used: OpenAI.Responses.ResponseUsage | null | undefined) => {
    call.usage.inputTokens += used?.input_tokens ?? 0;
    call.usage.outputTokens += used?.output_tokens ?? 0;
  };
  const endOf = ({ status, incomplete_details: incomplete }: OpenAI.Responses.Response) => {
    if (incomplete?.reason === 'content_filter') throw new ModelUnavailable('refused', 'content filter');
    call.cut = status === 'incomplete';
  };
  if (!stream) {
    const reply = await exchange.client.responses.create(body, { signal });
    count(reply.usage);
    endOf(reply);
    for (const item of reply.output)
      if (item.type === 'message' && item.content.some((part) => part.type === 'refusal'))
        throw new ModelUnavailable('refused', 'by the model');
    yield reply.output_text;
    return;
  }
  const events = await exchange.client.responses.create({ ...body, stream: true }, { signal });
  for await (const event of events) {
    if (event.type === 'response.output_text.delta') yield event.delta;
    else if (event.type === 'response.refusal.delta') throw new ModelUnavailable('refused', 'by the model');
    else if (event.type === 'response.completed' || event.type === 'response.incomplete') {
      count(event.response.usage);
      endOf(event.response);
    } else if (event.type === 'response.failed' || event.type === 'error')
      throw new ModelUnavailable('unreachable', 'failed while answering');
  }
}
