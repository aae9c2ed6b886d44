// node bench/many-channels.ts [--channels 100000]
// Digests of very many channels, half of them due a minute after the others. Schedule, store, composing and delivery are the worker's own; the
// platform, its budget of requests and the clock are simulated, so that it takes as long as the work takes and not as Discord would let it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { attendSlot } from '../src/digest/deliver.ts';
import { newsSource } from '../src/digest/news-source.ts';
import { openDueSlots } from '../src/digest/open.ts';
import { PACES } from '../src/digest/poster.ts';
import { openDatabase } from '../src/store/database.ts';
import { takeSlots } from '../src/store/digests/slots.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import type { DigestId } from '../src/store/schema.ts';
import { recordingPoster } from '../test/digest/recording-poster.ts';
import { addDigest, deliverDeps } from '../test/digest/test-delivery.ts';
import { addStormNews } from './delivery/storm-news.ts';

const { values } = parseArgs({ options: { channels: { type: 'string', default: '100000' } } });
const channels = Number(values.channels);
/** As many slots of a platform as a worker has in hand. */
const AT_A_TIME = 24;
const folder = mkdtempSync(join(tmpdir(), 'copydesk-many-'));
const server = await openEmbedded({ dataDir: folder });
const db = await openDatabase(server.connectionString);
await addStormNews(db, 40);

const due = new Date(Math.ceil(Date.now() / 60_000) * 60_000);
const localDate = due.toISOString().slice(0, 10);
const at = due.toISOString().slice(11, 16);
await addDigest(db, due, {
  id: 's0' as DigestId,
  place: 'discord/g1/0',
  at,
  next: { localDate, slot: localDate, due },
});
await sql`
  insert into digests select r.* from digests d, generate_series(1, ${channels - 1}::integer) as i,
    jsonb_populate_record(d, jsonb_build_object('id', 's' || i, 'place', 'discord/g1/' || i,
      'next_due', d.next_due + make_interval(mins => i % 2))) as r`.execute(db);

let clock = due.getTime();
let free = clock;
const pace = PACES.discord?.post ?? 0;
const late = { first: Number.POSITIVE_INFINITY, last: 0 };
const busiest = new Map<number, number>();
let posted = 0;
let outOfOrder = 0;
let earlierLeft = Math.ceil(channels / 2);
const poster = recordingPoster();
const turns = new Map<string, number>();
poster.post = async (place) => {
  const seconds = ((turns.get(place) ?? clock) - due.getTime()) / 1000;
  turns.delete(place);
  late.first = Math.min(late.first, seconds);
  late.last = Math.max(late.last, seconds);
  busiest.set(Math.floor(seconds), (busiest.get(Math.floor(seconds)) ?? 0) + 1);
  // What is in hand at a time has no order.
  if (Number(place.split('/')[2]) % 2 === 0) earlierLeft -= 1;
  else if (earlierLeft > AT_A_TIME) outOfOrder += 1;
  posted += 1;
  return { kind: 'posted', id: String(posted) };
};
const now = () => new Date(clock);
const deps = deliverDeps(db, poster, now, {
  news: newsSource(db),
  crowded: () => true,
  pace: async (place) => {
    clock = Math.max(free, clock);
    free = clock + pace;
    turns.set(place, clock);
    return 0;
  },
});
const parts: { posted: number; rssMb: number; msAPost: number }[] = [];
let since = performance.now();
while (posted < channels) {
  await openDueSlots(db, now());
  const taken = await takeSlots(db, 'discord', AT_A_TIME, 15, now);
  if (taken.length === 0) clock += 1_000;
  await Promise.all(taken.map((key) => attendSlot(deps, key)));
  if (posted < ((parts.length + 1) * channels) / 5) continue;
  const rssMb = Math.round(process.memoryUsage().rss / 1e6);
  const msAPost = Math.round((50 * (performance.now() - since)) / channels) / 10;
  parts.push({ posted, rssMb, msAPost });
  process.stderr.write(`${JSON.stringify(parts.at(-1))}\n`);
  since = performance.now();
}
process.stdout.write(
  `${JSON.stringify({
    channels,
    posted,
    outOfOrder,
    firstSeconds: late.first,
    lastSeconds: late.last,
    allowedSeconds: channels / 50,
    mostInASecond: Math.max(...busiest.values()),
    parts,
  })}\n`,
);
await db.destroy();
await server.close();
rmSync(folder, { recursive: true, force: true });
process.exit();
