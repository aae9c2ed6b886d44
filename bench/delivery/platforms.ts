import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How often, of 1, each fault strikes a request. `accepted…`: the message is there, and nobody hears of it. */
export interface Faults {
  accepted500: number;
  acceptedReset: number;
  acceptedEnd: number;
  acceptedStall: number;
  refused500: number;
  reset: number;
  limited: number;
  unauthorised: number;
  proxyPage: number;
  /** Of looks at a channel. */
  lookFails: number;
  delayMs: number;
}

export const NO_FAULTS: Faults = {
  accepted500: 0,
  acceptedReset: 0,
  acceptedEnd: 0,
  acceptedStall: 0,
  refused500: 0,
  reset: 0,
  limited: 0,
  unauthorised: 0,
  proxyPage: 0,
  lookFails: 0,
  delayMs: 0,
};

export interface Limits {
  /** Requests a second for everything; 0: no limit. */
  overall: number;
  /** Posts a second to one channel; 0: no limit. */
  channel: number;
}

export interface PostedMessage {
  id: string;
  channel: string;
  /** The marker that Copydesk put on it. */
  marker: string | null;
  nonce: string | null;
  at: number;
  body: Record<string, unknown>;
}

export interface Platforms {
  discordUrl: string;
  slackUrl: string;
  messages: PostedMessage[];
  counts: { requests: number; limited: number; lostAnswers: number; looks: number };
  setFaults(faults: Faults): void;
  close(): Promise<void>;
}

const EPOCH = 1_420_070_400_000n;
/** Discord compares nonces for "a few minutes": as short as a test can make it hard. */
const NONCE_MS = 60_000;

