import type { Queries } from '../store/database.ts';
import { findPerson, personId } from '../store/people.ts';
import { zoneOf } from '../store/workspaces.ts';
import type { Caller } from './request.ts';

/** The zone a caller's times are meant in: what they chose, else their own when the platform knows it, else the workspace's. */
export async function zoneOfCaller(db: Queries, caller: Caller): Promise<string> {
  const { zone } = await findPerson(db, personId(caller.workspace, caller.user));
  return zone ?? caller.zone ?? (await zoneOf(db, caller.workspace));
}
