import type { Span } from '../article/article.ts';
import { sentencesOf } from '../article/sentences.ts';

const SENTENCES = 3;
const STEP = 2;
/** A passage that is cited is at most this long. */
export const PASSAGE_LIMIT = 1_200;

/** The passages of an article's text: three sentences each, each starting with the last of the one before; none longer than the limit. */
export function passagesOf(text: string): Span[] {
  const sentences = sentencesOf(text).flatMap((sentence) =>
    cutLong(text, sentence, Math.floor(PASSAGE_LIMIT / SENTENCES) - 2),
  );
  const passages: Span[] = [];
  for (let i = 0; i < sentences.length; i += STEP) {
    const first = sentences[i];
    const last = sentences[Math.min(i + SENTENCES, sentences.length) - 1];
    if (!first || !last) break;
    passages.push({ start: first.start, end: last.end });
    if (i + SENTENCES >= sentences.length) break;
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
