import { COMMAND_NAMES, type CommandName, commandSpec } from '../../commands.ts';

const DESCRIPTIONS: Record<string, string> = {
  news: 'Latest stories, sources and help',
  newsadmin: 'Manage articles and digests',
};

/**
 * The app manifest to paste at "Create New App, From a manifest". `requestUrl` is the public address of the HTTP mode; without it
 * the app uses Socket Mode.
 */
export function slackManifest(prefix: string, requestUrl: string | null): object {
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
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
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
      scopes: {
        bot: [
          'app_mentions:read',
          'chat:write',
          'chat:write.public',
          'commands',
          'channels:history',
          'groups:history',
          'channels:read',
          'groups:read',
          'im:history',
          'im:read',
          'im:write',
          'users:read',
        ],
      },
    },
    settings: {
      event_subscriptions: {
        bot_events: ['app_mention', 'message.im', 'message.channels', 'message.groups'],
        ...(requestUrl ? { request_url: requestUrl } : {}),
      },
      interactivity: { is_enabled: true, ...(requestUrl ? { request_url: requestUrl } : {}) },
      org_deploy_enabled: false,
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
