import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PermissionFlagsBits, SnowflakeUtil } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { type EdgeMessage, textOf } from './messages.ts';
import {
  APP,
  BOT,
  BOT_ROLE,
  bare,
  CHANNEL,
  channelJson,
  GUILD,
  guildJson,
  LOCALE,
  memberJson,
  messageJson,
  READER,
  user,
} from './payloads.ts';
import { refusal } from './rules.ts';

export interface Call {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

/**
 * What happens to a request instead of the ordinary: an answer of its own, a connection cut before (`reset`) or after (`lost`) the work was
 * done, or no answer at all (`silent`). Null: the ordinary.
 */
export type Fault =
  | { status: number; body?: object; headers?: Record<string, string> }
  | 'reset'
  | 'lost'
  | 'silent'
  | null;

interface Interaction {
  id: string;
  token: string;
  channel: string;
  hidden: boolean;
  state: 'new' | 'deferred' | 'updating' | 'answered' | 'expired';
  original: string | null;
  modal: Record<string, unknown> | null;
  suggestions: unknown[] | null;
}

/**
 * A Discord of our own on loopback that refuses what Discord documents as refused, and fails as it is told to. It is driven as people would:
 * `command`, `press`, `submit`, `say`.
 */
export async function discordEdge(
  options: { guilds?: { id: string; name: string; members: string[] }[]; shards?: number } = {},
) {
  const { shards = 1 } = options;
  const guilds = options.guilds ?? [{ id: GUILD, name: 'Newsroom', members: [READER] }];
  const messages = new Map<string, EdgeMessage>();
  const interactions = new Map<string, Interaction>();
  const calls: Call[] = [];
  const nonces = new Map<string, string>();
  const files = new Map<string, string>();
  /** The connections, each with which of the bot's it is. */
  const sockets = new Map<WebSocket, number>();
  const sessions = new Map<string, number>();
  const held = new Map<number, Promise<void>>();
  let commands: Record<string, unknown>[] = [];
  let sequence = 0;
  let lastId = SnowflakeUtil.generate();
  let fault: (call: Call) => Fault = () => null;
  let away = false;
  let forbidden = 0n;
  let overrides: unknown[] = [];
  const nextId = () => String(++lastId);

  const http = createServer((request, response) => void serve(request, response));
  const gateway = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (away) return socket.destroy();
    gateway.handleUpgrade(request, socket, head, (ws) => greet(ws));
  });
  http.listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  const { port } = http.address() as AddressInfo;

  function greet(ws: WebSocket) {
    sockets.set(ws, -1);
    ws.on('close', () => sockets.delete(ws));
    ws.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }));
    ws.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as {
        op: number;
        d: { shard?: [number, number]; session_id?: string };
      };
      if (op === 1) ws.send(JSON.stringify({ op: 11 }));
      if (op === 6) return void resume(ws, sessions.get(d.session_id ?? '') ?? 0);
      if (op !== 2) return;
      const [shard, of] = d.shard ?? [0, 1];
      if (of !== shards) return ws.close(4011);
      sockets.set(ws, shard);
      const session = `s${nextId()}`;
      sessions.set(session, shard);
      const own = guilds.filter(({ id }) => shardOf(id) === shard);
      send(ws, 'READY', {
        v: 10,
        user: user(BOT),
        guilds: own.map(({ id }) => ({ id, unavailable: true })),
        session_id: session,
        resume_gateway_url: `ws://127.0.0.1:${port}`,
        application: { id: APP, flags: 0 },
        shard: [shard, of],
      });
      for (const guild of own) send(ws, 'GUILD_CREATE', guildJson(guild));
    });
  }
  async function resume(ws: WebSocket, shard: number) {
    await held.get(shard);
    sockets.set(ws, shard);
    send(ws, 'RESUMED', {});
  }
  const send = (ws: WebSocket, t: string, d: unknown) => ws.send(JSON.stringify({ op: 0, s: ++sequence, t, d }));
  /** https://docs.discord.com/developers/events/gateway#sharding; direct messages come on the first. */
  const shardOf = (guild: unknown) => Number((BigInt(String(guild ?? 0)) >> 22n) % BigInt(shards));
  const dispatch = (t: string, d: object, guild: unknown = 'guild_id' in d ? d.guild_id : null) => {
    for (const [ws, shard] of sockets) if (shard === shardOf(guild)) send(ws, t, d);
  };

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const path = (request.url ?? '').replace(/^\/api\/v10/, '').replace(/^\/v10/, '');
    const call: Call = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(path.split('?')[0] ?? ''),
      body: text.startsWith('{')
        ? (JSON.parse(text) as Record<string, unknown>)
        : { list: text ? JSON.parse(text) : [] },
    };
    calls.push(call);
    const injected = away ? 'reset' : fault(call);
    if (injected === 'reset') return request.socket.destroy();
    if (injected === 'silent') return;
    if (typeof injected === 'object' && injected !== null) {
      response.writeHead(injected.status, { 'content-type': 'application/json', ...injected.headers });
      return response.end(JSON.stringify(injected.body ?? { message: 'injected', code: 0 }));
    }
    const file = files.get(call.path);
    if (file !== undefined) return response.end(file);
    const [status, body] = route(call);
    if (injected === 'lost') return request.socket.destroy();
    response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  function route({ method, path, body }: Call): [number, unknown?] {
    const parts = path.split('/').filter(Boolean);
    const at = `${method} ${parts.map((part) => (/^\d{15,}$|^tok/.test(part) ? ':' : part)).join('/')}`;
    const [, first = '', , third = ''] = parts;
    switch (at) {
      case 'GET gateway/bot':
        return [
          200,
          {
            url: `ws://127.0.0.1:${port}`,
            shards,
            session_start_limit: { total: 1000, remaining: 1000, reset_after: 1, max_concurrency: shards },
          },
        ];
      case 'GET applications/:/commands':
        return [200, commands];
      case 'PUT applications/:/commands':
        commands = (body.list as Record<string, unknown>[]).map((one) => ({
          ...one,
          id: nextId(),
          application_id: APP,
          version: '1',
        }));
        return [200, commands];
      case 'POST users/@me/channels':
        return [
          200,
          { id: `9${String(body.recipient_id).slice(1)}`, type: 1, recipients: [user(String(body.recipient_id))] },
        ];
      case 'POST interactions/:/:/callback':
        return respond(first, body);
      case 'PATCH webhooks/:/:/messages/@original':
      case 'DELETE webhooks/:/:/messages/@original':
        return original(parts[2] ?? '', method, body);
      case 'POST webhooks/:/:': {
        const interaction = interactions.get(parts[2] ?? '');
        if (!interaction || interaction.state === 'expired') return expired();
        const wrong = refusal(body);
        if (wrong) return invalid(wrong);
        return [200, post(interaction.channel, body, null, (Number(body.flags ?? 0) & 64) !== 0)];
      }
      case 'PATCH webhooks/:/:/messages/:': {
        const interaction = interactions.get(parts[2] ?? '');
        if (!interaction || interaction.state === 'expired') return expired();
        return edit(parts[4] ?? '', body);
      }
      case 'POST channels/:/messages': {
        const wrong = refusal(body);
        if (wrong) return invalid(wrong);
        const nonce = body.enforce_nonce === true ? String(body.nonce) : '';
        const known = nonce ? messages.get(nonces.get(nonce) ?? '') : undefined;
        if (known) return [200, known];
        const reference = (body.message_reference as { message_id?: string } | undefined)?.message_id ?? null;
        const posted = post(first, body, reference, false);
        if (nonce) nonces.set(nonce, posted.id);
        return [200, posted];
      }
      case 'GET channels/:/messages':
        return [200, [...messages.values()].filter(({ channel_id }) => channel_id === first).map(messageJson)];
      case 'PATCH channels/:/messages/:':
        return edit(third, body);
      case 'DELETE channels/:/messages/:':
        messages.delete(third);
        return [204];
      case 'GET channels/:/messages/:': {
        const found = messages.get(third);
        return found ? [200, messageJson(found)] : [404, { code: 10008, message: 'Unknown Message' }];
      }
      case 'POST channels/:/messages/:/threads':
        return [201, { ...channelJson(third, String(body.name)), type: 11, parent_id: first }];
      case 'GET applications/:/guilds/:/commands/permissions':
        return [200, overrides];
      case 'GET applications/@me':
        return [200, { id: APP, name: 'Copydesk', flags: 0 }];
      case 'GET users/@me/guilds':
        return [
          200,
          guilds.map(({ id, name }) => ({
            id,
            name,
            icon: null,
            banner: null,
            owner: false,
            permissions: '0',
            features: [],
          })),
        ];
      case 'GET users/@me':
        return [200, user(BOT)];
      case 'GET channels/:': {
        const deny = { id: GUILD, type: 0, allow: '0', deny: forbidden.toString() };
        return [200, { ...channelJson(first, 'general'), permission_overwrites: forbidden === 0n ? [] : [deny] }];
      }
      case 'GET guilds/:/roles': {
        const guild = guilds.find(({ id }) => id === first);
        return guild ? [200, guildJson(guild).roles] : [404, { code: 10004, message: 'Unknown Guild' }];
      }
      case 'POST channels/:/typing':
        return [204];
      case 'GET guilds/:/members/:': {
        const guild = guilds.find(({ id }) => id === first);
        if (third === BOT) return [200, memberJson(BOT, [BOT_ROLE])];
        return guild?.members.includes(third)
          ? [200, memberJson(third)]
          : [404, { code: 10007, message: 'Unknown Member' }];
      }
      default:
        return [404, { code: 0, message: `404: Not Found (${at})` }];
    }
  }

  function respond(id: string, body: Record<string, unknown>): [number, unknown?] {
    const interaction = [...interactions.values()].find((one) => one.id === id);
    if (!interaction) return [404, { code: 10062, message: 'Unknown interaction' }];
    if (interaction.state !== 'new') return [400, { code: 40060, message: 'already acknowledged' }];
    const data = (body.data ?? {}) as Record<string, unknown>;
    switch (body.type) {
      case 5:
        interaction.state = 'deferred';
        interaction.hidden = (Number(data.flags ?? 0) & 64) !== 0;
        interaction.original = store(interaction.channel, {}, null, interaction.hidden).id;
        return [204];
      case 6:
        interaction.state = 'updating';
        return [204];
      case 8:
        interaction.suggestions = data.choices as unknown[];
        return [204];
      case 9: {
        const wrong = refusal(data, { modal: true });
        if (wrong) return invalid(wrong);
        interaction.modal = data;
        interaction.state = 'answered';
        return [204];
      }
      default:
        return [204];
    }
  }

  function original(token: string, method: string, body: Record<string, unknown>): [number, unknown?] {
    const interaction = interactions.get(token);
    if (!interaction || interaction.state === 'expired') return expired();
    if (interaction.original === null) return [404, { code: 10008, message: 'Unknown Message' }];
    if (method === 'PATCH') return edit(interaction.original, body);
    messages.delete(interaction.original);
    interaction.original = null;
    return [204];
  }

  function edit(id: string, body: Record<string, unknown>): [number, unknown?] {
    const message = messages.get(id);
    if (!message) return [404, { code: 10008, message: 'Unknown Message' }];
    const v2 = (message.flags & 32768) !== 0;
    const wrong = refusal({ ...body, flags: Number(body.flags ?? 0) | (v2 ? 32768 : 0) });
    if (wrong) return invalid(wrong);
    message.content = String(body.content ?? '');
    message.components = (body.components ?? []) as unknown[];
    message.flags |= Number(body.flags ?? 0) & 32768;
    message.edits += 1;
    return [200, messageJson(message)];
  }

  function store(channel: string, body: Record<string, unknown>, reference: string | null, ephemeral: boolean) {
    const message: EdgeMessage = {
      id: nextId(),
      channel_id: channel,
      content: String(body.content ?? ''),
      flags: Number(body.flags ?? 0),
      components: (body.components ?? []) as unknown[],
      author: { id: BOT, bot: true, username: 'copydesk' },
      reference,
      ephemeral,
      edits: 0,
    };
    messages.set(message.id, message);
    return message;
  }
  const post = (channel: string, body: Record<string, unknown>, reference: string | null, ephemeral: boolean) =>
    store(channel, body, reference, ephemeral);

  function open(given: Record<string, unknown>, as: Asker): Interaction {
    const interaction: Interaction = {
      id: nextId(),
      token: `tok${nextId()}`,
      channel: as.channel ?? CHANNEL,
      hidden: false,
      state: 'new',
      original: null,
      modal: null,
      suggestions: null,
    };
    interactions.set(interaction.token, interaction);
    const guild = as.guild === undefined ? GUILD : as.guild;
    const permissions = (as.admin ? PermissionFlagsBits.ManageGuild : PermissionFlagsBits.SendMessages).toString();
    dispatch('INTERACTION_CREATE', {
      id: interaction.id,
      token: interaction.token,
      application_id: APP,
      version: 1,
      locale: LOCALE,
      entitlements: [],
      authorizing_integration_owners: {},
      attachment_size_limit: 1,
      channel_id: interaction.channel,
      channel: {
        ...channelJson(interaction.channel, 'general'),
        type: guild ? 0 : as.group ? 3 : 1,
        permissions: '0',
        ...(as.group ? { recipients: [] } : {}),
      },
      context: guild ? 0 : as.group ? 2 : 1,
      app_permissions: '0',
      ...(guild
        ? { guild_id: guild, member: { ...memberJson(as.user ?? READER, as.roles), permissions } }
        : { user: user(as.user ?? READER) }),
      ...given,
    });
    return interaction;
  }

  return {
    url: `http://127.0.0.1:${port}/api`,
    calls,
    messages,
    interactions,
    commands: () => commands,
    /** Decides about every request from now on. */
    inject(next: (call: Call) => Fault) {
      fault = next;
    },
    /** Takes a permission from everybody in every channel. */
    forbid(permission: bigint) {
      forbidden = permission;
    },
    /** What an admin set under Integrations for a command. */
    override(command: string, permissions: unknown[]) {
      overrides = [{ id: commands.find(({ name }) => name === command)?.id, permissions }];
    },
    /** Cuts every connection and takes none until told otherwise. */
    goAway(gone: boolean) {
      away = gone;
      if (gone) for (const ws of sockets.keys()) ws.terminate();
    },
    close(code: number) {
      for (const ws of sockets.keys()) ws.close(code);
    },
    /** How many connections there are, of all or of one of the bot's. */
    sockets: (shard?: number) => [...sockets.values()].filter((its) => its === (shard ?? its)).length,
    /** Cuts one connection of several; returns what lets it come back. */
    cut(shard: number): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(shard, promise);
      for (const [ws, its] of sockets) if (its === shard) ws.terminate();
      return resolve;
    },
    command(
      name: string,
      given: { name: string; type: number; value?: unknown; options?: unknown[] }[],
      as: Asker = {},
    ) {
      return open({ type: 2, data: { id: '1', name, type: 1, options: given } }, as);
    },
    /** A command with a file that was uploaded for its option `file`. */
    commandWithFile(name: string, path: string[], content: string, as: Asker = {}) {
      const id = nextId();
      files.set(`/api/files/${id}`, content);
      const url = `http://127.0.0.1:${port}/api/files/${id}`;
      const resolved = { attachments: { [id]: { id, filename: 'file', size: content.length, url, proxy_url: url } } };
      const inner = [{ name: 'file', type: 11, value: id }];
      const options = path.reduceRight<unknown[]>(
        (inside, word, i) => [{ name: word, type: i === path.length - 1 ? 1 : 2, options: inside }],
        inner,
      );
      return open({ type: 2, data: { id: '1', name, type: 1, options, resolved } }, as);
    },
    /** The bot is added to a server. */
    join(id: string, name: string) {
      guilds.push({ id, name, members: [READER] });
      dispatch('GUILD_CREATE', { ...guildJson({ id, name }), system_channel_id: `3${id.slice(1)}` }, id);
    },
    askAbout(message: string, as: Asker = {}) {
      const target = messages.get(message);
      const resolved = { messages: { [message]: target ? messageJson(target) : {} } };
      return open({ type: 2, data: { id: '2', name: 'Ask about this', type: 3, target_id: message, resolved } }, as);
    },
    suggest(name: string, given: unknown[], as: Asker = {}) {
      return open({ type: 4, data: { id: '1', name, type: 1, options: given } }, as);
    },
    press(message: EdgeMessage, customId: string, as: Asker & { values?: string[] } = {}) {
      const data = {
        custom_id: customId,
        component_type: as.values ? 3 : 2,
        ...(as.values ? { values: as.values } : {}),
      };
      const interaction = open(
        { type: 3, data, message: { ...messageJson(message), flags: message.flags | (message.ephemeral ? 64 : 0) } },
        { ...as, channel: message.channel_id },
      );
      interaction.original = message.id;
      return interaction;
    },
    /** `radio`: the fields that were radio buttons; the others were text. */
    submit(
      customId: string,
      values: Record<string, string>,
      as: Asker & { message?: EdgeMessage; radio?: readonly string[] } = {},
    ) {
      const components = Object.entries(values).map(([custom_id, value]) => ({
        type: 18,
        id: 1,
        component: { type: as.radio?.includes(custom_id) ? 21 : 4, id: 2, custom_id, value },
      }));
      const message = as.message;
      return open(
        {
          type: 5,
          data: { custom_id: customId, components },
          ...(message
            ? { message: { ...messageJson(message), flags: message.flags | (message.ephemeral ? 64 : 0) } }
            : {}),
        },
        message ? { ...as, channel: message.channel_id } : as,
      );
    },
    /** Somebody writes; returns the message's id. */
    say(content: string, as: Asker & { replyTo?: EdgeMessage; id?: string; thread?: string } = {}): string {
      const guild = as.guild === undefined ? GUILD : as.guild;
      const id = as.id ?? nextId();
      const channel = as.thread ?? as.channel ?? (guild ? CHANNEL : `9${(as.user ?? READER).slice(1)}`);
      if (as.thread)
        dispatch('THREAD_CREATE', {
          ...channelJson(as.thread, 'talk'),
          type: 11,
          parent_id: as.channel ?? CHANNEL,
          guild_id: guild,
          owner_id: READER,
          thread_metadata: {
            archived: false,
            auto_archive_duration: 60,
            archive_timestamp: new Date().toISOString(),
            locked: false,
          },
        });
      dispatch('MESSAGE_CREATE', {
        ...bare(id, channel, content, user(as.user ?? READER)),
        mentions: [...content.matchAll(/<@(\d+)>/g)].map(([, id = '']) => user(id)),
        mention_roles: [...content.matchAll(/<@&(\d+)>/g)].map(([, role]) => role),
        ...(guild ? { guild_id: guild, member: memberJson(as.user ?? READER, as.roles) } : { channel_type: 1 }),
        ...(as.replyTo
          ? {
              type: 19,
              message_reference: { message_id: as.replyTo.id, channel_id: channel },
              referenced_message: messageJson(as.replyTo),
            }
          : {}),
      });
      return id;
    },
    edit(id: string, content: string) {
      dispatch('MESSAGE_UPDATE', {
        ...bare(id, CHANNEL, content, user(READER)),
        edited_timestamp: new Date().toISOString(),
        mentions: content.includes(`<@${BOT}>`) ? [user(BOT)] : [],
        guild_id: GUILD,
        member: memberJson(READER),
      });
    },
    /** Somebody takes back what they wrote. */
    takeBack(id: string) {
      dispatch('MESSAGE_DELETE', { id, channel_id: CHANNEL, guild_id: GUILD });
    },
    /** The bot's messages that are to be seen, oldest first. */
    shown: () => [...messages.values()].filter((message) => textOf(message) !== ''),
    /** What still says "thinking …". */
    thinking: () => [...messages.values()].filter((message) => textOf(message) === ''),
    async stop() {
      for (const ws of sockets.keys()) ws.terminate();
      gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

export interface Asker {
  user?: string;
  /** Null: a direct message. */
  guild?: string | null;
  channel?: string;
  /** In a direct message of several people, in which the bot isn't. */
  group?: boolean;
  admin?: boolean;
  roles?: string[];
}

function invalid(reason: string): [number, unknown] {
  return [400, { code: 50035, message: `Invalid Form Body: ${reason}` }];
}

function expired(): [number, unknown] {
  return [401, { code: 50027, message: 'Invalid Webhook Token' }];
}
