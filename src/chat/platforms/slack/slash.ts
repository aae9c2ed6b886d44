import { zonesNamed } from '../../../time/zone.ts';
import { COMMAND_NAMES, type CommandName, commandSpec } from '../../commands.ts';
import { parseDays } from '../../handlers/digest-days.ts';
import { choiceOf } from '../../options.ts';
import { formatPlace } from '../../place.ts';
import { nearestKey, readTyped, timeOf, unknownCommand } from '../../typed.ts';

export type Slash =
  | { kind: 'command'; command: CommandName; options: Record<string, string> }
  /** It can't be understood; the message says what may have been meant. */
  | { kind: 'unknown'; message: string };

/**
 * What a slash command asks for: `/newsadmin digest set #channel 08:00 days:weekdays` and the like. `top` is the command without its
 * slash and prefix; a channel that is typed by its name alone stays `#name`, for whoever can look it up.
 */
export function parseSlash(top: string, text: string, team: string, prefix: string): Slash {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const command = [2, 1, 0]
    .map((count) => [top, ...words.slice(0, count)].join(' ').toLowerCase())
    .flatMap((name) => COMMAND_NAMES.find((known) => known === name) ?? [])[0];
  if (!command)
    return words.length === 0
      ? { kind: 'command', command: 'news help', options: {} }
      : { kind: 'unknown', message: unknownCommand(top, words, prefix) };
  const depth = command.split(' ').length - 1;
  const rest = text.trim().replace(new RegExp(`^(?:\\S+\\s*){${depth}}`), '');
  const { options, unused } = optionsOf(command, rest, team);
  const near = nearestKey(command, rest);
  if (near)
    return {
      kind: 'unknown',
      message: `/${prefix}${command} has no option "${near.typed}:". Did you mean ${near.meant}: …? Options: ${keysOf(Object.keys(commandSpec(command).options))}.`,
    };
  // What would be left out in silence, as a city without its key, is asked back.
  if (unused !== '' && Object.keys(commandSpec(command).options).length > 0)
    return { kind: 'unknown', message: notUnderstood(command, unused, options, prefix) };
  return { kind: 'command', command, options };
}

function notUnderstood(
  command: CommandName,
  unused: string,
  options: Readonly<Record<string, string>>,
  prefix: string,
): string {
  const { options: known, form } = commandSpec(command);
  const what = `I don't know what “${unused.slice(0, 80)}” means for /${prefix}${command}.`;
  if (known.channel && !options.channel && /^[\p{L}\p{N}_-]+$/u.test(unused))
    return `${what} Did you mean the channel #${unused.toLowerCase()}? A channel is written with its #.`;
  const keys = keysOf(form?.fields ?? Object.keys(known));
  return `${what} Write it after its option, in quotation marks where it has a blank: ${keys}.`;
}

function keysOf(options: readonly string[]): string {
  return options.map((key) => `${key}:`).join(' ');
}

