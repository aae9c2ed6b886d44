import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { problemsOf } from './slack-limits.ts';

export const TEAM = 'T01EDGE';
export const BOT = 'U0BOT';
export const CHANNEL = 'C01NEWS';
export const READER = 'U01READER';

/**
 * What happens to a call instead of its answer. `lost`: Slack does it and the answer does not arrive. `late`: the connection is cut, and
 * Slack does it all the same a while later.
 */
export type EdgeFault =
  | { kind: 'rate'; seconds: number }
  | { kind: 'http'; status: number }
  | { kind: 'reset' }
  | { kind: 'error'; code: string }
  | { kind: 'lost' }
  | { kind: 'late'; milliseconds: number }
  | { kind: 'slow'; milliseconds: number };

export interface EdgeCall {
  /** `chat.postMessage`, or `response_url`. */
  method: string;
  body: Record<string, unknown>;
  /** The token that it was made with. */
  token: string;
}

export interface EdgeMessage {
  channel: string;
  ts: string;
  text: string;
  blocks: EdgeBlock[];
  thread: string | null;
  /** Who alone sees it; null: everybody. */
  to: string | null;
  edits: number;
  metadata?: unknown;
  streaming?: boolean;
}

export interface EdgeBlock {
  type: string;
  elements?: { type: string; action_id?: string; value?: string; text?: { text: string } }[];
}

interface Acknowledged {
  after: number;
  payload: unknown;
}

/**
 * Slack as its documents describe it, on loopback: Socket Mode, the Web API and `response_url` with their documented limits, each of
 * which can be made to fail. Messages, calls and what broke a limit are there to look at.
 */
