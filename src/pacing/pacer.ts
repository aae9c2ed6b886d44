import { setTimeout as sleep } from 'node:timers/promises';

/** At most `sends` in any `withinMs`. */
export interface Rate {
  sends: number;
  withinMs: number;
}

export interface Pace {
  /** What one channel takes. */
  channel: Rate;
  /** What the platform takes of the whole bot. */
  overall: Rate;
  /** Sends that may wait for one channel; more are refused. */
  waiting: number;
}

/** What the platforms are known to take, with a little room (docs/decisions.md). */
export const DISCORD_PACE: Pace = {
  channel: { sends: 5, withinMs: 5_000 },
  overall: { sends: 40, withinMs: 1_000 },
  waiting: 500,
};
export const SLACK_PACE: Pace = {
  channel: { sends: 4, withinMs: 4_000 },
  overall: { sends: 20, withinMs: 1_000 },
  waiting: 500,
};

/** One budget for everything that is sent to a platform: answers, digests and notices. */
export interface Pacer {
  /**
   * Runs `send` when the channel's turn comes: one at a time, in the order of the calls, within the rates.
   * @throws PacerFullError when too many wait already, and whatever `send` throws.
   */
  inTurn<T>(channel: string, send: () => Promise<T>): Promise<T>;
  /** Whether a send to the channel would go out at once; what can be left out (the parts of a growing reply) asks first. */
  isFree(channel: string): boolean;
  /** Keeps the channel quiet for so long, or the whole platform when the channel is null: the platform asked for it. */
  pause(channel: string | null, milliseconds: number): void;
}

/** Told when a send had to wait for its turn, and when the platform asked to be left alone. */
export interface Waits {
  waited(milliseconds: number): void;
  limited(): void;
}

export class PacerFullError extends Error {}

interface Lane {
  tail: Promise<unknown>;
  waiting: number;
  sent: number[];
  pausedUntil: number;
}

/** An answer doesn't wait longer for what else is being sent to its platform. */
const LONGEST_SHARED_MS = 1_000;
/** Idle channels are forgotten when there are more than this. */
const LANES = 1_000;

export function createPacer(
  pace: Pace,
  {
    now = Date.now,
    wait = sleep,
    waits,
    reserve,
  }: {
    now?: () => number;
    wait?: (milliseconds: number) => Promise<unknown>;
    waits?: Waits;
    /** Takes one send of the budget that all processes share; returns how many milliseconds it would have to wait. */
    reserve?: () => Promise<number>;
  } = {},
): Pacer {
  const lanes = new Map<string, Lane>();
  const all = { sent: [] as number[], pausedUntil: 0 };

  const laneOf = (channel: string): Lane => {
    const known = lanes.get(channel);
    if (known) return known;
    if (lanes.size >= LANES) for (const [key, lane] of lanes) if (isIdle(lane)) lanes.delete(key);
    const lane = { tail: Promise.resolve(), waiting: 0, sent: [], pausedUntil: 0 };
    lanes.set(channel, lane);
    return lane;
  };
  const isIdle = (lane: Lane) => lane.waiting === 0 && delayOf(lane, pace.channel, now()) === 0;
  const delay = (lane: Lane) => Math.max(delayOf(lane, pace.channel, now()), delayOf(all, pace.overall, now()));

  return {
    inTurn(channel, send) {
      const lane = laneOf(channel);
      if (lane.waiting >= pace.waiting)
        return Promise.reject(new PacerFullError(`too many messages are waiting for ${channel}`));
      lane.waiting += 1;
      const turn = lane.tail.then(async () => {
        for (let ms = delay(lane); ms > 0; ms = delay(lane)) {
          waits?.waited(ms);
          await wait(ms);
        }
        lane.sent.push(now());
        all.sent.push(now());
        // Whoever asked waits only so long for digests; a shared budget that can't be read holds nobody up.
        if (reserve) {
          const shared = Math.min(LONGEST_SHARED_MS, await reserve().catch(() => 0));
          if (shared > 0) {
            waits?.waited(shared);
            await wait(shared);
          }
        }
        return send();
      });
      lane.tail = turn.then(
        () => {
          lane.waiting -= 1;
        },
        () => {
          lane.waiting -= 1;
        },
      );
      return turn;
    },
    isFree(channel) {
      const lane = lanes.get(channel);
      return lane === undefined ? delayOf(all, pace.overall, now()) === 0 : lane.waiting === 0 && delay(lane) === 0;
    },
    pause(channel, milliseconds) {
      waits?.limited();
      const paused = channel === null ? all : laneOf(channel);
      paused.pausedUntil = Math.max(paused.pausedUntil, now() + milliseconds);
    },
  };
}

/** Milliseconds until one more may be sent; drops what the rate no longer counts. */
function delayOf(line: { sent: number[]; pausedUntil: number }, rate: Rate, at: number): number {
  while ((line.sent[0] ?? at) <= at - rate.withinMs) line.sent.shift();
  const oldest = line.sent.at(-rate.sends);
  const full = oldest === undefined ? 0 : oldest + rate.withinMs - at;
  return Math.max(0, full, line.pausedUntil - at);
}
