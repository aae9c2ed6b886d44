import type { Reply } from '../reply/reply.ts';
import type { WorkspaceId } from '../store/schema.ts';

export type PostResult =
  | { kind: 'posted'; id: string }
  /** The platform says for good that nothing can be posted there: permission missing, channel gone. The reason is for admins. */
  | { kind: 'closed'; reason: string }
  /** The platform takes this message never; the next one it may take. */
  | { kind: 'refused'; reason: string }
  /** The platform took no message; try again after the wait. `platform`: nothing else would get through either. */
  | { kind: 'retry'; afterMs: number; reason: string; platform: boolean }
  /** Nobody knows whether the message is there: look for it before trying again. */
  | { kind: 'unknown'; reason: string };

export type FindResult =
  | { kind: 'found'; id: string }
  | { kind: 'absent' }
  /** The look failed for the moment. */
  | { kind: 'retry'; afterMs: number; reason: string; platform: boolean }
  /** No permission to read, or the platform keeps no record. */
  | { kind: 'unreadable'; reason: string };

export interface DigestMessages {
  /** As JSON that `post` takes. Message i carries the marker `<marker>-<i>`, by which `find` knows it. */
  message: unknown;
  inThread: boolean;
}

/** Posts a digest's messages to one platform. It never posts on its own account: `deliver` claims first and reconciles after. */
export interface Poster {
  /** The messages a reply becomes on this platform, then those of `details` for the thread of the first. */
  messages(reply: Reply, marker: string, details?: Reply): DigestMessages[];
  /**
   * Sends one message, into the thread of another when `thread` is its id. `nonce` is the same for every try of one delivery. No retries
   * inside unless the platform deduplicates by nonce, and no longer than 15 s.
   */
  post(place: string, message: unknown, nonce: string, thread: string | null): Promise<PostResult>;
  /** Looks for our own message that carries `marker` (`<marker>-<i>`) among those posted since. */
  find(place: string, marker: string, since: Date, thread: string | null): Promise<FindResult>;
  /**
   * Publishes a posted message to those who follow its channel, where that is one that can be followed; asking twice publishes once.
   * Returns after how many milliseconds to try again, or null when nothing is left to do.
   */
  publish?(place: string, id: string): Promise<number | null>;
  /** The place of direct messages with a user of a workspace, opened when it has to be. Null when the user can't be written to. */
  direct(user: string, workspace: WorkspaceId): Promise<string | null>;
}

/** Requests that a platform is sent at most, answers and digests of all processes together: one every so many milliseconds. */
export const PACES: Readonly<Record<string, { post: number; look: number }>> = {
  // 50 a second for everything: https://docs.discord.com/developers/topics/rate-limits
  discord: { post: 1000 / 48, look: 1000 / 48 },
  // One a second a channel, several hundred a minute a workspace; history is of tier 3: https://docs.slack.dev/apis/web-api/rate-limits
  slack: { post: 1000 / 45, look: 700 },
  terminal: { post: 0, look: 0 },
};

export function platformOf(place: string): string {
  return place.split('/')[0] ?? place;
}
