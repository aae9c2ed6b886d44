import { setTimeout as wait } from 'node:timers/promises';
import type { Queries } from '../store/database.ts';
import { paceWait, reservePace } from '../store/digests/paces.ts';
import { PACES, platformOf } from './poster.ts';

/** Longer than this nobody waits with a claim in hand. */
const LONGEST_PACE_MS = 4_000;

/** Takes one post of a platform's budget, which answers and digests of all processes share. Returns how many milliseconds it has to wait. */
export async function reservePost(db: Queries, platform: string): Promise<number> {
  const every = PACES[platform]?.post ?? 0;
  return every === 0 ? 0 : ((await reservePace(db, platform, every)) ?? 0);
}

/** Waits for this request's turn in the platform's budget. Returns how long it would take when that is too long to wait here. */
export async function paced({ db }: { db: Queries }, place: string, what: 'post' | 'look'): Promise<number> {
  const platform = platformOf(place);
  const paces = PACES[platform];
  if (!paces || paces[what] === 0) return 0;
  // Looks have a budget of their own where the platform gives them one: Slack gives one to each workspace.
  const name = what === 'post' || paces.look === paces.post ? platform : `${platform}-${what}/${place.split('/')[1]}`;
  const milliseconds = await reservePace(db, name, paces[what], LONGEST_PACE_MS);
  if (milliseconds === null) return Math.max(LONGEST_PACE_MS, await paceWait(db, name));
  if (milliseconds > 0) await wait(milliseconds);
  return 0;
}
