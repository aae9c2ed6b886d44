import { type Frequencies, rarity } from '../../text/rarity.ts';
import { IMPACT_UNIT, type PassageEntry, type RecordEntry, readPassage, readRecord } from './postings.ts';
import {
  type Library,
  type PassageSearch,
  type Records,
  scratchFor,
  TITLE,
  visibleRecords,
} from './visible-records.ts';

export interface Chosen {
  doc: number;
  /** Number of the passage in its article. */
  place: number;
  score: number;
}

const ARTICLE = 0.25;
const RECENT = 0.35;
const RECENT_DAYS = 14;
const DAY_MINUTES = 1_440;
/** Articles whose passages are weighed at most: those that could hold the best ones. */
const ARTICLES = 400;
const ARTICLES_AT_ONCE = 30;
const PER_ARTICLE = 5;
const STEPS = 1_024;
const PASSAGES = 65_536;

/**
 * The passages with the highest BM25 of words and title, with a part for the article around them and for how new it is, at most `limit`,
 * best first and at most five of one article; and in how many visible passages each term stands. First the articles are put in order of
 * what their best passage could reach, then only the passages of the first of them are scored (after the upper bounds of Turtle and
 * Flood's MaxScore, 1995).
 */
export function bestPassages({ library, search }: { library: Library; search: PassageSearch }): {
  frequencies: Frequencies;
  chosen: Chosen[];
} {
  const counts = new Map<string, number>();
  const frequencies = { passages: Math.max(1, library.passages), counts };
  const articles = library.visible.length * 8;
  const scratch = scratchFor(library, search, articles);
  const reach = scratch.reach.fill(0, 0, articles).subarray(0, articles);
  const matched = scratch.matched.fill(0, 0, articles).subarray(0, articles);
  let taken = 0;
  const found = search.terms.map(({ term, share }) => {
    const { records, count } = visibleRecords(library, search, library.postings.get(term) ?? [], scratch, taken);
    taken += records.size;
    if (count > 0) counts.set(term, count);
    records.weight = rarity(term, frequencies) * share;
    const { size, docs, most, weight } = records;
    for (let i = 0; i < size; i++) {
      const doc = docs[i] ?? 0;
      reach[doc] = (reach[doc] ?? 0) + weight * (most[i] ?? 0);
      matched[doc] = (matched[doc] ?? 0) + weight;
    }
    return records;
  });
  for (let doc = 0; doc < reach.length; doc++) {
    const weight = matched[doc] ?? 0;
    if (weight > 0) reach[doc] = (reach[doc] ?? 0) + weight * RECENT * recency(library.published[doc] ?? 0, search);
  }
  return { frequencies, chosen: scorePassages(highest(reach), reach, found, library, search) };
}

const RECENCY_DAYS = 2_000;
const FALLING_SLOWLY = Float32Array.from(
  { length: RECENCY_DAYS },
  (_, day) => 0.4 * Math.exp(-day / (RECENT_DAYS * 6)),
);
const FALLING_FAST = Float32Array.from({ length: RECENCY_DAYS }, (_, day) => Math.exp(-day / RECENT_DAYS));

/** Up to 1 for what was published on the day of asking, falling with age. */
function recency(published: number, { asOf, wantsNew }: PassageSearch): number {
  if (published === 0) return 0;
  const day = published > asOf ? 0 : Math.floor((asOf - published) / DAY_MINUTES);
  return (wantsNew ? FALLING_FAST : FALLING_SLOWLY)[day] ?? 0;
}

/** The numbers of the articles that reach highest, best first, the later ones where it is equal. Found by counting: there may be many. */
function highest(reach: Float32Array): number[] {
  let most = 0;
  for (let doc = 0; doc < reach.length; doc++) if ((reach[doc] ?? 0) > most) most = reach[doc] ?? 0;
  if (most === 0) return [];
  const scale = (STEPS - 1) / most;
  const steps = new Int32Array(STEPS);
  for (let doc = 0; doc < reach.length; doc++) {
    const step = ((reach[doc] ?? 0) * scale) | 0;
    steps[step] = (steps[step] ?? 0) + 1;
  }
  let lowest = STEPS - 1;
  for (let sum = steps[lowest] ?? 0; lowest > 0 && sum < ARTICLES; sum += steps[lowest] ?? 0) lowest--;
  const above: number[] = [];
  const atLowest: number[] = [];
  for (let doc = reach.length - 1; doc >= 0; doc--) {
    const value = reach[doc] ?? 0;
    const step = (value * scale) | 0;
    if (value === 0 || step < lowest) continue;
    if (step > lowest) above.push(doc);
    else if (atLowest.length < ARTICLES) atLowest.push(doc);
  }
  return [...above, ...atLowest].slice(0, ARTICLES).sort((a, b) => (reach[b] ?? 0) - (reach[a] ?? 0) || b - a);
}

