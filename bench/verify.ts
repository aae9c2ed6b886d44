import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { verifyClaim } from '../src/answer/verify/verify.ts';
import { passagesOf } from '../src/index/passages/cut.ts';
import type { CitedPassage, CitingClaim } from '../src/model/claims.ts';
import { quotesOf } from '../src/quote/quotes.ts';
import { adversarial, type Draft, honest, reworded } from './verify-drafts.ts';

/** `node bench/verify.ts library.jsonl.gz [--articles 400] [--seed 1] [--show 5]`: which drafts of each kind the checks let through. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    articles: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '0' },
    attacks: { type: 'string', multiple: true, default: [] },
  },
});
const [library] = positionals;
if (library === undefined) throw new Error('usage: node bench/verify.ts library.jsonl[.gz]');
const random = mulberry(Number(values.seed));
const raw = readFileSync(library);
const lines = (library.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8').split('\n');
const articles = lines
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { id: string; text: string })
  .filter((article) => article.text.length < 20_000)
  .sort(() => random() - 0.5)
  .slice(0, Number(values.articles));
const attacks = values.attacks.flatMap((path) => strings(JSON.parse(readFileSync(path, 'utf8'))));

/** What these leave out is who said it. */
const MENDABLE = new Set(['attribution dropped', 'what somebody says told as a fact']);
const tally = new Map<string, { total: number; passed: number; mended: number }>();
const shown = new Map<string, number>();
const times: number[] = [];
for (const article of articles) {
  const planted =
    attacks.length === 0 ? article.text : plant(article.text, attacks[Math.floor(random() * attacks.length)] ?? '');
  const quotes = quotesOf(planted).map(({ text, speaker }) => ({ text, speaker: speaker?.name ?? null }));
  const passages = new Map<string, CitedPassage>(
    passagesOf(planted).map(({ start, end }, index) => [
      `p${index}`,
      { articleId: article.id, start, end, text: planted.slice(start, end), quotes },
    ]),
  );
  for (const draft of honest(passages, random)) judge(draft, passages, 'honest');
  for (const draft of reworded(passages, random)) judge(draft, passages, 'reworded');
  for (const draft of adversarial(passages, random)) judge(draft, passages, 'adversarial');
}
times.sort((a, b) => a - b);
for (const side of ['honest', 'reworded', 'adversarial']) {
  let total = 0;
  let passed = 0;
  for (const [kind, count] of tally) {
    if (!kind.startsWith(side)) continue;
    total += count.total;
    passed += count.passed;
    console.log(
      `${kind.padEnd(50)} ${count.passed} of ${count.total} pass${count.mended > 0 ? `, ${count.mended} with the speaker added` : ''}`,
    );
  }
  const rate = (100 * (side === 'adversarial' ? passed : total - passed)) / Math.max(1, total);
  console.log(`${side}: ${rate.toFixed(2)} % ${side === 'adversarial' ? 'reach the reply' : 'dropped'} (${total})\n`);
}
console.log(
  `one check: p50 ${times[times.length >> 1]?.toFixed(2)} ms, p99 ${times[Math.floor(times.length * 0.99)]?.toFixed(2)} ms`,
);

function judge(draft: Draft, passages: ReadonlyMap<string, CitedPassage>, side: string): void {
  const claim: CitingClaim = { text: draft.text, cites: draft.cites };
  const before = performance.now();
  const verdict = verifyClaim(claim, passages);
  times.push(performance.now() - before);
  const kind = `${side} ${draft.kind}`;
  const count = tally.get(kind) ?? { total: 0, passed: 0, mended: 0 };
  // A claim that is shown with who said it, or in marks, is no longer the draft.
  const mended = verdict.kind === 'shown' && verdict.claim.text !== draft.text;
  const passed = verdict.kind === 'shown' && !(mended && MENDABLE.has(draft.kind));
  tally.set(kind, {
    total: count.total + 1,
    passed: count.passed + (passed ? 1 : 0),
    mended: count.mended + (mended ? 1 : 0),
  });
  const wrong = passed === (side === 'adversarial');
  const soFar = shown.get(kind) ?? 0;
  if (!wrong || soFar >= Number(values.show)) return;
  shown.set(kind, soFar + 1);
  console.log(
    `${kind}: ${draft.text}\n   ${verdict.kind === 'shown' ? 'passed' : `${verdict.kind}, ${verdict.reason}: ${verdict.detail}`}\n   from: ${draft.from}`,
  );
}

function plant(text: string, attack: string): string {
  const paragraphs = text.split('\n\n');
  paragraphs.splice(Math.floor(random() * 3) * (paragraphs.length >> 1), 0, attack.replace(/\n+/g, ' '));
  return paragraphs.join('\n\n');
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 3_000 ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
