import type { App } from '../app.ts';
import { CHECK_MS, type Check, placeProblems, platformChecks } from '../chat/checks.ts';
import { coreChecks, feedChecks, storeIsAway } from '../chat/handlers/status.ts';
import { inShellWords } from '../chat/shell-words.ts';
import { type Model, ModelUnavailable } from '../model/model.ts';
import { listDigests, listWires } from '../store/digests/digests.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { write, writeJson } from './output.ts';
import { namedWorkspace, withApp } from './run.ts';

const WORDS = { fine: 'fine  ', look: 'look  ', broken: 'BROKEN' } as const;

/**
 * `copydesk doctor`: looks at every part, also while no bot runs. What is away is said within five seconds; only a model gets longer, and
 * its line comes last. The exit code is 1 when something is broken.
 */
export function doctorCommand(options: { workspace: string; json?: boolean }): Promise<void> {
  return withApp(
    async (app) => {
      const probing = app.model ? modelProbe(app.model.model) : null;
      const checks = await allChecks(app, await namedWorkspace(app, options.workspace));
      if (!options.json) await write(`${checks.map(line).join('\n')}\n`);
      const model = await probing;
      if (model && !options.json) await write(`${line(model)}\n`);
      const all = [...checks, ...(model ? [model] : [])];
      if (options.json) await writeJson(all);
      if (all.some(({ state }) => state === 'broken')) process.exitCode = 1;
    },
    { connectMs: CHECK_MS },
  );
}

async function allChecks(app: App, workspace: WorkspaceId): Promise<Check[]> {
  const deps = { ...app, now: () => new Date(), queueCounts: async () => (await app.queue()).counts() };
  const [core, platforms] = await Promise.all([coreChecks(deps, workspace), platformChecks(app.checks)]);
  const chats = platforms.length > 0 ? platforms : [NO_CHATS];
  if (storeIsAway(core)) return [...core, ...chats];
  const [feeds, digests] = await Promise.all([feedChecks(deps, workspace), digestChecks(app)]);
  return [...core, ...chats, ...feeds, ...digests];
}

const NO_CHATS: Check = {
  what: 'Chats',
  state: 'look',
  detail: 'none connected: see docs/discord.md and docs/slack.md',
};

async function digestChecks(app: App): Promise<Check[]> {
  const digests = [...(await listDigests(app.db, null)), ...(await listWires(app.db, null))];
  return Promise.all(
    digests.map(async ({ id, place, active, pausedReason, settings }): Promise<Check> => {
      const what = `${settings.wire ? 'Wire' : 'Digest'} ${id} in ${place}`;
      if (!active)
        return { what, state: 'broken', detail: `paused: ${pausedReason ?? 'by an admin'}; set it again to resume` };
      const problems = await placeProblems(app.checks, place);
      return problems.length > 0
        ? { what, state: 'broken', detail: problems.join(' ') }
        : { what, state: 'fine', detail: 'set' };
    }),
  );
}

const PROBE_MS = 60_000;

/** One short request, as answers make them: whether the model is there, gives JSON, and how long it takes. */
export async function modelProbe(model: Pick<Model, 'check'>): Promise<Check> {
  const what = 'Model answers';
  const began = performance.now();
  const claims = [{ claim: 'The ferry runs at night.', sentences: ['From May, the ferry runs at night.'] }];
  try {
    const { supported } = await model.check({ claims, signal: AbortSignal.timeout(PROBE_MS) });
    const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
    return supported[0] === true
      ? { what, state: 'fine', detail: `in ${took}` }
      : { what, state: 'look', detail: `in ${took}, but it misjudged a plain sentence: a larger model helps` };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const plain =
      error instanceof ModelUnavailable ? ` ${error.plain.replace(/; this is the built-in answer\.$/, '.')}` : '';
    return {
      what,
      state: 'broken',
      detail: `${cause}.${plain} Built-in answers are given meanwhile; look at OPENAI_BASE_URL, OPENAI_MODEL and OPENAI_API_KEY`,
    };
  }
}

function line({ what, state, detail, url }: Check): string {
  return `${WORDS[state]}  ${what}: ${[inShellWords(detail), url].filter(Boolean).join(': ')}`;
}
