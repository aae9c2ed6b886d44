import { createHash } from 'node:crypto';
import { UserError } from '../../errors.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { DEFAULT_SETTINGS } from '../../store/digests/digest-settings.ts';
import {
  coverFrom,
  type Digest,
  findDigest,
  listWires,
  pauseDigest,
  removeDigest,
  resumeDigest,
  saveDigest,
} from '../../store/digests/digests.ts';
import { NEVER, wireStart } from '../../store/digests/wires.ts';
import type { DigestId, WorkspaceId } from '../../store/schema.ts';
import { zoneOf } from '../../store/workspaces.ts';
import { placeProblems } from '../checks.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { parsePlace, workspaceOfPlace } from '../place.ts';
import type { Caller } from '../request.ts';
import { idIn, suggestionOf } from '../suggested.ts';
import { filterWords, parseLanguages, parseWords } from './digest-options.ts';

const WIRES_PER_WORKSPACE = 50;

/** `/newsadmin wire set`: posts what the followed feeds bring from now on. The same channel and topic is the same wire: setting it again changes it. */
export async function setWire(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin wire set'>,
): Promise<Reply> {
  const place = parsePlace(options.channel);
  if (!place || workspaceOfPlace(place) !== caller.workspace)
    throw new UserError(`"${options.channel}" isn't a channel of this workspace.`);
  // The role that everybody has carries the server's own id.
  if (options.ping && options.ping === caller.workspace.split('/')[1])
    throw new UserError("I don't notify everybody. Choose a role that people can take or leave.");
  const problems = await placeProblems(deps.checks, options.channel);
  if (problems.length > 0)
    throw new UserError(`I can't post there yet. ${problems.join(' ')} Then set the wire again.`);
  const topic = options.topic ?? null;
  const id = wireId(caller.workspace, options.channel, topic);
  const before = await findDigest(deps.db, id);
  if (!before && (await listWires(deps.db, caller.workspace)).length >= WIRES_PER_WORKSPACE)
    throw new UserError(`A workspace can have ${WIRES_PER_WORKSPACE} wires: remove one first.`);
  const wire = {
    id,
    workspace: caller.workspace,
    place: options.channel,
    at: '00:00',
    days: [1, 2, 3, 4, 5, 6, 7],
    zone: await zoneOf(deps.db, caller.workspace),
    topic,
    items: 1,
    catchUpMinutes: deps.config.DIGEST_CATCH_UP_MINUTES,
    next: NEVER,
    settings: {
      ...DEFAULT_SETTINGS,
      sources: options.sources ? parseWords(options.sources, 'sources') : [],
      feeds: options.feeds ? parseWords(options.feeds, 'feeds') : [],
      languages: options.languages ? parseLanguages(options.languages) : [],
      without: options.without ? parseWords(options.without, 'words') : [],
      wire: {
        words: options.words ? parseWords(options.words, 'words') : [],
        pictures: options.pictures ?? false,
        ping: options.ping ?? null,
      },
    },
    setBy: caller.user,
    setIn: caller.place,
  };
  await saveDigest(deps.db, wire);
  if (!before?.active) await coverFrom(deps.db, id, wireStart(deps.now()));
  return {
    blocks: [
      { kind: 'text', text: `Wire ${id} is set: ${wireWords(wire)}.` },
      { kind: 'notice', text: 'I post what comes in from now on, each article once. Feeds: /newsadmin feed list' },
    ],
    private: true,
    subject: id,
  };
}

/** `/newsadmin wire list` */
export async function showWires(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const wires = await listWires(deps.db, caller.workspace);
  if (wires.length === 0) return notice('No channel gets articles as they come. Set one with /newsadmin wire set.');
  return {
    blocks: [
      { kind: 'heading', text: 'Articles as they come' },
      {
        kind: 'list',
        items: wires.map((wire) => ({
          text: `${wire.active ? '' : 'Paused: '}${wire.id} to`,
          place: wire.place,
          detail: wire.active
            ? wireWords(wire)
            : `${wire.pausedReason ?? 'by an admin'}. Resume it with /newsadmin wire pause ${wire.id}`,
        })),
      },
    ],
    private: true,
  };
}

/** `/newsadmin wire pause`: stops a wire, or lets a paused one go on; what came meanwhile is not posted. */
export async function pauseWire(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin wire pause'>,
): Promise<Reply> {
  const wire = await ownWire(deps, caller.workspace, options.wire);
  if (wire.active) {
    await pauseDigest(deps.db, wire.id, null);
    return notice(`Wire ${wire.id} is paused. The same command resumes it.`);
  }
  await coverFrom(deps.db, wire.id, wireStart(deps.now()));
  await resumeDigest(deps.db, wire.id, NEVER);
  return notice(`Wire ${wire.id} is running again, with what comes in from now on.`);
}

/** `/newsadmin wire remove` */
export async function dropWire(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin wire remove'>,
): Promise<Reply> {
  const wire = await ownWire(deps, caller.workspace, options.wire);
  await removeDigest(deps.db, caller.workspace, wire.id);
  return notice(`Wire ${wire.id} is removed.`);
}

/** A wire of a workspace. @throws UserError when there is none with that id. */
export async function ownWire(deps: DeskDeps, workspace: WorkspaceId, id: string): Promise<Digest> {
  const wire = await findDigest(deps.db, idIn(id).toLowerCase());
  if (!wire?.settings.wire || wire.workspace !== workspace)
    throw new UserError(`I can't find a wire "${id}" here. /newsadmin wire list shows them all.`);
  return wire;
}

/** What admins know a wire by while they choose one. */
export function wireSuggestion(wire: Digest): string {
  return suggestionOf(filterWords({ ...wire, items: 7 }) || 'every new article', wire.id);
}

/** What a wire posts, in words. */
export function wireWords(wire: Pick<Digest, 'topic' | 'settings' | 'items'>): string {
  const { words = [], pictures = false, ping = null } = wire.settings.wire ?? {};
  return [
    'every new article of the followed feeds',
    filterWords({ ...wire, items: 7 }),
    words.length > 0 ? `with one of the words ${words.join(', ')}` : '',
    pictures ? 'with its picture' : '',
    ping ? 'notifying a role' : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** The same workspace, channel and topic is the same wire, also in a store that lost it. */
function wireId(workspace: WorkspaceId, place: string, topic: string | null): DigestId {
  const key = ['wire', workspace, place, ...(topic === null ? [] : [topic.toLowerCase()])].join('\n');
  return createHash('sha256').update(key).digest('hex').slice(0, 8) as DigestId;
}
