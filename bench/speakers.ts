// How sure the reader of quotations is, and how right: by confidence, on two halves of the articles of each set, so that figures that were
// fitted on one half can be read on the other. Usage: COPYDESK_BENCH=<folder with quotes/ and quotes-ggt/> node bench/speakers.ts
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { attributionThreshold } from '../src/quote/attribute/confidence.ts';
import type { ReadQuote } from '../src/quote/attribute/name-speaker.ts';
import { readQuotes } from '../src/quote/quotes.ts';

interface GoldSpeaker {
  start: number;
  end: number;
  text: string;
  kind?: string;
  names?: string[];
}

interface Article {
  id: string;
  text: string;
  title?: string;
  quotes: { start: number; end: number; text: string; words?: number; ref?: string; speaker: GoldSpeaker | null }[];
}

interface Judged {
  set: string;
  confidence: number;
  right: boolean;
}

const folder = process.env.COPYDESK_BENCH;
if (folder === undefined) throw new Error('COPYDESK_BENCH names no folder');
const fewestWords = 5;
const sets: [name: string, file: string][] = [
  ['PolNeAR train', 'quotes/train.jsonl.gz'],
  ['PolNeAR dev', 'quotes/dev.jsonl.gz'],
  ['other news', 'quotes-ggt/dev.jsonl.gz'],
];
const bands = [0.9, 0.85, 0.8, 0.7, 0.6, 0];

const judged = sets.flatMap(([name, file]) =>
  gunzipSync(readFileSync(join(folder, file)))
    .toString('utf8')
    .trim()
    .split('\n')
    .flatMap((line) => judge(name, JSON.parse(line) as Article)),
);
console.log(`right of 100 by confidence (shown from ${attributionThreshold}; in brackets how many)`);
for (const set of new Set(judged.map((one) => one.set))) {
  const own = judged.filter((one) => one.set === set);
  const cells = bands.map((low, index) => {
    const high = bands[index - 1] ?? 2;
    const band = own.filter(({ confidence }) => confidence >= low && confidence < high);
    const right = band.filter((one) => one.right).length;
    return `${low}: ${((100 * right) / Math.max(1, band.length)).toFixed(1)} (${band.length})`;
  });
  console.log(`${set.padEnd(18)} ${cells.join('  ')}`);
}

function judge(set: string, { id, text, title, quotes }: Article): Judged[] {
  const half = (createHash('md5').update(id).digest()[0] ?? 0) % 2 === 0 ? 'A' : 'B';
  const read = readQuotes(text, title === undefined ? {} : { title }).quotes;
  return quotes.flatMap((gold) => {
    const { speaker } = gold;
    // Some annotators marked the verb as the speaker.
    if (speaker === null || speaker.text === 'said' || (gold.words ?? gold.text.split(/\s+/).length) < fewestWords)
      return [];
    if (speaker.kind === 'pronoun' && !speaker.names?.length && gold.ref === undefined) return [];
    const quote = read.find(({ kind, start }) => /direct|partial/.test(kind) && Math.abs(start - gold.start) < 4);
    if (quote?.speaker == null || /^(?:he|she|they|it|we|I)$/i.test(quote.speaker.name)) return [];
    const right = isRight(quote, speaker, gold.ref);
    return [{ set: `${set} ${half}`, confidence: quote.confidence, right }];
  });
}

function isRight({ speaker }: ReadQuote, gold: GoldSpeaker, ref: string | undefined): boolean {
  if (speaker === null) return false;
  const there = gold.start >= 0 && speaker.mention.start < gold.end && speaker.mention.end > gold.start;
  const wanted = namesIn(`${(gold.names ?? []).join(' ')} ${ref ?? ''} ${gold.kind === 'pronoun' ? '' : gold.text}`);
  const named = [...namesIn(`${speaker.name} ${speaker.mention.text}`)].some((word) => wanted.has(word));
  return named || (there && gold.kind !== 'pronoun');
}

function namesIn(words: string): Set<string> {
  const capitals = words.match(/\p{Lu}[\p{L}'’-]+/gu) ?? [];
  return new Set(
    capitals
      .map((word) => word.replace(/['’]s?$/u, '').toLowerCase())
      .filter((word) => !/^(?:the|a|an|he|she|they|it)$/.test(word)),
  );
}
