import { sentencesOf } from '../../text/sentences.ts';
import type { Span } from '../../text/span.ts';
import { type ReadWords, readWords } from '../../text/terms.ts';

/** A sentence of a passage, and which of the passage's words (by number, half-open) stand in it. */
export interface SentenceWords extends Span {
  from: number;
  to: number;
}

const words = new WeakMap<object, ReadWords>();
const sentences = new WeakMap<object, SentenceWords[]>();

/** The words of a passage. Read once and kept as long as the passage is: finding, ranking and answering all ask for them. */
export function wordsOf(passage: { readonly text: string }): ReadWords {
  let read = words.get(passage);
  if (!read) {
    read = readWords(passage.text);
    words.set(passage, read);
  }
  return read;
}

/** The sentences of a passage with their words, kept like these. Offsets are in the passage. */
export function sentencesIn(passage: { readonly text: string }): SentenceWords[] {
  let read = sentences.get(passage);
  if (!read) {
    const { starts } = wordsOf(passage);
    let from = 0;
    read = sentencesOf(passage.text).map(({ start, end }) => {
      while (from < starts.length && (starts[from] ?? 0) < start) from++;
      let to = from;
      while (to < starts.length && (starts[to] ?? 0) < end) to++;
      return { start, end, from, to };
    });
    sentences.set(passage, read);
  }
  return read;
}
