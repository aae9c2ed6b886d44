import { commandSpec } from './commands.ts';
import type { Request } from './request.ts';

/** What a command was asked, for others who read the reply: its words, then its other options. */
export function askedWords({ command, options }: Pick<Request, 'command' | 'options'>): string {
  const rest = commandSpec(command).rest ?? '';
  const others = Object.entries(options)
    .filter(([key]) => key !== rest && key !== 'private')
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
  const words = String(options[rest] ?? '');
  // “What happened?, since: 7d” would have one mark too many.
  return words && others ? `${words} (${others})` : words || others;
}
