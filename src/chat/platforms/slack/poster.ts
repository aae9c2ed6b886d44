import { webApi } from '@slack/bolt';
import type { Poster, PostResult } from '../../../digest/poster.ts';
import { parsePlace } from '../../place.ts';
import { renderSlack, type SlackMessage } from './render.ts';

const TIMEOUT_MS = 15_000;
const HISTORY_PAGES = 5;
const EVENT = 'copydesk_digest';

const PERMANENT: Record<string, string> = {
  channel_not_found: 'the channel is gone, or the bot is not in it (invite it with /invite)',
  not_in_channel: 'the bot is not in the channel: invite it with /invite',
  is_archived: 'the channel is archived',
  restricted_action: 'the workspace lets only some people post in the channel',
  missing_scope: 'the app lacks the scope chat:write: update it from its manifest',
  invalid_auth: 'SLACK_BOT_TOKEN is not accepted',
  account_inactive: 'the app was removed from the workspace',
  token_revoked: 'SLACK_BOT_TOKEN was revoked',
};

/** Posts digests through Slack's Web API, without a socket. Every message carries its marker as metadata. */
export function slackPoster(token: string, apiUrl: string | null): Poster {
  const client = new webApi.WebClient(token, {
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  });
  return {
    messages: (reply, marker) => renderSlack(reply).map((message, i) => ({ ...message, marker: `${marker}-${i}` })),
    async post(place, message) {
      const target = parsePlace(place);
      if (target?.platform !== 'slack') return { kind: 'rejected', reason: `${place} is no Slack channel` };
      const { marker, text, blocks } = message as SlackMessage & { marker: string };
      try {
        const posted = await client.chat.postMessage({
          channel: target.channel,
          ...(target.ts ? { thread_ts: target.ts } : {}),
          text,
          blocks: blocks as never,
          metadata: { event_type: EVENT, event_payload: { key: marker } },
          unfurl_links: false,
          unfurl_media: false,
        });
        return posted.ts ? { kind: 'posted', id: posted.ts } : { kind: 'unknown', reason: 'Slack gave no message id' };
      } catch (error) {
        return failure(error);
      }
    },
    async find(place, marker, since) {
      const target = parsePlace(place);
      if (target?.platform !== 'slack') return { kind: 'unreadable', reason: `${place} is no Slack channel` };
      try {
        let cursor: string | undefined;
        for (let page = 0; page < HISTORY_PAGES; page++) {
          const history = await client.conversations.history({
            channel: target.channel,
            oldest: (since.getTime() / 1000).toFixed(6),
            include_all_metadata: true,
            limit: 100,
            ...(cursor ? { cursor } : {}),
          });
          for (const message of history.messages ?? []) {
            const payload = message.metadata?.event_payload as { key?: unknown } | undefined;
            if (message.metadata?.event_type === EVENT && payload?.key === marker && message.ts)
              return { kind: 'found', id: message.ts };
          }
          cursor = history.response_metadata?.next_cursor || undefined;
          if (!cursor) return { kind: 'absent' };
        }
        return { kind: 'unreadable', reason: 'too many messages since' };
      } catch (error) {
        const result = failure(error);
        return { kind: 'unreadable', reason: 'reason' in result ? result.reason : 'no answer' };
      }
    },
  };
}

function failure(error: unknown): PostResult {
  const { code, data, retryAfter, original } = error as {
    code?: string;
    data?: { error?: string };
    retryAfter?: number;
    original?: { code?: string; cause?: { code?: string } };
  };
  if (code === webApi.ErrorCode.RateLimitedError) {
    return { kind: 'retry', afterMs: (retryAfter ?? 30) * 1000, reason: 'Slack limits the rate of posts' };
  }
  if (data?.error) {
    const known = PERMANENT[data.error];
    if (known) return { kind: 'rejected', reason: known };
    if (/^(internal_error|fatal_error|service_unavailable|request_timeout)$/.test(data.error)) {
      return { kind: 'unknown', reason: `Slack answered ${data.error}` };
    }
    return { kind: 'rejected', reason: `Slack refused the message (${data.error})` };
  }
  const network = original?.code ?? original?.cause?.code;
  if (network === 'ECONNREFUSED' || network === 'ENOTFOUND' || network === 'EAI_AGAIN') {
    return { kind: 'retry', afterMs: 15_000, reason: "Slack can't be reached" };
  }
  return { kind: 'unknown', reason: 'Slack did not answer' };
}
