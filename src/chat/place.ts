import { TERMINAL, type WorkspaceId } from '../store/schema.ts';

/** Where a conversation or a post lives, as one text without a colon (it goes into job ids). */
export type Place =
  | { platform: 'discord'; guild: string; channel: string; thread?: string }
  | { platform: 'slack'; team: string; channel: string; ts?: string }
  | { platform: 'terminal' };

/** `discord/<guild>/<channel>[/<thread>]`, `slack/<team>/<channel>[/<ts>]` or `terminal`. A direct message has the guild `dm`. */
export function formatPlace(place: Place): string {
  switch (place.platform) {
    case 'discord':
      return ['discord', place.guild, place.channel, ...(place.thread ? [place.thread] : [])].join('/');
    case 'slack':
      return ['slack', place.team, place.channel, ...(place.ts ? [place.ts] : [])].join('/');
    case 'terminal':
      return 'terminal';
  }
}

/** The place that a text names, or null when it names none. */
export function parsePlace(text: string): Place | null {
  if (text === 'terminal') return { platform: 'terminal' };
  const [platform, first, channel, last, ...more] = text.split('/');
  if (more.length > 0 || !first || !channel || !/^[\w.-]+$/.test(first + channel + (last ?? 'x'))) return null;
  if (platform === 'discord') return { platform, guild: first, channel, ...(last ? { thread: last } : {}) };
  if (platform === 'slack') return { platform, team: first, channel, ...(last ? { ts: last } : {}) };
  return null;
}

/** The workspace that a place belongs to. */
export function workspaceOfPlace(place: Place): WorkspaceId {
  switch (place.platform) {
    case 'discord':
      return `discord/${place.guild}` as WorkspaceId;
    case 'slack':
      return `slack/${place.team}` as WorkspaceId;
    case 'terminal':
      return TERMINAL;
  }
}