export async function startSlackEdge() {
  const calls: EdgeCall[] = [];
  const messages: EdgeMessage[] = [];
  const broken: string[] = [];
  const views: Record<string, unknown>[] = [];
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, { sent: number; done: (ack: Acknowledged) => void }>();
  const responses = new Map<string, { uses: number; channel: string; user: string; ts: string | null }>();
  const users = new Map<string, Record<string, unknown>>([
    [READER, { id: READER, tz: 'Europe/Berlin', is_admin: false }],
  ]);
  let fault: (call: EdgeCall) => EdgeFault | null = () => null;
  const files = new Map<string, Buffer>();
  let fileToken = 'xoxb-edge';
  let down = false;
  let clock = 1_700_000_000_000_000;
  const next = () => {
    clock += 1_000_100;
    return (clock / 1e6).toFixed(6);
  };

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const links = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (down) return socket.destroy();
    links.handleUpgrade(request, socket, head, (link) => {
      sockets.add(link);
      link.on('close', () => sockets.delete(link));
      link.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload: unknown };
        const sent = waiting.get(envelope_id);
        waiting.delete(envelope_id);
        sent?.done({ after: performance.now() - sent.sent, payload });
      });
      link.send(JSON.stringify({ type: 'hello', num_connections: sockets.size }));
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (down) {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (request.url?.startsWith('/files/')) {
      serveFile(request, response);
      return;
    }
    const [, , name = ''] = (request.url ?? '').split('/');
    const method = request.url?.startsWith('/respond/') ? 'response_url' : name;
    const body = bodyOf(Buffer.concat(chunks).toString('utf8'), request.headers['content-type'] ?? '');
    const token = String(request.headers.authorization ?? body.token ?? '').replace(/^Bearer /, '');
    const call = { method, body, token };
    calls.push(call);
    const planned = fault(call);
    if (planned?.kind === 'slow') await wait(planned.milliseconds);
    if (planned?.kind === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    if (planned?.kind === 'late') {
      request.socket.resetAndDestroy();
      await wait(planned.milliseconds);
    }
    if (planned?.kind === 'http') {
      response.writeHead(planned.status).end('<html>upstream</html>');
      return;
    }
    if (planned?.kind === 'rate') {
      response.writeHead(429, { 'retry-after': String(planned.seconds) }).end('{"ok":false,"error":"ratelimited"}');
      return;
    }
    const answer =
      planned?.kind === 'error'
        ? { ok: false, error: planned.code }
        : method === 'response_url'
          ? respond(name, body)
          : api(method, body);
    if (planned?.kind === 'late') return;
    if (planned?.kind === 'lost') {
      request.socket.resetAndDestroy();
      return;
    }
    const failed = method === 'response_url' && !answer.ok;
    response.writeHead(failed ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  /** As files.slack.com: who may not read the file is sent to the sign-in page. */
  function serveFile({ url, headers }: IncomingMessage, response: ServerResponse): void {
    const file = files.get(String(url));
    if (headers.authorization !== `Bearer ${fileToken}`)
      response.writeHead(302, { location: '/signin' }).end('<html>Sign in</html>');
    else response.writeHead(file === undefined ? 404 : 200).end(file);
  }

  type Answer = { ok: boolean; error?: string; [key: string]: unknown };

  function api(method: string, body: Record<string, unknown>): Answer {
    const channel = String(body.channel ?? body.channel_id ?? '');
    const problem = problemsOf(method, body);
    if (problem) {
      broken.push(`${method}: ${problem}`);
      return { ok: false, error: problem };
    }
    switch (method) {
      case 'auth.test':
        return { ok: true, team: 'Edge', team_id: TEAM, user_id: BOT, bot_id: 'B0BOT' };
      case 'oauth.v2.access':
        return {
          ok: true,
          app_id: 'A1',
          authed_user: { id: READER },
          scope: 'chat:write',
          token_type: 'bot',
          access_token: `xoxb-of-${body.code}`,
          bot_user_id: BOT,
          // A code of an organisation installs the app in all of its workspaces.
          ...(String(body.code).startsWith('E')
            ? { team: null, enterprise: { id: String(body.code), name: 'Org' }, is_enterprise_install: true }
            : { team: { id: String(body.code), name: 'Installed' }, enterprise: null, is_enterprise_install: false }),
        };
      case 'auth.teams.list':
        return { ok: true, teams: [{ id: 'T7', name: 'One of the organisation' }] };
      case 'apps.connections.open':
        return { ok: true, url: `ws://127.0.0.1:${port}/link` };
      case 'users.info': {
        const { locale, ...user } = users.get(String(body.user)) ?? {};
        // Slack tells the language only where it's asked for.
        const told = String(body.include_locale) === 'true' ? { ...user, locale } : user;
        return user.id ? { ok: true, user: told } : { ok: false, error: 'user_not_found' };
      }
      case 'chat.postMessage':
      case 'chat.postEphemeral':
      case 'chat.startStream': {
        const message = messageOf(body, channel, method === 'chat.postEphemeral' ? String(body.user) : null);
        if (method === 'chat.startStream') message.streaming = true;
        messages.push(message);
        return { ok: true, channel, ts: message.ts, message_ts: message.ts };
      }
      case 'chat.update':
      case 'chat.appendStream':
      case 'chat.stopStream': {
        const message = messages.find((one) => one.channel === channel && one.ts === body.ts && one.to === null);
        if (!message) return { ok: false, error: 'message_not_found' };
        if (method === 'chat.update' && message.streaming) return { ok: false, error: 'streaming_state_conflict' };
        if (method !== 'chat.update' && !message.streaming)
          return { ok: false, error: 'message_not_in_streaming_state' };
        if (method === 'chat.update')
          Object.assign(message, { text: '', blocks: [] }, body.metadata ? { metadata: body.metadata } : {});
        message.text += String(body.text ?? body.markdown_text ?? textOfChunks(body.chunks));
        message.blocks = (body.blocks as EdgeBlock[] | undefined) ?? message.blocks;
        message.edits += 1;
        if (method === 'chat.stopStream') message.streaming = false;
        return { ok: true, channel, ts: message.ts };
      }
      case 'chat.delete': {
        const at = messages.findIndex((one) => one.channel === channel && one.ts === body.ts);
        if (at < 0) return { ok: false, error: 'message_not_found' };
        messages.splice(at, 1);
        return { ok: true };
      }
      case 'views.open':
      case 'views.publish':
      case 'views.update':
        views.push(body.view as Record<string, unknown>);
        return { ok: true, view: { id: 'V1' } };
      case 'conversations.open':
        return { ok: true, channel: { id: `D${String(body.users).slice(1)}` } };
      case 'conversations.info':
        return { ok: true, channel: { id: channel, name: 'news', is_member: true } };
      case 'conversations.replies': {
        const from = Number(body.cursor ?? 0);
        const all = messages.filter((one) => one.channel === channel && one.thread === body.ts && one.to === null);
        const more = all.length > from + 100 ? { response_metadata: { next_cursor: String(from + 100) } } : {};
        const page = all.slice(from, from + 100).map((one) => ({ ...one, user: BOT, bot_id: 'B0BOT' }));
        return { ok: true, messages: page, ...more };
      }
      case 'conversations.list':
        return { ok: true, channels: [{ id: CHANNEL, name: 'news' }] };
      case 'conversations.history':
        return {
          ok: true,
          messages: messages.filter((one) => one.channel === channel && one.to === null).toReversed(),
        };
      default:
        return { ok: true };
    }
  }

  function messageOf(body: Record<string, unknown>, channel: string, to: string | null): EdgeMessage {
    return {
      channel,
      ts: next(),
      text: String(body.text ?? body.markdown_text ?? textOfChunks(body.chunks)),
      blocks: (body.blocks as EdgeBlock[] | undefined) ?? [],
      thread: typeof body.thread_ts === 'string' ? body.thread_ts : null,
      to,
      edits: 0,
      ...(body.metadata ? { metadata: body.metadata } : {}),
    };
  }

  /** Five uses in half an hour; https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  function respond(id: string, body: Record<string, unknown>): Answer {
    const known = responses.get(id);
    if (!known) return { ok: false, error: 'expired_url' };
    known.uses += 1;
    if (known.uses > 5) return { ok: false, error: 'used_url' };
    const problem = problemsOf('chat.postMessage', { ...body, channel: known.channel });
    if (problem) {
      broken.push(`response_url: ${problem}`);
      return { ok: false, error: problem };
    }
    const old = body.replace_original || body.delete_original ? messages.find((one) => one.ts === known.ts) : undefined;
    if (old && body.delete_original) messages.splice(messages.indexOf(old), 1);
    else if (old)
      Object.assign(old, { text: String(body.text ?? ''), blocks: body.blocks ?? [], edits: old.edits + 1 });
    else messages.push(messageOf(body, known.channel, body.response_type === 'in_channel' ? null : known.user));
    return { ok: true };
  }

  function responseUrl(channel: string, user: string, ts: string | null): string {
    const id = `r${responses.size + 1}`;
    responses.set(id, { uses: 0, channel, user, ts });
    return `http://127.0.0.1:${port}/respond/${id}`;
  }

  let count = 0;
  /** Sends an envelope to one connection and resolves when it is acknowledged. */
  function send(type: string, payload: Record<string, unknown>, retry = 0): Promise<Acknowledged> {
    const [link] = sockets;
    if (!link) throw new Error('nobody is connected');
    count += 1;
    const envelope = `e${count}`;
    const { promise, resolve } = Promise.withResolvers<Acknowledged>();
    waiting.set(envelope, { sent: performance.now(), done: resolve });
    link.send(
      JSON.stringify({
        envelope_id: envelope,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(retry ? { retry_attempt: retry, retry_reason: 'timeout' } : {}),
      }),
    );
    return promise;
  }

  const person = (user: string) => ({ id: user, name: 'reader', team_id: TEAM });
  return {
    stop() {
      for (const link of sockets) link.terminate();
      server.closeAllConnections();
      server.close();
    },
    apiUrl: `http://127.0.0.1:${port}/api/`,
    port,
    calls,
    messages,
    /** Limits of Slack that a call broke. */
    broken,
    views,
    users,
    sockets,
    /** A file that somebody uploaded; its address, which takes the bot's token. */
    upload(content: Buffer): string {
      const path = `/files/F${files.size + 1}`;
      files.set(path, content);
      return `http://127.0.0.1:${port}${path}`;
    },
    /** The app lost the scope to read files. */
    forbidFiles() {
      fileToken = '';
    },
    /** Which calls fail, and how. */
    failing(plan: (call: EdgeCall) => EdgeFault | null) {
      fault = plan;
    },
    /** Slack is away: connections are cut and new ones are refused. */
    away(yes: boolean) {
      down = yes;
      if (yes) for (const link of sockets) link.terminate();
    },
    close(code: number) {
      for (const link of sockets) link.close(code);
    },
    disconnect(reason: string) {
      for (const link of sockets) link.send(JSON.stringify({ type: 'disconnect', reason }));
    },
    send,
    responseUrl,
    event(event: Record<string, unknown>, id = `Ev${count + 1}`, retry = 0, team = TEAM) {
      return send(
        'events_api',
        {
          type: 'event_callback',
          team_id: team,
          api_app_id: 'A1',
          event_id: id,
          event,
          authorizations: [{ team_id: team, enterprise_id: null, is_enterprise_install: false }],
        },
        retry,
      );
    },
    /** A message that names the bot. Resolves with its timestamp when it is acknowledged. */
    async mention(text: string, thread?: string, user = READER) {
      const ts = next();
      const event = { user, channel: CHANNEL, channel_type: 'channel', ts, text: `<@${BOT}> ${text}` };
      const inThread = thread ? { thread_ts: thread } : {};
      await this.event({ type: 'app_mention', ...event, ...inThread });
      return ts;
    },
    async say(text: string, options: { channel?: string; thread?: string; user?: string } = {}) {
      const ts = next();
      const channel = options.channel ?? CHANNEL;
      const thread = options.thread ? { thread_ts: options.thread } : {};
      const kind = channel.startsWith('D') ? 'im' : 'channel';
      await this.event({
        type: 'message',
        user: options.user ?? READER,
        channel,
        channel_type: kind,
        ts,
        text,
        ...thread,
      });
      return ts;
    },
    command(command: string, text: string, options: { channel?: string; user?: string } = {}) {
      const { channel = CHANNEL, user = READER } = options;
      return send('slash_commands', {
        command,
        text,
        team_id: TEAM,
        channel_id: channel,
        channel_name: 'news',
        user_id: user,
        response_url: responseUrl(channel, user, null),
        trigger_id: `t${count + 1}.${Math.random()}`,
      });
    },
    press(message: EdgeMessage, label: string, user = READER) {
      const action = message.blocks.flatMap((block) => block.elements ?? []).find((one) => one.text?.text === label);
      if (!action) throw new Error(`there is no button ${label}`);
      return this.act(message, { ...action }, user);
    },
    act(message: EdgeMessage, action: Record<string, unknown>, user = READER) {
      return send('interactive', {
        type: 'block_actions',
        team: { id: TEAM },
        user: person(user),
        channel: { id: message.channel },
        container: {
          type: 'message',
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: message.to !== null,
          ...(message.thread ? { thread_ts: message.thread } : {}),
        },
        ...(message.to === null
          ? {
              message: { ts: message.ts, text: message.text, ...(message.thread ? { thread_ts: message.thread } : {}) },
            }
          : {}),
        actions: [action],
        response_url: responseUrl(message.channel, user, message.ts),
        trigger_id: `t${count + 1}.${Math.random()}`,
      });
    },
    /** Sends the form that was opened last, filled in: values by the name of the field. */
    submit(values: Record<string, Record<string, unknown>>, user = READER) {
      const view = views.at(-1);
      if (!view) throw new Error('no form is open');
      return send('interactive', {
        type: 'view_submission',
        team: { id: TEAM },
        user: person(user),
        trigger_id: `t${count + 1}.${Math.random()}`,
        view: {
          ...view,
          id: 'V1',
          state: {
            values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }])),
          },
        },
      });
    },
    /** Waits for a message that fits. */
    async answer(fits: (message: EdgeMessage) => boolean, milliseconds = 10_000): Promise<EdgeMessage> {
      const until = performance.now() + milliseconds;
      for (;;) {
        const found = messages.find((message) => !message.streaming && fits(message));
        if (found) return found;
        if (performance.now() > until)
          throw new Error(
            `no such message; there are: ${JSON.stringify(messages.map((one) => one.text.slice(0, 80)))}`,
          );
        await wait(20);
      }
    },
    async connected(): Promise<void> {
      for (let i = 0; i < 1_000 && sockets.size === 0; i++) await wait(20);
    },
  };
}

export type SlackEdge = Awaited<ReturnType<typeof startSlackEdge>>;

function textOfChunks(chunks: unknown): string {
  if (!Array.isArray(chunks)) return '';
  return chunks
    .map((chunk: { type?: string; text?: string }) => (chunk.type === 'markdown_text' ? chunk.text : ''))
    .join('');
}

/** The client sends forms, in which blocks are JSON. */
function bodyOf(text: string, type: string): Record<string, unknown> {
  if (type.includes('json')) return JSON.parse(text) as Record<string, unknown>;
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) && key !== 'text' ? JSON.parse(value) : value,
    ]),
  );
}
