import { OTHER_ABBREVIATIONS, STATE_ABBREVIATIONS, TITLE_ABBREVIATIONS } from './lists/abbreviations.ts';
import { capitalised, MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS } from './lists/calendar.ts';
import {
  ARTICLES,
  COORDINATORS,
  DEMONSTRATIVES,
  LINKING_ADVERBS,
  PERSONAL_PRONOUNS,
  POSSESSIVES,
  QUESTION_WORDS,
  without,
} from './lists/function-words.ts';
import { monthNumber } from './lists/months.ts';
import type { Span } from './span.ts';

const words = (list: string): Set<string> => new Set(list.split(' '));

/** Always followed by more of the same sentence. */
const BEFORE_NAMES = new Set(TITLE_ABBREVIATIONS);
/** End a sentence only when a word follows that usually begins one. */
const ABBREVIATIONS = new Set([...OTHER_ABBREVIATIONS, ...SHORT_MONTHS, ...SHORT_WEEKDAYS, ...STATE_ABBREVIATIONS]);
/** Abbreviations only before a number ("No. 4", "p. 12"). */
const BEFORE_NUMBERS = words('no nos nr art sec ch fig vol p pp para op ed');
const STARTERS = new Set([
  ...ARTICLES,
  ...without(PERSONAL_PRONOUNS, 'him them us me'),
  ...DEMONSTRATIVES,
  ...POSSESSIVES,
  ...without(COORDINATORS, 'plus'),
  ...without(QUESTION_WORDS, 'whom'),
  ...LINKING_ADVERBS,
  ...words(
    'there here not in on at for with without as if while after before since although though because by from to under over during until whether ' +
      'both some many most several all each every another other no none one two three such ' +
      'according earlier later now today yesterday even once only more officials police',
  ),
]);
const AFTER_CLOCK = new RegExp(
  `^(?:${[...WEEKDAYS, ...MONTHS.map((month) => month.slice(0, 3))].map(capitalised).join('|')}|[A-Z]{2,4}\\b|Eastern|Pacific|Central|Mountain|Greenwich)`,
);
/** German writes "3. Mai". */
const germanMonthAt = (next: string): boolean =>
  monthNumber(/^\p{Lu}\p{L}{2,}/u.exec(next)?.[0] ?? '', { language: 'de' }) !== null;
