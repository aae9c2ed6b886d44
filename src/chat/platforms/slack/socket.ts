import { LogLevel } from '@slack/bolt';
import { SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';
import type { Delivery } from './reception.ts';

const HELLO_MS = 15_000;
/** A half-open connection is found out within three of these. */
const PING_MS = 5_000;

export interface SocketOptions {
  appToken: string;
  clientOptions: NonNullable<SocketModeOptions['clientOptions']>;
  logger: NonNullable<SocketModeOptions['logger']>;
  take: (delivery: Delivery) => Promise<void>;
  connected: () => void;
  signal: AbortSignal;
}

interface Envelope {
  ack: (response?: unknown) => Promise<void>;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
}

/**
 * One Socket Mode connection, from `apps.connections.open` to its end. Resolves when Slack ends it or it is lost, or when the signal
 * aborts. The library's own reconnecting is off: it ends the process when `apps.connections.open` fails.
 * @throws what `apps.connections.open` says when there is no connection.
 */
export async function socketConnection(options: SocketOptions): Promise<void> {
  const client = new SocketModeClient({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: PING_MS,
    clientOptions: { ...options.clientOptions },
    logger: options.logger,
    logLevel: LogLevel.WARN,
  });
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let refused: Error | null = null;
  client.on('slack_event', ({ body, ack, retry_num, retry_reason }: Envelope) => {
    void options.take({ body, ack, retry: retry_num ? { number: retry_num, reason: retry_reason ?? '' } : null });
  });
  // Slack says so before it closes: the next connection is made while this one is still closing.
  client.on('ws_message', (data: unknown) => {
    const ending = endingOf(data);
    if (ending === null) return;
    if (ending === 'link_disabled') refused = Object.assign(new Error(ending), { code: ending });
    end();
  });
  client.on('disconnected', () => end());
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  options.signal.addEventListener('abort', () => stop(), { once: true });
  const { promise: silence, reject: giveUp } = Promise.withResolvers<never>();
  AbortSignal.timeout(HELLO_MS).addEventListener('abort', () => giveUp(new Error('no hello from Slack')));
  const start = client.start().catch((error: unknown) => {
    throw error ?? new Error('the connection was closed before it began');
  });
  try {
    await Promise.race([start, silence, stopped]);
    if (options.signal.aborted) return;
    options.connected();
    await Promise.race([over, stopped]);
    if (refused) throw refused;
  } finally {
    void client.disconnect();
  }
}

function endingOf(data: unknown): string | null {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return null;
  try {
    const message = JSON.parse(data) as { type?: unknown; reason?: unknown };
    return message.type === 'disconnect' ? String(message.reason ?? 'unknown') : null;
  } catch {
    return null;
  }
}
