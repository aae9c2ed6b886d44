import { type AuthorizeResult, webApi } from '@slack/bolt';
import type { Reply } from '../../../reply/reply.ts';
import type { Database } from '../../../store/database.ts';
import { firstReceipt, forgetReceipts } from '../../../store/receipts.ts';
import type { WorkspaceId } from '../../../store/schema.ts';
import { parseButton } from '../../buttons.ts';
import { formOfButton } from '../../forms.ts';
import { formatPlace } from '../../place.ts';
import type { Caller, Desk } from '../../request.ts';
import { type LinkState, slackLink, slackLogger } from './connection.ts';
import { type People, slackPeople } from './people.ts';
import { growingPost, post } from './posts.ts';
import { renderSlack } from './render.ts';
import { parseSlash } from './slash.ts';

export interface SlackOptions {
  botToken: string;
  appToken: string | null;
  signingSecret: string | null;
  port: number;
  apiUrl: string | null;
  adminIds: readonly string[];
  commandPrefix: string;
  desk: Desk;
  db: Database;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    debug(fields: object, message: string): void;
  };
}

/** A post that may have arrived is never sent again by the client itself (docs/decisions.md). */
const CLIENT = { timeout: 10_000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } as const;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const COMMANDS = ['ask', 'quote', 'news', 'newsadmin'] as const;

export interface SlackConnection {
  /** Resolves when Slack is reached for the first time; never rejects. */
  ready: Promise<void>;
  state(): LinkState;
  close(): Promise<void>;
}

/**
 * Connects to Slack over Socket Mode, or over HTTP when there is a signing secret and no app token, and answers until closed.
 * It comes back at once and goes on trying for as long as it takes; what is wrong stands in its state and, once, in the log.
 */
export function connectSlack(options: SlackOptions): SlackConnection {
  const { log, db } = options;
  const clientOptions = {
    ...CLIENT,
    logger: slackLogger(log),
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
  };
  const { promise: identity, resolve: identified } = Promise.withResolvers<AuthorizeResult>();
  const api = new webApi.WebClient(options.botToken, clientOptions);
  const link = slackLink({
    appToken: options.appToken,
    signingSecret: options.signingSecret,
    port: options.port,
    clientOptions,
    log,
    first: (key) => firstReceipt(db, key, new Date()),
    // Asked once, at the start: nothing that Slack sends waits for it.
    prepare: async () => {
      const auth = await api.auth.test();
      if (auth.team_id)
        await options.desk.welcome({
          id: workspaceOf(auth.team_id),
          platform: 'slack',
          name: String(auth.team ?? auth.team_id),
        });
      identified({
        botToken: options.botToken,
        botUserId: String(auth.user_id ?? ''),
        teamId: String(auth.team_id ?? ''),
        ...(auth.bot_id ? { botId: auth.bot_id } : {}),
      });
    },
    authorize: () => identity,
  });
  const { app } = link;
  const tidy = setInterval(() => void forgetReceipts(db, new Date()).catch(() => {}), HOUR_MS);
  tidy.unref();
  const people = slackPeople(api, options.adminIds);
  const context: Context = { ...options, people, noStatusUntil: 0 };
  for (const top of COMMANDS) {
    app.command(`/${options.commandPrefix}${top}`, async ({ command, ack, respond }) => {
      await ack();
      const reply = await slash(context, top, command);
      for (const message of renderSlack(reply))
        await respond({ ...message, response_type: reply.private ? 'ephemeral' : 'in_channel' });
    });
  }
  app.event('app_mention', async ({ event, client, body, context: { botUserId } }) => {
    await question(context, client, body.team_id, botUserId ?? '', {
      ...event,
      user: event.user ?? '',
      thread: event.thread_ts ?? event.ts,
      mentioned: true,
    });
  });
  app.message(async ({ message, client, body, context: { botUserId } }) => {
    if (message.subtype !== undefined && message.subtype !== 'thread_broadcast') return;
    if (!('user' in message) || !message.user || ('bot_id' in message && message.bot_id)) return;
    const thread = 'thread_ts' in message ? message.thread_ts : undefined;
    const direct = message.channel_type === 'im';
    if (!direct && !thread) return;
    const { channel, ts, user, text } = message as { channel: string; ts: string; user: string; text?: string };
    await question(context, client, body.team_id, botUserId ?? '', {
      channel,
      ts,
      user,
      text: text ?? '',
      thread: thread ?? ts,
      mentioned: direct,
    });
  });
  app.action(/^v1:/, async ({ ack, action, body, client, respond }) => {
    await ack();
    if (action.type !== 'button' || !('action_id' in action) || body.type !== 'block_actions') return;
    const button = parseButton(action.action_id);
    const channel = body.channel?.id ?? '';
    const thread = body.message?.thread_ts ?? body.message?.ts ?? '';
    const asked = button ? formOfButton(action.action_id) : null;
    // The reason for a "Not helpful" is asked on Discord so far.
    if (asked && button?.kind === 'followup') {
      await client.views.open({
        trigger_id: body.trigger_id,
        view: form(asked.title, asked.fields[0]?.label ?? '', { button: action.action_id, channel, thread }),
      });
      return;
    }
    const caller = await callerOf(context, body.team?.id ?? '', channel, thread, body.user.id);
    const reply = await options.desk.handle({ kind: 'press', button: action.action_id, caller });
    const [first, ...more] = renderSlack(reply);
    if (first)
      await respond(
        reply.replaces
          ? { ...first, replace_original: true }
          : { ...first, replace_original: false, response_type: 'ephemeral' },
      );
    for (const message of more) await respond({ ...message, replace_original: false, response_type: 'ephemeral' });
  });
  app.view('v1:form', async ({ ack, view, body, client }) => {
    await ack();
    const { button, channel, thread } = JSON.parse(view.private_metadata) as {
      button: string;
      channel: string;
      thread: string;
    };
    const text = view.state.values.text?.text?.value ?? '';
    const caller = await callerOf(context, body.team?.id ?? '', channel, thread, body.user.id);
    const growing = growingPost(client, channel, thread);
    const reply = await options.desk.handle({ kind: 'press', button, values: { text }, caller }, growing.grow);
    await post(client, channel, thread, reply, await growing.end());
  });
  return {
    ready: link.start(),
    state: link.state,
    async close() {
      clearInterval(tidy);
      await link.close();
    },
  };
}

