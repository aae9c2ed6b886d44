import { z } from 'zod';
import { isZone } from '../time/zone.ts';

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
/** `true` or `false`. */
export const yesNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
/** Any text; null when it is empty. */
export const optional = z.string().transform((value) => (value === '' ? null : value));
/** An address that starts with one of the schemes; null when it is empty. */
export const address = (schemes: string[]) =>
  optional
    .refine((value) => value === null || schemes.some((scheme) => value.startsWith(`${scheme}://`)), {
      message: `must start with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
      abort: true,
    })
    .refine((value) => value === null || URL.canParse(value), 'must be a whole address');
/** A token that starts so; null when it is empty. */
export const slackToken = (start: string) =>
  optional.refine((value) => value === null || value.startsWith(start), `must start with ${start}`);
/** Two numbers from `min` to `max`, separated by a comma. */
export const pair = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+(?:\.\d+)?\s*,\s*\d+(?:\.\d+)?$/, 'must be two numbers such as 0.25,2')
    .transform((value): [number, number] => [Number(value.split(',')[0]), Number(value.split(',')[1])])
    .refine((value) => value.every((one) => one >= min && one <= max), `must be from ${min} to ${max}`);
/** Some of a Discord bot's connections: the numbers of those that a process makes, and how many there are in all. */
export interface Shards {
  ids: number[];
  count: number;
}

const MOST_SHARDS = 10_000;
const SHARDS = /^(\d{1,5})(?:-(\d{1,5}))?\/(\d{1,5})$/;
/** `0-3/8`: the first four of eight connections; null when it is empty. */
export const shards = z
  .string()
  .refine((value) => value === '' || SHARDS.test(value), { message: 'must be like 0-3/8 or 4/8', abort: true })
  .transform((value): Shards | null => {
    const [, from, to = from, of] = SHARDS.exec(value) ?? [];
    if (from === undefined || to === undefined) return null;
    const first = Number(from);
    return { ids: Array.from({ length: Math.max(0, Number(to) - first + 1) }, (_, i) => first + i), count: Number(of) };
  })
  .refine(
    (value) =>
      value === null || (value.count <= MOST_SHARDS && value.ids.length > 0 && (value.ids.at(-1) ?? 0) < value.count),
    'must name shards from 0 up to one less than their number, the lower first: 0-3/8',
  );
/** Texts separated by commas. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);
/** Names with a number of days each, `Vale Courier=90,Daily Wire=0`. */
export const daysByName = list
  .refine((pairs) => pairs.every((pair) => /^[^=]+=\s*\d{1,5}$/.test(pair)), 'must be names with days, each as Name=90')
  .transform((pairs) =>
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      return { publisher: pair.slice(0, at).trim(), days: Number(pair.slice(at + 1)) };
    }),
  );
/** An IANA time zone, or an empty text. */
export const zone = z
  .string()
  .refine((value) => value === '' || isZone(value), 'must be an IANA time zone such as Europe/Paris');
