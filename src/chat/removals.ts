import type { CommandName } from './commands.ts';
import type { DeskDeps } from './deps.ts';
import { articleNamed } from './handlers/article-handlers.ts';
import { ownDigest } from './handlers/digest-handlers.ts';
import { feedNamed } from './handlers/feed-handlers.ts';
import { ownWire } from './handlers/wire-handlers.ts';
import type { Caller } from './request.ts';

/**
 * The id of what a command is to remove, so that nobody is asked about what isn't there; undefined for commands that name nothing.
 * @throws UserError when there is no such thing here.
 */
export async function toRemove(
  deps: DeskDeps,
  { workspace }: Caller,
  command: CommandName,
  options: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  const name = (option: string) => String(options[option] ?? '');
  switch (command) {
    case 'newsadmin article remove':
      return (await articleNamed(deps, workspace, name('article'))).id;
    case 'newsadmin feed remove':
      return feedNamed(deps, workspace, name('feed'));
    case 'newsadmin digest remove':
      return (await ownDigest(deps, workspace, name('digest'))).id;
    case 'newsadmin wire remove':
      return (await ownWire(deps, workspace, name('wire'))).id;
    default:
      return undefined;
  }
}
