import type { Span } from '../../text/span.ts';
import { aroundIncise, dashedSpeech } from './incises.ts';
import { type Mark, markAt, mayBeginMark } from './marks.ts';
import { paragraphsOf, trimmed } from './quoted-paragraphs.ts';

/** Words between quotation marks. `start` and `end` leave the marks out, `outer` takes them in. */
export interface Quotation extends Span {
  outer: Span;
  /** Index into the paragraphs of the text. */
  paragraph: number;
  /** Goes on from the paragraph before, which opened a mark and never closed it. */
  continues: boolean;
  /** Has its closing mark; without one it runs to the end of its paragraph. */
  closed: boolean;
}

/**
 * The outermost quotations of a text in text order; what is quoted inside one stays part of it.
 * A paragraph is read knowing only those before it, so that appended text changes nothing.
 */
export function findQuotations(text: string, paragraphs: Span[] = paragraphsOf(text)): Quotation[] {
  const found: Quotation[] = [];
  let carried = false;
  for (const [index, paragraph] of paragraphs.entries()) {
    const marks = marksOf(text, paragraph);
    const spoken = dashedSpeech(text, paragraph);
    const pieces: Piece[] =
      spoken !== null
        ? spoken.map(unmarked)
        : marks.length === 0
          ? []
          : piecesOf(text, paragraph, marks, carried).flatMap((piece) => aroundReporter(text, piece));
    for (const [order, piece] of pieces.entries()) {
      const { start, end } = trimmed(text, piece.inner.start, piece.inner.end);
      if (end <= start) continue;
      // A paragraph that opens with a mark and the one before that never closed are one speech (AP Stylebook, "quotation marks").
      const continues = carried && order === 0 && piece.outer.start === paragraph.start;
      found.push({ start, end, outer: piece.outer, paragraph: index, continues, closed: piece.closed });
    }
    carried = pieces.at(-1)?.closed === false;
  }
  return found;
}

function unmarked(inner: Span): Piece {
  return { inner, outer: inner, closed: true };
}

/** A piece in French marks in two, where the reporter says inside them who speaks. */
function aroundReporter(text: string, piece: Piece): Piece[] {
  if (text.charAt(piece.outer.start) !== '«') return [piece];
  const [first, rest] = aroundIncise(text, piece.inner) ?? [];
  if (first === undefined || rest === undefined) return [piece];
  return [
    { ...piece, inner: first, outer: { start: piece.outer.start, end: first.end } },
    { ...piece, inner: rest, outer: { start: rest.start, end: piece.outer.end } },
  ];
}

const closesOnly = new Set(['”', '»', '’’', '」', '』']);

interface Piece {
  inner: Span;
  outer: Span;
  closed: boolean;
}

function marksOf(text: string, { start, end }: Span): Mark[] {
  const marks: Mark[] = [];
  for (let at = start; at < end; at++) {
    if (!mayBeginMark(text.charCodeAt(at))) continue;
    const mark = markAt(text, at);
    if (mark === null) continue;
    marks.push(mark);
    at = mark.end - 1;
  }
  return marks;
}

function piecesOf(text: string, paragraph: Span, marks: Mark[], carried: boolean): Piece[] {
  const pieces: Piece[] = [];
  const singleClosers = closersOfSingles(text, marks);
  const balanced = balancedClosers(marks);
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at];
    if (mark === undefined) break;
    if (!mark.opens) {
      if (carried && at === 0 && mark.closes && closesOnly.has(text.slice(mark.start, mark.end))) {
        const inner = { start: paragraph.start, end: mark.start };
        pieces.push({ inner, outer: { start: paragraph.start, end: mark.end }, closed: true });
      }
      continue;
    }
    // A page sets a quotation off with marks of its own: ""You are safe," she said and left.""
    const next = marks[at + 1];
    if (next?.opens && next.family === mark.family && mark.family === 'double' && next.start === mark.end) continue;
    const closer =
      mark.family === 'single' ? (singleClosers[at] ?? -1) : closerOf(marks, at, paragraph, carried, balanced);
    const closing = marks[closer];
    if (closing !== undefined) {
      const inner = { start: mark.end, end: closing.start };
      pieces.push({ inner, outer: { start: mark.start, end: closing.end }, closed: true });
      at = closer;
    } else if (closer === unclosed && beginsSpeech(text, mark, paragraph)) {
      const cut = attributionIn(text, mark.end, paragraph.end);
      if (cut >= 0) {
        // A mark was left out: what is said ends where the reporter says who said it.
        pieces.push({ inner: { start: mark.end, end: cut }, outer: { start: mark.start, end: cut }, closed: true });
        break;
      }
      const inner = { start: mark.end, end: paragraph.end };
      pieces.push({ inner, outer: { start: mark.start, end: paragraph.end }, closed: false });
      break;
    }
  }
  return pieces;
}

const attribution =
  /[,?!]\s+(?:(?:he|she|they)\s+)?(?:said|says|told|added|adds|explained|asked|wrote|replied|warned|insisted|recalled|noted)\b/u;
const looked = 2000;

/** The offset behind the comma before ", said the mayor" in words that no mark closes, or -1. */
function attributionIn(text: string, start: number, end: number): number {
  const match = attribution.exec(text.slice(start, Math.min(end, start + looked)));
  return match === null ? -1 : start + match.index + 1;
}

