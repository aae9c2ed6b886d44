import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { extractLine } from '../src/pipelines/extract-jsonl.ts';

/**
 * Extraction: the scorer's table for Copydesk and for Readability on linkedom in one run, pages a second of processor time, and memory
 * over 10,000 pages. `node --expose-gc bench/extract.ts [folder]`, else COPYDESK_BENCH: the folder that holds extract/, extract-segments/
 * and score-extract.mjs.
 */
interface Page {
  id: string;
  url: string;
  html: string;
}

const folder = process.argv[2] ?? process.env.COPYDESK_BENCH ?? '.';
const scratch = mkdtempSync(join(tmpdir(), 'copydesk-extract-'));
const sets = ['extract', 'extract-segments'].map((set) => ({ set, pages: pagesOf(set) }));

for (const { set, pages } of sets) {
  score('Copydesk', set, pages, ({ id, url, html }) => extractLine({ id, url, html }));
  score('Readability + linkedom', set, pages, readabilityLine);
}
memory(sets.flatMap(({ pages }) => pages));
rmSync(scratch, { recursive: true });

function pagesOf(set: string): Page[] {
  return gunzipSync(readFileSync(join(folder, set, 'dev.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

function score(name: string, set: string, pages: readonly Page[], line: (page: Page) => unknown): void {
  const started = process.cpuUsage();
  const lines = pages.map((page) => JSON.stringify(line(page)));
  const { user, system } = process.cpuUsage(started);
  const predictions = join(scratch, `${set}.jsonl`);
  writeFileSync(predictions, lines.join('\n'));
  const scorer = join(folder, 'score-extract.mjs');
  const result = spawnSync(
    process.execPath,
    [scorer, '--gold', join(folder, set, 'gold.json'), '--pred', predictions],
    {
      encoding: 'utf8',
    },
  );
  const rate = pages.length / ((user + system) / 1e6);
  console.log(`${name}: ${rate.toFixed(0)} pages a second of processor time\n${result.stdout}${result.stderr}`);
}

/** What the peer does: the whole page into Readability, its markup into lines at the ends of block elements. */
function readabilityLine({ id, html }: Page): { id: string; title: string; text: string } {
  const { document } = parseHTML(html);
  const article = new Readability<string>(document as never).parse();
  const { document: content } = parseHTML(`<html><body>${article?.content ?? ''}</body></html>`);
  for (const block of content.querySelectorAll(
    'p,div,li,h1,h2,h3,h4,h5,h6,tr,td,th,blockquote,br,section,figure,figcaption,pre',
  ))
    block.after('\n');
  return { id, title: article?.title ?? '', text: content.body.textContent ?? '' };
}

function memory(pages: readonly Page[]): void {
  const rows: string[] = [];
  for (let count = 0; count <= 10_000; count++) {
    const page = pages[count % pages.length];
    if (page !== undefined) extractLine(page);
    if (count % 2500 !== 0) continue;
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    rows.push(`${count} pages: heap ${(heapUsed / 1e6).toFixed(0)} MB, resident ${(rss / 1e6).toFixed(0)} MB`);
  }
  console.log(`Memory (the pages themselves included)\n  ${rows.join('\n  ')}`);
}
