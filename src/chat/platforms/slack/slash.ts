import { COMMAND_NAMES, type CommandName, commandSpec } from '../../commands.ts';
import { formatPlace } from '../../place.ts';
import { nearestKey, readTyped, timeOf, unknownCommand } from '../../typed.ts';

export type Slash =
  | { kind: 'command'; command: CommandName; options: Record<string, string> }
  /** It names nothing that there is; the message says what was meant, perhaps. */
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
      message: `/${prefix}${command} has no option "${near.typed}:". Did you mean ${near.meant}: …? Options: ${keysOf(command)}.`,
    };
  // What would be left out in silence, as a day or a city without its key, is asked back.
  if (unused !== '' && Object.keys(commandSpec(command).options).length > 0)
    return {
      kind: 'unknown',
      message: `I don't know what “${unused.slice(0, 80)}” means for /${prefix}${command}. Write it after its option, in quotation marks where it has a blank: ${keysOf(command)}.`,
    };
  return { kind: 'command', command, options };
}

function keysOf(command: CommandName): string {
  return Object.keys(commandSpec(command).options)
    .map((key) => `${key}:`)
    .join(' ');
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
    rest = rest.replace(/(^|\s)(?:channel:\s*)?#([\p{L}\p{N}_-]+)(?=\s|$)/u, (_, space: string, name: string) => {
      found.channel = `#${name}`;
      return space;
    });
  }
  if (spec.time) {
    rest = rest.replace(
      /(^|\s)(?:time:\s*)?(\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]m)?)(?=\s|$)/i,
      (whole, space: string, typed: string) => {
        const time = timeOf(typed);
        if (!/^\d\d:\d\d$/.test(time)) return whole;
        found.time = time;
        return space;
      },
    );
  }
  const { options, unused } = readTyped(command, rest);
  const main = commandSpec(command).rest;
  const twice = main && found[main] !== undefined ? options[main] : undefined;
  return { options: { ...options, ...found }, unused: twice ?? unused };
}
