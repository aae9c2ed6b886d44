import { createHash } from 'node:crypto';
import { previewOf } from '../../digest/preview.ts';
import { UserError } from '../../errors.ts';
import { notice, type Reply } from '../../reply/reply.ts';
import { type Digest, findDigest, listDigests, removeDigest, saveDigest } from '../../store/digests/digests.ts';
import { openManualSlot } from '../../store/digests/slots.ts';
import type { DigestId, WorkspaceId } from '../../store/schema.ts';
import { zoneOf } from '../../store/workspaces.ts';
import { DAYS, nextOccurrence } from '../../time/schedule.ts';
import { isZone } from '../../time/zone.ts';
import { placeProblems } from '../checks.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { parsePlace, workspaceOfPlace } from '../place.ts';
import type { Caller } from '../request.ts';

const DEFAULT_ITEMS = 7;
const DIGESTS_PER_WORKSPACE = 50;

/** `/newsadmin digest set`: one digest a channel and time; setting it again changes its days, zone or topic. */
export async function setDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest set'>,
): Promise<Reply> {
  const place = parsePlace(options.channel);
  if (!place || workspaceOfPlace(place) !== caller.workspace)
    throw new UserError(`"${options.channel}" is no channel of this workspace.`);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(options.time))
    throw new UserError(`"${options.time}" is no time: write HH:MM, such as 08:00.`);
  const zone = options.timezone ?? caller.zone ?? (await zoneOf(deps.db, caller.workspace));
  if (!isZone(zone))
    throw new UserError(
      `"${zone}" is no time zone that I know: write an IANA name such as Europe/Paris or Asia/Tokyo.`,
    );
  const days = DAYS[(options.days as keyof typeof DAYS) ?? 'daily'] ?? DAYS.daily;
  const known = await listDigests(deps.db, caller.workspace);
  const id = digestId(caller.workspace, options.channel, options.time);
  if (known.length >= DIGESTS_PER_WORKSPACE && !known.some((digest) => digest.id === id)) {
    throw new UserError(`A workspace can have ${DIGESTS_PER_WORKSPACE} digests: remove one first.`);
  }
  const problems = await placeProblems(deps.checks, options.channel);
  if (problems.length > 0)
    throw new UserError(`I can't post there yet. ${problems.join(' ')} Then set the digest again.`);
  const schedule = { at: options.time, days: [...days], zone };
  const next = nextOccurrence(schedule, deps.now());
  await saveDigest(deps.db, {
    id,
    workspace: caller.workspace,
    place: options.channel,
    ...schedule,
    topic: options.topic ?? null,
    items: options.items ?? DEFAULT_ITEMS,
    catchUpMinutes: deps.config.DIGEST_CATCH_UP_MINUTES,
    next,
  });
  return {
    blocks: [
      { kind: 'text', text: `Digest ${id} is set: ${describe({ ...schedule, topic: options.topic ?? null })}.` },
      { kind: 'time', label: 'First post', at: next.due },
      { kind: 'notice', text: `See it now: /newsadmin digest preview ${id}` },
    ],
    private: true,
  };
}

/** `/newsadmin digest list` */
export async function showDigests(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const digests = await listDigests(deps.db, caller.workspace);
  if (digests.length === 0) return notice('No digest is set. Set one with /newsadmin digest set.');
  return {
    blocks: [
      { kind: 'heading', text: 'Digests' },
      {
        kind: 'list',
        items: digests.map((digest) => ({
          text: `${digest.id} in`,
          place: digest.place,
          ...(digest.active ? { at: digest.next.due } : {}),
          detail: digest.active
            ? `${describe(digest)}; next`
            : `paused: ${digest.pausedReason ?? 'by an admin'}. Set it again to go on.`,
        })),
      },
    ],
    private: true,
  };
}

/** `/newsadmin digest preview`: what it would post now; nothing is posted or counted as told. */
export async function previewDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest preview'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  const { reply } = await previewOf(deps, digest, deps.now());
  return reply ? { ...reply, private: true } : notice('There is nothing new: this digest would post nothing.');
}

/** `/newsadmin digest run`: opens a slot by hand; the worker posts it within seconds. */
export async function runDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest run'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  const { reply } = await previewOf(deps, digest, deps.now());
  if (!reply) return notice('There is nothing new since the last post, so nothing is posted.');
  const today = Temporal.Instant.fromEpochMilliseconds(deps.now().getTime())
    .toZonedDateTimeISO(digest.zone)
    .toPlainDate()
    .toString();
  const key = await openManualSlot(deps.db, digest.id, today, deps.now());
  await deps.startSlot(key);
  return notice(`Posting digest ${digest.id} to its channel now.`);
}

/** `/newsadmin digest remove` */
export async function dropDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest remove'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  await removeDigest(deps.db, caller.workspace, digest.id);
  return notice(`Digest ${digest.id} is removed.`);
}

async function ownDigest(deps: DeskDeps, workspace: WorkspaceId, id: string): Promise<Digest> {
  const digest = await findDigest(deps.db, id.trim());
  if (!digest || digest.workspace !== workspace)
    throw new UserError(`There is no digest "${id}" here. /newsadmin digest list shows them.`);
  return digest;
}

/** The same workspace, channel and time is the same digest. */
function digestId(workspace: WorkspaceId, place: string, at: string): DigestId {
  return createHash('sha256').update(`${workspace}\n${place}\n${at}`).digest('hex').slice(0, 8) as DigestId;
}

function describe(digest: { at: string; days: readonly number[]; zone: string; topic: string | null }): string {
  const name = Object.entries(DAYS).find(([, days]) => days.join() === digest.days.join())?.[0] ?? 'some days';
  return `${name} at ${digest.at} ${digest.zone}${digest.topic ? `, about ${digest.topic}` : ''}`;
}
