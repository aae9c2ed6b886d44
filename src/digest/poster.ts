import type { Reply } from '../reply/reply.ts';

export type PostResult =
  | { kind: 'posted'; id: string }
  /** The platform took no message and never will: missing permission, channel gone. The reason is for admins. */
  | { kind: 'rejected'; reason: string }
  /** The platform took no message; try again after the wait. */
  | { kind: 'retry'; afterMs: number; reason: string }
  /** Nobody knows whether the message is there: look for it before trying again. */
  | { kind: 'unknown'; reason: string };

/** Posts a digest's messages to one platform. It never posts on its own account: `deliver` claims first and reconciles after. */
export interface Poster {
  /** The messages a reply becomes on this platform, as JSON that `post` takes. Message i carries the text `<marker>-<i>`, by which `find` knows it. */
  messages(reply: Reply, marker: string): unknown[];
  /** Sends one message. `nonce` is the same for every try of one delivery. No retries inside unless the platform deduplicates by nonce. */
  post(place: string, message: unknown, nonce: string): Promise<PostResult>;
  /** Looks for our own message that carries `marker` (`<marker>-<i>`) among those posted since. `unreadable`: no permission to read. */
  find(
    place: string,
    marker: string,
    since: Date,
  ): Promise<{ kind: 'found'; id: string } | { kind: 'absent' } | { kind: 'unreadable'; reason: string }>;
}
