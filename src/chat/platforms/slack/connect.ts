import { LRUCache } from 'lru-cache';
import type { Pacer } from '../../../pacing/pacer.ts';
import type { Database } from '../../../store/database.ts';
import { forgetReceipts } from '../../../store/receipts.ts';
import type { Connection } from '../../connection.ts';
import type { Outbox } from '../../outbox.ts';
import type { Desk } from '../../request.ts';
import { type OAuthOptions, oauthAccess, tokenAccess } from './access.ts';
import { type SlackBot, workspaceOf } from './bot.ts';
import { slackLink, slackLogger } from './connection.ts';
import { slackFeatures } from './features.ts';
import { listen } from './listeners.ts';
import { slackPeople } from './members.ts';
import { restartedOutlet } from './outlets.ts';
import { parseSpot } from './spot.ts';
import { slackStreams } from './stream.ts';

export interface SlackOptions {
  /** Null: workspaces install the app themselves, with `oauth`. */
  botToken: string | null;
  oauth?: OAuthOptions | null;
  appToken: string | null;
  signingSecret: string | null;
  port: number;
  host: string;
  apiUrl: string | null;
  adminIds: readonly string[];
  commandPrefix: string;
  desk: Desk;
  db: Database;
  outbox: Outbox;
  pacer: Pacer;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    debug(fields: object, message: string): void;
  };
}

/** A post that may have arrived is never sent again by the client itself (docs/decisions.md). */
const CLIENT = { timeout: 10_000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } as const;
const HOUR_MS = 3_600_000;
const MESSAGES_KNOWN = 5_000;
/** Whoever asked before this has long asked again. */
const RECOVERED_MS = 15 * 60_000;

/**
 * Connects to Slack over Socket Mode, or over HTTP when there is a signing secret and no app token, and answers until closed.
 * It comes back at once and goes on trying for as long as it takes; what is wrong stands in its state and, once, in the log.
 */
export function connectSlack(options: SlackOptions): Connection {
  const { log, db, desk, outbox, pacer } = options;
  const clientOptions = {
    ...CLIENT,
    logger: slackLogger(log),
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
  };
  const access = options.oauth
    ? oauthAccess(db, options.oauth, clientOptions)
    : tokenAccess(options.botToken ?? '', clientOptions);
  const welcomed = new Set<string>();
  const features = slackFeatures(log);
  const bot: SlackBot = {
    desk,
    db,
    outbox,
    pacer,
    log,
    people: slackPeople(options.adminIds),
    features,
    streams: slackStreams(features),
    prefix: options.commandPrefix,
    running: new Map(),
    heard: new LRUCache({ max: MESSAGES_KNOWN }),
    async welcome(team, name) {
      if (welcomed.has(team)) return;
      await desk.welcome({ id: workspaceOf(team), platform: 'slack', name });
      welcomed.add(team);
    },
  };
  const link = slackLink({
    appToken: options.appToken,
    signingSecret: options.signingSecret,
    port: options.port,
    host: options.host,
    clientOptions,
    log,
    first: desk.first,
    attend: outbox.attend,
    page: access.page,
    // Asked once, at the start: nothing that Slack sends waits for it.
    prepare: async () => {
      await access.prepare(bot.welcome);
      const clientOf = await access.clients();
      await outbox.recover((handle, opened) => {
        const spot = parseSpot(handle);
        const client = spot && clientOf(spot.team);
        if (!spot || !client || Date.now() - opened.getTime() > RECOVERED_MS) return null;
        return restartedOutlet(client, spot);
      });
    },
    authorize: access.authorize,
  });
  listen(link.app, bot, access.removed);
  const tidy = setInterval(() => void forgetReceipts(db, new Date()).catch(() => {}), HOUR_MS);
  tidy.unref();
  return {
    ready: link.start(),
    state: link.state,
    async close() {
      clearInterval(tidy);
      await link.close();
    },
  };
}
