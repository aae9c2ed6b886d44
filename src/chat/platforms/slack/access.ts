import { type AuthorizeResult, type AuthorizeSourceData, webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import { LRUCache } from 'lru-cache';
import type { Database } from '../../../store/database.ts';
import type { HttpOptions } from './http.ts';
import { storedInstallations } from './installations.ts';
import { BOT_SCOPES, OPTIONAL_SCOPES } from './manifest.ts';

const INSTALL = '/slack/install';
const REDIRECT = '/slack/oauth_redirect';
const CLIENTS = 500;
const TEAM_PAGES = 10;
/** How long a workspace is taken to be where its organisation had the app. */
const ORGANISATION_MS = 10 * 60_000;

const TIMEOUT_MS = 15_000;

/** How Slack's Web API is called: a post that may have arrived is never sent again by the client itself (docs/decisions.md). */
export function webOptions(apiUrl: string | null): webApi.WebClientOptions {
  return {
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  };
}

/** Whether an organisation has the app in a workspace: https://docs.slack.dev/reference/methods/auth.teams.list */
async function isIn(client: webApi.WebClient | null, team: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; client && page < TEAM_PAGES; page++) {
    const { teams = [], response_metadata } = await client.auth.teams.list({
      limit: 1_000,
      ...(cursor ? { cursor } : {}),
    });
    if (teams.some(({ id }) => id === team)) return true;
    cursor = response_metadata?.next_cursor;
    if (!cursor) return false;
  }
  return false;
}

/** The app's own credentials, with which people install it in workspaces of theirs. */
export interface OAuthOptions {
  clientId: string;
  clientSecret: string;
  /** Where people reach the pages of this bot. */
  publicUrl: string;
}

/** How the bot gets at the workspaces that it serves. */
export interface Access {
  /** The token for what Slack sent. */
  authorize(source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult>;
  /** A client for a workspace; null when the app is not installed there. */
  clientOf(team: string): Promise<webApi.WebClient | null>;
  /** As `clientOf`, for all workspaces at once: what is left of before a restart is taken up without waiting. */
  clients(): Promise<(team: string) => webApi.WebClient | null>;
  /** Checks the tokens once, and tells of the workspace that they are for. */
  prepare(known: (team: string, name: string) => Promise<void>): Promise<void>;
  /** The pages by which the app is installed. */
  page: HttpOptions['page'];
  /** The app was removed from a workspace or an organisation. */
  removed(query: { team: string | null; enterprise: string | null }): Promise<void>;
}

/** One workspace (or one organisation), by its token. */
export function tokenAccess(token: string, clientOptions: webApi.WebClientOptions): Access {
  const client = new webApi.WebClient(token, clientOptions);
  const { promise: identity, resolve: identified } = Promise.withResolvers<AuthorizeResult>();
  return {
    authorize: () => identity,
    clientOf: async () => client,
    clients: async () => () => client,
    async prepare(known) {
      const auth = await client.auth.test();
      if (auth.team_id) await known(auth.team_id, String(auth.team ?? auth.team_id));
      identified({
        botToken: token,
        ...(auth.user_id ? { botUserId: auth.user_id } : {}),
        ...(auth.bot_id ? { botId: auth.bot_id } : {}),
        // An app of a whole organisation answers in each of its workspaces: then the request says in which.
        ...(auth.team_id && !auth.is_enterprise_install ? { teamId: auth.team_id } : {}),
        ...(auth.enterprise_id ? { enterpriseId: auth.enterprise_id } : {}),
      });
    },
    page: null,
    removed: async () => {},
  };
}

/** Every workspace that installs the app at `/slack/install`. */
export function oauthAccess(db: Database, oauth: OAuthOptions, clientOptions: webApi.WebClientOptions): Access {
  const { clientId, clientSecret, publicUrl } = oauth;
  const { store, tokenOf, allTokens } = storedInstallations(db, clientSecret);
  const installer = new InstallProvider({
    clientId,
    clientSecret,
    // Ten minutes, and only for the browser that began.
    stateSecret: `state/${clientSecret}`,
    installationStore: store,
    clientOptions,
    ...(clientOptions.logger ? { logger: clientOptions.logger } : {}),
  });
  const where = { scopes: [...BOT_SCOPES, ...OPTIONAL_SCOPES], redirectUri: new URL(REDIRECT, publicUrl).href };
  const clients = new Map<string, webApi.WebClient>();
  const clientWith = (token: string | null): webApi.WebClient | null => {
    if (token === null) return null;
    const client = clients.get(token) ?? new webApi.WebClient(token, clientOptions);
    if (clients.size >= CLIENTS) clients.clear();
    clients.set(token, client);
    return client;
  };
  const organisations = new LRUCache<string, string>({ max: CLIENTS, ttl: ORGANISATION_MS });
  /** The token of the organisation that has the app in a workspace; null when none has. */
  const organisationsToken = async (team: string): Promise<string | null> => {
    const known = organisations.get(team);
    if (known !== undefined) return known;
    for (const [id, token] of await allTokens()) {
      if (!id.startsWith('E')) continue;
      if (await isIn(clientWith(token), team)) {
        organisations.set(team, token);
        return token;
      }
    }
    return null;
  };
  return {
    authorize: (source) => installer.authorize(source) as Promise<AuthorizeResult>,
    clientOf: async (team) => clientWith((await tokenOf(team)) ?? (await organisationsToken(team))),
    async clients() {
      const tokens = await allTokens();
      return (team) => clientWith(tokens.get(team) ?? null);
    },
    prepare: async () => {},
    async page(request, response) {
      const path = (request.url ?? '').split('?')[0];
      if (request.method !== 'GET' || (path !== INSTALL && path !== REDIRECT)) return false;
      if (path === INSTALL) await installer.handleInstallPath(request, response, {}, where);
      else await installer.handleCallback(request, response);
      return true;
    },
    async removed({ team, enterprise }) {
      const isEnterpriseInstall = team === null;
      await store.deleteInstallation({
        isEnterpriseInstall,
        teamId: team ?? undefined,
        enterpriseId: enterprise ?? undefined,
      } as Parameters<typeof store.deleteInstallation>[0]);
    },
  };
}
