import type { App } from '../app.ts';
import { type Check, placeProblems } from '../chat/checks.ts';
import { coreChecks, feedChecks } from '../chat/handlers/status.ts';
import { listDigests, listWires } from '../store/digests/digests.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { write, writeJson } from './output.ts';
import { namedWorkspace, withApp } from './run.ts';

const WORDS = { fine: 'fine  ', look: 'look  ', broken: 'BROKEN' } as const;

/** `copydesk doctor`: looks at every part, also while no bot runs. The exit code is 1 when something is broken. */
export function doctorCommand(options: { workspace: string; json?: boolean }): Promise<void> {
  return withApp(async (app) => {
    const checks = await allChecks(app, await namedWorkspace(app, options.workspace));
    await (options.json ? writeJson(checks) : write(`${checks.map(line).join('\n')}\n`));
    if (checks.some(({ state }) => state === 'broken')) process.exitCode = 1;
  });
}

async function allChecks(app: App, workspace: WorkspaceId): Promise<Check[]> {
  const platforms = Object.values(app.checks).map((checks) => checks.platform());
  const digests = [...(await listDigests(app.db, null)), ...(await listWires(app.db, null))];
  const deps = { ...app, now: () => new Date(), queueCounts: async () => (await app.queue()).counts() };
  return [
    ...(await coreChecks(deps, workspace)),
    ...(platforms.length > 0
      ? (await Promise.all(platforms)).flat()
      : [
          {
            what: 'Chats',
            state: 'look' as const,
            detail: 'none connected: see docs/discord.md and docs/slack.md',
          },
        ]),
    ...(await feedChecks(deps, workspace)),
    ...(await Promise.all(
      digests.map(async ({ id, place, active, pausedReason, settings }): Promise<Check> => {
        const what = `${settings.wire ? 'Wire' : 'Digest'} ${id} in ${place}`;
        if (!active)
          return { what, state: 'broken', detail: `paused: ${pausedReason ?? 'by an admin'}; set it again to resume` };
        const problems = await placeProblems(app.checks, place);
        return problems.length > 0
          ? { what, state: 'broken', detail: problems.join(' ') }
          : { what, state: 'fine', detail: 'set' };
      }),
    )),
  ];
}

function line({ what, state, detail }: Check): string {
  return `${WORDS[state]}  ${what}: ${detail}`;
}
