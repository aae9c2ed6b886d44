import { isStopWord, tokensOf } from '../../text/terms.ts';

/** Okapi's tf part (Robertson and Zaragoza 2009) with the saturation and length share of the ranking, in passages of about this many words. */
const K1 = 1.1;
const B = 0.4;
const AVERAGE_TOKENS = 90;
/** Longest term that is indexed; longer ones are addresses and noise. */
const TERM_LIMIT = 40;
const IMPACTS = 15;
const LONG_GAP = 15;

/** What one unit of a stored impact is worth: an impact of 15 is a passage that is full of the word. */
export const IMPACT_UNIT = (K1 + 1) / IMPACTS;

/** What is indexed of one article, under a number that stands for this revision of it. */
export interface IndexedArticle {
  doc: number;
  /** Title and dateline. */
  title: string;
  /** The texts of its passages, in order. */
  passages: readonly string[];
}

/**
 * The postings of some articles, by term, in order of term. Those of one term are records that can be joined to others by appending:
 * the distance to the article of the record before, doubled, plus one if the word stands in the title (a distance of 0: the article's
 * number follows); for a title the number of passages; the number of passages with the word, and the highest impact, and whether one of
 * their bytes is followed by more, as 32, 2 and 1 of a number; if so the length of what follows; and for each passage a byte, the gap to
 * the one before above the impact. All numbers are LEB128.
 */
export function postingsOf(articles: readonly IndexedArticle[]): [term: string, data: Uint8Array][] {
  const writers = new Map<string, { bytes: number[]; last: number }>();
  for (const { doc, title, passages } of articles) {
    const inTitle = new Set(indexTerms(title));
    const entries = passageEntries(passages);
    for (const term of inTitle) if (!entries.has(term)) entries.set(term, { bytes: [], last: -1, count: 0, most: 0 });
    for (const [term, entry] of entries) {
      const writer = writers.get(term) ?? { bytes: [], last: 0 };
      if (writer.last === 0) writers.set(term, writer);
      const titled = inTitle.has(term) ? 1 : 0;
      if (writer.last === 0 || doc <= writer.last) {
        push(writer.bytes, titled);
        push(writer.bytes, doc);
      } else push(writer.bytes, (doc - writer.last) * 2 + titled);
      if (titled) push(writer.bytes, passages.length);
      const long = entry.bytes.length > entry.count ? 1 : 0;
      push(writer.bytes, entry.count * 32 + entry.most * 2 + long);
      if (long) push(writer.bytes, entry.bytes.length);
      for (const byte of entry.bytes) writer.bytes.push(byte);
      writer.last = doc;
    }
  }
  return [...writers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([term, { bytes }]) => [term, Uint8Array.from(bytes)]);
}

/** Where a term stands in one article. */
interface Entry {
  bytes: number[];
  last: number;
  count: number;
  most: number;
}

function passageEntries(passages: readonly string[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  passages.forEach((text, place) => {
    const tokens = tokensOf(text);
    const counts = new Map<string, number>();
    for (const { term } of tokens) if (isIndexed(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const entry = entries.get(term) ?? { bytes: [], last: -1, count: 0, most: 0 };
      if (entry.count === 0) entries.set(term, entry);
      const gap = place - entry.last - 1;
      const impact = impactOf(count, tokens.length);
      entry.bytes.push((Math.min(gap, LONG_GAP) << 4) | impact);
      if (gap >= LONG_GAP) push(entry.bytes, gap - LONG_GAP);
      entry.last = place;
      entry.count++;
      entry.most = Math.max(entry.most, impact);
    }
  });
  return entries;
}

/** How much a word that stands `count` times among `tokens` says about a passage, 1 to 15. */
export function impactOf(count: number, tokens: number): number {
  const share = count / (count + K1 * (1 - B + (B * tokens) / AVERAGE_TOKENS));
  return Math.max(1, Math.round(share * IMPACTS));
}

function indexTerms(text: string): string[] {
  return tokensOf(text).flatMap(({ term }) => (isIndexed(term) ? [term] : []));
}

function isIndexed(term: string): boolean {
  return term !== '' && term.length <= TERM_LIMIT && !isStopWord(term);
}

function push(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
}

/** One article's record of a term. Filled in place: there may be hundreds of thousands for one question. */
export interface RecordEntry {
  doc: number;
  /** How many passages the article has, if its title has the word; else 0. */
  titled: number;
  /** Passages that have it, and the highest of their impacts. */
  count: number;
  most: number;
  /** Where the bytes of its passages stand. */
  from: number;
  to: number;
}

export interface PassageEntry {
  place: number;
  impact: number;
}

/** Reads the record that starts at an offset; the one before it is still in `record` (or its article is 0). The next starts at `to`. */
export function readRecord(data: Uint8Array, start: number, record: RecordEntry): void {
  const head = numberAt(data, start);
  let at = start + lengthOf(head);
  if (head > 1) record.doc += head >>> 1;
  else {
    record.doc = numberAt(data, at);
    at += lengthOf(record.doc);
  }
  record.titled = 0;
  if (head & 1) {
    record.titled = numberAt(data, at);
    at += lengthOf(record.titled);
  }
  const what = numberAt(data, at);
  at += lengthOf(what);
  record.count = what >>> 5;
  record.most = (what >>> 1) & 15;
  record.from = at;
  record.to = at + record.count;
  if (what & 1) {
    const length = numberAt(data, at);
    record.from = at + lengthOf(length);
    record.to = record.from + length;
  }
}

/** Reads the passage that starts at an offset, after the one that is still in `passage` (or its place is -1). Returns where the next starts. */
export function readPassage(data: Uint8Array, start: number, passage: PassageEntry): number {
  const byte = data[start] ?? 0;
  passage.impact = byte & 15;
  if (byte >>> 4 < LONG_GAP) {
    passage.place += (byte >>> 4) + 1;
    return start + 1;
  }
  const more = numberAt(data, start + 1);
  passage.place += LONG_GAP + more + 1;
  return start + 1 + lengthOf(more);
}

function numberAt(data: Uint8Array, start: number): number {
  let byte = data[start] ?? 0;
  let value = byte & 127;
  for (let at = start + 1, shift = 7; byte > 127; at++, shift += 7) {
    byte = data[at] ?? 0;
    value |= (byte & 127) << shift;
  }
  return value;
}

function lengthOf(value: number): number {
  return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
}
