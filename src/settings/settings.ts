import { z } from 'zod';
import { UserError } from '../errors.ts';
import { parseRedis } from '../queue/redis-place.ts';
import { parseAllowList } from '../read/web/address-guard.ts';
import { address, daysByName, list, optional, pair, shards, slackToken, whole, yesNo, zone } from './setting-kinds.ts';

export interface Setting {
  readonly group: 'Store' | 'Discord' | 'Slack' | 'Model' | 'Reading' | 'Answers and digests' | 'Running';
  readonly what: string;
  readonly default: string;
  /** A value that works, for messages; where there is none, the default is one. */
  readonly example?: string;
  readonly secret?: true;
  readonly schema: z.ZodType;
}

/**
 * Every setting, once: `.env.example`, docs/configuration.md and the list of secrets are held to it by test/docs.test.ts.
 * An empty text means "not set".
 */
export const SETTINGS = {
  COPYDESK_DATA: {
    group: 'Store',
    what: 'Folder of the embedded database, its password and the logs',
    default: 'data',
    schema: z.string().min(1, 'must name a folder'),
  },
  DATABASE_URL: {
    group: 'Store',
    what: 'A PostgreSQL server of your own (13 or newer) instead of the embedded one',
    default: '',
    example: 'postgres://copydesk:password@127.0.0.1:5432/copydesk',
    secret: true,
    schema: address(['postgres', 'postgresql']),
  },
  DATABASE_PASSWORD: {
    group: 'Store',
    what: 'Password for DATABASE_URL when the address has none; any characters',
    default: '',
    example: 'the password as it is',
    secret: true,
    schema: optional,
  },
  DATABASE_READ_URL: {
    group: 'Store',
    what: 'A replica of DATABASE_URL, with a password of its own, that articles are searched in while it keeps up',
    default: '',
    example: 'postgres://copydesk:password@10.0.0.2:5432/copydesk',
    secret: true,
    schema: address(['postgres', 'postgresql']),
  },
  DATABASE_WAIT_SECONDS: {
    group: 'Store',
    what: 'How long a bot or worker that starts waits for a PostgreSQL server that is away or starting, in seconds',
    default: '300',
    schema: whole(0, 86_400),
  },
  REDIS_URL: {
    group: 'Store',
    what: 'A Redis server, cluster (several hosts) or sentinels for the job queue; without it the queue lives in PostgreSQL',
    default: '',
    example: 'redis://127.0.0.1:6379',
    secret: true,
    schema: optional.refine(
      (value) => value === null || parseRedis(value) !== null,
      'must be redis://host:6379, redis://host,host,host for a cluster, or redis-sentinel://host,host/master (rediss for TLS)',
    ),
  },
  REDIS_PASSWORD: {
    group: 'Store',
    what: 'Password for REDIS_URL when the address has none; any characters',
    default: '',
    example: 'the password as it is',
    secret: true,
    schema: optional,
  },

  DISCORD_TOKEN: {
    group: 'Discord',
    what: 'Bot token; turns Discord on',
    default: '',
    example: 'the token of the page "Bot"',
    secret: true,
    schema: optional.refine((value) => value === null || !/\s/.test(value), 'must be the token alone, without spaces'),
  },
  DISCORD_MESSAGE_CONTENT: {
    group: 'Discord',
    what: 'Answer follow-ups in our threads without a mention (needs the Message Content intent)',
    default: 'false',
    schema: yesNo,
  },
  DISCORD_LAYOUT: {
    group: 'Discord',
    what: 'auto: plain text where it fits, otherwise components (more room); plain: for bridges and other bots; components: always',
    default: 'auto',
    schema: z.enum(['auto', 'components', 'plain'], 'must be auto, components or plain'),
  },
  DISCORD_SHARDS: {
    group: 'Discord',
    what: "Which of the bot's connections this process makes, where several processes share them (0-3/8); empty: all",
    default: '',
    example: '0-3/8',
    schema: shards,
  },
  DISCORD_API_URL: {
    group: 'Discord',
    what: 'Another Discord API address, for a proxy or a test server',
    default: '',
    example: 'https://discord.com/api',
    schema: address(['http', 'https']),
  },

  SLACK_BOT_TOKEN: {
    group: 'Slack',
    what: 'Bot token (xoxb-…); turns Slack on',
    default: '',
    example: 'xoxb-…',
    secret: true,
    schema: slackToken('xoxb-'),
  },
  SLACK_APP_TOKEN: {
    group: 'Slack',
    what: 'App-level token (xapp-…) for Socket Mode, the default',
    default: '',
    example: 'xapp-…',
    secret: true,
    schema: slackToken('xapp-'),
  },
  SLACK_SIGNING_SECRET: {
    group: 'Slack',
    what: 'Signing secret, for HTTP instead of Socket Mode',
    default: '',
    secret: true,
    schema: optional,
  },
  SLACK_CLIENT_ID: {
    group: 'Slack',
    what: 'Client id of the app, for several workspaces that install it themselves, instead of SLACK_BOT_TOKEN',
    default: '',
    example: '1234567890.1234567890',
    schema: optional,
  },
  SLACK_CLIENT_SECRET: {
    group: 'Slack',
    what: 'Client secret of the app; the tokens of the workspaces are encrypted with it',
    default: '',
    secret: true,
    schema: optional,
  },
  SLACK_PUBLIC_URL: {
    group: 'Slack',
    what: 'Where browsers reach SLACK_PORT, for /slack/install',
    default: '',
    example: 'https://bot.example.org',
    schema: address(['https', 'http']),
  },
  SLACK_PORT: {
    group: 'Slack',
    what: 'Port that listens for Slack when HTTP is used, and for the install page',
    default: '3000',
    schema: whole(1, 65535),
  },
  SLACK_HOST: {
    group: 'Slack',
    what: 'Address that SLACK_PORT listens on; 0.0.0.0 when a proxy on another machine forwards to it',
    default: '127.0.0.1',
    schema: z.string().min(1, 'must be an address of this machine'),
  },
  SLACK_API_URL: {
    group: 'Slack',
    what: 'Another Slack API address, for a proxy or a test server',
    default: '',
    example: 'https://slack.com/api/',
    schema: address(['http', 'https']),
  },
  SLACK_ADMIN_IDS: {
    group: 'Slack',
    what: 'User ids that may use /newsadmin besides workspace admins, separated by commas',
    default: '',
    schema: list,
  },
  SLACK_COMMAND_PREFIX: {
    group: 'Slack',
    what: 'Prefix for the command names, if another app uses them (cd- makes /cd-ask)',
    default: '',
    example: 'cd-',
    schema: z.string().regex(/^[a-z0-9_-]{0,12}$/, 'must be at most 12 lower-case letters, digits, - or _'),
  },

  OPENAI_API_KEY: {
    group: 'Model',
    what: 'Key of an OpenAI-compatible server; turns the model on',
    default: '',
    secret: true,
    schema: optional,
  },
  OPENAI_BASE_URL: {
    group: 'Model',
    what: 'Address of an OpenAI-compatible server such as Ollama (http://127.0.0.1:11434/v1); turns the model on',
    default: '',
    example: 'http://127.0.0.1:11434/v1',
    schema: address(['http', 'https']),
  },
  OPENAI_MODEL: {
    group: 'Model',
    what: 'Model name',
    default: 'gpt-6-luna',
    schema: z.string().min(1, 'must name a model'),
  },
  OPENAI_FALLBACK_MODELS: {
    group: 'Model',
    what: "Models to try in this order if the one before doesn't answer, separated by commas",
    default: '',
    schema: list,
  },
  OPENAI_API: {
    group: 'Model',
    what: 'responses, chat, or auto: responses at api.openai.com, chat elsewhere',
    default: 'auto',
    schema: z.enum(['auto', 'responses', 'chat'], 'must be auto, responses or chat'),
  },
  MODEL_TIMEOUT_SECONDS: {
    group: 'Model',
    what: 'Longest wait for the model before the built-in answer is given',
    default: '30',
    schema: whole(1, 600),
  },
  MODEL_CONTEXT_CHARACTERS: {
    group: 'Model',
    what: 'Most characters of article text sent to the model with a question',
    default: '24000',
    schema: whole(2_000, 400_000),
  },
  MODEL_CONCURRENCY: {
    group: 'Model',
    what: 'Most calls to the model at the same time',
    default: '2',
    schema: whole(1, 64),
  },
  MODEL_REASONING_EFFORT: {
    group: 'Model',
    what: "How long the model reasons: none, minimal, low, medium or high; auto: low at api.openai.com, the server's default elsewhere",
    default: 'auto',
    schema: z.enum(
      ['auto', 'none', 'minimal', 'low', 'medium', 'high'],
      'must be auto, none, minimal, low, medium or high',
    ),
  },
  MODEL_MAX_OUTPUT_TOKENS: {
    group: 'Model',
    what: 'Longest answer from the model in tokens, reasoning included',
    default: '3000',
    schema: whole(200, 100_000),
  },
  MODEL_CHECK: {
    group: 'Model',
    what: "Who decides about claims that code can neither prove nor refute: code (shows the article's sentences instead) or model (a second reading)",
    default: 'code',
    schema: z.enum(['code', 'model'], 'must be code or model'),
  },
  MODEL_CHECK_MODEL: {
    group: 'Model',
    what: 'Model for the second reading, on the same server; empty: the same model',
    default: '',
    schema: optional,
  },
  MODEL_DAILY_TOKENS: {
    group: 'Model',
    what: 'Most tokens a workspace may spend in a UTC day',
    default: '500000',
    schema: whole(0, 1_000_000_000),
  },

  MODEL_PRICE: {
    group: 'Model',
    what: 'Price of a million tokens in and out, in any currency (0.25,2), for the cost in the metrics',
    default: '0,0',
    schema: pair(0, 1_000_000),
  },
  EMBEDDING_MODEL: {
    group: 'Model',
    what: 'Embedding model on the same server, to find passages by meaning too',
    default: '',
    schema: optional,
  },

  ARTICLE_MAX_CHARACTERS: {
    group: 'Reading',
    what: 'Longest article that is stored',
    default: '1000000',
    schema: whole(1000, 10_000_000),
  },
  FETCH_TIMEOUT_SECONDS: {
    group: 'Reading',
    what: 'Longest time for one page or feed, redirects included',
    default: '20',
    schema: whole(1, 300),
  },
  FETCH_MAX_MEGABYTES: {
    group: 'Reading',
    what: 'Largest page or feed, before and after decompression',
    default: '5',
    schema: whole(1, 100),
  },
  FETCH_ALLOW: {
    group: 'Reading',
    what: 'Private hosts or networks that may be read anyway (wiki.example.org,10.1.0.0/16)',
    default: '',
    example: 'wiki.example.org,10.1.0.0/16',
    schema: list.superRefine((entries, context) => {
      try {
        parseAllowList(entries);
      } catch (error) {
        context.addIssue(`can't be read: ${error instanceof UserError ? error.message : String(error)}`);
      }
    }),
  },
  FETCH_USER_AGENT: {
    group: 'Reading',
    what: 'How Copydesk identifies itself to web servers; {version} is its version',
    default: 'Copydesk/{version} (self-hosted news reader)',
    schema: z.string().min(1, 'must not be empty'),
  },
  FEED_MINUTES: {
    group: 'Reading',
    what: 'Shortest time in minutes between two reads of a feed',
    default: '15',
    schema: whole(1, 1440),
  },
  PAGES_AGAIN: {
    group: 'Reading',
    what: 'Check stored pages again in their first days for corrections and dead links (true, false)',
    default: 'true',
    schema: yesNo,
  },

  COPYDESK_ZONE: {
    group: 'Answers and digests',
    what: "Time zone of the terminal and the first guess elsewhere; empty: the machine's",
    default: '',
    example: 'Europe/Paris',
    schema: zone,
  },
  ANSWER_MAX_CHARACTERS: {
    group: 'Answers and digests',
    what: 'Longest built-in answer',
    default: '600',
    schema: whole(200, 900),
  },
  QUESTIONS_PER_10_MINUTES: {
    group: 'Answers and digests',
    what: 'Questions and searches for quotes that one person may send in ten minutes; the terminal has no limit',
    default: '30',
    schema: whole(1, 10_000),
  },
  QUESTIONS_AT_ONCE: {
    group: 'Answers and digests',
    what: 'Questions of everybody that are answered or wait at one time; people who ask more are told to try again in a minute',
    default: '100',
    schema: whole(1, 10_000),
  },
  CONVERSATION_DAYS: {
    group: 'Answers and digests',
    what: 'How long questions are kept for follow-ups',
    default: '30',
    schema: whole(1, 365),
  },
  DIGEST_CATCH_UP_MINUTES: {
    group: 'Answers and digests',
    what: 'How late, in minutes, a digest missed while Copydesk was off may still be posted',
    default: '360',
    schema: whole(0, 1440),
  },

  BACKUP_FOLDER: {
    group: 'Running',
    what: 'Folder for a daily backup of the whole store; empty: none',
    default: '',
    example: 'backups',
    schema: optional,
  },
  BACKUP_KEEP: {
    group: 'Running',
    what: 'How many of these backups to keep',
    default: '7',
    schema: whole(1, 1000),
  },
  ARTICLE_DAYS: {
    group: 'Running',
    what: 'How many days articles stay after they were stored; 0: for ever',
    default: '0',
    schema: whole(0, 36_500),
  },
  ARTICLE_DAYS_OF: {
    group: 'Running',
    what: 'Other days for the articles of some publishers (Vale Courier=90,Daily Wire=0); 0: for ever',
    default: '',
    example: 'Vale Courier=90,Daily Wire=0',
    schema: daysByName,
  },
  HISTORY_DAYS: {
    group: 'Running',
    what: 'How many days posted digests, spent tokens and entries of feeds nobody follows are kept; 0: for ever',
    default: '400',
    schema: whole(0, 36_500),
  },
  WORKER_CONCURRENCY: {
    group: 'Running',
    what: 'Most jobs at the same time in one worker',
    default: '4',
    schema: whole(1, 64),
  },
  SHUTDOWN_SECONDS: {
    group: 'Running',
    what: 'How long shutdown waits for unfinished work, in seconds',
    default: '10',
    schema: whole(1, 300),
  },
  HEALTH_PORT: {
    group: 'Running',
    what: 'Port for /health and /metrics, or the next one when another process has it; 0: none',
    default: '0',
    schema: whole(0, 65535),
  },
  HEALTH_HOST: {
    group: 'Running',
    what: 'Address that the health port listens on',
    default: '127.0.0.1',
    schema: z.string().min(1, 'must be an address'),
  },
  DESK_PORT: {
    group: 'Running',
    what: 'Port of the desk, the web pages for whoever runs Copydesk; 0: none',
    default: '0',
    example: '4680',
    schema: whole(0, 65535),
  },
  DESK_HOST: {
    group: 'Running',
    what: 'Address that the desk listens on',
    default: '127.0.0.1',
    schema: z.string().min(1, 'must be an address'),
  },
  DESK_URL: {
    group: 'Running',
    what: 'Where browsers reach the desk when a proxy stands before it',
    default: '',
    example: 'https://desk.example.org',
    schema: address(['http', 'https']).refine(
      (value) => value === null || /^https?:\/\/[^/?#@]+\/?$/i.test(value),
      'must be a host alone, without a path or a user name: the desk has no place below one',
    ),
  },
  LOG_LEVEL: {
    group: 'Running',
    what: 'fatal, error, warn, info, debug or trace',
    default: 'info',
    schema: z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace'],
      'must be fatal, error, warn, info, debug or trace',
    ),
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
