import { sentencesOf } from '../../text/sentences.ts';
import type { Span } from '../../text/span.ts';

const SENTENCES = 8;
/** Sentences that a passage shares with the one before, when none is cut short by the limit. */
const SHARED = 4;
/** A passage that is cited is at most this long. */
export const PASSAGE_LIMIT = 1_200;
const LONGEST_SENTENCE = 400;

/** The passages of an article's text: up to eight sentences each, half of them shared with the one before; none longer than the limit. */
export function passagesOf(text: string): Span[] {
  const sentences = sentencesOf(text).flatMap((sentence) => cutLong(text, sentence, LONGEST_SENTENCE));
  const passages: Span[] = [];
  for (let from = 0; from < sentences.length; ) {
    const first = sentences[from];
    if (!first) break;
    let to = from + 1;
    while (to < from + SENTENCES && (sentences[to]?.end ?? Number.POSITIVE_INFINITY) - first.start <= PASSAGE_LIMIT)
      to++;
    passages.push({ start: first.start, end: sentences[to - 1]?.end ?? first.end });
    if (to >= sentences.length) break;
    from = Math.max(from + 1, Math.min(from + SENTENCES - SHARED, to - 1));
  }
  return passages;
}
/** Text without sentence ends (tables, lists run together) is cut at words. */
function cutLong(text: string, sentence: Span, limit: number): Span[] {
  if (sentence.end - sentence.start <= limit) return [sentence];
  const parts: Span[] = [];
  for (let start = sentence.start; start < sentence.end; ) {
    let end = Math.min(start + limit, sentence.end);
    if (end < sentence.end) {
      const space = text.lastIndexOf(' ', end);
      if (space > start + limit / 2) end = space;
      else if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end--;
    }
    parts.push({ start, end });
    start = end;
    while (start < sentence.end && /\s/.test(text[start] ?? '')) start++;
  }
  return parts;
}
