import { scheduleOf } from '../store/digests/digests.ts';
import type { CommandName } from './commands.ts';
import type { DeskDeps } from './deps.ts';
import { articleNamed } from './handlers/article-handlers.ts';
import { ownDigest } from './handlers/digest-handlers.ts';
import { filterWords, scheduleWords } from './handlers/digest-options.ts';
import { feedNamed } from './handlers/feed-handlers.ts';
import { ownWire, wireWords } from './handlers/wire-handlers.ts';
import type { Caller } from './request.ts';

/** Something that a command is to remove: its id, and what people know it by. */
export interface Removal {
  id: string;
  name: string;
  /** The channel that it posts to, named after the name. */
  place?: string;
  detail?: string;
}

/**
 * What a command is to remove, so that nobody is asked about what isn't there; undefined for commands that name nothing.
 * @throws UserError when this workspace has nothing like it.
 */
export async function toRemove(
  deps: DeskDeps,
  { workspace }: Caller,
  command: CommandName,
  options: Readonly<Record<string, unknown>>,
): Promise<Removal | undefined> {
  const name = (option: string) => String(options[option] ?? '');
  switch (command) {
    case 'newsadmin article remove': {
      const { id, title } = await articleNamed(deps, workspace, name('article'));
      return { id, name: `“${title}”` };
    }
    case 'newsadmin feed remove': {
      const { id, name: called, title } = await feedNamed(deps, workspace, name('feed'));
      return { id, name: `“${called ?? title}”` };
    }
    case 'newsadmin digest remove': {
      const digest = await ownDigest(deps, workspace, name('digest'));
      const detail = [scheduleWords(scheduleOf(digest), deps.now()), filterWords(digest)].filter(Boolean).join('; ');
      if (digest.settings.reader) return { id: digest.id, name: `of one reader, ${detail}` };
      return { id: digest.id, name: 'to', place: digest.place, detail };
    }
    case 'newsadmin wire remove': {
      const wire = await ownWire(deps, workspace, name('wire'));
      return { id: wire.id, name: 'to', place: wire.place, detail: wireWords(wire) };
    }
    default:
      return undefined;
  }
}
