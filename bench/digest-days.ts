// node bench/digest-days.ts <library.jsonl.gz> --from 2023-04-03 [--days 14] [--items 7] [--why]
// node bench/digest-days.ts --data <folder of a store that has the library: a copy, which is changed> --from …
// Replays the days of a library: one digest a day at 08:00 UTC, each counted as posted before the next, to be read by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { renderDiscord } from '../src/chat/platforms/discord/render.ts';
import { renderSlack } from '../src/chat/platforms/slack/render.ts';
import { renderTerminal } from '../src/chat/platforms/terminal/render.ts';
import { importArticles } from '../src/cli/stored-files.ts';
import { attendSlot } from '../src/digest/deliver.ts';
import { newsSource } from '../src/digest/news-source.ts';
import { openDueSlots } from '../src/digest/open.ts';
import type { Reply } from '../src/reply/reply.ts';
import { openDatabase } from '../src/store/database.ts';
import { decisionsOf } from '../src/store/digests/slots.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import { type DigestId, SHARED } from '../src/store/schema.ts';
import { addDigest, deliverDeps } from '../test/digest/test-delivery.ts';
import { type LibraryArticle, readRows } from './memory-library.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '2023-04-03' },
    days: { type: 'string', default: '14' },
    items: { type: 'string', default: '7' },
    topic: { type: 'string' },
    why: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const [path] = positionals;
if (!path && !values.data) throw new Error('which library?');
const first = new Date(`${values.from}T08:00:00Z`);
const days = Number(values.days);
const until = new Date(first.getTime() + days * 86_400_000);

const folder = values.data ?? mkdtempSync(join(tmpdir(), 'copydesk-days-'));
const server = await openEmbedded({ dataDir: folder });
const db = await openDatabase(server.connectionString);
async function* lines(library: string) {
  for (const row of readRows<LibraryArticle>(library)) {
    const at = row.published ? new Date(row.published).getTime() : 0;
    if (at > first.getTime() - 2 * 86_400_000 && at < until.getTime()) yield JSON.stringify(row);
  }
}
if (path) {
  const imported = await importArticles(db, lines(path), SHARED);
  process.stderr.write(`${imported.stored} articles stored\n`);
}
await db.deleteFrom('digests').execute();
// Each came in when it was published.
await sql`update article_visibility v set added = coalesce(r.published, v.added)
  from articles a join revisions r on r.id = a.current where a.id = v.article_id`.execute(db);
await addDigest(db, new Date(first.getTime() - 1), {
  items: Number(values.items),
  topic: values.topic ?? null,
  at: '08:00',
});
let clock = first;
const poster = {
  messages: (reply: Reply) => [{ message: reply, inThread: false }],
  async post(_place: string, message: unknown) {
    const reply = message as Reply;
    process.stdout.write(`\n${renderTerminal(reply, { color: false, width: 110, zone: 'UTC' })}\n`);
    process.stdout.write(`[Discord: ${renderDiscord(reply).length}, Slack: ${renderSlack(reply).length} messages]\n`);
    return { kind: 'posted' as const, id: 'x' };
  },
  find: async () => ({ kind: 'absent' as const }),
  direct: async () => null,
};
const news = newsSource(db);
for (let day = 0; day < days; day++) {
  clock = new Date(first.getTime() + day * 86_400_000 + 1_000);
  for (const key of await openDueSlots(db, clock)) {
    process.stdout.write(`\n===== ${key.slot} =====\n`);
    const outcome = await attendSlot(
      deliverDeps(db, poster, () => clock, { news }),
      key,
    );
    if (outcome.kind !== 'posted') process.stdout.write(`(${outcome.kind})\n`);
    if (values.why) {
      for (const decision of (await decisionsOf(db, { digest: 'd1' as DigestId, slot: key.slot })) as {
        headline: string;
        score: number;
        verdict: string;
        reasons: string[];
      }[])
        process.stdout.write(
          `  ${decision.score}  ${decision.headline}  [${decision.verdict}]  ${decision.reasons.join('; ')}\n`,
        );
    }
  }
}
await db.destroy();
await server.close();
if (!values.data) rmSync(folder, { recursive: true, force: true });
process.exit();
