import { setTimeout as wait } from 'node:timers/promises';
import { startWork } from '../jobs/work.ts';
import { type App, logFileOf, openApp } from './app.ts';
import type { ChatPlatform } from './chat/checks.ts';
import type { Connection } from './chat/connection.ts';
import { terminalPoster } from './chat/platforms/terminal/poster.ts';
import { openTerminal, type TerminalChat } from './chat/platforms/terminal/terminal.ts';
import { indexFirst } from './cli/index-first.ts';
import { UserError } from './errors.ts';
import { addSamplesOnce } from './intake/samples.ts';
import { serveHealth } from './observe/health.ts';
import type { Sources } from './observe/metrics.ts';
import { rollCall } from './roll-call.ts';
import { type Config, loadConfig, slackOAuth, startedByNpm } from './settings/config.ts';
import { pingStore, poolUse, StoreError } from './store/database.ts';
import { readVitals } from './store/vitals.ts';

export type Role = 'bot' | 'worker';

type Stop = (failure: Error | null) => void;

/**
 * Runs roles in this process until it is told to stop, or until the terminal chat ends. A signal counts from the first moment: what has
 * started by then is closed, within the time from the settings. Sets the exit code; never throws.
 */
export async function run(roles: readonly Role[]): Promise<void> {
  const stack = new AsyncDisposableStack();
  const { promise: stopped, resolve: stop } = Promise.withResolvers<Error | null>();
  const onSignal = () => stop(null);
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  if (startedByNpm()) whenOrphaned(onSignal);
  let stopSeconds = 10;
  try {
    const config = loadConfig();
    stopSeconds = config.SHUTDOWN_SECONDS;
    const started = start(config, roles, stack, stop);
    const failure = await Promise.race([started.then(() => stopped), stopped]);
    // Cut off by a signal, the start may still fail at what is closed under it.
    started.catch(() => {});
    if (failure) throw failure;
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${explain(error)}\n`);
  } finally {
    // A second signal ends at once.
    process.once('SIGINT', () => process.exit(130));
    // A signal that went to the store's server too breaks connections whose libraries no longer listen for that. Without it, nothing is
    // left to finish.
    process.on('uncaughtException', (error) => {
      process.stderr.write(`While stopping: ${error.message}\n`);
      process.exit();
    });
    const closed = stack.disposeAsync().catch((error: unknown) => process.stderr.write(`${explain(error)}\n`));
    await Promise.race([closed, wait((stopSeconds + 1) * 1000)]);
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
  }
  // Libraries may keep timers; everything of ours is closed.
  process.exit();
}

const PARENT_LOOK_MS = 500;

/** A signal to npm ends npm and its shell, and this process hears nothing of it but that its parent is another one. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_LOOK_MS).unref();
}

/** Starts the roles; what has to be closed is put on the stack as soon as it is open. */
async function start(config: Config, roles: readonly Role[], stack: AsyncDisposableStack, stop: Stop): Promise<void> {
  const chats = Boolean(config.DISCORD_TOKEN || onSlack(config));
  const terminal = roles.includes('bot') && !chats;
  const app = await openApp(config, { logFile: terminal ? logFileOf(config) : null, waitForStore: !terminal });
  stack.defer(() => app.close());
  // A library's forgotten promise must not take the other platform and the worker with it.
  process.on('unhandledRejection', (error) => app.log.error({ err: error }, 'unhandled rejection'));
  if (roles.includes('bot')) await addSamplesOnce(app.db);
  const connections: Connections = {};
  await openHealth(app, roles, connections, stack);
  if (roles.includes('bot')) await openDesk(app, stack);
  goesOn(stack);
  const piped = terminal && process.stdin.isTTY !== true;
  if (piped) await indexFirst(app);
  // A question through a pipe needs an answer, no worker.
  if (roles.includes('worker') && !piped) {
    const working = startWork(app);
    // A worker that is still starting when everything stops is stopped too, before its database goes.
    stack.defer(async () => (await working.catch(() => null))?.stop());
    working.catch(stop);
  }
  if (roles.includes('bot')) {
    // A chat's library is loaded only where it is used: each takes tens of megabytes.
    if (config.DISCORD_TOKEN) {
      const { connectDiscord } = await import('./chat/platforms/discord/connect.ts');
      goesOn(stack);
      const connection = connectDiscord({
        ...discordOptions(config),
        desk: app.desk,
        log: app.log,
        outbox: app.outboxes.discord,
      });
      connections.discord = connection;
      const call = rollCall(app, 'discord', shardedToken(config.DISCORD_TOKEN, config.DISCORD_SHARDS));
      stack.defer(() => call.end());
      stack.use(disposable(connection));
      stack.defer(() => app.outboxes.discord.drain(config.SHUTDOWN_SECONDS * 1000));
    }
    if (onSlack(config)) {
      const { connectSlack } = await import('./chat/platforms/slack/connect.ts');
      goesOn(stack);
      const connection = connectSlack({
        ...slackOptions(config),
        desk: app.desk,
        log: app.log,
        db: app.db,
        outbox: app.outboxes.slack,
        pacer: app.pacers.slack,
      });
      connections.slack = connection;
      const call = rollCall(app, 'slack', config.SLACK_BOT_TOKEN ?? config.SLACK_CLIENT_ID ?? '');
      stack.defer(() => call.end());
      // Nothing more is taken in once the last replies are waited for.
      stack.defer(() => app.outboxes.slack.drain(config.SHUTDOWN_SECONDS * 1000));
      stack.use(disposable(connection));
    }
  }
  if (terminal) {
    const chat = startTerminal(app, piped);
    void chat.finished.then(() => stop(piped && process.stdin.bytesRead === 0 ? new UserError(NOBODY) : null));
    stack.defer(() => chat.close());
  }
  if (!terminal) app.log.info({ roles }, 'Copydesk is running');
}

/** Told to end meanwhile, nothing more is started: it would work on a store that is being closed. */
function goesOn(stack: AsyncDisposableStack): void {
  if (stack.disposed) throw new Error('told to end while it was starting');
}

function explain(error: unknown): string {
  if (error instanceof UserError || error instanceof StoreError) return error.message;
  return `Copydesk stopped: ${error instanceof Error ? error.message : String(error)}`;
}

function disposable(connection: { close(): Promise<void> }): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => connection.close() };
}

function discordOptions(config: Config) {
  return {
    token: config.DISCORD_TOKEN ?? '',
    apiUrl: config.DISCORD_API_URL,
    messageContent: config.DISCORD_MESSAGE_CONTENT,
    layout: config.DISCORD_LAYOUT,
    shards: config.DISCORD_SHARDS,
  };
}

/** Processes that run other shards of the same bot don't compete with this one. */
function shardedToken(token: string, shards: Config['DISCORD_SHARDS']): string {
  return shards ? `${token} ${shards.ids[0]}-${shards.ids.at(-1)}/${shards.count}` : token;
}

function slackOptions(config: Config) {
  return {
    botToken: config.SLACK_BOT_TOKEN,
    oauth: slackOAuth(config),
    appToken: config.SLACK_APP_TOKEN,
    signingSecret: config.SLACK_SIGNING_SECRET,
    port: config.SLACK_PORT,
    host: config.SLACK_HOST,
    apiUrl: config.SLACK_API_URL,
    adminIds: config.SLACK_ADMIN_IDS,
    commandPrefix: config.SLACK_COMMAND_PREFIX,
  };
}

function chatsOf(config: Config, roles: readonly Role[]): ChatPlatform[] {
  if (!roles.includes('bot')) return [];
  return [...(config.DISCORD_TOKEN ? ['discord' as const] : []), ...(onSlack(config) ? ['slack' as const] : [])];
}

function onSlack(config: Config): boolean {
  return config.SLACK_BOT_TOKEN !== null || slackOAuth(config) !== null;
}

type Connections = Partial<Record<ChatPlatform, Connection>>;

function mustBeUp(connection: Connection | undefined): void {
  if (connection?.state().up !== true) throw new Error('not connected');
}

/** A service without tokens must not look as if it had done its work. */
const NOBODY =
  'No chat is connected, and nothing comes in on standard input either. Set DISCORD_TOKEN (docs/discord.md) or SLACK_BOT_TOKEN (docs/slack.md) in .env.';

function startTerminal(app: App, piped: boolean): TerminalChat {
  const zone = app.zone;
  const color = process.stdout.isTTY === true;
  const chat = openTerminal({
    desk: app.desk,
    input: process.stdin,
    output: process.stdout,
    interactive: !piped,
    color,
    zone,
    greeting:
      'Copydesk. Ask a question about the stored articles, or type /help. Try: What did North Korea offer?\n' +
      'No chat is connected; see docs/discord.md and docs/slack.md. Type /quit to leave.',
  });
  app.setTerminalPoster(
    terminalPoster(
      (text) => chat.announce(text),
      () => ({ color, width: process.stdout.columns || 80, zone }),
    ),
  );
  return chat;
}

async function openDesk(app: App, stack: AsyncDisposableStack): Promise<void> {
  const { DESK_PORT: port, DESK_HOST: host, DESK_URL: publicUrl } = app.config;
  if (port === 0) return;
  const { serveDesk } = await import('./web-desk/desk-server.ts');
  const desk = await serveDesk({ ...app, now: () => new Date(), port, host, publicUrl });
  stack.defer(() => desk.close());
  // The first view of the status page doesn't wait until the queue is open.
  void app
    .queue()
    .then((queue) => queue.counts())
    .catch(() => {});
  app.log.info({ host, port: desk.port }, 'the desk is open: copydesk desk prints a link to it');
}

async function openHealth(
  app: App,
  roles: readonly Role[],
  connections: Connections,
  stack: AsyncDisposableStack,
): Promise<void> {
  const { HEALTH_PORT: port, HEALTH_HOST: host } = app.config;
  if (port === 0) return;
  const chats = chatsOf(app.config, roles);
  const ticks = roles.includes('worker');
  Object.assign(app.watch.metrics.sources, {
    vitals: () => readVitals(app.db, app.config.MODEL_DAILY_TOKENS),
    queue: async () => (await app.queue()).depth(),
    chats: () =>
      Object.fromEntries(
        chats.flatMap((name) => {
          const state = connections[name]?.state();
          return state ? [[name, state] as const] : [];
        }),
      ),
    pool: () => poolUse(app.db),
  } satisfies Sources);
  const health = await serveHealth({
    port,
    host,
    metrics: app.watch.metrics,
    checks: {
      store: async () => {
        await pingStore(app.db);
      },
      queue: async () => {
        await (await app.queue()).counts();
      },
      ...(ticks ? { tick: async () => mustTick(await (await app.queue()).nextRun('tick', 'tick')) } : {}),
      ...Object.fromEntries(chats.map((name) => [name, async () => mustBeUp(connections[name])])),
    },
  });
  stack.defer(() => health.close());
  app.log.info({ port: health.port }, 'health and metrics');
}

const TICK_LATE_MS = 120_000;

/** By its tick a worker finds what is due: a run long past means that nobody works, one far ahead that a clock was wrong. */
function mustTick(next: Date | null): void {
  if (!next || Math.abs(Date.now() - next.getTime()) > TICK_LATE_MS) throw new Error('the tick does not run');
}
