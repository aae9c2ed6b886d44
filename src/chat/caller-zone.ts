import type { Queries } from '../store/database.ts';
import { findPerson, personId } from '../store/people-settings.ts';
import { zoneOf } from '../store/workspaces.ts';
import type { Caller } from './request.ts';

/** What to say of a time that was set without a zone by somebody whose own is not known; null when it is. */
export async function zoneNote(db: Queries, caller: Caller, zone: string): Promise<string | null> {
  if (caller.zone !== null || (await findPerson(db, personId(caller.workspace, caller.user))).zone !== null)
    return null;
  return `I don't know your time zone, so I took ${zone}. Set the same again with timezone:, such as timezone:Tokyo, or tell me yours with /news settings.`;
}

/** The zone a caller's times are meant in: what they chose, else their own when the platform knows it, else the workspace's. */
export async function zoneOfCaller(db: Queries, caller: Caller): Promise<string> {
  const { zone } = await findPerson(db, personId(caller.workspace, caller.user));
  return zone ?? caller.zone ?? (await zoneOf(db, caller.workspace));
}
