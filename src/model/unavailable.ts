import OpenAI from 'openai';
import { ModelUnavailable, type UnavailableReason, type Usage } from './model.ts';

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
  const isCounted = call.usage.inputTokens + call.usage.outputTokens > 0;
  const usage =
    isCounted || (rejected && call.received === 0)
      ? call.usage
      : {
          inputTokens: Math.ceil(call.sent / CHARACTERS_A_TOKEN),
          outputTokens: Math.ceil(call.received / CHARACTERS_A_TOKEN),
        };
  return new ModelUnavailable(asked?.aborted ? 'cancelled' : reason, detail, { cause: error, usage });
}

/** What servers say of a prompt that does not fit, of a model that they don't have, and of an empty account; only looked at, never passed on. */
const TOO_LONG = /context (?:size|length|window)|exceed_context|maximum (?:model|context) length|prompt is too long/i;
const NO_CREDIT = /insufficient_quota|exceeded your current quota|insufficient (?:balance|credit|funds)|billing/i;
const ABOUT_MODEL = /model|deployment|engine/i;
const NOT_LOADED = /no models? loaded|model .{0,80}not found|does not exist/i;

/** Another path, or another program: moved, not there, not to be written to. */
const NO_SERVER: readonly (number | undefined)[] = [301, 302, 303, 307, 308, 404, 405];

/** Whether a server says that the prompt does not fit into the model's context. */
export function isTooLong(error: { message: string }): boolean {
  return TOO_LONG.test(error.message);
}

function reasonOf(error: unknown): ModelUnavailable {
  if (error instanceof ModelUnavailable) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) return new ModelUnavailable('timeout', 'no reply in time');
  if (error instanceof OpenAI.APIUserAbortError) return new ModelUnavailable('timeout', 'stopped at the time limit');
  const refused = error instanceof OpenAI.APIError ? refusalOf(error) : undefined;
  if (refused !== undefined) return refused;
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return new ModelUnavailable('timeout', 'stopped at the time limit');
  return new ModelUnavailable('unreachable', error instanceof Error ? error.name : 'unknown', { cause: error });
}

/** What a server's reply says it refuses for; undefined when there was no reply that tells. */
function refusalOf(error: InstanceType<typeof OpenAI.APIError>): ModelUnavailable | undefined {
  const { status, message } = error;
  const as = (reason: UnavailableReason) => new ModelUnavailable(reason, `status ${status}`);
  if (status === 402 || (status === 429 && NO_CREDIT.test(message))) return as('no-credit');
  if (NOT_LOADED.test(message) || ((status === 404 || status === 403) && ABOUT_MODEL.test(message)))
    return as('no-model');
  if (status === 401 || status === 403) return as('no-access');
  if (status === 429) return as('rate-limited');
  if (NO_SERVER.includes(status)) return as('no-server');
  if (isTooLong(error)) return as('too-long');
  return typeof status === 'number' ? as('unreachable') : undefined;
}