/** A recording server that plays the parts of Discord and Slack that posting needs, limits rates as documented and fails as told. */
export async function startPlatforms(
  random: () => number,
  limits: { discord: Limits; slack: Limits },
): Promise<Platforms> {
  let faults = NO_FAULTS;
  const messages: PostedMessage[] = [];
  const byChannel = new Map<string, PostedMessage[]>();
  const threads = new Set<string>();
  const counts = { requests: 0, limited: 0, lostAnswers: 0, looks: 0 };
  const sent = { discord: new Map<string, number[]>(), slack: new Map<string, number[]>() };
  let sequence = 0n;

  /** Seconds to wait, or 0 when the request is within the limits. */
  function overLimit(platform: 'discord' | 'slack', channel: string): number {
    const now = Date.now();
    for (const [key, rate] of [
      ['*', limits[platform].overall],
      [channel, limits[platform].channel],
    ] as const) {
      if (rate === 0) continue;
      const times = (sent[platform].get(key) ?? []).filter((at) => now - at < 1_000);
      if (times.length >= rate) return 1;
      sent[platform].set(key, [...times, now]);
    }
    return 0;
  }

  function store(
    channel: string,
    nonce: string | null,
    marker: string | null,
    body: Record<string, unknown>,
    id: string,
  ) {
    const known = byChannel.get(channel) ?? [];
    const again = nonce && known.find((message) => message.nonce === nonce && Date.now() - message.at < NONCE_MS);
    if (again) return again;
    const message = { id, channel, marker, nonce, at: Date.now(), body };
    byChannel.set(channel, [...known, message]);
    messages.push(message);
    return message;
  }

  type Answer = { status: number; body: unknown; headers?: Record<string, string> };

  /** A message has one thread, whose id is the message's own. */
  function openThread(message: string): Answer {
    if (threads.has(message))
      return { status: 400, body: { code: 160004, message: 'A thread has already been created for this message' } };
    threads.add(message);
    return { status: 201, body: { id: message } };
  }

  /** Carries out a post with what strikes it. */
  async function post(
    request: IncomingMessage,
    response: ServerResponse,
    accept: () => Answer,
    errors: Record<'failed' | 'limited' | 'unauthorised', Answer>,
  ) {
    let dice = random();
    const strikes = (share: number) => {
      const hit = dice < share;
      dice -= share;
      return hit && share > 0;
    };
    if (strikes(faults.refused500)) return answer(response, errors.failed);
    if (strikes(faults.reset)) return request.socket.destroy();
    if (strikes(faults.limited)) {
      counts.limited++;
      return answer(response, errors.limited);
    }
    if (strikes(faults.unauthorised)) return answer(response, errors.unauthorised);
    if (strikes(faults.proxyPage)) {
      response.writeHead(403, { 'content-type': 'text/html' });
      return response.end('<html>Blocked by the firewall</html>');
    }
    const accepted = accept();
    if (strikes(faults.accepted500)) {
      counts.lostAnswers++;
      return answer(response, errors.failed);
    }
    if (strikes(faults.acceptedReset) || strikes(faults.acceptedEnd)) {
      counts.lostAnswers++;
      return request.socket.destroy();
    }
    if (strikes(faults.acceptedStall)) {
      counts.lostAnswers++;
      return;
    }
    return answer(response, accepted);
  }

  async function discord(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    body: Record<string, unknown>,
  ) {
    const channel = /\/channels\/([^/]+)\/messages/.exec(path)?.[1] ?? '';
    const opened = /\/messages\/(\d+)\/threads$/.exec(path)?.[1];
    if (opened) return answer(response, openThread(opened));
    const limited = (seconds: number, global: boolean): Answer => ({
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: seconds, global },
      headers: { 'retry-after': String(seconds), ...(global ? { 'x-ratelimit-global': 'true' } : {}) },
    });
    const plain = /\/channels\/(\d+)$/.exec(path);
    if (request.method === 'GET' && plain) return answer(response, { status: 200, body: { id: plain[1], type: 0 } });
    if (request.method === 'GET') {
      counts.looks++;
      if (random() < faults.lookFails) return answer(response, { status: 500, body: {} });
      const before = new URL(path, 'http://x').searchParams.get('before');
      const found = (byChannel.get(channel) ?? [])
        .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
        .toReversed()
        .slice(0, 100)
        .map(({ id, body: stored }) => ({ id, author: { bot: true }, content: '', components: [], ...stored }));
      return answer(response, { status: 200, body: found });
    }
    const over = overLimit('discord', channel);
    if (over > 0) {
      counts.limited++;
      return answer(response, limited(over, false));
    }
    return post(
      request,
      response,
      () => {
        const id = String(((BigInt(Date.now()) - EPOCH) << 22n) | (sequence++ & 0x3fffffn));
        const message = store(channel, String(body.nonce ?? ''), markerOf(body), body, id);
        return { status: 200, body: { id: message.id, channel_id: channel } };
      },
      {
        failed: { status: 502, body: { message: 'bad gateway' } },
        limited: limited(1, false),
        unauthorised: { status: 401, body: { message: '401: Unauthorized', code: 0 } },
      },
    );
  }

  async function slack(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    body: Record<string, unknown>,
  ) {
    const channel = String(body.channel ?? '');
    if (/conversations\.(history|replies)/.test(path)) {
      counts.looks++;
      if (random() < faults.lookFails) return answer(response, { status: 500, body: {} });
      const oldest = Number(body.oldest ?? 0);
      const found = (byChannel.get(channel) ?? []).filter(({ id }) => Number(id) >= oldest).toReversed();
      const shown = found.map(({ id, body: stored }) => ({ ts: id, metadata: jsonOf(stored.metadata) }));
      return answer(response, { status: 200, body: { ok: true, messages: shown } });
    }
    const limited = { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '1' } };
    if (overLimit('slack', channel) > 0) {
      counts.limited++;
      return answer(response, limited);
    }
    return post(
      request,
      response,
      () => {
        const id = `${(Date.now() / 1000).toFixed(3)}${String(sequence++ % 1000n).padStart(3, '0')}`;
        const key = (jsonOf(body.metadata) as { event_payload?: { key?: string } } | null)?.event_payload?.key ?? null;
        return { status: 200, body: { ok: true, ts: store(channel, null, key, body, id).id } };
      },
      {
        failed: { status: 503, body: { ok: false, error: 'service_unavailable' } },
        limited,
        unauthorised: { status: 200, body: { ok: false, error: 'invalid_auth' } },
      },
    );
  }

  const server = createServer((request, response) => {
    void (async () => {
      counts.requests++;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const path = request.url ?? '';
      if (faults.delayMs > 0) await wait(random() * faults.delayMs);
      const body = /json/.test(request.headers['content-type'] ?? '')
        ? (JSON.parse(text || '{}') as Record<string, unknown>)
        : Object.fromEntries(new URLSearchParams(text));
      await (path.startsWith('/slack/') ? slack : discord)(request, response, path, body);
    })().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    discordUrl: `${base}/discord`,
    slackUrl: `${base}/slack/`,
    messages,
    counts,
    setFaults(next) {
      faults = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  response: ServerResponse,
  { status, body, headers }: { status: number; body: unknown; headers?: Record<string, string> },
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function jsonOf(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : (value ?? null);
}

/** `<10 hex digits>-<part>`, in small print or in a button's id. */
function markerOf(body: Record<string, unknown>): string | null {
  return /(?:-# |:)([0-9a-f]{10}-\d+)/.exec(JSON.stringify([body.content ?? '', body.components ?? []]))?.[1] ?? null;
}
