import { createHash } from 'node:crypto';
import { z } from 'zod';
import { momentWords } from '../../digest/edit/digest-words.ts';
import { planDue } from '../../digest/open.ts';
import { previewOf } from '../../digest/preview.ts';
import { UserError } from '../../errors.ts';
import { type Block, notice, type Reply } from '../../reply/reply.ts';
import { DEFAULT_SETTINGS, type DigestSettings } from '../../store/digests/digest-settings.ts';
import {
  type Digest,
  findDigest,
  listDigests,
  openSlots,
  pauseDigest,
  removeDigest,
  resumeDigest,
  saveDigest,
  scheduleOf,
  usedSlots,
  withDigest,
} from '../../store/digests/digests.ts';
import { openManualSlot, recentSlots } from '../../store/digests/slots.ts';
import type { DigestId, WorkspaceId } from '../../store/schema.ts';
import { comesOn, DAYS, nextOccurrence, occurrenceAfterChange } from '../../time/schedule.ts';
import { zoneNote, zoneOfCaller } from '../caller-zone.ts';
import { placeProblems } from '../checks.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { parsePlace, workspaceOfPlace } from '../place.ts';
import type { Caller } from '../request.ts';
import { idIn, suggestionOf } from '../suggested.ts';
import { type Days, parseDays } from './digest-days.ts';
import {
  filterWords,
  parseLanguages,
  parseTimes,
  parseWords,
  parseZone,
  scheduleWords,
  slotWords,
} from './digest-options.ts';

const DEFAULT_ITEMS = 7;
const DIGESTS_PER_WORKSPACE = 50;

/** What may be said of a digest when it is set or edited. */
type Given = Partial<Omit<OptionsOf<'newsadmin digest edit'>, 'digest'>>;

/** `/newsadmin digest set`. The same channel, time and topic is the same digest: setting it again changes what is given, and resumes it. */
export async function setDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest set'>,
): Promise<Reply> {
  const place = parsePlace(options.channel);
  if (!place || workspaceOfPlace(place) !== caller.workspace)
    throw new UserError(`"${options.channel}" isn't a channel of this workspace.`);
  const problems = await placeProblems(deps.checks, options.channel);
  if (problems.length > 0)
    throw new UserError(`I can't post there yet. ${problems.join(' ')} Then set the digest again.`);
  return setFor(deps, caller, options.channel, options, null);
}

/** Sets a digest for a place; `reader` is whose direct messages it goes to, null for a channel. */
export async function setFor(
  deps: DeskDeps,
  caller: Caller,
  place: string,
  given: Given & { time: string },
  reader: string | null,
): Promise<Reply> {
  const { at } = parseTimes(given.time);
  const topic = topicOf(given.topic, null);
  const known = await listDigests(deps.db, caller.workspace, reader);
  const same = known.find((one) => one.place === place && one.at === at && sameTopic(one.topic, topic));
  if (same) return changeDigest(deps, caller, same.id, given, { what: 'is set', resume: true });
  if (known.length >= DIGESTS_PER_WORKSPACE)
    throw new UserError(`A workspace can have ${DIGESTS_PER_WORKSPACE} digests: remove one first.`);
  const id = await freeId(deps, [caller.workspace, place, at, ...(topic === null ? [] : [topic.toLowerCase()])]);
  const base = {
    id,
    workspace: caller.workspace,
    place,
    at,
    days: [1, 2, 3, 4, 5, 6, 7],
    zone: await zoneOfCaller(deps.db, caller),
    topic: null,
    items: DEFAULT_ITEMS,
    catchUpMinutes: deps.config.DIGEST_CATCH_UP_MINUTES,
    settings: { ...DEFAULT_SETTINGS, reader },
    setBy: caller.user,
    setIn: caller.place,
  };
  const digest = applied(base, given, deps.now());
  const next = nextOccurrence(scheduleOf(digest), deps.now());
  await saveDigest(deps.db, { ...digest, next });
  const reply = described({ ...digest, next }, 'is set', deps.now());
  const note = given.timezone ? null : await zoneNote(deps.db, caller, digest.zone);
  return note === null ? reply : { ...reply, blocks: [...reply.blocks, { kind: 'notice', text: note }] };
}