interface Context extends SlackOptions {
  people: People;
  noStatusUntil: number;
}

function workspaceOf(team: string): WorkspaceId {
  return `slack/${team}` as WorkspaceId;
}

async function callerOf(
  context: Context,
  team: string,
  channel: string,
  thread: string,
  user: string,
): Promise<Caller> {
  const person = await context.people(user);
  return {
    workspace: workspaceOf(team),
    place: formatPlace({ platform: 'slack', team, channel, ...(thread ? { ts: thread } : {}) }),
    user,
    admin: person.admin,
    zone: person.zone,
  };
}

type SlashBody = { text: string; team_id: string; channel_id: string; user_id: string };

async function slash(context: Context, top: string, command: SlashBody): Promise<Reply> {
  // A slash command has no thread: what one person asks in one channel is one conversation.
  const caller = await callerOf(context, command.team_id, command.channel_id, command.user_id, command.user_id);
  const parsed = parseSlash(top, command.text, command.team_id);
  const options = parsed?.options ?? {};
  const reply = await context.desk.handle({
    kind: 'command',
    command: parsed?.command ?? 'news help',
    options,
    caller,
  });
  return options.private && /^(true|yes|y|1)$/i.test(options.private) ? { ...reply, private: true } : reply;
}

interface Asked {
  channel: string;
  ts: string;
  thread: string;
  user: string;
  text: string;
  /** By name or in a direct message; a reply in a thread counts when the thread is ours. */
  mentioned: boolean;
}

async function question(
  context: Context,
  client: webApi.WebClient,
  team: string,
  bot: string,
  asked: Asked,
): Promise<void> {
  const place = formatPlace({ platform: 'slack', team, channel: asked.channel, ts: asked.thread });
  const named = asked.text.includes(`<@${bot}>`);
  if (!asked.mentioned && !named && !(await context.desk.ownsThread(workspaceOf(team), place))) return;
  // Slack tells of a mention twice (app_mention and message) and repeats what it thinks was lost.
  if (!(await firstReceipt(context.db, `slack/${team}/${asked.channel}/${asked.ts}`, new Date()).catch(() => true)))
    return;
  const text = asked.text
    .replaceAll(`<@${bot}>`, ' ')
    .replace(/<([^|>]+)(?:\|([^>]*))?>/g, (_, target: string, label: string | undefined) => label ?? target)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
  acknowledge(context, client, asked);
  const caller = await callerOf(context, team, asked.channel, asked.thread, asked.user);
  const growing = growingPost(client, asked.channel, asked.thread);
  const reply = await context.desk.handle({ kind: 'question', text, caller }, growing.grow);
  await post(client, asked.channel, asked.thread, reply, await growing.end());
}

/** "is reading …" under the question until the reply comes. Not every workspace has it: then it is left alone for a day. */
function acknowledge(context: Context, client: webApi.WebClient, asked: Asked): void {
  if (context.noStatusUntil > Date.now()) return;
  client.assistant.threads
    .setStatus({ channel_id: asked.channel, thread_ts: asked.thread, status: 'is reading the stored articles' })
    .catch(() => {
      context.noStatusUntil = Date.now() + DAY_MS;
    });
}

function form(
  title: string,
  label: string,
  metadata: { button: string; channel: string; thread: string },
): webApi.ViewsOpenArguments['view'] {
  return {
    type: 'modal',
    callback_id: 'v1:form',
    private_metadata: JSON.stringify(metadata),
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: 'Ask' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: 'text',
        label: { type: 'plain_text', text: label },
        element: { type: 'plain_text_input', action_id: 'text', min_length: 3, max_length: 500 },
      },
    ],
  };
}
