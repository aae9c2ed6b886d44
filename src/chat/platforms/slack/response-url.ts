import type { Sent } from '../../../pacing/sent.ts';
import type { SlackMessage } from './render.ts';

const TIMEOUT_MS = 10_000;

/** How a message goes to a `response_url`: to everybody or to the asker alone, as a new message or in place of the one that was pressed. */
export interface Response {
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
}

/**
 * Sends one message to the `response_url` of a command or press. Slack takes five in half an hour and knows none by a name, so what may
 * have arrived is not sent again. Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function respondAt(url: string, message: SlackMessage, how: Response): Promise<Sent> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...message, ...how, unfurl_links: false, unfurl_media: false }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = (await response.text()).slice(0, 200);
    if (response.status === 429)
      return {
        kind: 'retry',
        afterMs: Number(response.headers.get('retry-after') ?? 1) * 1000,
        reason: 'rate limited',
      };
    if (response.ok && !said.includes('"ok":false')) return { kind: 'sent', id: '' };
    if (response.status >= 500) return { kind: 'unknown', reason: `HTTP ${response.status}` };
    return { kind: 'refused', reason: `${response.status} ${said}` };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code === 'ECONNREFUSED' || cause?.code === 'ENOTFOUND')
      return { kind: 'retry', afterMs: 3_000, reason: cause.code };
    return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
}