/** The best passages of some articles, given in order of what they could reach, as long as that is more than what was found. */
function scorePassages(
  docs: readonly number[],
  reach: Float32Array,
  found: readonly Records[],
  library: Library,
  search: PassageSearch,
): Chosen[] {
  const recordsOf = recordsByArticle(docs, reach.length, found);
  const scores = new Float32Array(PASSAGES);
  let chosen: Chosen[] = [];
  for (let slot = 0; slot < docs.length; slot++) {
    const doc = docs[slot] ?? 0;
    if (slot % ARTICLES_AT_ONCE === 0) {
      chosen = highestPassages(chosen, search.limit);
      const last = chosen[search.limit - 1];
      if (last && last.score > (reach[doc] ?? 0) * (1 + ARTICLE)) break;
    }
    const recent = RECENT * recency(library.published[doc] ?? 0, search);
    chosen.push(...bestOf(doc, recordsOf[slot] ?? [], found, recent, scores));
  }
  return highestPassages(chosen, search.limit);
}

function highestPassages(chosen: Chosen[], limit: number): Chosen[] {
  return chosen.sort((a, b) => b.score - a.score || b.doc - a.doc || a.place - b.place).slice(0, limit);
}

/** For each of the articles its records, as pairs of a term's number and the record's. */
function recordsByArticle(docs: readonly number[], size: number, found: readonly Records[]): number[][] {
  const slots = new Int32Array(size).fill(-1);
  docs.forEach((doc, slot) => {
    slots[doc] = slot;
  });
  const lists = docs.map((): number[] => []);
  found.forEach((records, term) => {
    for (let i = 0; i < records.size; i++) {
      const slot = slots[records.docs[i] ?? 0] ?? -1;
      if (slot >= 0) lists[slot]?.push(term, i);
    }
  });
  return lists;
}

/** The best passages of an article, best first. `scores` is all zero before and after. */
function bestOf(
  doc: number,
  pairs: readonly number[],
  found: readonly Records[],
  recent: number,
  scores: Float32Array,
): Chosen[] {
  const record: RecordEntry = { doc: 0, titled: 0, count: 0, most: 0, from: 0, to: 0 };
  const passage: PassageEntry = { place: 0, impact: 0 };
  const places: number[] = [];
  let common = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    const records = found[pairs[i] ?? 0];
    const n = pairs[i + 1] ?? 0;
    const bytes = records?.data[records.parts[n] ?? 0];
    if (!records || !bytes) continue;
    readRecord(bytes, records.from[n] ?? 0, record);
    if (record.titled > 0) common += records.weight * (TITLE + recent);
    const alone = record.titled > 0 ? 0 : recent;
    passage.place = -1;
    for (let next = record.from; next < record.to; ) {
      next = readPassage(bytes, next, passage);
      if (passage.place >= PASSAGES) break;
      if (scores[passage.place] === 0) places.push(passage.place);
      scores[passage.place] = (scores[passage.place] ?? 0) + records.weight * (passage.impact * IMPACT_UNIT + alone);
    }
  }
  // An article that has the words in its title alone is opened at its beginning.
  if (places.length === 0) places.push(0);
  const best: Chosen[] = [];
  for (const place of places) {
    const score = common + (scores[place] ?? 0);
    scores[place] = 0;
    let at = best.length;
    while (at > 0 && score > (best[at - 1]?.score ?? 0)) at--;
    if (at >= PER_ARTICLE) continue;
    best.splice(at, 0, { doc, place, score });
    if (best.length > PER_ARTICLE) best.pop();
  }
  const article = ARTICLE * ((best[0]?.score ?? 0) * 0.5 + (best[1]?.score ?? 0) * 0.3 + (best[2]?.score ?? 0) * 0.2);
  for (const one of best) one.score += article;
  return best;
}
