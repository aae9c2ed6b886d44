import { timeWindow } from '../answer/question/time-window.ts';
import { UserError } from '../errors.ts';
import { type CommandName, commandSpec, type OptionSpec, type OptionsOf } from './commands.ts';

/**
 * The options of a command as its row of the table says, from what a platform gave.
 * @throws UserError naming what is missing or wrong, all of it at once.
 */
export function parseOptions<N extends CommandName>(name: N, given: Readonly<Record<string, unknown>>): OptionsOf<N> {
  const spec = commandSpec(name);
  const problems: string[] = [];
  const options: Record<string, string | number | boolean> = {};
  for (const [key, option] of Object.entries(spec.options)) {
    const raw = given[key];
    if (raw === undefined || raw === null || raw === '') {
      if (option.required) problems.push(`${key} is missing: ${option.description}`);
      continue;
    }
    const value = parseValue(option, raw);
    if (typeof value === 'object') problems.push(`${key} ${value.problem}`);
    else options[key] = value;
  }
  if (problems.length > 0) throw new UserError(`/${name}: ${problems.join('; ')}.`);
  return options as OptionsOf<N>;
}

function parseValue(option: OptionSpec, raw: unknown): string | number | boolean | { problem: string } {
  switch (option.type) {
    case 'boolean':
      if (raw === true || /^(true|yes|y|1)$/i.test(String(raw))) return true;
      if (raw === false || /^(false|no|n|0)$/i.test(String(raw))) return false;
      return { problem: 'must be yes or no' };
    case 'integer': {
      const value = typeof raw === 'number' ? raw : Number(String(raw).trim());
      if (!Number.isInteger(value)) return { problem: 'must be a whole number' };
      if (option.min !== undefined && value < option.min) return { problem: `must be at least ${option.min}` };
      if (option.max !== undefined && value > option.max) return { problem: `must be at most ${option.max}` };
      return value;
    }
    case 'channel':
    case 'role':
    case 'file':
    case 'string': {
      const value = String(raw).toWellFormed().replaceAll('\0', '').trim();
      if (value === '') return { problem: 'is empty' };
      if (option.min !== undefined && value.length < option.min)
        return { problem: `needs at least ${option.min} characters` };
      if (option.max !== undefined && value.length > option.max)
        return { problem: `takes at most ${option.max} characters` };
      if (option.choices && !option.choices.includes(value))
        return { problem: `must be one of ${option.choices.join(', ')}` };
      return value;
    }
  }
}

/**
 * The instant that a `since:` option means: `24h`, `7d`, `4w`, `yesterday`, `last week`, or a date, which is read in the zone.
 * @throws UserError when it is none of these.
 */
export function parseSince(text: string, now: Date, zone: string): Date {
  const span = /^(\d{1,4})\s*(h|d|w)$/i.exec(text.trim());
  if (span) {
    const hours = { h: 1, d: 24, w: 168 }[String(span[2]).toLowerCase()] ?? 1;
    return new Date(now.getTime() - Number(span[1]) * hours * 3_600_000);
  }
  const window = timeWindow(`since ${text.trim()}`, now, zone);
  const date = window?.since ?? startOf(text, zone);
  if (date === null) throw unknownTime(text);
  return date;
}

/**
 * The instant before which an `until:` option wants things: the end of the day, week or month that it names, or some hours or days ago.
 * @throws UserError when it is none of these.
 */
export function parseUntil(text: string, now: Date, zone: string): Date {
  if (/^\d{1,4}\s*[hdw]$/i.test(text.trim())) return parseSince(text, now, zone);
  const window = timeWindow(`until ${text.trim()}`, now, zone);
  if (window !== null) return window.until ?? now;
  const start = startOf(text, zone);
  if (start === null) throw unknownTime(text);
  return new Date(start.getTime() + 86_400_000);
}

function startOf(text: string, zone: string): Date | null {
  try {
    return new Date(Temporal.PlainDate.from(text.trim()).toZonedDateTime(zone).epochMilliseconds);
  } catch {
    return null;
  }
}

function unknownTime(text: string): UserError {
  return new UserError(
    `I don't understand the time "${text}": write 24h, 7d, yesterday, last week, Monday, or a date such as 2026-11-01.`,
  );
}
