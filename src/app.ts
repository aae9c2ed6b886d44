import { join } from 'node:path';
import type { Meaning } from './answer/rank/by-meaning.ts';
import type { ChatPlatform, Checks } from './chat/checks.ts';
import type { DeskDeps, DeskModel } from './chat/deps.ts';
import { createDesk } from './chat/desk.ts';
import { createOutbox, type Outbox } from './chat/outbox.ts';
import type { Desk } from './chat/request.ts';
import type { DeliverParts } from './digest/lanes.ts';
import { newsSource } from './digest/news-source.ts';
import { reservePost } from './digest/post-budget.ts';
import type { Poster } from './digest/poster.ts';
import type { FeedDeps } from './intake/poll-feed.ts';
import { readAddress } from './intake/read-address.ts';
import type { Reader } from './intake/read-page.ts';
import { firstAvailable } from './model/fallback.ts';
import { remembering } from './model/remembered.ts';
import { type Budget, tokenBudget } from './model/token-budget.ts';
import { watched } from './model/watched.ts';
import { createLog, type Log } from './observe/log.ts';
import { createPacer, DISCORD_PACE, type Pacer, SLACK_PACE } from './pacing/pacer.ts';
import { type JobQueue, openQueue } from './queue/queue.ts';
import { createParser } from './read/parse/parser-pool.ts';
import { createFetcher } from './read/web/fetch.ts';
import { type Config, secretsOf, slackOAuth, withPassword } from './settings/config.ts';
import { INSTANCE } from './store/bots.ts';
import { type Database, openDatabase } from './store/database.ts';
import { openEmbedded } from './store/embedded/embedded.ts';
import { storedUsage } from './store/model-usage.ts';
import { vectorIndex } from './store/passages/passage-vectors.ts';
import { openReplica } from './store/replica.ts';
import type { WorkspaceId } from './store/schema.ts';
import { VERSION } from './version.ts';
import { createWatch, type Watch } from './watch.ts';

const REMEMBERED_DRAFTS = 500;

export interface App {
  config: Config;
  /** IANA zone of the terminal, and of a workspace whose zone nobody set. */
  zone: string;
  log: Log;
  watch: Watch;
  db: Database;
  databaseUrl: string;
  desk: Desk;
  /** Null: built-in summaries and answers alone. */
  model: DeskModel | null;
  /** Null: passages are found by their words alone. */
  meaning: Meaning | null;
  feeds: FeedDeps;
  readAddress: DeskDeps['readAddress'];
  /** What the platforms can be asked about themselves. */
  checks: Checks;
  deliver: DeliverParts;
  /** One budget of sends a platform, for answers and digests together. */
  pacers: Record<ChatPlatform, Pacer>;
  outboxes: Record<ChatPlatform, Outbox>;
  /** Opened at the first use: a command that needs no queue starts none. */
  queue: () => Promise<JobQueue>;
  /** Where posts to the terminal go; the terminal chat or the command line sets it. */
  setTerminalPoster: (poster: Poster | null) => void;
  close: () => Promise<void>;
}

/** A question waits no longer for its vector: its words find passages too. */
const EMBEDDING_TIMEOUT_MS = 5_000;

