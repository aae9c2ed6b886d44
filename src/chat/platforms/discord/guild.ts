import type { REST } from 'discord.js';
import type { WorkspaceId } from '../../../store/schema.ts';
import type { Outbox } from '../../outbox.ts';
import type { Desk } from '../../request.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import type { adminOverrides } from './overrides.ts';
import type { Layout } from './render.ts';
import type { sharedServers } from './shared-servers.ts';

export interface DiscordOptions {
  token: string;
  apiUrl: string | null;
  messageContent: boolean;
  layout: Layout;
  /** The connections that this process makes; not given, or null: all that Discord asks for. */
  shards?: { ids: number[]; count: number } | null;
  desk: Desk;
  outbox: Outbox;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/** What the listeners of a connection work with. */
export interface Discord extends DiscordOptions {
  /** For what the outbox sends: it neither waits nor tries again by itself. */
  rest: REST;
  acknowledgements: Acknowledgements;
  /** The ids of the registered commands by their first words, as soon as they are known: what is named can then be clicked. */
  commandIds: Map<string, string>;
  /** The servers that a person shares with the bot. */
  sharedServers: ReturnType<typeof sharedServers>;
  /** Whether a member was given the admin commands under Integrations. */
  mayAdmin: ReturnType<typeof adminOverrides>;
}

/** The workspace of a server, or the one of all direct messages. */
export function workspaceOf(guildId: string | null): WorkspaceId {
  return `discord/${guildId ?? 'dm'}` as WorkspaceId;
}

/** Makes the workspace known to the desk. */
export function welcome(desk: Desk, guildId: string | null, name: string): Promise<void> {
  return desk.welcome({ id: workspaceOf(guildId), platform: 'discord', name });
}