/** Slack's marks for channels, people and links; https://docs.slack.dev/interactivity/implementing-slash-commands */
const MARK = /<([@#!]?)([^|>]*)(?:\|([^>]*))?>/g;

function optionsOf(
  command: CommandName,
  text: string,
  team: string,
): { options: Record<string, string>; unused: string } {
  const spec = commandSpec(command).options;
  const found: Record<string, string> = {};
  let rest = text.replace(/(?:\bchannel:\s*)?<#([A-Z0-9]+)(?:\|[^>]*)?>/gi, (whole, channel: string) => {
    if (!spec.channel || found.channel) return whole;
    found.channel = formatPlace({ platform: 'slack', team, channel });
    return ' ';
  });
  const role = Object.keys(spec).find((key) => spec[key]?.type === 'role');
  if (role) {
    const group = new RegExp(`(?:\\b${role}:\\s*)?<!subteam\\^([A-Z0-9]+)(?:\\|[^>]*)?>`, 'i');
    rest = rest.replace(group, (_, id: string) => {
      found[role] = id;
      return ' ';
    });
  }
  // A link keeps its address where an address is asked for, and is what was typed anywhere else.
  rest = rest.replace(MARK, (_, sign: string, target: string, label: string | undefined) =>
    sign === '#' ? `#${label ?? ''}` : sign === '' && spec.url ? target : (label ?? (sign === '' ? target : '')),
  );
  rest = rest.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  if (spec.channel && !found.channel) {
    rest = rest.replace(
      /(^|\s)(?:channel:\s*(?!["“„«‘])#?|#)([\p{L}\p{N}_-]+)(?=\s|$)/iu,
      (_, space: string, name: string) => {
        found.channel = `#${name}`;
        return space;
      },
    );
  }
  if (spec.time) {
    rest = rest.replace(TIMES, (whole, space: string, typed: string) => {
      const times = typed.split(/\s*(?:,|&|\band\b)\s*/i).map(timeOf);
      if (!times.every((time) => /^\d\d:\d\d$/.test(time))) return whole;
      found.time = times.join();
      return space;
    });
  }
  const read = readTyped(command, rest, found);
  const main = commandSpec(command).rest;
  const words = main && (found[main] !== undefined || main === 'time') ? (read.options[main] ?? '') : read.unused;
  const options = { ...read.options, ...found };
  const scheduled = spec.time && spec.days && words !== '' ? withSchedule(options, words) : { options, unused: words };
  return withBareValue(command, scheduled);
}

/** The options with the one that left-over words can only mean: a choice, or a city as a time zone. */
function withBareValue(command: CommandName, read: { options: Record<string, string>; unused: string }): typeof read {
  const { options, unused } = read;
  if (unused === '') return read;
  const spec = commandSpec(command).options;
  const fits = Object.entries(spec).flatMap(([key, { choices, suggest }]) => {
    if (options[key] !== undefined) return [];
    const value = choices ? choiceOf(choices, unused) : suggest === 'zone' ? zoneIn(unused) : null;
    return value === null ? [] : [[key, value] as const];
  });
  const [only, another] = fits;
  return only && !another ? { options: { ...options, [only[0]]: only[1] }, unused: '' } : read;
}

/** "Paris" and "in New York"; null for anything else, and for a name that several zones have. */
function zoneIn(text: string): string | null {
  const name = text.replace(/^(?:in|at) /i, '');
  return zonesNamed(name).length === 1 ? name : null;
}

/** One time of day or several, as people type them between other words. */
const TIMES =
  /(^|\s)(?:time:\s*|at\s+)?(\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]m)?(?:(?:\s*[,&]\s*|\s+and\s+)\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]m)?)*)(?=\s|$)/i;

/** The options with the time and the days that bare words name, as in "8 on weekdays" or "noon weekends", and the words that name none. */
function withSchedule(
  options: Readonly<Record<string, string>>,
  words: string,
): { options: Record<string, string>; unused: string } {
  const found: Record<string, string> = { ...options };
  let unused = words;
  if (found.time === undefined || found.time === words) {
    delete found.time;
    unused = words.replace(/(?:^|\s)(?:at\s+)?(\d{1,2}|noon|midday|midnight)(?=\s|$)/i, (_, typed: string) => {
      found.time = /^\d/.test(typed) ? typed : timeOf(typed);
      return ' ';
    });
  }
  // The words were for the time alone, which is read, or refused, where it is used.
  if (options.time === words && unused === words && !areDays(words)) return { options: { ...options }, unused: '' };
  unused = unused.replace(/\s+/g, ' ').trim();
  const days = unused.replace(/^on /i, '');
  if (days === '' || found.days !== undefined || !areDays(days)) return { options: found, unused };
  return { options: { ...found, days }, unused: '' };
}

function areDays(text: string): boolean {
  try {
    return parseDays(text, '2026-01-01').days.length > 0;
  } catch {
    return false;
  }
}
