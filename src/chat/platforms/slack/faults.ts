import { webApi } from '@slack/bolt';
import { UserError } from '../../../errors.ts';

/** A failed call to Slack in plain words. */
export interface Fault {
  /** Slack's code, or the network's, where there is one. */
  code: string | null;
  /** What happened and what to do, as one sentence for whoever runs the bot. */
  message: string;
  /** Waiting does not heal it: somebody must change a token, a scope or a setting. */
  lasting: boolean;
  /** Slack asked to wait this long. */
  retryAfterMs: number | null;
}

const MANIFEST = 'update the app from `npm run copydesk -- manifest slack` and install it again';

const BOT_TOKEN: Record<string, string> = {
  invalid_auth: "SLACK_BOT_TOKEN isn't accepted: copy it again from OAuth & Permissions.",
  not_authed: 'SLACK_BOT_TOKEN is empty: copy it from OAuth & Permissions.',
  account_inactive: 'The app was removed from the workspace: install it again and copy the new SLACK_BOT_TOKEN.',
  token_revoked: 'SLACK_BOT_TOKEN was revoked: install the app again and copy the new token.',
  token_expired: 'SLACK_BOT_TOKEN has expired: turn token rotation off, install the app again and copy the new token.',
  not_allowed_token_type: 'SLACK_BOT_TOKEN is the wrong kind of token: copy the one that begins with xoxb-.',
  missing_scope: `A Slack scope is missing: ${MANIFEST}.`,
  ekm_access_denied: 'The workspace is blocking the app for now (its keys are locked): ask a workspace admin.',
  team_access_not_granted: 'The app has no access to this workspace: have an org admin grant it.',
};

const APP_TOKEN: Record<string, string> = {
  invalid_auth: "SLACK_APP_TOKEN isn't accepted: make one under Basic Information, App-Level Tokens.",
  not_authed: 'SLACK_APP_TOKEN is empty: make one under Basic Information, App-Level Tokens.',
  account_inactive: 'The app was removed from Slack: create it again from the manifest and set both tokens.',
  token_revoked: 'SLACK_APP_TOKEN was revoked: make a new one under Basic Information, App-Level Tokens.',
  not_allowed_token_type:
    'SLACK_APP_TOKEN is the wrong kind of token: copy the one that begins with xapp- (Basic Information, App-Level Tokens).',
  missing_scope:
    'SLACK_APP_TOKEN lacks the scope connections:write: make a new one with it (Basic Information, App-Level Tokens).',
  socket_mode_not_enabled: 'Socket Mode is off for this app: turn it on under Settings, Socket Mode.',
  link_disabled: 'Socket Mode was turned off for this app: turn it on again under Settings, Socket Mode.',
};

/** What a failed call means. `token` says which token it was made with. */
export function faultOf(error: unknown, token: 'bot' | 'app'): Fault {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return {
      code: 'ratelimited',
      message: 'Slack is limiting how often the app can call it.',
      lasting: false,
      retryAfterMs: error.retryAfter * 1000,
    };
  if (error instanceof UserError) return { code: null, message: error.message, lasting: false, retryAfterMs: null };
  const code = codeOf(error);
  const known = code === null ? undefined : (token === 'app' ? APP_TOKEN : BOT_TOKEN)[code];
  if (known) return { code, message: known, lasting: true, retryAfterMs: null };
  const why = code ?? (error instanceof Error ? error.message : String(error));
  return { code, message: `Slack can't be reached for now (${why}).`, lasting: false, retryAfterMs: null };
}

function codeOf(error: unknown): string | null {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof webApi.WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError) {
    const { code, cause } = error.original as { code?: string; cause?: { code?: string } };
    return code ?? cause?.code ?? error.original.name;
  }
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
