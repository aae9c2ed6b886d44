import { sentencesOf } from '../text/sentences.ts';

const LONGEST = 100;

/** A title for a text without a headline: its first sentence, shortened at a word. */
export function openingWords(text: string): string {
  const first = sentencesOf(text)[0] ?? { start: 0, end: text.length };
  const sentence = text.slice(first.start, first.end);
  if (sentence.length <= LONGEST) return sentence;
  return `${sentence.slice(0, LONGEST - 1).replace(/\s+\S*$/, '')}…`;
}
