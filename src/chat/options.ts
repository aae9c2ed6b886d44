import { timeWindow } from '../answer/question/time-window.ts';
import { UserError } from '../errors.ts';
import { type CommandName, commandSpec, type OptionSpec, type OptionsOf, type SuggestionKind } from './commands.ts';

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
      if (option.required) problems.push(missing(key, option));
      continue;
    }
    const value = parseValue(option, raw);
    if (typeof value === 'object') problems.push(`${key} ${value.problem}`);
    else options[key] = key === 'url' && typeof value === 'string' ? webAddress(value) : value;
  }
  if (problems.length > 0) throw new UserError(`/${name}: ${problems.join('; ')}.`);
  return options as OptionsOf<N>;
}

/** Where people see what there is to choose from. */
const LISTED_BY: Partial<Record<SuggestionKind, CommandName>> = {
  digest: 'newsadmin digest list',
  feed: 'newsadmin feed list',
  wire: 'newsadmin wire list',
  subscription: 'news subscriptions',
};

function missing(key: string, option: OptionSpec): string {
  const list = option.suggest && LISTED_BY[option.suggest];
  return `${key} is missing: ${option.description}${list ? ` (/${list} shows them)` : ''}`;
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
      if (!option.choices) return value;
      return choiceOf(option.choices, value) ?? { problem: `must be one of ${option.choices.join(', ')}` };
    }
  }
}

/** An address as people type it, with or without its https. */
function webAddress(typed: string): string {
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]|$)/u.test(typed) ? `https://${typed}` : typed;
}

/** The choice that somebody typed, in whatever case; null when it is none. */
export function choiceOf(choices: readonly string[], typed: string): string | null {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim();
  return choices.find((choice) => plain(choice) === plain(typed)) ?? null;
}

/**
 * The instant that a `since:` option means: `24h`, `7d`, `6 months`, `yesterday`, `last week`, `last year`, `2020`, or a date, which is
 * read in the zone.
 * @throws UserError when it is none of these.
 */
export function parseSince(text: string, now: Date, zone: string): Date {
  const span = spanOf(text);
  if (span) return back(now, zone, span);
  const year = yearOf(text, now, zone);
  if (year !== null) return startOfYear(year, zone);
  const window = timeWindow(`since ${text.trim()}`, now, zone);
  const date = window?.since ?? startOf(text, zone);
  if (date === null) throw unknownTime(text);
  return date;
}

/**
 * The instant before which an `until:` option wants things: the end of the day, week, month or year that it names, or some hours or days
 * ago.
 * @throws UserError when it is none of these.
 */
export function parseUntil(text: string, now: Date, zone: string): Date {
  const span = spanOf(text);
  if (span) return back(now, zone, span);
  const year = yearOf(text, now, zone);
  if (year !== null) return startOfYear(year + 1, zone);
  const window = timeWindow(`until ${text.trim()}`, now, zone);
  if (window !== null) return window.until ?? now;
  const start = startOf(text, zone);
  if (start === null) throw unknownTime(text);
  return new Date(start.getTime() + 86_400_000);
}

type Span = Partial<Record<'hours' | 'days' | 'weeks' | 'months' | 'years', number>>;

const UNITS: readonly (readonly [RegExp, keyof Span])[] = [
  [/^h(?:ours?|rs?)?$/, 'hours'],
  [/^d(?:ays?)?$/, 'days'],
  [/^w(?:eeks?|ks?)?$/, 'weeks'],
  [/^mo?(?:nths?)?$/, 'months'],
  [/^y(?:ears?|rs?)?$/, 'years'],
];

/** How far back "24h", "7d", "6 months" or "2 years ago" reaches; null when a text is nothing of the kind. */
function spanOf(text: string): Span | null {
  const [, count = '', typed = ''] = /^(\d{1,4})\s*([a-z]+)(?: ago)?$/.exec(text.trim().toLowerCase()) ?? [];
  const unit = UNITS.find(([names]) => names.test(typed))?.[1];
  return unit ? { [unit]: Number(count) } : null;
}

function back(now: Date, zone: string, span: Span): Date {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  // A day is 24 hours here, whatever the clocks did.
  const { hours = 0, days = 0, weeks = 0, ...calendar } = span;
  const then = at.subtract({ months: 0, ...calendar }).epochMilliseconds;
  return new Date(then - (hours + 24 * days + 168 * weeks) * 3_600_000);
}

function yearOf(text: string, now: Date, zone: string): number | null {
  const plain = text.trim().toLowerCase();
  if (/^(?:19|20)\d\d$/.test(plain)) return Number(plain);
  const { year } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  return { 'this year': year, 'last year': year - 1 }[plain] ?? null;
}

function startOfYear(year: number, zone: string): Date {
  return new Date(Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone).epochMilliseconds);
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
    `I don't understand the time "${text}": write 24h, 7d, 6 months, yesterday, last week, 2025, or a date such as 2026-11-01.`,
  );
}
