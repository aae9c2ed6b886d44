/** One thing that was looked at, in plain words. */
export interface Check {
  what: string;
  /** `fine`, `look`: it works but something is odd, `broken`: people will notice. */
  state: 'fine' | 'look' | 'broken';
  /** How it is, and what to do where something is wrong. */
  detail: string;
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

/** What stands in the way of posting at a place; empty when nothing does, or when it can't be found out now. */
export async function placeProblems(checks: Checks, place: string): Promise<string[]> {
  const platform = place.split('/')[0];
  if (platform !== 'discord' && platform !== 'slack') return [];
  return checks[platform]?.place(place).catch(() => []) ?? [];
}
