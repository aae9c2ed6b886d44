import { z } from 'zod';

const spot = z.object({
  team: z.string(),
  channel: z.string(),
  /** The thread that the reply goes to; null: the channel itself. */
  thread: z.string().nullable(),
  user: z.string(),
  /** By this our messages for one request are found again in the channel. */
  key: z.string(),
  /** Takes five messages in half an hour; null where there was neither command nor press. */
  responseUrl: z.string().nullable(),
  /** Messages of this reply that are there already, in order. */
  posted: z.array(z.string()),
  /** Nobody but the asker sees any of it. */
  alone: z.boolean().optional(),
});

/** Where a reply belongs and who waits for it. All of it is JSON: it is kept while the reply is open. */
export type Spot = z.output<typeof spot>;

/** A spot that was kept, or null when it is of another version. */
export function parseSpot(kept: unknown): Spot | null {
  const parsed = spot.safeParse(kept);
  return parsed.success ? parsed.data : null;
}

/** Whether a channel is the direct messages of one person. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}
