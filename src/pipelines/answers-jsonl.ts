import type { BuiltInAnswer } from '../answer/built-in/extractive.ts';
import type { Found } from '../answer/rank/search.ts';

const PASSAGES = 10;

/** One line of `search --jsonl`. */
export function searchLine(id: unknown, found: Found) {
  return {
    id,
    passages: found.passages.slice(0, PASSAGES).map(({ passage }) => ({
      articleId: passage.article,
      start: passage.start,
      end: passage.end,
      text: passage.text,
    })),
  };
}

/** One line of `ask --jsonl` from the store. */
export function askLine(id: unknown, answer: BuiltInAnswer) {
  if (answer.kind === 'refused') return { id, refused: true, answer: '', citations: [] };
  const citations = answer.sentences.map(({ article, start, end, text }) => ({ articleId: article, start, end, text }));
  return { id, refused: false, answer: answer.sentences.map((sentence) => sentence.text).join(' '), citations };
}