/** `/newsadmin digest edit`: changes what is given, and nothing else. */
export async function editDigest(
  deps: DeskDeps,
  caller: Caller,
  { digest: id, ...given }: OptionsOf<'newsadmin digest edit'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, id);
  if (Object.keys(given).length === 0) return described(digest, 'is unchanged', deps.now());
  return changeDigest(deps, caller, digest.id, given, { what: 'is changed', resume: false });
}

/** Changes what is given of a digest; `what` says in the reply what became of it. Unless it is resumed, a paused one stays so. */
export async function changeDigest(
  deps: DeskDeps,
  caller: Caller,
  id: string,
  given: Given,
  { what, resume }: { what: string; resume: boolean },
): Promise<Reply> {
  const now = deps.now();
  const changed = await withDigest(deps.db, id, async (tx, before) => {
    // What is due already is opened by the old schedule: no change may drop it.
    if (before.active && before.next.due <= now) await openSlots(tx, [{ digest: before.id, ...planDue(before, now) }]);
    const current = (await findDigest(tx, id)) ?? before;
    const digest = applied(current, given, now);
    const used = await usedSlots(tx, current.id, localDate(new Date(now.getTime() - 2 * 86_400_000), 'UTC'));
    const schedule = { schedule: scheduleOf(current), next: current.next };
    const next = occurrenceAfterChange(scheduleOf(digest), now, current.active ? schedule : null, used);
    await saveDigest(tx, { ...digest, next, setBy: caller.user, setIn: caller.place });
    if (!current.active && !resume) await pauseDigest(tx, current.id, current.pausedReason);
    return { ...digest, next, active: current.active || resume };
  });
  if (!changed) throw new UserError(`Digest "${id}" no longer exists.`);
  return described(changed, changed.active ? what : `${what} and still paused`, now);
}

/** A digest with what is given put into it. @throws UserError */
function applied<D extends Pick<Digest, 'at' | 'days' | 'zone' | 'topic' | 'items' | 'catchUpMinutes' | 'settings'>>(
  digest: D,
  given: Given,
  now: Date,
): D {
  const zone = given.timezone ? parseZone(given.timezone) : digest.zone;
  const times = given.time ? parseTimes(given.time) : { at: digest.at, also: digest.settings.also };
  const { settings } = digest;
  const days = given.days
    ? sameWeeks(parseDays(given.days, nextOccurrence({ ...times, days: DAYS.daily, zone }, now).localDate), digest)
    : { days: digest.days, cadence: settings.cadence };
  const changed: DigestSettings = {
    ...settings,
    also: times.also,
    cadence: days.cadence,
    ...(given.sources ? { sources: parseWords(given.sources, 'sources') } : {}),
    ...(given.feeds ? { feeds: parseWords(given.feeds, 'feeds') } : {}),
    ...(given.languages ? { languages: parseLanguages(given.languages) } : {}),
    ...(given.without ? { without: parseWords(given.without, 'words') } : {}),
    ...(given.quiet ? { quiet: given.quiet === 'line' ? 'line' : 'nothing' } : {}),
    ...(given.missed || given.hours ? { catchUp: (given.missed ?? 'late') as DigestSettings['catchUp'] } : {}),
    ...(given.opinion === undefined ? {} : { opinion: given.opinion }),
  };
  return {
    ...digest,
    at: times.at,
    days: days.days,
    zone,
    topic: topicOf(given.topic, digest.topic),
    items: given.items ?? digest.items,
    catchUpMinutes: given.hours === undefined ? digest.catchUpMinutes : given.hours * 60,
    settings: changed,
  };
}

