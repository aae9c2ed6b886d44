import { expect, test } from 'vitest';
import { COMMANDS } from '../../../../src/chat/platforms/slack/listeners.ts';
import { slackManifest } from '../../../../src/chat/platforms/slack/manifest.ts';

interface Manifest {
  features: {
    slash_commands: { command: string; description: string; usage_hint: string; url?: string }[];
    agent_view: { agent_description: string; suggested_prompts: { title: string; message: string }[] };
    shortcuts: { name: string; description: string; callback_id: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[]; request_url?: string }; socket_mode_enabled: boolean };
}

const manifest = (prefix: string, url: string | null) => slackManifest(prefix, url) as Manifest;

test('every command that is listened for is in the manifest, with the prefix, within the lengths that Slack takes', () => {
  const { slash_commands, agent_view, shortcuts } = manifest('cd-', null).features;
  expect(slash_commands.map(({ command }) => command)).toEqual(COMMANDS.map((top) => `/cd-${top}`));
  for (const { command, description, usage_hint } of slash_commands) {
    expect(command.length).toBeLessThanOrEqual(32);
    expect(description.length).toBeLessThanOrEqual(2_000);
    expect(usage_hint.length).toBeLessThanOrEqual(1_000);
  }
  expect(agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
  expect(shortcuts.every(({ name, description }) => name.length <= 24 && description.length <= 150)).toBe(true);
});

test('every event of messages has the scope that it needs', () => {
  const { oauth_config, settings } = manifest('', null);
  const needs: Record<string, string> = {
    'message.channels': 'channels:history',
    'message.groups': 'groups:history',
    'message.im': 'im:history',
    'message.mpim': 'mpim:history',
    app_mention: 'app_mentions:read',
    member_joined_channel: 'channels:read',
  };
  for (const event of settings.event_subscriptions.bot_events)
    if (needs[event]) expect(oauth_config.scopes.bot).toContain(needs[event]);
});

test('over HTTP commands, events and buttons have the address, and Socket Mode is off', () => {
  const { features, settings } = manifest('', 'https://bot.example/slack/events');
  expect(features.slash_commands.every(({ url }) => url === 'https://bot.example/slack/events')).toBe(true);
  expect(settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: 'https://bot.example/slack/events' },
  });
});
