import { unsaidCredit } from '../../quote/quote.ts';
import type { Said } from '../../store/quotes/spoken-words.ts';
import type { AnswerSentence } from './extractive.ts';

const OPENING = /^["“„«‘']/;
const CLOSING = /["”»’']$/;

/** Sentences that follow each other in one article, as one. */
export function joinNeighbours(sentences: readonly AnswerSentence[]): AnswerSentence[] {
  const joined: AnswerSentence[] = [];
  for (const sentence of sentences) {
    const last = joined.at(-1);
    if (last && last.revision === sentence.revision && sentence.start - last.end === 1)
      joined[joined.length - 1] = {
        ...last,
        end: sentence.end,
        text: `${last.text} ${sentence.text}`,
        also: [...last.also, ...sentence.also],
      };
    else joined.push(sentence);
  }
  return joined;
}

/**
 * A sentence of an article as it may stand alone: words of somebody never without quotation marks, and never without who said them
 * when the sentence itself does not name the speaker.
 */
export function withSpeakers(
  { text, ...span }: Pick<AnswerSentence, 'revision' | 'start' | 'end' | 'text'>,
  spoken: readonly Said[],
): string {
  const inside = spoken.filter(
    (words) => words.revision === span.revision && words.start < span.end && words.end > span.start,
  );
  const [first] = inside;
  const last = inside.at(-1);
  if (!first || !last) return text;
  const straight = /^[^"“”]*"/.test(text) || /"[^"“”]*$/.test(text);
  const open = first.start <= span.start && !OPENING.test(text) ? (straight ? '"' : '“') : '';
  // A turn of a transcript has no marks of its own: what was never opened is not closed.
  const opened = open !== '' || isLeftOpen(text);
  const close = opened && last.end >= span.end && !CLOSING.test(text) ? (straight ? '"' : '”') : '';
  const speakers = [...new Set(inside.map((words) => words.speaker))];
  const unnamed = speakers.filter((speaker) => speaker === null || !isNamed(speaker, text));
  const nobody = inside.map(({ stance, imputedTo }) => unsaidCredit(stance, imputedTo)).find((told) => told !== null);
  const who = unnamed.map((speaker) => speaker ?? nobody ?? 'unattributed').join('; ');
  // Unattributed words whose sentence says who spoke in its own way ("she said") need no more.
  const tells =
    unnamed.every((speaker) => speaker === null) && open === '' && close === '' && saysMore(span, text, inside);
  return `${open}${text}${close}${who === '' || tells ? '' : ` (${who})`}`;
}

/** Whether a text opens a quotation that it does not close. */
function isLeftOpen(text: string): boolean {
  const count = (marks: RegExp) => text.match(marks)?.length ?? 0;
  return count(/["]/g) % 2 === 1 || count(/[“„«]/g) > count(/[”»]/g);
}

/** Whether words stand outside the quotations of a sentence. */
function saysMore({ start }: Pick<AnswerSentence, 'start'>, text: string, inside: readonly Said[]): boolean {
  const outside = inside.reduceRight(
    (rest, words) => rest.slice(0, Math.max(0, words.start - start)) + rest.slice(Math.max(0, words.end - start)),
    text,
  );
  return /\p{L}+\P{L}+\p{L}/u.test(outside);
}

function isNamed(speaker: string, text: string): boolean {
  const surname = speaker.trim().split(/\s+/).at(-1) ?? '';
  return text.includes(surname);
}
