// node bench/storm.ts [--channels 500] [--platform discord|slack] [--filters 20] [--workers 1]
// Digests of many channels that are all due at one moment, posted by the delivery itself to a server that enforces the platform's limits.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { discordPoster } from '../src/chat/platforms/discord/poster.ts';
import { slackPoster } from '../src/chat/platforms/slack/poster.ts';
import { startDelivery } from '../src/digest/lanes.ts';
import { newsSource } from '../src/digest/news-source.ts';
import { openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import type { DigestId, WorkspaceId } from '../src/store/schema.ts';
import { welcomeWorkspace } from '../src/store/workspaces.ts';
import { addDigest } from '../test/digest/test-delivery.ts';
import { startPlatforms } from './delivery/platforms.ts';
import { seeded } from './delivery/random.ts';
import { addStormNews, TOPICS } from './delivery/storm-news.ts';

const { values } = parseArgs({
  options: {
    channels: { type: 'string', default: '500' },
    platform: { type: 'string', default: 'discord' },
    filters: { type: 'string', default: '1' },
    articles: { type: 'string', default: '40' },
  },
});
const channels = Number(values.channels);
const slack = values.platform === 'slack';
const platforms = await startPlatforms(seeded(1), {
  discord: { overall: 50, channel: 5 },
  slack: { overall: 0, channel: 1 },
});
const folder = mkdtempSync(join(tmpdir(), 'copydesk-storm-'));
const server = await openEmbedded({ dataDir: folder });
const db = await openDatabase(server.connectionString);
const workspace = (slack ? 'slack/T1' : 'discord/g1') as WorkspaceId;
await welcomeWorkspace(db, { id: workspace, platform: slack ? 'slack' : 'discord', name: 'Storm' });
await addStormNews(db, Number(values.articles));
const due = new Date(Date.now() + 10_000 + channels * 25);
const filters = Number(values.filters);
for (let i = 0; i < channels; i++) {
  const localDate = due.toISOString().slice(0, 10);
  await addDigest(db, due, {
    id: `s${i}` as DigestId,
    workspace,
    place: `${workspace}/${slack ? `C${i}` : 100_000 + i}`,
    topic: filters > 1 ? `${TOPICS[i % TOPICS.length]}${i % filters >= TOPICS.length ? ' or council' : ''}` : null,
    at: new Date(due.getTime() + 6 * 3_600_000).toISOString().slice(11, 16),
    next: { localDate, slot: localDate, due },
  });
}
const before = { cpu: process.cpuUsage(), rss: process.memoryUsage().rss };
const discord = discordPoster('token', platforms.discordUrl);
const toSlack = slackPoster('xoxb-token', platforms.slackUrl);
const delivery = startDelivery(
  {
    db,
    news: newsSource(db),
    posterFor: (place) => (place.startsWith('slack/') ? toSlack : discord),
    worker: 'storm',
    log: (message, fields) =>
      !/^(?:digest|delivery)$/.test(message) && process.stderr.write(`${message} ${String(fields.err ?? '')}\n`),
  },
  ['discord', 'slack'],
);
let peak = before.rss;
const deadline = due.getTime() + channels * 200 + 120_000;
const posted = () =>
  new Set(platforms.messages.filter(({ marker }) => marker?.endsWith('-0')).map(({ channel }) => channel));
while (posted().size < channels && Date.now() < deadline) {
  peak = Math.max(peak, process.memoryUsage().rss);
  await wait(500);
}
const firsts = platforms.messages.filter(({ marker }) => marker?.endsWith('-0'));
const cpu = process.cpuUsage(before.cpu);
const times = firsts.map(({ at }) => (at - due.getTime()) / 1000).sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({
    channels,
    posted: posted().size,
    duplicates: firsts.length - posted().size,
    firstSeconds: times[0],
    lastSeconds: times.at(-1),
    perSecond: Math.round((10 * times.length) / Math.max(0.1, (times.at(-1) ?? 0) - (times[0] ?? 0))) / 10,
    limited: platforms.counts.limited,
    looks: platforms.counts.looks,
    // The recording server runs in this process too.
    cpuMsAPost: Math.round((cpu.user + cpu.system) / 1000 / Math.max(1, firsts.length)),
    rssMb: [Math.round(before.rss / 1e6), Math.round(peak / 1e6)],
  })}\n`,
);
await delivery.stop();
await db.destroy();
await server.close();
await platforms.close();
rmSync(folder, { recursive: true, force: true });
process.exit();
