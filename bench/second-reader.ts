import { join } from 'node:path';
import { verifyClaim } from '../src/answer/verify/verify.ts';
import type { CitedPassage } from '../src/model/claims.ts';
import { quotesOf } from '../src/quote/quotes.ts';
import { seeded } from './attack-desk.ts';
import { type LibraryArticle, readRows } from './memory-library.ts';

/**
 * `node bench/second-reader.ts <kit folder> [share]`: what becomes of the kit's claims with a second reader that is right in so many of 100
 * (95), simulated with twenty seeds. It is asked about what code can neither prove nor refute, as in an answer.
 */
interface KitClaim {
  article: string;
  claim: string;
  honest: boolean;
  style?: string;
}

const folder = process.argv[2] ?? '.';
const right = Number(process.argv[3] ?? 95) / 100;
const SEEDS = 20;
const claims = readRows<KitClaim>(join(folder, 'plain', 'claims-dev.jsonl.gz'));
const wanted = new Set(claims.map(({ article }) => article));
const passages = new Map(
  readRows<LibraryArticle>(join(folder, 'news-qa', 'library.jsonl.gz'))
    .filter(({ id }) => wanted.has(id))
    .map(({ id, text }): [string, CitedPassage] => {
      const quotes = quotesOf(text).map((quote) => ({ text: quote.text, speaker: quote.speaker?.name ?? null }));
      return [id, { articleId: id, start: 0, end: text.length, text, quotes }];
    }),
);
const tally = new Map<string, { claims: number; byCode: number; asked: number; shown: number }>();
const times: number[] = [];
for (const { article, claim, honest, style } of claims) {
  if (!passages.has(article)) continue;
  // Reading the article is done once an answer; what is measured is a check.
  verifyClaim({ text: '', cites: [article], named: [{ articleId: article, start: 0, end: 1 }] }, passages);
  const before = process.threadCpuUsage();
  const verdict = verifyClaim({ text: claim, cites: [article] }, passages);
  const { user, system } = process.threadCpuUsage(before);
  times.push((user + system) / 1000);
  const kind = honest ? `honest, ${style}` : 'false';
  const count = tally.get(kind) ?? { claims: 0, byCode: 0, asked: 0, shown: 0 };
  const asked = verdict.kind === 'replaced' && !verdict.refuted;
  const shown = verdict.kind === 'shown' ? SEEDS : asked ? readings(claim, honest) : 0;
  tally.set(kind, {
    claims: count.claims + 1,
    byCode: count.byCode + (verdict.kind === 'shown' ? 1 : 0),
    asked: count.asked + (asked ? 1 : 0),
    shown: count.shown + shown / SEEDS,
  });
}
for (const [kind, { claims: all, byCode, asked, shown }] of tally)
  console.log(
    `${kind.padEnd(14)} ${all}: shown by code ${share(byCode, all)}, the second reader is asked about ${share(asked, all)}, shown with it ${share(shown, all)}`,
  );
times.sort((a, b) => a - b);
console.log(`one check: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms of processor time`);

/** In how many of the seeds the reader lets a claim through. */
function readings(claim: string, honest: boolean): number {
  const start = [...claim].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
  const random = seeded(start);
  return Array.from({ length: SEEDS }, random).filter((value) => value < right === honest).length;
}

function share(part: number, of: number): string {
  return `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
}

function at(quantile: number): string {
  return times[Math.floor(times.length * quantile)]?.toFixed(1) ?? '';
}
