import type OpenAI from 'openai';
import type { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { ModelUnavailable, type Usage } from './model.ts';

/** What is the same for every call. */
export interface Exchange {
  client: OpenAI;
  api: 'responses' | 'chat';
  model: string;
  maxOutputTokens: number;
  firstTokenTimeout: number;
  reasoningEffort?: 'none' | 'minimal' | 'low' | 'medium' | 'high';
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
    const pieces =
      exchange.api === 'responses'
        ? responsesPieces(exchange, prompt, stream, either, call)
        : chatPieces(exchange, prompt, stream, either, call);
    for await (const piece of pieces) {
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

async function* chatPieces(exchange: Exchange, prompt: Prompt, stream: boolean, signal: AbortSignal, call: Call) {
  const body = {
    model: exchange.model,
    messages: [
      { role: 'system' as const, content: prompt.system },
      { role: 'user' as const, content: prompt.user },
    ],
    temperature: 0,
    max_tokens: exchange.maxOutputTokens,
    response_format: prompt.format.chat,
    ...(exchange.reasoningEffort === undefined ? {} : { reasoning_effort: exchange.reasoningEffort }),
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
    { ...body, stream: true, stream_options: { include_usage: true } },
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
  const body = {
    model: exchange.model,
    instructions: prompt.system,
    input: prompt.user,
    max_output_tokens: exchange.maxOutputTokens,
    text: { format: prompt.format.responses },
    store: false,
    ...(exchange.reasoningEffort === undefined ? {} : { reasoning: { effort: exchange.reasoningEffort } }),
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
