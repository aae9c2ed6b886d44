import type { Queries } from '../store/database.ts';
import { zoneOf } from '../store/workspaces.ts';
import type { Caller } from './request.ts';

/** The zone a caller's times are meant in: their own when the platform knows it, else the workspace's. */
export async function zoneOfCaller(db: Queries, caller: Caller): Promise<string> {
  return caller.zone ?? (await zoneOf(db, caller.workspace));
}