/** The same days given again keep their weeks: nobody means to swap the weeks by that. */
function sameWeeks(days: Days, { days: known, settings: { cadence } }: Pick<Digest, 'days' | 'settings'>): Days {
  const same =
    days.cadence && 'weeks' in days.cadence && cadence && 'weeks' in cadence && cadence.weeks === days.cadence.weeks;
  return same && days.days.join() === known.join() ? { ...days, cadence } : days;
}

/** The topic that is given, else the present one; null: all news. */
function topicOf(given: string | undefined, present: string | null): string | null {
  if (given === undefined) return present;
  return /^(?:none|all|-)?$/i.test(given.trim()) ? null : given;
}

function sameTopic(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

function described(
  digest: Digest | Omit<Digest, 'active' | 'pausedReason' | 'coveredTo'>,
  what: string,
  now: Date,
): Reply {
  const filters = filterWords(digest);
  return {
    blocks: [
      {
        kind: 'text',
        text: `Digest ${digest.id} ${what}: ${scheduleWords(scheduleOf(digest), now)}${filters ? `; ${filters}` : ''}.`,
      },
      { kind: 'time', label: 'Next post', at: digest.next.due },
      {
        kind: 'notice',
        text: digest.settings.reader
          ? 'Change it with /news subscribe, stop it with /news unsubscribe.'
          : `See it now: /newsadmin digest preview ${digest.id}`,
      },
    ],
    private: true,
    subject: digest.id,
  };
}

/** `/newsadmin digest list` */
export async function showDigests(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const digests = await listDigests(deps.db, caller.workspace);
  if (digests.length === 0) return notice('No digests yet. You can set one with /newsadmin digest set.');
  return {
    blocks: [
      { kind: 'heading', text: 'Digests' },
      {
        kind: 'list',
        items: await Promise.all(
          digests.map(async (digest) => ({
            text: `${digest.id} to${digest.settings.reader ? ' one reader' : ''}`,
            ...(digest.settings.reader ? {} : { place: digest.place }),
            detail: await digestWords(deps, digest),
          })),
        ),
      },
      { kind: 'notice', text: '/newsadmin digest why shows what happened to a post and why its stories were chosen.' },
    ],
    private: true,
  };
}

/** When a digest comes, what it is about, its next post and what became of the last one. */
export async function digestWords(deps: Pick<DeskDeps, 'db' | 'now'>, digest: Digest): Promise<string> {
  const [last] = await recentSlots(deps.db, digest.id, 1);
  const filters = filterWords(digest);
  const next = digest.active
    ? `Next: ${momentWords(digest.next.due, digest.zone)}.`
    : `Paused${digest.pausedReason ? `: ${digest.pausedReason}` : ''}. ${
        digest.settings.reader
          ? 'Start it again with /news subscribe.'
          : `Resume it with /newsadmin digest resume ${digest.id}.`
      }`;
  const was = last ? ` Last: ${momentWords(last.due, digest.zone)}, ${slotWords(last)}.` : '';
  return `${scheduleWords(scheduleOf(digest), deps.now())}${filters ? `; ${filters}` : ''}. ${next}${was}`;
}

/** `/newsadmin digest preview`: what it would post now, or on a date; nothing is posted or counted as told. */
export async function previewDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest preview'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  const date = options.date ? dateIn(options.date, digest.zone, deps.now()) : null;
  const at = date ? momentOf(date, digest) : deps.now();
  const shown = date ? { ...digest, coveredTo: null } : digest;
  const { reply, covers, decisions } = await previewOf(deps, shown, at);
  const off: Block[] = date && !comesOn(scheduleOf(digest), date) ? [{ kind: 'notice', text: OFF }] : [];
  if (reply) return { ...reply, blocks: [...reply.blocks, ...off], private: true };
  const nothing = (text: string): Reply => ({ ...notice(text), blocks: [...notice(text).blocks, ...off] });
  if (decisions.length > 0) return nothing('Nothing is new: this digest would post nothing.');
  const span = `${momentWords(covers.from, digest.zone)} and ${momentWords(covers.to, digest.zone)}`;
  return nothing(
    `This digest would post nothing: no article that fits it came in between ${span}. An article counts from when Copydesk read it, not from when it was published.`,
  );
}

