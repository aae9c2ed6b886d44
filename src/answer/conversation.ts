import { isStopWord, tokensOf } from './terms.ts';

const POINTERS = /\b(?:he|him|his|she|her|hers|they|them|their|theirs|it|its|this|that|these|those|there|the same)\b/i;
const OPENERS = /^(?:and|but|so|also|then|what about|how about|why|when|where|who|how|really)\b/i;
const SHORT = 3;
const NAMES = 6;

/**
 * A question as it would be asked on its own: one that points back ("and what did he say about that?") gets the names and the
 * subject of what was asked before. `earlier` are the questions and answers of the conversation, oldest first.
 */
export function standAlone(question: string, earlier: readonly { question: string; text: string }[]): string {
  const last = earlier.at(-1);
  if (!last || !pointsBack(question)) return question;
  const known = new Set(tokensOf(question).map((token) => token.term));
  const subject = contentWords(last.question).filter((word) => !known.has(tokensOf(word)[0]?.term ?? ''));
  const names = namesIn(last.text).filter(
    (name) => !subject.includes(name) && !known.has(tokensOf(name)[0]?.term ?? ''),
  );
  const added = [...subject, ...(subject.some((word) => /^\p{Lu}/u.test(word)) ? [] : names)].slice(0, NAMES);
  return added.length === 0 ? question : `${question} (${added.join(' ')})`;
}

function pointsBack(question: string): boolean {
  const words = contentWords(question);
  const named = words.some((word) => /^\p{Lu}/u.test(word) && !question.startsWith(word));
  if (named && words.length >= SHORT) return false;
  return POINTERS.test(question) || (OPENERS.test(question) && words.length < SHORT) || words.length === 0;
}

function contentWords(text: string): string[] {
  return tokensOf(text)
    .map((token) => text.slice(token.start, token.end))
    .filter((word) => !isStopWord(word.toLowerCase()));
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/(?<=[\p{Ll},;] )\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/gu)].map((match) => match[0]);
}
