import { isStopWord, tokensOf } from '../../text/terms.ts';

const THINGS = /\b(?:it|its|this|that|these|those|there|the same|then|more)\b/i;
const PEOPLE = /\b(?:he|him|his|she|her|hers|they|them|their|theirs)\b/i;
const OPENERS = /^(?:and|but|so|also|then|what about|how about|why|when|where|who|how|really)\b/i;
const SHORT = 3;
const NAMES = 4;
const CALENDAR =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/;

/**
 * What a question points back to ("and what did he say about that?"): the subject of the last question, and the people of its
 * answer when the question has a personal pronoun and the last one named nobody. Empty when it stands on its own. `earlier` is oldest first.
 */
export function contextOf(
  question: string,
  earlier: readonly { question: string; context?: string; text: string }[],
): string {
  const last = earlier.at(-1);
  if (!last || !pointsBack(question)) return '';
  const named = namesIn(last.question).length > 0;
  const people = PEOPLE.test(question) && !named ? namesIn(last.text).slice(0, NAMES) : [];
  return [...contentWords(`${last.question} ${last.context ?? ''}`), ...people].join(' ');
}

function pointsBack(question: string): boolean {
  const words = contentWords(question);
  const named = words.some((word) => /^\p{Lu}/u.test(word) && !question.startsWith(word));
  if (PEOPLE.test(question)) return true;
  if (named && words.length >= SHORT) return false;
  return THINGS.test(question) || (OPENERS.test(question) && words.length < SHORT) || words.length === 0;
}

function contentWords(text: string): string[] {
  return tokensOf(text)
    .map((token) => text.slice(token.start, token.end))
    .filter((word) => !isStopWord(word.toLowerCase()));
}

function namesIn(text: string): string[] {
  const found = [...text.matchAll(/(?<=[\p{Ll},;] )\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/gu)].map(
    (match) => match[0],
  );
  return [...new Set(found)].filter((name) => !CALENDAR.test(name));
}
