import OpenAI from 'openai';
import { ModelUnavailable } from './model.ts';

/** Any failure of a call as the typed error, with no key, address or text of the provider in it. */
export function unavailable(error: unknown, asked: AbortSignal | undefined): ModelUnavailable {
  if (asked?.aborted) return new ModelUnavailable('cancelled', 'by the caller', { cause: error });
  if (error instanceof ModelUnavailable) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) return new ModelUnavailable('timeout', 'no reply in time');
  if (error instanceof OpenAI.APIUserAbortError) return new ModelUnavailable('timeout', 'stopped at the time limit');
  if (error instanceof OpenAI.RateLimitError) return new ModelUnavailable('rate-limited', 'status 429');
  if (error instanceof OpenAI.APIError && typeof error.status === 'number')
    return new ModelUnavailable('unreachable', `status ${error.status}`);
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return new ModelUnavailable('timeout', 'stopped at the time limit');
  return new ModelUnavailable('unreachable', error instanceof Error ? error.name : 'unknown', { cause: error });
}
