import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lookAgain } from '../src/intake/look-again.ts';
import { type FeedDeps, pollFeed } from '../src/intake/poll-feed.ts';
import { readEntry } from '../src/intake/read-entry.ts';
import { createParser } from '../src/read/parse/parser-pool.ts';
import { createFetcher } from '../src/read/web/fetch.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded/embedded.ts';
import { waitingEntries } from '../src/store/feeds/entries.ts';
import { followFeed, takeDueFeeds } from '../src/store/feeds/feeds.ts';
import { TERMINAL } from '../src/store/schema.ts';

/**
 * Two days of feeds that misbehave in every way that was found, on the loopback network (Linux) with a clock of its own:
 * `node bench/feed-days.ts [feeds] [hours] [seed]`. A reader expects each story once, in its last version, and nothing old as new.
 */

interface Story {
  n: number;
  /** Hours after the start; below zero: there before the feed was followed. */
  from: number;
  title: string;
  paragraphs: string[];
  /** From this hour on the page says something else, and with `said` the feed does so too. */
  changes?: { at: number; title: string; paragraph: string; said: boolean };
  /** In place of the hour that it appears. */
  date?: Date;
}

interface Site {
  kind: Kind;
  host: string;
  stories: Story[];
  polls: number;
}

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

interface Kind {
  name: string;
  /** Stories there before, and later ones. */
  stories?: [before: number, later: number];
  order?: (shown: Story[], random: () => number) => Story[];
  item?: (story: Story, site: Site, url: string) => string;
  feed?: (site: Site, hour: number, xml: string) => Reply;
  page?: (story: Story, html: string) => Reply;
  change?: 'said' | 'unsaid';
  date?: (story: Story) => Date | undefined;
  /** Whether it is news when it comes later. */
  isNews?: boolean;
  /** Whether a story can be read at all. */
  isReadable?: boolean;
}

const HOUR_MS = 3_600_000;
/** Between two readings, and once nothing new comes. */
const TICK_HOURS = 0.25;
const SETTLING_TICK_HOURS = 1;
const START = new Date('2026-11-27T12:00:00Z');
const MOST_AT_FIRST = 30;
/** As long as it takes until a page is looked at the third time. */
const SETTLING_HOURS = 14;

const guid = (id: string) => `<guid isPermaLink="false">${id}</guid>`;
const full = (story: Story) =>
  `<content:encoded><![CDATA[${[...story.paragraphs, ...story.paragraphs.map((line) => `${line} So much for ${story.n}.`), ...story.paragraphs.map((line) => `Once more: ${line}`)].map((line) => `<p>${line}</p>`).join('')}]]></content:encoded>`;

