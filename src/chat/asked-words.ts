import { commandSpec } from './commands.ts';
import type { Request } from './request.ts';

/** What a command was asked, for others who read the reply: its words, then its other options. */
export function askedWords({ command, options }: Pick<Request, 'command' | 'options'>): string {
  const rest = commandSpec(command).rest ?? '';
  const others = Object.entries(options).flatMap(([key, value]) =>
    key === rest || key === 'private' ? [] : [`${key}: ${value}`],
  );
  const asked = [options[rest], ...others].filter(Boolean);
  // “What happened?, since: 7d” would have one mark too many.
  return others.length > 0 && options[rest] ? `${options[rest]} (${others.join(', ')})` : asked.join(', ');
}