const unclosed = -1;
const spurious = -2;

/** Index of the mark that closes the one at `opener`, or `unclosed`, or `spurious` when the opener is not a mark of speech. */
function closerOf(marks: Mark[], opener: number, paragraph: Span, carried: boolean, balanced: number[]): number {
  const { family, start } = marks[opener] as Mark; // `opener` is an index of a mark by contract
  let depth = 0;
  for (let at = opener + 1; at < marks.length; at++) {
    const mark = marks[at];
    if (mark === undefined || mark.family !== family) continue;
    if (mark.closes) {
      if (depth === 0) return at;
      depth--;
      continue;
    }
    if (!mark.opens) continue;
    if (twoClosersFollow(marks, at)) depth++;
    else if (depth === 0) return balanced[opener] ?? (start === paragraph.start && carried ? unclosed : spurious);
  }
  return unclosed;
}

/** For each double mark that opens its closer, as brackets are paired; empty when the marks of the paragraph do not pair up. */
function balancedClosers(marks: Mark[]): number[] {
  const closers: number[] = [];
  const open: number[] = [];
  for (const [at, { family, opens, closes }] of marks.entries()) {
    if (family !== 'double') continue;
    if (opens === closes) return [];
    if (opens) {
      open.push(at);
      continue;
    }
    const opener = open.pop();
    if (opener === undefined) return [];
    closers[opener] = at;
  }
  return open.length === 0 ? closers : [];
}

/** True when the next two marks of the family both close: the mark at `opener` is nested in another. */
function twoClosersFollow(marks: Mark[], opener: number): boolean {
  const family = marks[opener]?.family;
  let closers = 0;
  for (let at = opener + 1; at < marks.length && closers < 2; at++) {
    const mark = marks[at];
    if (mark === undefined || mark.family !== family) continue;
    if (!mark.closes) return false;
    closers++;
  }
  return closers === 2;
}

const elided = /^(?:bout|cause|em|n|neath|round|til|till|tis|twas|twere)\b/iu;

/** "rock 'n' roll", "'til dawn": the marks stand for letters. */
function isElision(text: string, { start, end }: Mark): boolean {
  return elided.test(text.slice(end, end + 7)) || /^['‘’]n$/iu.test(text.slice(start - 2, start));
}

/** An apostrophe after s that ends no sentence closes nothing that runs over several. */
function spansSentences(text: string, opener: Mark, closer: Mark | undefined): boolean {
  if (closer === undefined || !/^\s+\p{Ll}/u.test(text.slice(closer.end, closer.end + 3))) return false;
  return /[.!?]\s+\p{Lu}/u.test(text.slice(opener.end, Math.min(closer.start, opener.end + 2000)));
}

/** For each single mark that opens, the index of its closer or -1. Apostrophes after s close only where nothing better does. */
function closersOfSingles(text: string, marks: Mark[]): number[] {
  const closers: number[] = new Array(marks.length).fill(-1);
  const doublesBefore = marks.map(() => 0);
  for (let at = 1; at < marks.length; at++) {
    doublesBefore[at] = (doublesBefore[at - 1] ?? 0) + (marks[at - 1]?.family === 'double' ? 1 : 0);
  }
  let best = -1;
  let fallback = -1;
  for (let at = marks.length - 1; at >= 0; at--) {
    const mark = marks[at];
    if (mark === undefined || mark.family !== 'single') continue;
    if (isElision(text, mark)) continue;
    if (mark.opens && (mark.shaped || !mark.closes) && /[\p{L}[…“"]/u.test(text.charAt(mark.end))) {
      const closer = best >= 0 ? best : spansSentences(text, mark, marks[fallback]) ? -1 : fallback;
      // Across an odd number of double marks it is an apostrophe, not half of a pair.
      const balanced = ((doublesBefore[closer] ?? 0) - (doublesBefore[at] ?? 0)) % 2 === 0;
      if (balanced) closers[at] = closer;
      best = -1;
      fallback = -1;
    } else if (mark.closes && !/[\p{L}\p{N}]/u.test(text.charAt(mark.end))) {
      if (/[s]/iu.test(text.charAt(mark.start - 1))) fallback = at;
      else best = at;
    }
  }
  return closers;
}

/** A single mark that is not an apostrophe: some words and the end of a sentence follow in the paragraph. */
function isLongSpeech(text: string, mark: Mark, paragraph: Span): boolean {
  if (isElision(text, mark) || !/\p{L}/u.test(text.charAt(mark.end))) return false;
  return /[.!?…]/u.test(text.charAt(paragraph.end - 1)) && /(?:\S+\s+){3}/u.test(text.slice(mark.end, mark.end + 200));
}

/** An unclosed mark is speech at the start of a paragraph or of a sentence, or after a comma or colon; elsewhere it is a slip. */
function beginsSpeech(text: string, mark: Mark, paragraph: Span): boolean {
  const single = mark.family === 'single';
  if (single && !isLongSpeech(text, mark, paragraph)) return false;
  if (mark.start === paragraph.start) return true;
  let before = mark.start - 1;
  while (before > paragraph.start && /\s/u.test(text.charAt(before))) before--;
  return (single ? /[:,]/u : /[.!?:,—–…-]/u).test(text.charAt(before));
}
