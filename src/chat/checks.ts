import type { Beat } from '../store/heartbeats.ts';
import { withinTime } from '../within-time.ts';

/** Whoever asks how things are waits no longer for one of them. */
export const CHECK_MS = 4_000;

/** One thing that was looked at, in plain words. */
export interface Check {
  what: string;
  /** `fine`, `look`: it works but something is odd, `broken`: people will notice. */
  state: 'fine' | 'look' | 'broken';
  /** How it is, and what to do where something is wrong. */
  detail: string;
  /** An address to open. */
  url?: string;
}

/** What a platform can be asked about itself, over its web interface alone. */
export interface PlatformChecks {
  /** Token, intents, scopes, commands. */
  platform(): Promise<Check[]>;
  /** What stands in the way of posting at a place, each with the remedy; empty when nothing does. */
  place(place: string): Promise<string[]>;
}

export type ChatPlatform = 'discord' | 'slack';

/** The checks of each platform that is set up. */
export type Checks = Partial<Record<ChatPlatform, PlatformChecks>>;

/** The worker says every quarter of a minute that it is at work. */
const SILENT_MS = 90_000;

/** Whether a worker is at work, by when one last said so. */
export function workerRuns(beat: Beat | null): boolean {
  return beat !== null && Math.abs(beat.age) < SILENT_MS;
}

/** What stands in the way of posting at a place; empty when nothing does, or when it can't be found out now. */
export async function placeProblems(checks: Checks, place: string): Promise<string[]> {
  const platform = place.split('/')[0];
  if (platform !== 'discord' && platform !== 'slack') return [];
  const looking = checks[platform]?.place(place);
  return looking ? withinTime(looking, CHECK_MS, 'late').catch(() => []) : [];
}

/** What the platforms that are set up say of themselves; one that doesn't answer in time is said to be away. */
export async function platformChecks(checks: Checks): Promise<Check[]> {
  const names = { discord: 'Discord', slack: 'Slack' } as const;
  const looks = Object.entries(checks).map(([platform, { platform: look }]) =>
    withinTime(look(), CHECK_MS, `no answer within ${CHECK_MS / 1000} s`).catch((error: unknown): Check[] => {
      const detail = `can't be reached: ${error instanceof Error ? error.message : String(error)}`;
      return [{ what: names[platform as ChatPlatform], state: 'broken', detail }];
    }),
  );
  return (await Promise.all(looks)).flat();
}