/** Builds everything from the settings. Whoever opens it closes it; closing runs in reverse order and never throws. */
export async function openApp(
  config: Config,
  options: { logFile?: string | null; connectMs?: number; waitForStore?: boolean } = {},
): Promise<App> {
  const stack = new AsyncDisposableStack();
  const log = createLog({ level: config.LOG_LEVEL, file: options.logFile ?? null, secrets: secretsOf(config) });
  const watch = createWatch(config, log, VERSION);
  try {
    const { DATABASE_URL, DATABASE_PASSWORD, REDIS_URL, REDIS_PASSWORD } = config;
    const databaseUrl = DATABASE_URL
      ? withPassword(DATABASE_URL, DATABASE_PASSWORD)
      : await embedded(config, log, stack);
    const redisUrl = REDIS_URL ? withPassword(REDIS_URL, REDIS_PASSWORD) : null;
    const db = await openDatabase(databaseUrl, {
      ...options,
      ...(options.waitForStore
        ? {
            patience: {
              waitMs: config.DATABASE_WAIT_SECONDS * 1000,
              onWait: (reason) => log.warn({ reason }, 'waiting for the store'),
            },
          }
        : {}),
    });
    stack.defer(() => db.destroy());
    const replica = config.DATABASE_READ_URL ? openReplica(config.DATABASE_READ_URL, db, watch.onReplica) : null;
    stack.defer(async () => replica?.close());
    await replica?.ready;
    let opening: Promise<JobQueue> | null = null;
    const queue = () => {
      opening ??= openQueue({ redisUrl, databaseUrl });
      return opening;
    };
    stack.defer(async () => (await opening)?.close());

    let opened: Reader | null = null;
    const reader = () => {
      opened ??= openReader(config, log);
      return opened;
    };
    stack.defer(async () => {
      await opened?.fetcher.close();
      await opened?.parser.close();
    });
    let terminal: Poster | null = null;
    const { discord, slack } = await posters(config, db);
    const posterFor = (place: string): Poster | null => {
      if (place.startsWith('discord/')) return discord;
      if (place.startsWith('slack/')) return slack;
      return terminal;
    };
    const now = () => new Date();
    const pacers = {
      discord: createPacer(DISCORD_PACE, { waits: watch.waits('discord'), reserve: () => reservePost(db, 'discord') }),
      slack: createPacer(SLACK_PACE, { waits: watch.waits('slack'), reserve: () => reservePost(db, 'slack') }),
    };
    const outboxOf = (platform: ChatPlatform) =>
      createOutbox({ platform, db, pacer: pacers[platform], log, instance: INSTANCE });
    const budget = tokenBudget(storedUsage(db), config.MODEL_DAILY_TOKENS, now, watch.onSpent);
    const news = newsSource(db);
    const feeds: FeedDeps = {
      get fetcher() {
        return reader().fetcher;
      },
      get parser() {
        return reader().parser;
      },
      db,
      maxCharacters: config.ARTICLE_MAX_CHARACTERS,
      shortestMinutes: config.FEED_MINUTES,
      now,
      random: Math.random,
    };
    const shared = {
      db,
      ...(replica ? { reading: replica.reading } : {}),
      config,
      log,
      model: await modelOf(config, budget, watch),
      meaning: await meaningOf(config, db, budget),
      feeds,
      readAddress: (url: string, workspace: WorkspaceId) =>
        readAddress({ ...reader(), db, maxCharacters: config.ARTICLE_MAX_CHARACTERS, now }, url, { workspace }),
      checks: await checksOf(config, db),
    };
    const desk = createDesk({
      ...shared,
      now,
      startSlot: async (key) => {
        await (await queue()).add('post-digest', key, { id: `digest/${key.digest}/${key.slot}` });
      },
      posterFor,
      news,
      queueCounts: async () => (await queue()).counts(),
      onAnswer: watch.onAnswer,
    });
    const deliver: DeliverParts = {
      db,
      posterFor,
      worker: INSTANCE,
      news,
      log: watch.onDelivery,
    };
    return {
      ...shared,
      zone: config.COPYDESK_ZONE || Intl.DateTimeFormat().resolvedOptions().timeZone,
      watch,
      databaseUrl,
      desk: watch.counted(desk),
      deliver,
      pacers,
      outboxes: { discord: outboxOf('discord'), slack: outboxOf('slack') },
      queue,
      setTerminalPoster: (poster) => {
        terminal = poster;
      },
      close: () => stack.disposeAsync().catch((error: unknown) => log.error({ err: error }, 'closing')),
    };
  } catch (error) {
    await stack.disposeAsync().catch(() => {});
    throw error;
  }
}

/** Between two requests to one host; a crawl-delay that asks for more is kept. */
const HOST_DELAY_MS = 500;

/** Opened at the first address: a command that reads none starts no worker. */
function openReader(config: Config, log: Log): Reader {
  const maxBytes = config.FETCH_MAX_MEGABYTES * 1_000_000;
  return {
    fetcher: createFetcher({
      userAgent: config.FETCH_USER_AGENT.replaceAll('{version}', VERSION),
      hostDelayMs: HOST_DELAY_MS,
      allow: config.FETCH_ALLOW,
      totalMs: config.FETCH_TIMEOUT_SECONDS * 1000,
      maxBytes,
      maxDecodedBytes: maxBytes,
    }),
    parser: createParser({ onCrash: (error) => log.warn({ error }, 'a page crashed the parser') }),
  };
}

// The libraries of the chats and of the model take most of the time that a command needs to start: what is not set is not loaded.
async function posters(config: Config, db: Database): Promise<{ discord: Poster | null; slack: Poster | null }> {
  const { DISCORD_TOKEN, DISCORD_API_URL } = config;
  return {
    discord: DISCORD_TOKEN
      ? (await import('./chat/platforms/discord/poster.ts')).discordPoster(DISCORD_TOKEN, DISCORD_API_URL)
      : null,
    slack: await slackPosterOf(config, db),
  };
}

