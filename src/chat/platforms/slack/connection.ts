import { App, type Authorize, LogLevel, type Receiver, type webApi } from '@slack/bolt';
import type { LinkState } from '../../connection.ts';
import { type HttpOptions, serveSlack } from './http.ts';
import { type Delivery, type ReceptionOptions, reception } from './reception.ts';
import { keepTrying, type Tried } from './reconnect.ts';
import { socketConnection } from './socket.ts';

export interface LinkOptions {
  /** Null: over HTTP. */
  appToken: string | null;
  signingSecret: string | null;
  port: number;
  host: string;
  clientOptions: webApi.WebClientOptions;
  authorize: Authorize<boolean>;
  /** Pages of ours besides what Slack sends; over Socket Mode they are served alone. */
  page: HttpOptions['page'];
  /** Done before the first connection, tried until it works. */
  prepare: () => Promise<void>;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    debug(fields: object, message: string): void;
  };
  first: ReceptionOptions['first'];
  attend: ReceptionOptions['attend'];
  now?: () => Date;
  random?: () => number;
}

export interface Link {
  app: App;
  /** Starts connecting in the background; resolves with the first connection, and never rejects. */
  start(): Promise<void>;
  state(): LinkState;
  close(): Promise<void>;
}

/**
 * Slack's side of the bot: a Bolt app behind a connection that is made again whenever it is lost. Nothing that Slack does ends the
 * process; what has to be mended by hand is logged once, with the remedy, until it changes.
 */
export function slackLink(options: LinkOptions): Link {
  const { log } = options;
  const ended = new AbortController();
  const { promise: connected, resolve: connect } = Promise.withResolvers<void>();
  let state: LinkState = { up: false, connects: 0, problem: 'connecting' };
  let take: (delivery: Delivery) => Promise<void> = async () => {};
  const receiver: Receiver = {
    init(app) {
      take = reception(app, { log, first: options.first, attend: options.attend });
    },
    start: async () => {},
    stop: async () => {},
  };
  const logger = slackLogger(log);
  const app = new App({
    receiver,
    authorize: options.authorize,
    clientOptions: options.clientOptions,
    logLevel: LogLevel.WARN,
    logger,
    ignoreSelf: true,
    convoStore: false,
  });
  app.error(async (error) => log.warn({ err: error }, 'slack: listener'));

  const retry = (token: 'bot' | 'app', attempt: () => Promise<Tried>) =>
    keepTrying(attempt, {
      token,
      signal: ended.signal,
      random: options.random ?? Math.random,
      failed: (fault) => {
        if (state.problem !== fault.message) log.warn({ code: fault.code }, `slack: ${fault.message}`);
        state = { ...state, up: false, problem: fault.message };
      },
    });
  const up = (mode: 'socket' | 'http') => () => {
    if (!state.up) log.info({ mode }, 'slack: connected');
    state = { up: true, connects: state.connects + 1, problem: '' };
    connect();
  };

  async function run(): Promise<void> {
    await retry('bot', async () => {
      await options.prepare();
      return 'done';
    });
    const { appToken, clientOptions, port, host, signingSecret, page } = options;
    const { signal } = ended;
    const now = options.now ?? (() => new Date());
    const serve = (secret: string | null, listening: () => void) =>
      retry('bot', async () => {
        await serveSlack({ port, host, signingSecret: secret, take, page, now, signal, listening });
        return 'again';
      });
    if (!appToken) return serve(signingSecret ?? '', up('http'));
    if (page) void serve(null, () => log.info({ port }, 'slack: install page ready'));
    await retry('app', async () => {
      await socketConnection({ appToken, clientOptions, logger, take, connected: up('socket'), signal });
      state = { ...state, up: false, problem: 'reconnecting' };
      return 'again';
    });
  }

  return {
    app,
    start() {
      void run();
      return connected;
    },
    state: () => state,
    async close() {
      ended.abort();
      connect();
    },
  };
}

/** What Slack's libraries say is for finding faults: what matters of it is said once, with the remedy, and not at every try. */
export function slackLogger(log: LinkOptions['log']) {
  const debug = (...parts: unknown[]) => log.debug({}, `slack: ${parts.map(String).join(' ')}`);
  return {
    debug,
    info: debug,
    warn: debug,
    error: debug,
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
