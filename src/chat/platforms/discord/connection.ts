import { setTimeout as wait } from 'node:timers/promises';
import { Client, type ClientOptions, Events, Status } from 'discord.js';
import type { Connection, LinkState } from '../../connection.ts';
import { closeFault, type Fault, faultOf } from './faults.ts';

const FIRST_WAIT_MS = 1_000;
/** An outage of any length is over for us within this time of its end. */
const LONGEST_WAIT_MS = 10_000;
/** discord.js reconnects by itself; when it has not managed to for so long, it is started from scratch. */
const STUCK_MS = 120_000;
const WATCH_MS = 5_000;

export interface LinkOptions {
  token: string;
  client: ClientOptions;
  messageContent: boolean;
  /** Puts the listeners on a client before it connects. */
  listen: (client: Client) => void;
  /** Called each time that a client is ready. */
  ready: (client: Client<true>) => Promise<void>;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/**
 * Keeps a client of Discord connected until closed: an outage is waited out, a client that can't recover is replaced. What somebody has
 * to mend first ends this connection, and is said once.
 */
export function keepConnected(options: LinkOptions): Connection {
  const ended = new AbortController();
  const { promise: ready, resolve: reached } = Promise.withResolvers<void>();
  let state: LinkState = { up: false, connects: 0, problem: 'connecting' };
  const report = (fault: Fault) => {
    if (state.problem !== fault.message) options.log.warn({}, `discord: ${fault.message}`);
    state = { ...state, up: false, problem: fault.message };
  };
  const up = () => {
    if (!state.up) state = { up: true, connects: state.connects + 1, problem: '' };
  };

  async function run(): Promise<void> {
    for (let failures = 0; !ended.signal.aborted; ) {
      const lived = await connectOnce(options, ended.signal, {
        up: (client) => {
          failures = 0;
          up();
          options.log.info({ user: client.user.tag, guilds: client.guilds.cache.size }, 'discord: connected');
          reached();
        },
        again() {
          if (!state.up) options.log.info({}, 'discord: reconnected');
          up();
        },
        away: () => report({ message: 'Lost the connection to Discord; reconnecting.', lasting: false }),
      });
      if (ended.signal.aborted) return;
      report(lived);
      if (lived.lasting) return;
      const grown = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
      failures += 1;
      await wait(Math.max(grown, lived.retryAfterMs ?? 0), undefined, { signal: ended.signal }).catch(() => {});
    }
  }
  const running = run();
  return {
    ready,
    state: () => state,
    async close() {
      ended.abort();
      reached();
      await running;
    },
  };
}

/** One client from login to its end; returns why it ended. */
async function connectOnce(
  options: LinkOptions,
  signal: AbortSignal,
  told: { up: (client: Client<true>) => void; again: () => void; away: () => void },
): Promise<Fault> {
  const client = new Client(options.client);
  const { promise: lost, resolve: lose } = Promise.withResolvers<Fault>();
  const fail = (error: unknown) => lose(faultOf(error, options.messageContent, new Date()));
  const stop = () => lose({ message: 'closed', lasting: true });
  signal.addEventListener('abort', stop);
  client.on(Events.Error, (error) => options.log.warn({ err: error }, 'discord: connection'));
  client.on(Events.ShardError, (error) => options.log.warn({ err: error }, 'discord: connection'));
  client.on(Events.ShardDisconnect, (event) => lose(closeFault(event.code, options.messageContent)));
  client.on(Events.ShardReconnecting, told.away);
  // In many servers a bot has several connections: it is back when all of them are.
  const again = () => client.isReady() && allReady(client) && told.again();
  client.on(Events.ShardResume, again);
  client.on(Events.ShardReady, again);
  client.on(Events.ClientReady, (readyClient) => {
    told.up(readyClient);
    options.ready(readyClient).catch((error: unknown) => options.log.warn({ err: error }, 'discord: after connecting'));
  });
  options.listen(client);
  const watch = watchStuck(client, () => lose(closeFault(1006, options.messageContent)));
  client.login(options.token).catch(fail);
  try {
    return await lost;
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
    await Promise.race([client.destroy(), wait(2_000, undefined, { ref: false })]).catch(() => {});
  }
}

function allReady(client: Client): boolean {
  return client.ws.shards.size > 0 && client.ws.shards.every((shard) => shard.status === Status.Ready);
}

function watchStuck(client: Client, stuck: () => void): NodeJS.Timeout {
  let since: number | null = null;
  return setInterval(() => {
    since = allReady(client) ? null : (since ?? performance.now());
    if (since !== null && performance.now() - since > STUCK_MS) stuck();
  }, WATCH_MS);
}
