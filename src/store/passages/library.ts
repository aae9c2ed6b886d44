import { sql } from 'kysely';
import type { Library } from '../../index/passages/visible-records.ts';
import type { Database, Queries } from '../database.ts';
import { SHARED, type WorkspaceId } from '../schema.ts';

/** Article numbers to a stored row of bits and times (migration 008). */
const BLOCK = 512;
/** Bytes of postings that are kept for further questions. */
const CACHE_BYTES = 32_000_000;
const ENTRY_BYTES = 200;

/** What is the same for every question, kept from one to the next; only what changed or is missing is fetched. */
interface Cache {
  minutes: Int32Array;
  /** Of each stored row of times that is in `minutes`. */
  versions: Map<number, number>;
  /** By term and segment, the terms used last at the end; empty where a segment has none of the term. Segments never change. */
  postings: Map<string, Map<number, Uint8Array>>;
  bytes: number;
}

const caches = new WeakMap<Database, Cache>();

interface Row {
  kind: 'segment' | 'term' | 'bits' | 'times';
  term: string;
  part: number;
  n: number;
  data: Buffer;
}

/** Everything that the choice of passages needs, of one moment: what a workspace may see, and where the terms stand. */
export async function readLibrary(db: Database, workspace: WorkspaceId, terms: readonly string[]): Promise<Library> {
  const cache = caches.get(db) ?? { minutes: new Int32Array(), versions: new Map(), postings: new Map(), bytes: 0 };
  caches.set(db, cache);
  // Held here as well: another question may let go of it meanwhile.
  const read = new Map(terms.map((term) => [term, new Map<number, Uint8Array>(cache.postings.get(term) ?? [])]));
  const known = terms.filter((term) => cache.postings.has(term));
  const unknown = terms.filter((term) => !cache.postings.has(term));
  const segments = segmentsOfAll(known, read);
  const versions = [...cache.versions];
  const { rows } = await sql<Row>`
    select 'segment' as kind, '' as term, id as part, 0 as n, null::bytea as data from segments
    union all
    select 'term', p.term, p.segment, 0, p.data from segments s join postings p on p.segment = s.id
      where p.term = any(${unknown})
    union all
    select 'term', p.term, p.segment, 0, p.data from segments s join postings p on p.segment = s.id
      where s.id <> all(${segments}) and p.term = any(${known})
    union all
    select 'bits', '', block, passages, bits from visible_docs where workspace_id in (${workspace}, ${SHARED})
    union all
    select 'times', '', t.block, t.version, t.minutes from doc_times t
      left join unnest(${versions.map(([block]) => block)}::integer[], ${versions.map(([, version]) => version)}::integer[])
        as k (block, version) on k.block = t.block
      where t.version is distinct from k.version`.execute(db);
  const live = rows.flatMap(({ kind, part }) => (kind === 'segment' ? [part] : []));
  for (const { kind, term, part, data } of rows) if (kind === 'term') read.get(term)?.set(part, shared(data));
  const postings = new Map([...read].map(([term, parts]) => [term, partsOf(parts, live)]));
  for (const [term, parts] of postings) cachePostings(cache, term, parts);
  return {
    ...visibleIn(rows),
    published: timesWith(cache, rows),
    postings: new Map([...postings].map(([term, parts]) => [term, [...parts.values()]])),
  };
}

/** How many articles a workspace is answered from. */
export async function articlesSearched(db: Queries, workspace: WorkspaceId): Promise<number> {
  const { rows } = await sql<Row>`
    select 'bits' as kind, '' as term, block as part, passages as n, bits as data from visible_docs
    where workspace_id in (${workspace}, ${SHARED})`.execute(db);
  let articles = 0;
  for (const byte of visibleIn(rows).visible) for (let bits = byte; bits > 0; bits &= bits - 1) articles++;
  return articles;
}

/** The segments of which the postings of all these terms are read. */
function segmentsOfAll(terms: readonly string[], read: ReadonlyMap<string, ReadonlyMap<number, Uint8Array>>): number[] {
  const [first, ...rest] = terms.map((term) => read.get(term));
  return [...(first?.keys() ?? [])].filter((segment) => rest.every((parts) => parts?.has(segment)));
}

/** Bytes that threads read without a copy of their own. */
function shared(data: Buffer): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(data.length));
  bytes.set(data);
  return bytes;
}

/** The postings of the segments that there are; empty for those that have none of the term. */
function partsOf(parts: ReadonlyMap<number, Uint8Array>, live: readonly number[]): Map<number, Uint8Array> {
  return new Map(live.map((segment) => [segment, parts.get(segment) ?? new Uint8Array()]));
}

function cachePostings(cache: Cache, term: string, parts: Map<number, Uint8Array>): void {
  forget(cache, term);
  cache.postings.set(term, parts);
  cache.bytes += sizeOf(parts);
  for (const oldest of cache.postings.keys()) {
    if (cache.bytes <= CACHE_BYTES) break;
    forget(cache, oldest);
  }
}

function forget(cache: Cache, term: string): void {
  const parts = cache.postings.get(term);
  if (parts) cache.bytes -= sizeOf(parts);
  cache.postings.delete(term);
}

function sizeOf(parts: ReadonlyMap<number, Uint8Array>): number {
  let size = ENTRY_BYTES;
  for (const data of parts.values()) size += data.length + ENTRY_BYTES;
  return size;
}

function visibleIn(rows: readonly Row[]): Pick<Library, 'passages' | 'visible'> {
  const bits = rows.filter(({ kind }) => kind === 'bits');
  const blocks = bits.reduce((most, { part }) => Math.max(most, part + 1), 0);
  const visible = new Uint8Array(new SharedArrayBuffer((blocks * BLOCK) / 8));
  let passages = 0;
  for (const { part, n, data } of bits) {
    passages += n;
    const from = (part * BLOCK) / 8;
    for (let i = 0; i < data.length; i++) visible[from + i] = (visible[from + i] ?? 0) | (data[i] ?? 0);
  }
  return { passages, visible };
}

function timesWith(cache: Cache, rows: readonly Row[]): Int32Array {
  const times = rows.filter(({ kind }) => kind === 'times');
  const size = times.reduce((most, { part }) => Math.max(most, (part + 1) * BLOCK), 0);
  if (cache.minutes.length < size) {
    const grown = new Int32Array(new SharedArrayBuffer(size * 8));
    grown.set(cache.minutes);
    cache.minutes = grown;
  }
  for (const { part, n, data } of times) {
    for (let i = 0; i < BLOCK; i++) cache.minutes[part * BLOCK + i] = data.readInt32BE(i * 4);
    cache.versions.set(part, n);
  }
  return cache.minutes;
}
