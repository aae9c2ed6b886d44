import { parseArgs } from 'node:util';
import type { WorkspaceId } from '../src/store/schema.ts';
import { holds, type Planted, plantLibrary, probesOf } from '../test/store/isolation-probes.ts';
import { openAttackDesk, readGiven, seeded } from './attack-desk.ts';

/** `node bench/isolation.ts [--probes 1000] [--workspaces 8]`: canaries of one workspace looked for from the others, in every way there is. */
const { values } = parseArgs({
  options: { probes: { type: 'string', default: '1000' }, workspaces: { type: 'string', default: '8' } },
});
const random = seeded(1);
const attacked = await openAttackDesk();
attacked.writer.write = ({ passages }) =>
  passages.map(({ id, text }) => ({ text: text.split(/(?<=\.)\s/)[0] ?? '', cites: [id] }));
const ways = new Map<string, number>();
let done = 0;
let found = 0;
let sentAway = 0;
try {
  const planted: Planted[] = [];
  for (let i = 0; i < Number(values.workspaces); i += 1) {
    const canary = `Q${Array.from({ length: 7 }, () => 'bdfgklmnprstvz'[Math.floor(random() * 14)]).join('')}`;
    planted.push(await plantLibrary(attacked.db, attacked.desk, `discord/${i + 1}` as WorkspaceId, canary, 2));
  }
  while (done < Number(values.probes)) {
    for (const asker of planted) {
      for (const target of planted.filter((other) => other !== asker)) {
        const before = attacked.requests().length;
        for (const [way, probe] of Object.entries(
          probesOf(attacked.db, attacked.desk, asker.workspace, target, 100 + done),
        )) {
          done += 1;
          const leaks = holds(await probe(), target.canary);
          if (!leaks) continue;
          found += 1;
          ways.set(way, (ways.get(way) ?? 0) + 1);
        }
        for (const body of attacked.requests().slice(before)) {
          const message = (body.messages as { content: string }[]).at(-1)?.content ?? '';
          if (holds(readGiven(message).passages, target.canary)) sentAway += 1;
        }
        if (done >= Number(values.probes)) break;
      }
      if (done >= Number(values.probes)) break;
    }
  }
} finally {
  console.log(
    `${done} probes: ${found} found, ${sentAway} of ${attacked.requests().length} requests to the model held a canary of another`,
  );
  for (const [way, count] of ways) console.log(`  ${way}: ${count}`);
  await attacked.close();
}
