/** What became of one message that was sent to a platform. */
export type Sent =
  | { kind: 'sent'; id: string }
  /** Not there, and trying again can't make it two: the platform took nothing, or knows the second by its nonce. */
  | { kind: 'retry'; afterMs: number; reason: string }
  /** Not there, and never will be this way: no permission, the channel is gone, the message breaks a rule. */
  | { kind: 'refused'; reason: string }
  /** Nobody knows whether it is there; trying again could make it two. */
  | { kind: 'unknown'; reason: string };
