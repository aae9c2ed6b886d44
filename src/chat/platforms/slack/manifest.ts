import { COMMAND_NAMES, type CommandName, commandSpec } from '../../commands.ts';

const DESCRIPTIONS: Record<string, string> = {
  news: 'Latest stories, sources and help',
  newsadmin: 'Manage articles and digests',
};

/** The message shortcut "Ask about this". */
export const ASK_ABOUT = 'ask_about';

/** What people can start with, in the list above the message field; at most four. */
export const PROMPTS = [
  { title: 'What is new', message: 'What are the most important stories today?' },
  { title: 'Find a quotation', message: 'What was said about the budget, word for word?' },
  { title: 'What is stored', message: 'Which sources do you have?' },
  { title: 'How to ask', message: 'help' },
] as const;

/** What the app must be allowed; an installation for several workspaces asks for the same. */
export const BOT_SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'chat:write',
  'commands',
  'channels:history',
  'groups:history',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'channels:read',
  'files:read',
  'groups:read',
  'users:read',
];

/** What a workspace may leave out: without it the bot posts only where it is a member. */
export const OPTIONAL_SCOPES = ['chat:write.public'];

/** The events that listeners.ts takes; https://docs.slack.dev/reference/events */
const BOT_EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'agent_session_stopped',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
];

/**
 * The app manifest to paste at "Create New App, From a manifest". `requestUrl` is the public address of the HTTP mode; without it
 * the app uses Socket Mode. `redirectUrl` is where Slack sends people back to who install it in a workspace of theirs.
 */
export function slackManifest(prefix: string, requestUrl: string | null, redirectUrl: string | null = null): object {
  const tops = [...new Set(COMMAND_NAMES.map((name) => name.split(' ')[0] ?? name))];
  const address = requestUrl ? { url: requestUrl } : {};
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Copydesk',
      description: 'Answers from stored news articles, every quotation word for word',
      background_color: '#1d3557',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      // Slack's own place for apps that answer: prompts to start with, streams and a Stop button, where a workspace has them.
      agent_view: {
        agent_description: 'Ask about the news stored here. Every statement links to its article.',
        suggested_prompts: PROMPTS.map((prompt) => ({ ...prompt })),
      },
      shortcuts: [
        {
          type: 'message',
          name: 'Ask about this',
          callback_id: ASK_ABOUT,
          description: 'Ask about this message in the stored news',
        },
      ],
      bot_user: { display_name: 'copydesk', always_online: true },
      slash_commands: tops.map((top) => ({
        command: `/${prefix}${top}`,
        description: COMMAND_NAMES.includes(top as CommandName)
          ? commandSpec(top as CommandName).description
          : (DESCRIPTIONS[top] ?? top),
        usage_hint: usageHint(top),
        should_escape: true,
        ...address,
      })),
    },
    oauth_config: {
      scopes: { bot: BOT_SCOPES, bot_optional: OPTIONAL_SCOPES },
      ...(redirectUrl ? { redirect_urls: [redirectUrl] } : {}),
    },
    settings: {
      event_subscriptions: {
        bot_events: BOT_EVENTS,
        ...(requestUrl ? { request_url: requestUrl } : {}),
      },
      interactivity: { is_enabled: true, ...(requestUrl ? { request_url: requestUrl } : {}) },
      org_deploy_enabled: true,
      socket_mode_enabled: requestUrl === null,
      token_rotation_enabled: false,
    },
  };
}

function usageHint(top: string): string {
  const names = COMMAND_NAMES.filter((name) => name === top || name.startsWith(`${top} `));
  if (names.length > 1) return names.map((name) => name.slice(top.length + 1)).join(' | ');
  const spec = commandSpec(names[0] ?? 'ask');
  const keys = Object.keys(spec.options).filter((key) => key !== spec.rest);
  return `${spec.rest ?? ''} ${keys.map((key) => `[${key}:…]`).join(' ')}`.trim();
}
