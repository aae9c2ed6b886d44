import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { storiesLines } from '../src/pipelines/stories-jsonl.ts';
import { termsOf } from '../src/text/words.ts';
import { bcubed, shuffled } from './story-scores.ts';

/**
 * Story grouping, online: BCubed precision, recall and F1 of Copydesk and of TF-IDF centroids at four thresholds, in file order and
 * in shuffled orders, in one run. `node bench/stories.ts [folder with dev.jsonl.gz and gold.json]`, else COPYDESK_BENCH/stories.
 */
interface Line {
  id: string;
  title?: string;
  text: string;
  published?: string;
}

type Grouping = (lines: readonly Line[]) => Map<string, string>;

const folder = process.argv[2] ?? join(process.env.COPYDESK_BENCH ?? '.', 'stories');
const lines: Line[] = gunzipSync(readFileSync(join(folder, 'dev.jsonl.gz')))
  .toString('utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));
const gold: Record<string, string> = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8'));
const orders = [lines, ...[1, 2, 3, 4].map((seed) => shuffled(lines, seed))];

report('Copydesk', (order) => {
  const line = storiesLines();
  return new Map(order.map((input) => [input.id, line(input).story]));
});
for (const threshold of [0.15, 0.2, 0.25, 0.3])
  report(`TF-IDF centroids ${threshold}`, (order) => centroids(order, threshold));

function report(name: string, group: Grouping): void {
  const started = performance.now();
  const scores = orders.map((order) => bcubed(group(order), gold));
  const seconds = (performance.now() - started) / 1000;
  const [file, ...others] = scores;
  if (file === undefined) return;
  const mean = others.reduce((sum, { f1 }) => sum + f1, 0) / others.length;
  const rate = (orders.length * lines.length) / seconds;
  console.log(
    `${name.padEnd(22)} file order P ${file.precision.toFixed(1)} R ${file.recall.toFixed(1)} F1 ${file.f1.toFixed(1)}   shuffled F1 ${mean.toFixed(1)} (${others.map(({ f1 }) => f1.toFixed(1)).join(' ')})   ${rate.toFixed(0)} articles/s`,
  );
}

/** Online single-pass clustering: document frequencies and centroids grow as documents arrive. */
function centroids(order: readonly Line[], threshold: number): Map<string, string> {
  const frequency = new Map<string, number>();
  const stories: Map<string, number>[] = [];
  const chosen = new Map<string, string>();
  for (const [index, { id, title = '', text }] of order.entries()) {
    const counts = new Map<string, number>();
    for (const term of termsOf(`${title} ${text}`)) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const term of counts.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    const vector = new Map(
      [...counts].map(([term, count]) => [
        term,
        (1 + Math.log(count)) * Math.log((index + 2) / (frequency.get(term) ?? 1)),
      ]),
    );
    const length = Math.hypot(...vector.values()) || 1;
    for (const [term, weight] of vector) vector.set(term, weight / length);
    let best = { story: stories.length, cosine: threshold };
    for (const [story, centroid] of stories.entries()) {
      let dot = 0;
      for (const [term, weight] of vector) dot += weight * (centroid.get(term) ?? 0);
      const cosine = dot / (Math.hypot(...centroid.values()) || 1);
      if (cosine > best.cosine) best = { story, cosine };
    }
    const centroid = stories[best.story] ?? new Map<string, number>();
    for (const [term, weight] of vector) centroid.set(term, (centroid.get(term) ?? 0) + weight);
    stories[best.story] = centroid;
    chosen.set(id, String(best.story));
  }
  return chosen;
}
