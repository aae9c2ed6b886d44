import { isStopWord } from '../../text/terms.ts';

/** One of the two that a question asks to choose between, and the question about it alone. */
export interface Alternative {
  name: string;
  question: string;
}

const NAME = "\\p{Lu}[\\p{L}\\p{N}'’-]*(?: \\p{Lu}[\\p{L}\\p{N}'’-]*){0,3}";
const EITHER = new RegExp(`(?<!\\p{L})(${NAME}),? or (${NAME})`, 'u');

/** The two names that a question asks to choose between ("Which bridge is longer, Holm or Vale?"); null when it doesn't. */
export function alternatives(question: string): [Alternative, Alternative] | null {
  const found = EITHER.exec(question);
  const [whole = '', before = '', second = ''] = found ?? [];
  if (!found) return null;
  // "Is Holm or Vale longer?": the first word isn't part of the name.
  const opener = found.index === 0 ? (/^\S+ (?=\S)/.exec(before)?.[0] ?? '') : '';
  const first = isStopWord(opener.trim().toLowerCase()) ? before.slice(opener.length) : before;
  if (first === second) return null;
  const start = found.index + before.length - first.length;
  const alone = (name: string): Alternative => ({
    name,
    question: question.slice(0, start) + name + question.slice(found.index + whole.length),
  });
  return [alone(first), alone(second)];
}