const OFF = "This digest isn't due on that day: this is what it would have posted.";

/** A local date as people give it: YYYY-MM-DD, today or yesterday. @throws UserError when it isn't one. */
export function dateIn(text: string, zone: string, now: Date): string {
  const word = text.trim().toLowerCase();
  if (word === 'today') return localDate(now, zone);
  if (word === 'yesterday') return Temporal.PlainDate.from(localDate(now, zone)).subtract({ days: 1 }).toString();
  if (z.iso.date().safeParse(word).success) return word;
  throw new UserError(`"${text}" isn't a date: write YYYY-MM-DD, today or yesterday.`);
}

/** When a digest would come on a date, YYYY-MM-DD. */
export function momentOf(date: string, { at, zone }: Pick<Digest, 'at' | 'zone'>): Date {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(at));
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

/** `/newsadmin digest run`: opens a slot by hand; the worker posts it within seconds. The schedule knows nothing of it. */
export async function runDigest(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest run'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  const { reply } = await previewOf(deps, digest, deps.now());
  if (!reply) return notice('Nothing is new since the last post, so I posted nothing.');
  const key = await openManualSlot(deps.db, digest.id, localDate(deps.now(), digest.zone), deps.now());
  await deps.startSlot(key);
  return notice(`Posting digest ${digest.id} to its channel now. Its schedule stays the same.`);
}

/** `/newsadmin digest pause` */
export async function pauseDigestCommand(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest pause'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  await pauseDigest(deps.db, digest.id, null);
  return notice(`Digest ${digest.id} is paused. Resume it with /newsadmin digest resume ${digest.id}.`);
}

/** `/newsadmin digest resume`: goes on with the next occurrence. What was missed is told by it, not posted late. */
export async function resumeDigestCommand(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'newsadmin digest resume'>,
): Promise<Reply> {
  const digest = await ownDigest(deps, caller.workspace, options.digest);
  if (digest.active) return described(digest, 'is not paused', deps.now());
  const used = await usedSlots(deps.db, digest.id, '0000');
  const next = occurrenceAfterChange(scheduleOf(digest), deps.now(), null, used);
  await resumeDigest(deps.db, digest.id, next);
  return described({ ...digest, next }, 'is running again', deps.now());
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

/** What admins know a digest by while they choose one. */
export function digestSuggestion(digest: Digest, now: Date): string {
  const about = [digest.topic ?? 'all news', ...(digest.settings.reader ? ['for one reader'] : [])].join(', ');
  return suggestionOf(`${about}, ${scheduleWords(scheduleOf(digest), now)}`, digest.id);
}

/** A digest of a workspace. @throws UserError when there is none of that id. */
export async function ownDigest(deps: Pick<DeskDeps, 'db'>, workspace: WorkspaceId, id: string): Promise<Digest> {
  const digest = await findDigest(deps.db, idIn(id).toLowerCase());
  if (!digest || digest.workspace !== workspace || digest.settings.wire)
    throw new UserError(`I can't find a digest "${id}" here. /newsadmin digest list shows them all.`);
  return digest;
}

/**
 * The same workspace, channel, time and topic make the same id, also in a store that lost it: so its posts are found again. One that an
 * edited digest has is taken.
 */
async function freeId(deps: Pick<DeskDeps, 'db'>, key: readonly string[]): Promise<DigestId> {
  for (let i = 1; ; i++) {
    const text = [...key, ...(i === 1 ? [] : [String(i)])].join('\n');
    const id = createHash('sha256').update(text).digest('hex').slice(0, 8) as DigestId;
    if (!(await findDigest(deps.db, id))) return id;
  }
}

function localDate(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}