const KINDS: Kind[] = [
  { name: 'well-behaved' },
  { name: 'oldest first, longer than is read', stories: [33, 2], order: (shown) => shown.toReversed() },
  { name: 'shuffled', order: (shown, random) => [...shown].sort(() => random() - 0.5) },
  { name: 'another id at each reading', item: (story, site) => guid(`${site.polls}-${story.n}`) },
  {
    name: 'no ids, another query in each link',
    item: (story, site, url) => `<link>${url}?utm_source=feed&amp;utm_campaign=${site.polls}-${story.n}</link>`,
  },
  { name: 'one id for all', item: () => guid('N/A') },
  { name: 'corrected, and the feed says so', change: 'said' },
  { name: 'corrected in silence', change: 'unsaid' },
  { name: 'old stories that appear late', date: () => new Date('2019-03-04T09:00:00Z'), isNews: false },
  {
    name: 'moves for good',
    feed: ({ host }, hour, xml) =>
      hour < 3 ? { body: xml } : { status: 301, headers: { location: `http://${host}/new-feed` } },
  },
  { name: 'fails now and then', feed: ({ polls }, _, xml) => (polls % 3 === 1 ? { status: 503 } : { body: xml }) },
  {
    name: 'is a web page now and then',
    feed: ({ polls }, _, xml) => ({ body: polls % 3 === 1 ? '<!doctype html><title>Soon</title><p>Back soon.' : xml }),
  },
  {
    name: 'is cut off now and then',
    feed: ({ polls }, _, xml) => ({ body: polls % 3 === 2 ? xml.slice(0, Math.floor(xml.length * 0.6)) : xml }),
  },
  {
    name: 'pages for scripts alone',
    item: (story) => `<description>${story.paragraphs[0]} ${story.paragraphs[1]}</description>`,
    page: () => ({ body: '<html><div id="root"></div><noscript>Enable JavaScript</noscript></html>' }),
  },
  { name: 'whole text in the feed', item: full },
  { name: 'pages that are not there', page: () => ({ status: 404 }), isReadable: false },
  {
    name: 'pages that say with 200 that they are not there',
    page: () => ({ body: '<title>Page not found</title><h1>Page not found</h1><p>Go back to the front page.' }),
    isReadable: false,
  },
  { name: 'dozens at once', stories: [1, 25] },
  { name: 'only the five newest', stories: [5, 7], order: (shown) => shown.slice(0, 5) },
  {
    name: 'declares Cyrillic',
    feed: (_, __, xml) => ({ body: `<?xml version="1.0" encoding="windows-1251"?>${xml}` }),
  },
  { name: 'compressed without a word', feed: (_, __, xml) => ({ body: gzipSync(xml) }) },
  { name: 'no dates at all', date: () => undefined },
  {
    name: 'junk before the document',
    feed: (_, __, xml) => ({ body: `Warning: include() failed in line 7\n${xml}` }),
  },
];

const PLACES = 'Norfell Westport Eastvale Brenna Quay Halden Ostby Marl Tarn Lund Vesper Kolby'.split(' ');
const NAMES = 'Brandt Ortiz Berg Dale Hale Pell Reyes Solberg Ardent Vogt Lind Moe Kane Rask Stein'.split(' ');
const THINGS = 'bridge ferry school bakery tram lighthouse market mill library pier stadium tower reservoir'.split(' ');
const DEEDS = 'opens closes burns moves shrinks wins loses reopens floods doubles vanishes returns'.split(' ');

