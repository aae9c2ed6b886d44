import { setTimeout as wait } from 'node:timers/promises';
import type { Block, Reply } from '../../reply/reply.ts';
import { botsAtWork } from '../../store/bots.ts';
import { listDigests, listWires, scheduleOf } from '../../store/digests/digests.ts';
import { recentSlots } from '../../store/digests/slots.ts';
import { type Beat, lastBeat } from '../../store/heartbeats.ts';
import { storedUsage } from '../../store/model-usage.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import { articlesToIndex } from '../../store/passages/passage-index.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { storeBytes } from '../../store/vitals.ts';
import { VERSION } from '../../version.ts';
import { withinTime } from '../../within-time.ts';
import { CHECK_MS, type Check, placeProblems, workerRuns } from '../checks.ts';
import type { DeskDeps } from '../deps.ts';
import type { Caller } from '../request.ts';
import { scheduleWords } from './digest-options.ts';
import { feedsLookedAfter, healthOf, isFailing } from './feed-handlers.ts';
import { firstSteps } from './first-steps.ts';

/** The web interface of a platform answers within this, or is left out. */
const CHAT_MS = 5_000;
/** A daily backup that is older was missed. */
const BACKUP_LATE_MS = 36 * 3_600_000;
const DIGESTS = 10;
const FEEDS = 5;

type Item = Extract<Block, { kind: 'list' }>['items'][number];

/** `/newsadmin status`: what works, and what to do where something does not. */
export async function status(deps: DeskDeps, caller: Caller): Promise<Reply> {
  const [chats, core] = await Promise.all([chatChecks(deps, caller.workspace), coreChecks(deps, caller.workspace)]);
  const away = storeIsAway(core);
  const checks = [...chats, ...core, ...(away ? [] : await feedChecks(deps, caller.workspace))];
  const wrong = checks.filter(({ state }) => state !== 'fine').length;
  const blocks: Block[] = [
    { kind: 'heading', text: 'Copydesk status' },
    {
      kind: 'text',
      text: wrong === 0 ? 'Everything works.' : `${wrong} of these ${wrong === 1 ? 'needs' : 'need'} attention.`,
    },
    { kind: 'list', items: checks.map(itemOf) },
  ];
  if (away) return { blocks, private: true };
  const steps = await firstSteps(deps, caller.workspace);
  if (steps) blocks.push(...steps.blocks.filter(({ kind }) => kind !== 'notice'));
  const digests = await digestItems(deps, caller.workspace);
  if (digests.length > 0) blocks.push({ kind: 'heading', text: 'Digests' }, { kind: 'list', items: digests });
  return { blocks, private: true };
}

/** Token, intents, scopes and commands of the platform that the workspace is on. */
async function chatChecks({ checks }: DeskDeps, workspace: WorkspaceId): Promise<Check[]> {
  const [platform] = workspace.split('/');
  if (platform !== 'discord' && platform !== 'slack') return [];
  const what = platform === 'discord' ? 'Discord' : 'Slack';
  const silent: Check[] = [{ what, state: 'look', detail: "didn't answer; try again in a minute" }];
  const asked = checks[platform]?.platform().catch(() => silent) ?? [];
  return Promise.race([asked, wait(CHAT_MS, silent, { ref: false })]);
}

/** How a check reads: a word for its state, never a colour alone. */
export function itemOf({ what, state, detail, url }: Check): Item {
  const word = { fine: '', look: 'Look: ', broken: 'Broken: ' }[state];
  return { text: `${word}${what}`, detail, ...(url ? { url } : {}) };
}

/** Version, store, queue, worker and model. */
export async function coreChecks(
  deps: Pick<DeskDeps, 'db' | 'config' | 'now' | 'model' | 'queueCounts'>,
  workspace: WorkspaceId,
): Promise<Check[]> {
  const today = deps.now().toISOString().slice(0, 10);
  const reading = Promise.all([
    articlesSearched(deps.db, workspace),
    articlesToIndex(deps.db),
    storeBytes(deps.db),
    botsAtWork(deps.db, null),
    lastBeat(deps.db, 'worker'),
    lastBeat(deps.db, 'backup'),
    storedUsage(deps.db).spent(workspace, today),
  ]);
  const version: Check = { what: 'Version', state: 'fine', detail: VERSION };
  const [read, queue] = await Promise.all([
    withinTime(reading, CHECK_MS, 'late').catch(() => null),
    deps.queueCounts().catch(() => null),
  ]);
  if (read === null) return [version, STORE_AWAY, queueCheck(deps.config.REDIS_URL ? 'Redis' : 'PostgreSQL', queue)];
  const [stored, waiting, bytes, bots, beat, backup, spent] = read;
  return [
    version,
    {
      what: 'Store',
      state: waiting === 0 ? 'fine' : 'look',
      detail: `${stored} ${stored === 1 ? 'article' : 'articles'} here; ${sizeOf(bytes)} in all${toIndex(waiting)}`,
    },
    queueCheck(deps.config.REDIS_URL ? 'Redis' : 'PostgreSQL', queue),
    workerCheck(beat),
    ...(deps.config.BACKUP_FOLDER ? [backupCheck(backup)] : []),
    // Processes that share the shards of one bot are meant to be several.
    ...(deps.config.DISCORD_SHARDS ? [] : botsCheck(bots)),
    modelCheck(deps.model?.name ?? null, Number(spent), deps.config.MODEL_DAILY_TOKENS),
  ];
}

