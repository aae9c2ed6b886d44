import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { feedLine } from '../src/pipelines/feed-jsonl.ts';

/**
 * Feed parsing: assertions passed, robustness and speed of Copydesk, feedsmith and @rowanmanning/feed-parser in one run, with the
 * scorer of the folder. `node bench/feeds.ts [folder with score-feeds.mjs and feeds/]`, else COPYDESK_BENCH. A parser that is not
 * installed is skipped.
 */
interface Input {
  file: string;
  headers: Record<string, string>;
  body_base64: string;
}

type System = (input: Input) => unknown;
type Parse = (document: string) => unknown;

const folder = process.argv[2] ?? process.env.COPYDESK_BENCH ?? '.';
const work = mkdtempSync(join(tmpdir(), 'copydesk-feeds-'));

const percent = (share: number): string => (100 * share).toFixed(1);

type Fields = Record<string, unknown>;
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);
const date = (value: unknown): unknown => {
  const instant = new Date(value instanceof Date || typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
};

try {
  await measure('Copydesk', feedLine);
  await measurePeer('feedsmith', feedsmithFields);
  await measurePeer('@rowanmanning/feed-parser', feedParserFields);
} finally {
  rmSync(work, { recursive: true });
}

async function measurePeer(name: string, fields: (parsed: unknown) => object): Promise<void> {
  const loaded: { parseFeed: Parse } | null = await import(name).catch(() => null);
  if (loaded === null) {
    console.log(`${name.padEnd(26)} not installed, skipped`);
    return;
  }
  await measure(name, ({ file, body_base64 }) => {
    try {
      return { file, ok: true, ...fields(loaded.parseFeed(Buffer.from(body_base64, 'base64').toString('utf8'))) };
    } catch (error) {
      return { file, ok: false, error: String(error), feed: {}, entries: [] };
    }
  });
}

async function measure(name: string, system: System): Promise<void> {
  const assertions = scored('dev', system);
  const robustness = scored('robustness', system);
  const large = largeFeed();
  const inputs = [...inputsOf('dev'), ...inputsOf('robustness')];
  for (const input of inputs) system(input);
  const small = seconds(() => {
    for (const input of inputs) system(input);
  });
  const big = seconds(() => system(large));
  console.log(
    `${name.padEnd(26)} assertions ${percent(assertions.score)}  mean over folders ${percent(assertions.macroByFolder ?? 0)}  robustness ${percent(robustness.score)}  ${(inputs.length / small).toFixed(0)} small feeds/s, ${((large.body_base64.length * 0.75e-6) / big).toFixed(1)} MB/s`,
  );
}

function scored(set: string, system: System): { score: number; macroByFolder?: number } {
  const predicted = join(work, `${set}.jsonl`);
  writeFileSync(
    predicted,
    inputsOf(set)
      .map((input) => `${JSON.stringify(system(input))}\n`)
      .join(''),
  );
  const gold = join(folder, 'feeds', `${set}.jsonl.gz`);
  const scorer = [join(folder, 'score-feeds.mjs'), '--gold', gold, '--pred', predicted, '--json'];
  return JSON.parse(execFileSync(process.execPath, scorer, { encoding: 'utf8' }));
}

function inputsOf(set: string): Input[] {
  return gunzipSync(readFileSync(join(folder, 'feeds', `${set}.jsonl.gz`)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
    .map(({ file, headers, body_base64 }) => ({ file, headers, body_base64 }));
}

/** 500 items of about 4 KB each. */
function largeFeed(): Input {
  const body = '&lt;p>The &lt;b>ferry&lt;/b> is &lt;a href="/back">back&lt;/a> &amp;amp; on time.&lt;/p>\n'.repeat(45);
  const item = (n: number) =>
    `<item><title>Ferry ${n}</title><link>https://harbour.example/${n}</link><guid>h-${n}</guid><pubDate>Tue, 05 Mar 2024 14:30:15 GMT</pubDate><description>${body}</description></item>`;
  const items = Array.from({ length: 500 }, (_, n) => item(n)).join('\n');
  const document = `<rss version="2.0"><channel><title>Harbour</title>${items}</channel></rss>`;
  return { file: 'large', headers: {}, body_base64: Buffer.from(document).toString('base64') };
}

/** Best of three. */
function seconds(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const started = performance.now();
    work();
    return (performance.now() - started) / 1000;
  });
  return Math.min(...times);
}

/** feedsmith keeps every vocabulary apart: RSS, RDF, Atom and JSON Feed fields, texts as `{ value }`, then the namespaces. */
function feedsmithFields(parsed: unknown): object {
  const feed = fields(fields(parsed).feed);
  const text = (value: unknown): unknown => (typeof value === 'string' ? value : fields(value).value);
  const link = (holder: Fields): unknown =>
    text(holder.link) ??
    holder.home_page_url ??
    holder.url ??
    list(holder.links).find(({ rel }) => (rel ?? 'alternate') === 'alternate')?.href;
  const core = (holder: Fields, name: string): unknown =>
    list(fields(holder.dc)[name]).length === 0 ? (fields(holder.dc)[name] as unknown[] | undefined)?.[0] : undefined;
  const entry = (item: Fields): object => ({
    id: text(item.guid) ?? item.id ?? fields(item.rdf).about,
    title: text(item.title) ?? core(item, 'titles'),
    link: link(item) ?? text(item.guid),
    summary: text(item.description) ?? text(item.summary) ?? core(item, 'descriptions'),
    content: fields(item.content).encoded ?? text(item.content) ?? item.content_html ?? item.content_text,
    author: list(item.authors)[0]?.name ?? list(item.authors)[0]?.email ?? core(item, 'creators'),
    published: date(
      item.pubDate ??
        item.published ??
        item.date_published ??
        (fields(item.dcterms).issued as unknown[] | undefined)?.[0],
    ),
    updated: date(
      item.updated ??
        item.modified ??
        item.date_modified ??
        core(item, 'dates') ??
        (fields(item.dcterms).modified as unknown[] | undefined)?.[0],
    ),
  });
  return {
    feed: {
      title: text(feed.title) ?? core(feed, 'titles'),
      link: link(feed),
      description: text(feed.description) ?? text(feed.subtitle) ?? text(feed.tagline),
    },
    entries: list(feed.items ?? feed.entries).map(entry),
  };
}

function feedParserFields(parsed: unknown): object {
  const feed = fields(parsed);
  const entry = (item: Fields): object => ({
    id: item.id,
    title: item.title,
    link: item.url,
    summary: item.description,
    content: item.content,
    author: list(item.authors)[0]?.name ?? list(item.authors)[0]?.email,
    published: date(item.published),
    updated: date(item.updated),
  });
  return {
    feed: { title: feed.title, link: feed.url, description: feed.description },
    entries: list(feed.items).map(entry),
  };
}
