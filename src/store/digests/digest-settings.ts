import { z } from 'zod';
import { MOST_WEEKS } from '../../time/schedule.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const monthDay = z.int().min(1).max(31);
const words = z.array(z.string().min(1).max(100)).max(20);

/** What a digest may be told beyond its time, place and topic. Everything has a default, so that older rows read as they were. */
export const settingsSchema = z.object({
  /** Further times of the day. */
  also: z.array(time).max(5).default([]),
  cadence: z
    .union([
      z.strictObject({ weeks: z.int().min(1).max(MOST_WEEKS), from: z.iso.date() }),
      z.strictObject({ monthDays: z.array(monthDay).min(1).max(31) }),
      // As it was stored when there could be one.
      z.strictObject({ monthDay }).transform((one) => ({ monthDays: [one.monthDay] })),
      z.strictObject({ workday: z.union([z.literal(1), z.literal(-1)]) }),
      z.strictObject({ monthWeek: z.int().min(-1).max(4), weekday: z.int().min(1).max(7) }),
    ])
    .nullable()
    .default(null),
  /** Only these publishers; only these languages (two letters); only these feeds. Empty: all. */
  sources: words.default([]),
  languages: words.default([]),
  feeds: words.default([]),
  /** Stories with one of these words are left out. */
  without: words.default([]),
  opinion: z.boolean().default(false),
  /** With nothing new: post nothing, or say so in one line. */
  quiet: z.enum(['nothing', 'line']).default('nothing'),
  /** A digest missed while Copydesk was off: posted late (within the catch-up time), or left to the next one, or dropped with its news. */
  catchUp: z.enum(['late', 'merge', 'skip']).default('late'),
  /** Not a digest at a time of the day, but a wire: every article that fits, as it comes. Null: a digest. */
  wire: z
    .object({
      /** Only articles with one of these words; empty: all. */
      words,
      pictures: z.boolean(),
      /** The role or user group that each post calls. */
      ping: z.string().max(32).nullable(),
    })
    .nullable()
    .default(null),
  /** The reader of a personal digest, which goes to a direct message. */
  reader: z.string().max(100).nullable().default(null),
});

export type DigestSettings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: DigestSettings = settingsSchema.parse({});

/** The settings of a row. @throws when they are of no shape that we know. */
export function digestSettings(stored: unknown): DigestSettings {
  return settingsSchema.parse(stored);
}