async function checksOf(config: Config, db: Database): Promise<Checks> {
  const { DISCORD_TOKEN, DISCORD_API_URL, DISCORD_MESSAGE_CONTENT } = config;
  const slack = await slackChecksOf(config, db);
  if (!DISCORD_TOKEN) return slack;
  const { discordChecks } = await import('./chat/platforms/discord/checks.ts');
  const options = { token: DISCORD_TOKEN, apiUrl: DISCORD_API_URL, messageContent: DISCORD_MESSAGE_CONTENT };
  return { ...slack, discord: discordChecks(options) };
}

async function slackChecksOf(config: Config, db: Database): Promise<Checks> {
  const { SLACK_BOT_TOKEN, SLACK_API_URL } = config;
  const oauth = slackOAuth(config);
  if (!SLACK_BOT_TOKEN && !oauth) return {};
  const { slackChecks } = await import('./chat/platforms/slack/checks.ts');
  const { oauthAccess, tokenAccess, webOptions } = await import('./chat/platforms/slack/access.ts');
  const options = webOptions(SLACK_API_URL);
  const access = oauth ? oauthAccess(db, oauth, options) : tokenAccess(SLACK_BOT_TOKEN ?? '', options);
  return { slack: slackChecks(access.clientOf) };
}

async function slackPosterOf(config: Config, db: Database): Promise<Poster | null> {
  const { SLACK_BOT_TOKEN, SLACK_API_URL } = config;
  const oauth = slackOAuth(config);
  if (!SLACK_BOT_TOKEN && !oauth) return null;
  const { installedPoster, slackPoster } = await import('./chat/platforms/slack/poster.ts');
  return oauth ? installedPoster(db, oauth, SLACK_API_URL) : slackPoster(SLACK_BOT_TOKEN ?? '', SLACK_API_URL);
}

async function modelOf(config: Config, budget: Budget, watch: Watch): Promise<DeskModel | null> {
  if (!config.OPENAI_API_KEY && !config.OPENAI_BASE_URL) return null;
  const { openAiModel } = await import('./model/openai.ts');
  const timeout = config.MODEL_TIMEOUT_SECONDS * 1000;
  const named = (name: string) => {
    const model = openAiModel({
      // Local servers want no key, but the client wants one.
      apiKey: config.OPENAI_API_KEY ?? 'none',
      model: name,
      api: config.OPENAI_API,
      timeout,
      firstTokenTimeout: timeout / 2,
      concurrency: config.MODEL_CONCURRENCY,
      reasoningEffort: config.MODEL_REASONING_EFFORT,
      maxOutputTokens: config.MODEL_MAX_OUTPUT_TOKENS,
      ...(config.OPENAI_BASE_URL ? { baseUrl: config.OPENAI_BASE_URL } : {}),
    });
    return watched(model, name, watch.onModelCall);
  };
  const models = firstAvailable([named(config.OPENAI_MODEL), ...config.OPENAI_FALLBACK_MODELS.map(named)], timeout);
  const reader =
    config.MODEL_CHECK === 'model'
      ? { secondReader: config.MODEL_CHECK_MODEL ? firstAvailable([named(config.MODEL_CHECK_MODEL)], timeout) : models }
      : {};
  return {
    name: config.OPENAI_MODEL,
    model: remembering(models, REMEMBERED_DRAFTS),
    budget,
    ...reader,
    onDraft: watch.onDraft,
    onFailed: watch.onModelFailed,
  };
}

async function meaningOf(config: Config, db: Database, budget: Budget): Promise<Meaning | null> {
  if (!config.EMBEDDING_MODEL || (!config.OPENAI_API_KEY && !config.OPENAI_BASE_URL)) return null;
  const { openAiEmbeddings } = await import('./model/embeddings.ts');
  const embeddings = openAiEmbeddings({
    apiKey: config.OPENAI_API_KEY ?? 'none',
    model: config.EMBEDDING_MODEL,
    timeout: EMBEDDING_TIMEOUT_MS,
    concurrency: config.MODEL_CONCURRENCY,
    ...(config.OPENAI_BASE_URL ? { baseUrl: config.OPENAI_BASE_URL } : {}),
  });
  return { embeddings, index: vectorIndex(db, embeddings.name), budget };
}

async function embedded(config: Config, log: Log, stack: AsyncDisposableStack): Promise<string> {
  const server = await openEmbedded({
    dataDir: config.COPYDESK_DATA,
    log: (message, fields) => log.warn(fields, message),
  });
  stack.defer(() => server.close());
  return server.connectionString;
}

/** Where a process that shares its terminal with a chat keeps its log. */
export function logFileOf(config: Config): string {
  return join(config.COPYDESK_DATA, 'copydesk.log');
}
