import { COMMAND_NAMES, type CommandName, commandSpec } from '../../commands.ts';
import { parseTyped } from '../../options.ts';
import { formatPlace } from '../../place.ts';

/**
 * What a slash command asks for: `/newsadmin digest set #channel 08:00 days:weekdays` and the like. `top` is the command without
 * its slash and prefix. Null when the words after it name no command; then the help is due.
 */
export function parseSlash(
  top: string,
  text: string,
  team: string,
): { command: CommandName; options: Record<string, string> } | null {
  const words = text.trim().split(/\s+/);
  const names = [words.slice(0, 2), words.slice(0, 1), []].map((some) => [top, ...some].join(' '));
  const command = names.flatMap((name) => COMMAND_NAMES.find((known) => known === name) ?? [])[0];
  if (!command) return null;
  const depth = command.split(' ').length - 1;
  const rest = text.trim().replace(new RegExp(`^(?:\\S+\\s*){${depth}}`), '');
  return { command, options: withChannel(command, rest, team) };
}

/** A channel comes as `<#C123|name>` and a time of day as bare HH:MM, wherever they stand. */
function withChannel(command: CommandName, text: string, team: string): Record<string, string> {
  const spec = commandSpec(command).options;
  let rest = text;
  const found: Record<string, string> = {};
  if (spec.channel) {
    rest = rest.replace(/(?:\bchannel:)?<#([A-Z0-9]+)(?:\|[^>]*)?>/, (_, channel: string) => {
      found.channel = formatPlace({ platform: 'slack', team, channel });
      return ' ';
    });
  }
  if (spec.time) {
    rest = rest.replace(/(^|\s)(\d{2}:\d{2})(?=\s|$)/, (_, space: string, time: string) => {
      found.time = time;
      return space;
    });
  }
  // Slack escapes these three in the text of a command.
  const plain = rest.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/[“”]/g, '"');
  const options = { ...parseTyped(command, plain), ...found };
  // An address that Slack made a link of: <https://…|label>
  if (options.url) options.url = options.url.replace(/^<([^|>]+)(?:\|[^>]*)?>$/, '$1');
  return options;
}
