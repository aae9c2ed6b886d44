import { webApi } from '@slack/bolt';
import type { FindResult, Poster, PostResult } from '../../../digest/poster.ts';
import type { Database } from '../../../store/database.ts';
import { parsePlace } from '../../place.ts';
import { type OAuthOptions, oauthAccess, webOptions } from './access.ts';
import { renderSlack, type SlackMessage } from './render.ts';
import type { SlackBlock } from './slack-blocks.ts';

const HISTORY_PAGES = 20;
const EVENT = 'copydesk_digest';
const REACH_AGAIN_MS = 5_000;
const TOKEN_AGAIN_MS = 30_000;

/** What Slack says for good of one channel: https://docs.slack.dev/reference/methods/chat.postMessage */
const CLOSED: Record<string, string> = {
  channel_not_found: 'the channel is gone, or the bot is not in it (invite it with /invite)',
  not_in_channel: 'the bot is not in the channel: invite it with /invite',
  is_archived: 'the channel is archived',
  restricted_action: 'the workspace lets only some people post in the channel',
  cannot_dm_bot: "bots don't accept direct messages",
  user_disabled: 'the reader has left the workspace',
};
/** What is wrong with the app, whatever the channel: nothing gets through until somebody mends it. */
const APP: Record<string, string> = {
  missing_scope: 'the app lacks the scope chat:write: update it from its manifest',
  invalid_auth: "SLACK_BOT_TOKEN isn't accepted",
  not_authed: "SLACK_BOT_TOKEN isn't accepted",
  account_inactive: 'the app was removed from the workspace',
  token_revoked: 'SLACK_BOT_TOKEN was revoked',
};
const TRANSIENT = /^(?:internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/;

const NOT_INSTALLED = 'the app is no longer installed in the workspace';

/** Posts digests to one workspace through Slack's Web API, without a socket. Every message carries its marker as metadata. */
export function slackPoster(token: string, apiUrl: string | null): Poster {
  const client = new webApi.WebClient(token, webOptions(apiUrl));
  return posterWith(async () => client);
}

/** As `slackPoster`, to every workspace that installed the app. */
export function installedPoster(db: Database, oauth: OAuthOptions, apiUrl: string | null): Poster {
  return posterWith(oauthAccess(db, oauth, webOptions(apiUrl)).clientOf);
}

function posterWith(clientOf: (team: string) => Promise<webApi.WebClient | null>): Poster {
  return {
    messages: (reply, marker, details) => {
      const main = renderSlack(reply);
      const more = details ? renderSlack(details) : [];
      return [...main, ...more].map((message, i) => ({
        message: { ...message, marker: `${marker}-${i}` },
        inThread: i >= main.length,
      }));
    },
    async post(place, message, _nonce, thread) {
      const target = parsePlace(place);
      if (target?.platform !== 'slack') return { kind: 'closed', reason: `${place} is not a Slack channel` };
      const { marker, text, blocks } = message as SlackMessage & { marker: string };
      const parent = target.ts ?? thread;
      const client = await clientOf(target.team);
      if (client === null) return { kind: 'closed', reason: NOT_INSTALLED };
      const send = async (shown: SlackBlock[]): Promise<PostResult> => {
        try {
          const posted = await client.chat.postMessage({
            channel: target.channel,
            ...(parent ? { thread_ts: parent } : {}),
            text,
            blocks: shown as never,
            metadata: { event_type: EVENT, event_payload: { key: marker } },
            unfurl_links: false,
            unfurl_media: false,
          });
          return posted.ts
            ? { kind: 'posted', id: posted.ts }
            : { kind: 'unknown', reason: 'Slack gave no message id' };
        } catch (error) {
          return failure(error);
        }
      };
      const sent = await send(blocks);
      const words = blocks.filter(({ type }) => type !== 'image');
      // Slack refuses a message for a picture that it can't fetch, and has posted nothing then.
      return sent.kind === 'refused' && words.length < blocks.length ? send(words) : sent;
    },
    async find(place, marker, since, thread) {
      const target = parsePlace(place);
      if (target?.platform !== 'slack') return { kind: 'unreadable', reason: `${place} is not a Slack channel` };
      const parent = target.ts ?? thread;
      const client = await clientOf(target.team);
      if (client === null) return { kind: 'unreadable', reason: NOT_INSTALLED };
      try {
        let cursor: string | undefined;
        for (let page = 0; page < HISTORY_PAGES; page++) {
          const query = {
            channel: target.channel,
            oldest: (since.getTime() / 1000).toFixed(6),
            include_all_metadata: true,
            limit: 100,
            ...(cursor ? { cursor } : {}),
          };
          // What stands in a thread is not part of the channel's history.
          const history = parent
            ? await client.conversations.replies({ ...query, ts: parent })
            : await client.conversations.history(query);
          for (const message of history.messages ?? []) {
            const { metadata, ts } = message as {
              metadata?: { event_type?: string; event_payload?: { key?: unknown } };
              ts?: string;
            };
            if (metadata?.event_type === EVENT && metadata.event_payload?.key === marker && ts)
              return { kind: 'found', id: ts };
          }
          cursor = history.response_metadata?.next_cursor || undefined;
          if (!cursor) return { kind: 'absent' };
        }
        return { kind: 'unreadable', reason: 'too many messages have been posted since' };
      } catch (error) {
        return failedLook(error);
      }
    },
    async direct(user, workspace) {
      const team = workspace.split('/')[1] ?? '';
      const client = await clientOf(team);
      const opened = await client?.conversations.open({ users: user }).catch((error: { data?: { error?: string } }) => {
        if (error.data?.error) return null;
        throw error;
      });
      return opened?.channel?.id ? `slack/${team}/${opened.channel.id}` : null;
    },
  };
}

function failedLook(error: unknown): FindResult {
  const scope = (error as { data?: { error?: string } }).data?.error;
  if (scope === 'missing_scope') return { kind: 'unreadable', reason: 'the app lacks the scope to read the channel' };
  const result = failure(error);
  switch (result.kind) {
    case 'retry':
      return result;
    case 'closed':
    case 'refused':
      return { kind: 'unreadable', reason: result.reason };
    case 'posted':
    case 'unknown':
      return { kind: 'retry', afterMs: 0, reason: 'Slack did not answer', platform: false };
  }
}

function failure(error: unknown): PostResult {
  const { code, data, retryAfter, statusCode, original } = error as {
    code?: string;
    data?: { error?: string };
    retryAfter?: number;
    statusCode?: number;
    original?: { code?: string; cause?: { code?: string } };
  };
  const retry = (afterMs: number, reason: string, platform: boolean) => ({
    kind: 'retry' as const,
    afterMs,
    reason,
    platform,
  });
  if (code === webApi.ErrorCode.RateLimitedError)
    return retry((retryAfter ?? 30) * 1000, 'Slack is limiting how fast the bot can post', false);
  if (data?.error) {
    const closed = CLOSED[data.error];
    if (closed) return { kind: 'closed', reason: closed };
    const app = APP[data.error];
    if (app) return retry(TOKEN_AGAIN_MS, app, true);
    if (/^rate_?limited$/.test(data.error)) return retry(30_000, 'Slack is limiting how fast the bot can post', false);
    if (TRANSIENT.test(data.error)) return { kind: 'unknown', reason: `Slack answered ${data.error}` };
    return { kind: 'refused', reason: `Slack refused the message (${data.error})` };
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return retry(0, `something other than Slack answered ${statusCode}`, true);
  const network = original?.code ?? original?.cause?.code;
  if (network === 'ECONNREFUSED' || network === 'ENOTFOUND' || network === 'EAI_AGAIN')
    return retry(REACH_AGAIN_MS, "Slack can't be reached", true);
  return { kind: 'unknown', reason: statusCode ? `Slack answered ${statusCode}` : 'Slack did not answer' };
}
