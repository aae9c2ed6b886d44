import type { WorkspaceId } from '../schema.ts';

/** What became of a line: stored now, there already, or why not. */
export type Restored = 'stored' | 'known' | { refused: string };

/** Whether a place (a channel or thread) belongs to a workspace. */
export function isPlaceOf(workspace: WorkspaceId, place: string): boolean {
  return place === workspace || place.startsWith(`${workspace}/`);
}
