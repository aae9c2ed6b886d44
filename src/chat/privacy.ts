import { parseButton, replacesMessage } from './buttons.ts';
import { commandSpec } from './commands.ts';
import type { Press, Question, Request } from './request.ts';

/**
 * Whether the reply to a request is for whoever asked alone. It is known before any work, so that the acknowledgement is private too;
 * what hangs on a private message stays private through every button and form.
 */
export function isPrivate(request: Request | Question | Press): boolean {
  if (request.caller.private) return true;
  switch (request.kind) {
    case 'question':
      return false;
    case 'command':
      return commandSpec(request.command).reply === 'private' || isYes(request.options.private);
    case 'press': {
      const button = parseButton(request.button);
      return (
        button === null ||
        !(
          button.kind === 'followup' ||
          button.kind === 'next' ||
          button.kind === 'digestask' ||
          replacesMessage(button)
        )
      );
    }
  }
}

function isYes(value: unknown): boolean {
  return value === true || /^(true|yes|y|1)$/i.test(String(value ?? ''));
}