/** Pseudo-random numbers from a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function storyOf(n: number, from: number, kind: Kind, random: () => number): Story {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const [place, name, thing, deed] = [pick(PLACES), pick(NAMES), pick(THINGS), pick(DEEDS)];
  const title = `${place} ${thing} ${deed} in row ${n}`;
  const paragraphs = [
    `The ${thing} of ${place} ${deed} after ${n} weeks of talks between ${pick(NAMES)} and the council of ${pick(PLACES)}, it was said on Friday.`,
    `“Number ${n} is the ${thing} that ${pick(PLACES)} has waited for,” said mayor ${name} to ${n * 3} people at the ${pick(THINGS)}.`,
    `It costs ${n * 17} crowns, of which ${pick(PLACES)} pays ${n * 5}, and work on the ${pick(THINGS)} takes ${n + 3} days, ${pick(NAMES)} added.`,
  ];
  const story: Story = { n, from, title, paragraphs };
  const date = kind.date?.(story);
  if (date !== undefined) story.date = date;
  if (kind.change !== undefined && from >= 0)
    story.changes = {
      at: from + 2 + random() * 3,
      title: `${title}, corrected`,
      paragraph: `Correction ${n}: ${pick(NAMES)} did not pay, and ${place} pays ${n * 9} crowns, the ${pick(THINGS)} office said later.`,
      said: kind.change === 'said',
    };
  return story;
}

function sitesOf(count: number, hours: number, seed: number, port: number): Site[] {
  const random = seeded(seed);
  let n = 100;
  return Array.from({ length: count }, (_, index): Site => {
    const kind = KINDS[index % KINDS.length] ?? { name: 'well-behaved' };
    const [before, later] = kind.stories ?? [2, 2];
    const burst = kind.name === 'dozens at once' ? hours * 0.4 : null;
    const hoursOf = [
      ...Array.from({ length: before }, (_, at) => -1 - at * 3),
      ...Array.from({ length: later }, () => burst ?? 1 + random() * hours * 0.6),
    ];
    const host = `127.0.${1 + Math.floor(index / 250)}.${1 + (index % 250)}:${port}`;
    return { kind, host, polls: 0, stories: hoursOf.map((from) => storyOf(++n, from, kind, random)) };
  });
}

const dateOf = (story: Story) => story.date ?? new Date(START.getTime() + story.from * HOUR_MS);
const hasChanged = ({ changes }: Story, hour: number) => changes !== undefined && hour >= changes.at;

function feedReply(site: Site, hour: number, random: () => number): Reply {
  const { kind, host, stories } = site;
  site.polls++;
  const shown = stories.filter(({ from }) => from <= hour).sort((a, b) => b.from - a.from);
  const items = (kind.order?.(shown, random) ?? shown).map((story) => {
    const url = `http://${host}/s/${story.n}`;
    const own = kind.item?.(story, site, url) ?? '';
    const said = story.changes?.said === true && hasChanged(story, hour) ? story.changes : null;
    const date = kind.date !== undefined && story.date === undefined ? '' : dateOf(story).toUTCString();
    return [
      `<item><title>${said?.title ?? story.title}</title>`,
      own.includes('<link>') ? '' : `<link>${url}</link>`,
      own.includes('<guid') || own.includes('<link>') ? '' : guid(`story-${story.n}`),
      date === '' ? '' : `<pubDate>${said ? new Date(START.getTime() + hour * HOUR_MS).toUTCString() : date}</pubDate>`,
      `${own}</item>`,
    ].join('');
  });
  const xml = `<rss version="2.0"><channel><title>${kind.name}</title><link>http://${host}/</link>${items.join('')}</channel></rss>`;
  return kind.feed?.(site, hour, xml) ?? { body: xml };
}

function pageReply({ kind }: Site, story: Story, hour: number): Reply {
  const changed = hasChanged(story, hour) ? story.changes : undefined;
  const lines = changed ? [changed.paragraph, ...story.paragraphs.slice(1)] : story.paragraphs;
  const title = changed?.title ?? story.title;
  const html = `<!doctype html><html lang="en"><title>${title}</title><article><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</article></html>`;
  return kind.page?.(story, html) ?? { body: html };
}

export interface FeedDaysReport {
  expected: number;
  polls: number;
  /** What a reader would complain of, a line each. */
  faults: string[];
}

