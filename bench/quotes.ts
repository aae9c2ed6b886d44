// Quotes: how well, how fast, how robust. Usage: COPYDESK_BENCH=<folder with quotes/ and score-quotes.mjs> node bench/quotes.ts [train|dev]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { quotesLine } from '../src/pipelines/quotes-jsonl.ts';
import { attributionThreshold } from '../src/quote/attribute/confidence.ts';
import { quotesOf, readQuotes } from '../src/quote/quotes.ts';

interface Gold {
  id: string;
  text: string;
  quotes: {
    start: number;
    end: number;
    words: number;
    speaker: { start: number; end: number; kind: string; spans?: [number, number][] } | null;
  }[];
}

const folder = process.env.COPYDESK_BENCH;
if (folder === undefined) throw new Error('COPYDESK_BENCH names no folder');
const part = process.argv[2] ?? 'dev';
const goldFile = join(folder, 'quotes', `${part}.jsonl.gz`);
const articles = gunzipSync(readFileSync(goldFile))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Gold);

score();
calibrate();
measureSpeed();
measureHostile();

function score(): void {
  const scratch = mkdtempSync(join(tmpdir(), 'copydesk-quotes-'));
  const predictions = join(scratch, 'predictions.jsonl');
  writeFileSync(predictions, articles.map(({ id, text }) => JSON.stringify(quotesLine({ id, text }))).join('\n'));
  const { stdout } = spawnSync(
    process.execPath,
    [join(folder ?? '', 'score-quotes.mjs'), '--gold', goldFile, '--pred', predictions],
    { encoding: 'utf8' },
  );
  rmSync(scratch, { recursive: true });
  console.log(stdout);
}

/** Of the quotes at each confidence and by each construction, how many have their speaker where the annotators have theirs. */
function calibrate(): void {
  const bands = new Map<string, { count: number; right: number; claimed: number }>();
  for (const { text, quotes } of articles) {
    const found = readQuotes(text).quotes;
    for (const gold of quotes) {
      const quote = found.find(({ start, kind }) => Math.abs(start - gold.start) < 4 && kind !== 'indirect');
      if (gold.speaker === null || gold.words < 5 || quote === undefined || quote.speaker === null) continue;
      const { mention, name } = quote.speaker;
      const at = (gold.speaker.spans ?? [[gold.speaker.start, gold.speaker.end]]).some(
        ([start, end]) => mention.start < end && start < mention.end,
      );
      const words = text.slice(gold.speaker.start, gold.speaker.end).match(/\p{Lu}\p{L}{2,}/gu) ?? [];
      const right = at || (gold.speaker.kind === 'name' && words.some((word) => name.includes(word)));
      for (const key of [`from ${(Math.floor(quote.confidence * 20) / 20).toFixed(2)}`, quote.rules.join(' < ')]) {
        const band = bands.get(key) ?? { count: 0, right: 0, claimed: 0 };
        bands.set(key, {
          count: band.count + 1,
          right: band.right + Number(right),
          claimed: band.claimed + quote.confidence,
        });
      }
    }
  }
  console.log(`confidence (unattributed below ${attributionThreshold})  quotes  claimed   right`);
  for (const [key, { count, right, claimed }] of [...bands].sort()) {
    console.log(
      `  ${key.padEnd(26)}  ${String(count).padStart(6)}  ${((100 * claimed) / count).toFixed(1).padStart(6)}  ${((100 * right) / count).toFixed(1).padStart(6)}`,
    );
  }
}

/** Milliseconds of processor time, which other work on the machine does not change. */
function timed(text: string): number {
  const before = process.cpuUsage();
  quotesOf(text);
  return process.cpuUsage(before).user / 1000;
}

function measureSpeed(): void {
  const all = articles.map(({ text }) => text).join('\n\n');
  for (let warm = 0; warm < 3; warm++) quotesOf(all.slice(0, 1_000_000));
  console.log('\nlength        ms      MB/s');
  for (const length of [1_000, 10_000, 100_000, 1_000_000, 10_000_000]) {
    const text = all.repeat(Math.ceil(length / all.length)).slice(0, length);
    const runs = Math.max(1, Math.min(50, Math.floor(2_000_000 / length)));
    let total = 0;
    for (let run = 0; run < runs; run++) total += timed(text);
    const each = total / runs;
    console.log(
      `${String(length).padStart(9)}  ${each.toFixed(2).padStart(8)}  ${(length / 1000 / each).toFixed(1).padStart(6)}`,
    );
  }
}

/** Each text twice, the second time doubled: linear work takes at most about twice as long. */
function measureHostile(): void {
  const texts: Record<string, (size: number) => string> = {
    'openers without closers': (n) => '“'.repeat(n),
    'straight marks': (n) => '"'.repeat(n),
    'openers and words': (n) => '“a '.repeat(n),
    'nested marks': (n) => `${'“a ‘b '.repeat(n / 2)}${'’ ”'.repeat(n / 2)}`,
    singles: (n) => "'a ".repeat(n),
    'closers only': (n) => 'a” '.repeat(n),
    'quotes in one sentence': (n) => '"a b c," '.repeat(n / 2),
    'attributions in one sentence': (n) => 'he said "a" '.repeat(n / 4),
    'verbs and commas': (n) => 'and went, he told her, '.repeat(n / 8),
    'speech verbs': (n) => 'said he said that she told '.repeat(n / 4),
    'commas and names': (n) => 'Anna Berg, the chief of the office, '.repeat(n / 4),
    'one paragraph of a megabyte': (n) => 'The mayor said “the bridge is safe” and left the hall. '.repeat(n / 6),
    'capital letters': (n) => 'A'.repeat(n * 4),
    'dots and dashes': (n) => '— . '.repeat(n),
    'line breaks': (n) => '\n \n'.repeat(n),
    'unclosed paragraphs': (n) => '“Yes.\n\n'.repeat(n),
    labels: (n) => 'A B C: '.repeat(n),
    pronouns: (n) => 'Anna Berg left and he said she told him. '.repeat(n / 8),
    'names that never recur': (n) => Array.from({ length: n / 4 }, (_, at) => `Anna B${at.toString(36)} met `).join(''),
    apostrophes: (n) => "'rock 'n' roll' the players' ".repeat(n / 4),
    'single marks over paragraphs': (n) => "'We go on and on.\n\n".repeat(n / 4),
    'white space': (n) => ' '.repeat(n * 8),
  };
  console.log('\nhostile text                      ms     ms doubled');
  for (const [name, make] of Object.entries(texts)) {
    const once = timed(make(100_000));
    const twice = timed(make(200_000));
    console.log(`${name.padEnd(30)} ${once.toFixed(0).padStart(7)} ${twice.toFixed(0).padStart(10)}`);
  }
}
