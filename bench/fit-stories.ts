import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { comparedWith, MEASURES } from '../src/story/compare.ts';
import { countedTerms, createStoryGrouper } from '../src/story/grouper.ts';
import { candidateKeys, storyProfile } from '../src/story/profile.ts';
import type { PairWeights } from '../src/story/weights.ts';
import { bcubed, shuffled } from './story-scores.ts';

/**
 * Fits src/story/weights.ts: ridge logistic regression on pairs of articles that share most keys, same story or not, with the word
 * counts of the articles read before. `node bench/fit-stories.ts [folder with dev.jsonl.gz and gold.json] [validate]`, else
 * COPYDESK_BENCH/stories. With `validate`: fits on half of the topics, groups everything, and scores the articles of the other half.
 */
interface Line {
  id: string;
  title?: string;
  text: string;
}
type Row = { x: number[]; same: boolean; ids: [string, string] };

const folder = process.argv[2] ?? join(process.env.COPYDESK_BENCH ?? '.', 'stories');
const NEAREST = 40;
const RIDGE = 3;
const lines: Line[] = gunzipSync(readFileSync(join(folder, 'dev.jsonl.gz')))
  .toString('utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));
const gold: Record<string, string> = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8'));
const profiles = new Map(lines.map((line) => [line.id, storyProfile(line)]));
const rows = [lines, shuffled(lines, 11), shuffled(lines, 12)].flatMap(pairs);

if (process.argv[3] === 'validate') validate();
else {
  for (const [name, weight] of Object.entries(fitted(rows))) console.log(`  ${name}: ${Number(weight.toFixed(2))},`);
}

/** Each article with the earlier ones that share most keys with it. */
function pairs(order: readonly Line[]): Row[] {
  const found: Row[] = [];
  const counts = new Map<string, number>();
  const holders = new Map<string, string[]>();
  for (const [before, { id }] of order.entries()) {
    const profile = profiles.get(id);
    if (profile === undefined) continue;
    for (const term of countedTerms(profile)) counts.set(term, (counts.get(term) ?? 0) + 1);
    const shared = new Map<string, number>();
    for (const key of candidateKeys(profile)) {
      const others = holders.get(key) ?? [];
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
      holders.set(key, [...others, id]);
    }
    const compare = comparedWith(profile, { documents: before + 1, df: (term) => counts.get(term) ?? 0 });
    for (const [other] of [...shared].sort((a, b) => b[1] - a[1]).slice(0, NEAREST)) {
      const compared = profiles.get(other);
      if (compared) found.push({ x: compare(compared), same: gold[id] === gold[other], ids: [id, other] });
    }
  }
  return found;
}

/** Stories that are taken for one another most often are a topic, so that look-alikes stay in one half. */
function halves(): (id: string) => number {
  const shared = new Map<string, number>();
  for (const { ids, same } of rows) {
    if (same) continue;
    const key = ids
      .map((id) => gold[id] ?? id)
      .sort()
      .join(' ');
    shared.set(key, (shared.get(key) ?? 0) + 1);
  }
  const half = new Map<string, number>();
  let topics = 0;
  for (const [key] of [...shared].sort((a, b) => b[1] - a[1])) {
    const stories = key.split(' ');
    if (stories.some((story) => half.has(story))) continue;
    for (const story of stories) half.set(story, topics % 2);
    topics += 1;
  }
  return (id) => half.get(gold[id] ?? id) ?? 0;
}

function validate(): void {
  const half = halves();
  const weightsOf = (out: number) => fitted(rows.filter(({ ids }) => ids.every((id) => half(id) !== out)));
  const weights = new Map([0, 1].map((out) => [out, weightsOf(out)]));
  const scores = [lines, ...[1, 2, 3, 4].map((seed) => shuffled(lines, seed))].map((order) => {
    let sum = 0;
    for (const out of [0, 1]) {
      const grouper = createStoryGrouper(weights.get(out));
      const grouped = new Map(order.map((line) => [line.id, grouper.add(line)]));
      const scored = new Set(lines.map(({ id }) => id).filter((id) => half(id) === out));
      sum += (bcubed(grouped, gold, scored).f1 * scored.size) / lines.length;
    }
    return sum;
  });
  const [file = 0, ...others] = scores;
  console.log(
    `held-out topics: F1 ${file.toFixed(1)} in file order, shuffled ${others.map((f1) => f1.toFixed(1)).join(' ')}`,
  );
}

/** Newton's method; the last weight is the constant. */
function fitted(used: readonly Row[]): PairWeights {
  const size = MEASURES.length + 1;
  let weights = new Float64Array(size);
  for (let step = 0; step < 12; step++) {
    const system = [...weights].map((weight, i) => {
      const row = new Float64Array(size + 1);
      const ridge = i < size - 1 ? RIDGE : 1e-6;
      row[i] = ridge;
      row[size] = -ridge * weight;
      return row;
    });
    for (const { x, same } of used) {
      const values = [...x, 1];
      const odds = values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
      const p = 1 / (1 + Math.exp(-odds));
      system.forEach((row, i) => {
        const value = values[i] ?? 0;
        if (value === 0) return;
        values.forEach((other, j) => {
          row[j] = (row[j] ?? 0) + p * (1 - p) * value * other;
        });
        row[size] = (row[size] ?? 0) + ((same ? 1 : 0) - p) * value;
      });
    }
    const change = solved(system);
    weights = weights.map((weight, i) => weight + Math.max(-5, Math.min(5, change[i] ?? 0)));
  }
  const named = MEASURES.map((measure, i) => [measure, weights[i] ?? 0]);
  return { ...Object.fromEntries(named), constant: weights[size - 1] ?? 0 };
}

/** Gauss-Jordan elimination; the right side is the last column. */
function solved(system: readonly Float64Array[]): number[] {
  const size = system.length;
  system.forEach((pivot, i) => {
    for (const [r, row] of system.entries()) {
      if (r === i) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let column = i; column <= size; column++) row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  });
  return system.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
}