/** Runs the days on an empty store and compares what is stored with what a reader expects. */
export async function feedDays(
  db: Database,
  { feeds, hours, seed }: { feeds: number; hours: number; seed: number },
): Promise<FeedDaysReport> {
  const random = seeded(seed + 1);
  let hour = 0;
  let sites = new Map<string, Site>();
  const server = createServer((request, response) => {
    const site = sites.get(request.headers.host ?? '');
    const number = Number(/^\/s\/(\d+)/.exec(request.url ?? '')?.[1]);
    const story = site?.stories.find(({ n, from }) => n === number && from <= hour);
    const isFeed = /^\/(?:new-)?feed$/.test(request.url ?? '');
    const moved =
      request.url === '/new-feed' && site ? feedReply({ ...site, kind: { name: site.kind.name } }, hour, random) : null;
    const reply: Reply =
      moved ??
      (site && isFeed ? feedReply(site, hour, random) : site && story ? pageReply(site, story, hour) : { status: 404 });
    response.writeHead(reply.status ?? 200, {
      'content-type': isFeed ? 'application/rss+xml' : 'text/html; charset=utf-8',
      ...reply.headers,
    });
    response.end(reply.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  sites = new Map(sitesOf(feeds, hours, seed, port).map((site) => [site.host, site]));
  const fetcher = createFetcher({
    userAgent: 'CopydeskBench/1',
    allow: [`127.0.0.0/8:${port}`],
    hostDelayMs: 0,
    robots: false,
  });
  const parser = createParser();
  const now = () => new Date(START.getTime() + hour * HOUR_MS);
  const deps: FeedDeps = { db, fetcher, parser, maxCharacters: 1e6, shortestMinutes: 15, now, random };
  const began = new Date(Date.now() - 60_000);
  let polls = 0;
  for (const host of sites.keys()) {
    const feed = { url: `http://${host}/feed`, title: host, pageUrl: null, name: null, everyMinutes: 15 };
    await followFeed(db, TERMINAL, feed, now());
  }
  // The last hours bring nothing new: what failed is tried again.
  for (; hour <= hours + SETTLING_HOURS; hour += hour < hours ? TICK_HOURS : SETTLING_TICK_HOURS) {
    for (const feed of await takeDueFeeds(db, now(), feeds)) {
      await pollFeed(deps, feed);
      polls++;
    }
    for (const { feed, entry } of await waitingEntries(db, now(), 2_000)) await readEntry(deps, feed, entry);
    await lookAgain(deps, 200);
  }
  await fetcher.close();
  await parser.close();
  server.closeAllConnections();
  server.close();
  return { polls, ...(await compared(db, [...sites.values()], began)) };
}

async function compared(db: Database, sites: Site[], began: Date): Promise<Omit<FeedDaysReport, 'polls'>> {
  const rows = await db
    .selectFrom('articles')
    .innerJoin('revisions', 'revisions.id', 'articles.current')
    .innerJoin('article_visibility', 'article_visibility.article_id', 'articles.id')
    .select(['revisions.title', 'revisions.text', 'article_visibility.added'])
    .execute();
  const faults: string[] = [];
  let expected = 0;
  for (const { kind, stories } of sites) {
    const early = stories.filter(({ from }) => from < 0).sort((a, b) => b.from - a.from);
    const skipped = new Set(early.slice(MOST_AT_FIRST));
    for (const story of stories) {
      if (skipped.has(story) || kind.isReadable === false) continue;
      expected++;
      const found = rows.filter(({ title }) => title === story.title || title === story.changes?.title);
      const fault = (what: string) => faults.push(`${kind.name}: ${story.title}: ${what}`);
      const [article] = found;
      if (article === undefined) {
        fault('not stored');
        continue;
      }
      if (found.length > 1) fault(`stored ${found.length} times`);
      if (story.changes && !article.text.includes(story.changes.paragraph)) fault('not in its last version');
      const isNew = article.added > began;
      const shouldBe = story.from >= 0 && kind.isNews !== false;
      if (isNew !== shouldBe) fault(isNew ? 'old, and called new' : 'new, and not called so');
    }
  }
  const titles = new Set(
    sites.flatMap(({ stories }) => stories.flatMap((story) => [story.title, story.changes?.title])),
  );
  for (const { title } of rows) if (!titles.has(title)) faults.push(`stored, though nobody wrote it: ${title}`);
  return { expected, faults };
}

if (import.meta.main) {
  const [feeds = 200, hours = 48, seed = 7] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'));
  const embedded = await openEmbedded({ dataDir: folder });
  const db = await openDatabase(embedded.connectionString);
  const started = performance.now();
  const { expected, polls, faults } = await feedDays(db, { feeds, hours, seed });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `${feeds} feeds, ${hours} h, seed ${seed}: ${expected} stories expected, ${polls} readings, ${faults.length} faults, ${seconds.toFixed(0)} s\n`,
  );
  for (const fault of faults.slice(0, 50)) process.stdout.write(`  ${fault}\n`);
  await db.destroy();
  await embedded.close();
  rmSync(folder, { recursive: true, force: true });
}
