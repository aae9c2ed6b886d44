declare const brand: unique symbol;
export type WorkspaceId = string & { readonly [brand]: 'WorkspaceId' };
export type FeedId = string & { readonly [brand]: 'FeedId' };
export type DigestId = string & { readonly [brand]: 'DigestId' };

/** Owns what was read from the public web and is visible to whoever it was linked to; as a viewer it means everybody. */
export const SHARED = 'shared' as WorkspaceId;
/** The workspace of the command line and the terminal chat. */
export const TERMINAL = 'terminal' as WorkspaceId;
