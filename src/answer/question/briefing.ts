import { termOf } from '../../text/terms.ts';
import { analyseQuestion } from './question.ts';

/** Words in which people ask for the news as such. */
const NEWS = new Set(
  'news headline headlines story stories update updates briefing digest roundup summary recap miss missed'
    .split(' ')
    .map(termOf),
);
/** Words that go with them without naming a subject. */
const AROUND = new Set(
  'top main important importance big biggest major key interesting good world happen happened happening going went give show get list read brief summarise summarize catch'
    .split(' ')
    .map(termOf),
);

/** Whether a question asks for the news as such ("What are the top stories today?"), not about a subject. `timed`: it names a time. */
export function asksForNews(question: string, timed: boolean): boolean {
  const terms = analyseQuestion(question).terms.map(({ term }) => term);
  if (terms.some((term) => !NEWS.has(term) && !AROUND.has(term))) return false;
  return (
    terms.some((term) => NEWS.has(term)) ||
    /\bnews\b|\bwhat(?:'|’)?s new\b|\bwhat is new\b/i.test(question) ||
    (timed && /\bwhat\b/i.test(question))
  );
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const POINTED = new RegExp(
  `\\b(?:the )?(?:(?<word>${ORDINALS.join('|')}|last)|(?<short>\\d{1,2})(?:st|nd|rd|th)) (?:story|one|item|article|headline|news)\\b|(?:\\b(?:story|item|number|no\\.|headline) ?|#)(?<number>\\d{1,2})\\b`,
  'i',
);

/** The story of a list that a question points at by its number ("the second one"), with the question's other words; null when it points at none. */
export function pointedStory<T extends { position: number | null }>(
  question: string,
  stories: readonly T[],
): { story: T; rest: string } | null {
  const match = POINTED.exec(question);
  if (!match) return null;
  const { word, short, number } = match.groups ?? {};
  const wanted =
    word?.toLowerCase() === 'last'
      ? Math.max(...stories.map(({ position }) => position ?? 0))
      : word
        ? ORDINALS.indexOf(word.toLowerCase()) + 1
        : Number(short ?? number);
  const story = stories.find(({ position }) => position === wanted);
  return story ? { story, rest: question.replace(match[0], ' ').trim() } : null;
}