function toIndex(waiting: number): string {
  if (waiting === 0) return '';
  const articles = waiting === 1 ? '1 article' : `${waiting.toLocaleString('en')} articles`;
  return `; since the upgrade the worker still has ${articles} to index, which no question finds until then`;
}

const STORE_AWAY: Check = {
  what: 'Store',
  state: 'broken',
  detail: "can't be reached: nothing is answered, read or posted until PostgreSQL is back",
};

/** Whether the rest can't be looked at. */
export function storeIsAway(checks: readonly Check[]): boolean {
  return checks.includes(STORE_AWAY);
}

function sizeOf(bytes: number): string {
  return bytes < 1e9 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function modelCheck(name: string | null, spent: number, cap: number): Check {
  if (name === null) return { what: 'Model', state: 'fine', detail: 'none: built-in summaries and answers' };
  const used = `${spent.toLocaleString('en-GB')} of ${cap.toLocaleString('en-GB')} tokens used today (UTC)`;
  return spent < cap
    ? { what: 'Model', state: 'fine', detail: `${name}: ${used}` }
    : {
        what: 'Model',
        state: 'look',
        detail: `${name}: ${used}; built-in answers until tomorrow, or raise MODEL_DAILY_TOKENS`,
      };
}

function queueCheck(backend: string, counts: Record<string, number> | null): Check {
  if (counts === null)
    return {
      what: 'Job queue',
      state: 'broken',
      detail: `${backend} can't be reached: digests and feeds wait until it is back`,
    };
  const waiting = (counts.waiting ?? 0) + (counts.wait ?? 0);
  return {
    what: 'Job queue',
    state: 'fine',
    detail: `${backend}: ${waiting} waiting, ${counts.active ?? 0} running, ${counts.failed ?? 0} failed`,
  };
}

/** One bot serves both platforms: more than one process means that several run. */
function botsCheck(bots: readonly string[]): Check[] {
  const instances = [...new Set(bots)];
  if (instances.length < 2) return [];
  const detail = `${instances.length} are running (${instances.slice(0, 5).join(', ')}). Each message is answered once; stop those you don't need`;
  return [{ what: 'Bots', state: 'look', detail }];
}

function workerCheck(beat: Beat | null): Check {
  if (workerRuns(beat)) return { what: 'Worker', state: 'fine', detail: 'running' };
  const last = beat ? `last seen ${minuteOf(beat.at)}` : 'never seen';
  return {
    what: 'Worker',
    state: 'broken',
    detail: `none is running (${last}), so no feeds are read and no digests posted. Start one with npm run worker, or npm start for everything`,
  };
}

function backupCheck(made: Beat | null): Check {
  const last = made ? `the last is of ${minuteOf(made.at)}` : 'none has been written yet';
  if (made && Math.abs(made.age) < BACKUP_LATE_MS) return { what: 'Backup', state: 'fine', detail: last };
  const detail = `${last}. The worker writes one a day into BACKUP_FOLDER; its log says why it can't`;
  return { what: 'Backup', state: made ? 'broken' : 'look', detail };
}

function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The feeds of a workspace, those that fail by name. */
export async function feedChecks(deps: Pick<DeskDeps, 'db' | 'now'>, workspace: WorkspaceId): Promise<Check[]> {
  const feeds = await feedsLookedAfter(deps, workspace);
  const failing = feeds.filter(isFailing);
  if (feeds.length === 0) return [{ what: 'Feeds', state: 'fine', detail: 'none followed yet: /newsadmin feed add' }];
  return [
    {
      what: 'Feeds',
      state: failing.length > 0 ? 'look' : 'fine',
      detail: `${feeds.length} followed${failing.length > 0 ? `, ${failing.length} failing` : ''}`,
    },
    ...failing.slice(0, FEEDS).map(
      (feed): Check => ({
        what: feed.name ?? feed.title,
        state: 'look',
        detail: `${healthOf(feed, deps.now())}. /newsadmin feed list shows all`,
      }),
    ),
  ];
}

async function digestItems(deps: DeskDeps, workspace: WorkspaceId): Promise<Item[]> {
  const wires = (await listWires(deps.db, workspace)).slice(0, DIGESTS);
  // Those of single readers are theirs: their readers are told when they fail.
  const digests = (await listDigests(deps.db, workspace))
    .filter(({ settings }) => settings.reader === null)
    .slice(0, DIGESTS);
  return Promise.all(
    [...digests, ...wires].map(async (digest): Promise<Item> => {
      const [[last], problems] = await Promise.all([
        recentSlots(deps.db, digest.id, 1),
        digest.active ? placeProblems(deps.checks, digest.place) : Promise.resolve([]),
      ]);
      const past = last ? `; the last: ${last.state}${last.note ? ` (${last.note})` : ''}` : '';
      if (!digest.active)
        return {
          text: `Paused: ${digest.id} in`,
          place: digest.place,
          detail: `${digest.pausedReason ?? 'by an admin'}; set it again to resume`,
        };
      const trouble = problems.length > 0 ? `${problems.join(' ')} ` : '';
      if (digest.settings.wire)
        return {
          text: `${problems.length > 0 ? 'Broken: ' : ''}${digest.id} in`,
          place: digest.place,
          detail: `${trouble}articles as they come${past}`,
        };
      return {
        text: `${problems.length > 0 ? 'Broken: ' : ''}${digest.id} in`,
        place: digest.place,
        detail: `${trouble}${scheduleWords(scheduleOf(digest), deps.now())}${past}; next`,
        at: digest.next.due,
      };
    }),
  );
}
