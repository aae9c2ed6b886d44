import { UserError } from '../errors.ts';
import type { Reply } from '../reply/reply.ts';
import { BUTTON_ID_LENGTH, buttonId } from './buttons.ts';
import { type CommandName, commandSpec } from './commands.ts';
import type { Removal } from './removals.ts';
import { idIn } from './suggested.ts';

/** What a "Remove" button runs, by the word in its id. */
const REMOVALS: Readonly<Record<string, CommandName>> = {
  article: 'newsadmin article remove',
  feed: 'newsadmin feed remove',
  digest: 'newsadmin digest remove',
  wire: 'newsadmin wire remove',
  privacy: 'news privacy',
};
/** What a person may remove without being an admin: what is theirs. */
const OWN: ReadonlySet<string> = new Set(['privacy']);

/** Asks before something is removed; null for a command that removes nothing. `found`: what it names, where that was looked up. */
export function confirmation(
  command: CommandName,
  options: Readonly<Record<string, unknown>>,
  found?: Removal,
): Reply | null {
  const { confirm, rest } = commandSpec(command);
  const what = Object.keys(REMOVALS).find((word) => REMOVALS[word] === command);
  if (!confirm || !rest || !what) return null;
  const name = String(options[rest] ?? '');
  if (OWN.has(what) && name !== 'delete') return null;
  const id = buttonId('remove', what, found?.id ?? idIn(name));
  if (id.length > BUTTON_ID_LENGTH)
    throw new UserError(`Choose the ${what} from the suggestions that come up while you type.`);
  return {
    blocks: [
      { kind: 'text', text: OWN.has(what) || found?.place ? confirm : `${confirm} ${found?.name ?? name}?` },
      ...(found?.place ? [{ kind: 'list' as const, items: [{ ...found, text: found.name }] }] : []),
      {
        kind: 'buttons',
        buttons: [
          { id, label: 'Remove' },
          { id: buttonId('keep', what), label: 'Keep' },
        ],
      },
    ],
    private: true,
  };
}

/** Whether only admins may press "Remove". */
export function removedByAdmins(what: string): boolean {
  return !OWN.has(what);
}

/** The command that a pressed "Remove" runs, with its options; null when it names none. */
export function confirmed(
  what: string,
  name: string,
): { command: CommandName; options: Record<string, string> } | null {
  const command = Object.hasOwn(REMOVALS, what) ? REMOVALS[what] : undefined;
  const rest = command ? commandSpec(command).rest : undefined;
  return command && rest ? { command, options: { [rest]: name } } : null;
}