/** "“Why?” Jane Doe asked": at most four capitalised words, then a verb of speech. */
const ATTRIBUTION =
  /^(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?:[\p{Lu}][\p{L}’'.-]{0,30} ){1,4}(?:said|says|asked|asks|added|adds|replied|wrote|writes|told|recalled|shouted|wondered|tweeted|continued|explained|exclaimed)\b/u;

const STOP = /[.!?…؟]/;
const FULL_WIDTH_STOP = /[。！？।۔]/;
const ANY_STOP = /[.!?…。！？।۔؟]/g;
const CLOSER = /["”’'»)\]」』）]/;
const DASH = /^[–—-]/;
const OPENER = /["“‘'«([¿¡—–-]/;
const DOUBLE_MARK = /["“”«»「」『』]/g;
/** Longer quotations are split where their own sentences end. */
const LONGEST_WHOLE_QUOTATION = 400;

/**
 * The sentences of an article's text, in order, without the white space around them (half-open UTF-16 offsets).
 * A line break always ends a sentence; a quotation of ordinary length is never divided. Linear in the text.
 */
export function sentencesOf(text: string): Span[] {
  const sentences: Span[] = [];
  let lineStart = 0;
  while (lineStart <= text.length) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    for (const { start, end } of sentencesOfLine(text.slice(lineStart, lineEnd))) {
      sentences.push({ start: lineStart + start, end: lineStart + end });
    }
    lineStart = lineEnd + 1;
  }
  return sentences;
}

function sentencesOfLine(line: string): Span[] {
  const quoted = quotations(line);
  const spans: Span[] = [];
  let start = 0;
  let quotation = 0;
  let at = 0;
  const push = (end: number) => {
    const piece = line.slice(start, end);
    const from = start + (piece.length - piece.trimStart().length);
    const to = start + piece.trimEnd().length;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  for (;;) {
    ANY_STOP.lastIndex = at;
    if (!ANY_STOP.test(line)) break;
    at = ANY_STOP.lastIndex - 1;
    const fullWidth = FULL_WIDTH_STOP.test(line.charAt(at));
    const stop = at;
    at = endOfStop(line, stop);
    const stopEnd = at;
    while (at < line.length && CLOSER.test(line.charAt(at)) && at - stopEnd < 4) at += 1;
    while ((quoted[quotation]?.end ?? Number.POSITIVE_INFINITY) < at) quotation += 1;
    const around = quoted[quotation];
    const inside = around !== undefined && around.start < stop && at < around.end;
    if (inside) continue;
    if (fullWidth || endsSentence(line, stop, stopEnd, at)) push(at);
  }
  push(line.length);
  return spans;
}

/** Where a run of stops ends: "?!", "...", and the spaced ellipsis ". . .". */
function endOfStop(line: string, stop: number): number {
  let end = stop + 1;
  while (end < line.length) {
    if (STOP.test(line.charAt(end)) || FULL_WIDTH_STOP.test(line.charAt(end))) end += 1;
    else if (line.startsWith(' .', end) && line.charAt(end - 1) === '.') end += 2;
    else break;
  }
  return end;
}

/** Whether the stops at `stop..stopEnd`, with closing marks up to `end`, end a sentence. */
function endsSentence(line: string, stop: number, stopEnd: number, end: number): boolean {
  if (end < line.length && !/\s/.test(line.charAt(end))) return false;
  const rest = line.slice(end, end + 140).trimStart();
  if (rest === '') return true;
  let opener = 0;
  while (opener < 4 && (OPENER.test(rest.charAt(opener)) || (opener > 0 && rest.charAt(opener) === ' '))) opener += 1;
  const next = rest.slice(opener);
  if (!/^[\p{L}\p{N}]/u.test(next)) return opener > 0 && next === '' ? true : !/^[,;:%&]/.test(next);
  if (/^\p{Ll}/u.test(next) && !/^(?:iP|eB)/.test(next)) return false;
  if (end > stopEnd && opener === 0 && ATTRIBUTION.test(next)) return false;
  const stops = line.slice(stop, stopEnd);
  if (stops.length > 1 && /^[.\s…]+$/.test(stops)) return !/^I\b/.test(next) && stop > 0;
  if (stops === '…') return !/^I\b/.test(next);
  if (stops !== '.') return true;
  return end > stopEnd && opener > 0 ? true : !isAbbreviation(line, stop, next, DASH.test(rest));
}

/**
 * Whether the full stop at `stop` belongs to an abbreviation, an initial or a numeral, given the text that follows it. Sentences seldom
 * begin with a dash, so before one even "The" goes on ("CONWAY, Miss. — The river rose").
 */
function isAbbreviation(line: string, stop: number, next: string, dashed: boolean): boolean {
  const before = /[\p{L}\p{N}.&]+$/u.exec(line.slice(Math.max(0, stop - 24), stop))?.[0] ?? '';
  const word = before.toLowerCase();
  if (BEFORE_NAMES.has(word)) return true;
  const nextWord = /^[\p{L}’']+/u.exec(next)?.[0].toLowerCase() ?? '';
  const starts = STARTERS.has(nextWord) && !dashed;
  if (word === 'a.m' || word === 'p.m' || word === 'am' || word === 'pm') return AFTER_CLOCK.test(next);
  if (/^\p{Nd}{1,3}$/u.test(word)) {
    const opensLine = line.slice(0, stop).trim() === before;
    return opensLine || (germanMonthAt(next) && word.length < 3);
  }
  if (BEFORE_NUMBERS.has(word)) return /^\p{N}/u.test(next);
  // A single capital is an initial ("J. K.", "George W. Bush"); dotted capitals are "U.S.", "U.N.", "Ph.D.".
  if (/^\p{Lu}$/u.test(before) || /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(before)) {
    return !starts || /^\p{Lu}\./u.test(next);
  }
  return ABBREVIATIONS.has(word) && !starts && before !== before.toUpperCase();
}

/** Quotations in double marks that are closed within the line and not overlong, marks included, in order. */
function quotations(line: string): Span[] {
  const found: Span[] = [];
  let open = -1;
  let opener = '';
  for (const { 0: mark, index: at } of line.matchAll(DOUBLE_MARK)) {
    if (open === -1) {
      if (mark === '”' || mark === '»' || mark === '」' || mark === '』') continue;
      open = at;
      opener = mark;
    } else if (
      (opener === '"' && mark === '"') ||
      (opener === '“' && (mark === '”' || mark === '"')) ||
      (opener === '«' && mark === '»') ||
      (opener === '「' && mark === '」') ||
      (opener === '『' && mark === '』')
    ) {
      if (at + 1 - open <= LONGEST_WHOLE_QUOTATION) found.push({ start: open, end: at + 1 });
      open = -1;
    } else if (mark === '“' || mark === '«') {
      open = at;
      opener = mark;
    }
  }
  return found;
}
