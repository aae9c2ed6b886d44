import type { WorkspaceId } from '../../../store/schema.ts';
import type { Desk } from '../../request.ts';

export interface DiscordOptions {
  token: string;
  apiUrl: string | null;
  messageContent: boolean;
  desk: Desk;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Discord won't let us come back (token revoked, intent taken away): the process should say so and end. */
  onFatal: (error: Error) => void;
}

/** The workspace of a server, or the one of all direct messages. */
export function workspaceOf(guildId: string | null): WorkspaceId {
  return `discord/${guildId ?? 'dm'}` as WorkspaceId;
}

/** Makes the workspace known to the desk. */
export function welcome(desk: Desk, guildId: string | null, name: string): Promise<void> {
  return desk.welcome({ id: workspaceOf(guildId), platform: 'discord', name });
}
