import { IMPACT_UNIT, type RecordEntry, readRecord } from './postings.ts';

/** What the store gives to choose from. */
export interface Library {
  /** Passages that the asker may see. */
  passages: number;
  /** One bit for each article number: the asker may see it. */
  visible: Uint8Array;
  /** Minutes since 1970 at which an article was published, by its number; 0 when not known. */
  published: Int32Array;
  /** The stored postings of each term, in any order. */
  postings: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** Which passages a question asks for. */
export interface PassageSearch {
  /** Each once; `share` is what its rarity counts for. */
  terms: readonly { term: string; share: number }[];
  /** In minutes since 1970, both inclusive. */
  since: number | null;
  until: number | null;
  /** Only these article numbers, when given. */
  only: ReadonlySet<number> | null;
  asOf: number;
  wantsNew: boolean;
  limit: number;
}

/** What a title counts for, as a share of a word's weight. */
export const TITLE = 0.45;
const NOTHING = new Uint8Array();

/** What is read of one term: for each article that has it, where in the data its record starts. */
export interface Records {
  weight: number;
  data: readonly Uint8Array[];
  size: number;
  docs: Int32Array;
  /** Which of the data, and where in it. */
  parts: Uint16Array;
  from: Int32Array;
  /** The most that a passage could score by this term, to be multiplied by its weight. */
  most: Float32Array;
}

/** Where the work is done: reused, because making and clearing megabytes for each question takes as long as the work. */
export interface Scratch {
  docs: Int32Array;
  parts: Uint16Array;
  from: Int32Array;
  most: Float32Array;
  reach: Float32Array;
  matched: Float32Array;
}

/** Records: 14 bytes each. */
const MOST_REUSED = 1_000_000;
let reused: Scratch = newScratch(0, 0);

function newScratch(records: number, articles: number): Scratch {
  return {
    docs: new Int32Array(records),
    parts: new Uint16Array(records),
    from: new Int32Array(records),
    most: new Float32Array(records),
    reach: new Float32Array(articles),
    matched: new Float32Array(articles),
  };
}

/** Room for all records of the words searched for; what it contains is left over from another question. */
export function scratchFor(library: Library, { terms }: PassageSearch, articles: number): Scratch {
  let bytes = 0;
  for (const { term } of terms) for (const part of library.postings.get(term) ?? []) bytes += part.length;
  // A record has at least two bytes.
  const records = bytes >>> 1;
  if (records > MOST_REUSED) return newScratch(records, articles);
  if (reused.docs.length < records || reused.reach.length < articles)
    reused = newScratch(Math.max(reused.docs.length, 2 * records), Math.max(reused.reach.length, 2 * articles));
  return reused;
}

/** The records of articles that the asker may see and that lie in the time asked about; the count of passages is of all times. */
export function visibleRecords(
  { visible, published }: Library,
  { since, until, only }: PassageSearch,
  data: readonly Uint8Array[],
  scratch: Scratch,
  taken: number,
): { records: Records; count: number } {
  const docs = scratch.docs.subarray(taken);
  const parts = scratch.parts.subarray(taken);
  const starts = scratch.from.subarray(taken);
  const most = scratch.most.subarray(taken);
  const limited = since !== null || until !== null || only !== null;
  const record: RecordEntry = { doc: 0, titled: 0, count: 0, most: 0, from: 0, to: 0 };
  let size = 0;
  let count = 0;
  for (let part = 0; part < data.length; part++) {
    const bytes = data[part] ?? NOTHING;
    record.doc = 0;
    for (let start = 0; start < bytes.length; start = record.to) {
      readRecord(bytes, start, record);
      const { doc } = record;
      if (((visible[doc >>> 3] ?? 0) & (1 << (doc & 7))) === 0) continue;
      count += record.titled || record.count;
      if (limited) {
        const at = published[doc] ?? 0;
        if (since !== null && (at === 0 || at < since)) continue;
        if (until !== null && (at === 0 || at > until)) continue;
        if (only !== null && !only.has(doc)) continue;
      }
      docs[size] = doc;
      parts[size] = part;
      starts[size] = start;
      most[size] = record.most * IMPACT_UNIT + (record.titled > 0 ? TITLE : 0);
      size++;
    }
  }
  return { records: { weight: 0, data, size, docs, parts, from: starts, most }, count };
}
