import { termOf } from '../../text/terms.ts';
import { analyseQuestion } from './question.ts';

/** Words in which people ask for the news in general. */
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

/** Whether a question asks for the news in general ("What are the top stories today?"), not about a subject. `timed`: it names a time. */
export function asksForNews(question: string, timed: boolean): boolean {
  const terms = analyseQuestion(question).terms.map(({ term }) => term);
  if (terms.some((term) => !NEWS.has(term) && !AROUND.has(term))) return false;
  return (
    terms.some((term) => NEWS.has(term)) ||
    /\bnews\b|\bwhat(?:'|’)?s new\b|\bwhat is new\b/i.test(question) ||
    (timed && /\bwhat\b/i.test(question))
  );
}
