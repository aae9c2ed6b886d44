import type { Database } from '../database.ts';
import { type CorrectionRecord, listCorrections, verdictOf } from './corrections.ts';

const PAGE = 200;
/** Characters of the article on each side of the words. */
const AROUND = 1_000;

/** A corrected attribution as training data: the words where they stand, what was read, and what is true. */
export interface CorrectionLine {
  article: string;
  title: string;
  publisher: string | null;
  url: string | null;
  published: string | null;
  quote: string;
  /** In the version of the article that it was made in, in UTF-16 units, half-open. */
  start: number;
  end: number;
  /** The text before and after the words; empty where that version is not stored any more. */
  before: string;
  after: string;
  read: { speaker: string | null; stance: string; confidence: number };
  verdict: 'right' | 'wrong' | 'named';
  speaker: string | null;
  speakerKind: string | null;
  corrected: string;
}

/** All corrections, the newest first, a page of them in memory at a time. */
export async function* correctionLines(db: Database): AsyncGenerator<CorrectionLine> {
  let before: number | undefined;
  for (;;) {
    const page = await listCorrections(db, { before, limit: PAGE });
    for (const one of page) yield lineOf(one);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    before = last.id;
  }
}

function lineOf(one: CorrectionRecord): CorrectionLine {
  const { article, title, publisher, url, published, words, start, end, text } = one;
  return {
    article,
    title,
    publisher,
    url,
    published: published?.toISOString() ?? null,
    quote: words,
    start,
    end,
    before: text?.slice(Math.max(0, start - AROUND), start).toWellFormed() ?? '',
    after: text?.slice(end, end + AROUND).toWellFormed() ?? '',
    read: { speaker: one.readSpeaker, stance: one.readStance, confidence: one.readConfidence },
    verdict: verdictOf(one),
    speaker: one.speaker,
    speakerKind: one.speakerKind,
    corrected: one.corrected.toISOString(),
  };
}
