import OpenAI from 'openai';
import { ModelUnavailable, type Usage } from './model.ts';

/** Characters to a token when the server did not say: on the side of too many tokens. */
export const CHARACTERS_A_TOKEN = 3;

const UNTOLD = { usage: { inputTokens: 0, outputTokens: 0 }, sent: 0, received: 0 };

/**
 * Any failure of a call as the typed error, with no key, address or text of the provider in it. What it cost is what the server told;
 * where it told nothing but may have worked, it is estimated from what was sent and received.
 */
export function unavailable(
  error: unknown,
  asked: AbortSignal | undefined,
  call: { usage: Usage; sent: number; received: number } = UNTOLD,
): ModelUnavailable {
  const { reason, message } = reasonOf(error);
  const detail = message.slice(reason.length + 2);
  const rejected = error instanceof OpenAI.APIError && !(error instanceof OpenAI.APIUserAbortError);
  const told = call.usage.inputTokens + call.usage.outputTokens > 0;
  const usage =
    told || (rejected && call.received === 0)
      ? call.usage
      : {
          inputTokens: Math.ceil(call.sent / CHARACTERS_A_TOKEN),
          outputTokens: Math.ceil(call.received / CHARACTERS_A_TOKEN),
        };
  return new ModelUnavailable(asked?.aborted ? 'cancelled' : reason, detail, { cause: error, usage });
}

/** What servers say of a prompt that does not fit, and of a model that they don't have; only looked at, never passed on. */
const TOO_LONG = /context (?:size|length|window)|exceed_context|maximum (?:model|context) length|prompt is too long/i;
const NOT_LOADED = /no models? loaded|model .{0,80}not found|does not exist/i;

function reasonOf(error: unknown): ModelUnavailable {
  if (error instanceof ModelUnavailable) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) return new ModelUnavailable('timeout', 'no reply in time');
  if (error instanceof OpenAI.APIUserAbortError) return new ModelUnavailable('timeout', 'stopped at the time limit');
  if (error instanceof OpenAI.RateLimitError) return new ModelUnavailable('rate-limited', 'status 429');
  if (error instanceof OpenAI.APIError && (error.status === 404 || NOT_LOADED.test(error.message)))
    return new ModelUnavailable('no-model', `status ${error.status}`);
  if (error instanceof OpenAI.APIError && TOO_LONG.test(error.message))
    return new ModelUnavailable('too-long', `status ${error.status}`);
  if (error instanceof OpenAI.APIError && typeof error.status === 'number')
    return new ModelUnavailable('unreachable', `status ${error.status}`);
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return new ModelUnavailable('timeout', 'stopped at the time limit');
  return new ModelUnavailable('unreachable', error instanceof Error ? error.name : 'unknown', { cause: error });
}
