import { othersOfStory } from '../store/articles/articles.ts';
import { passagesOfArticles } from '../store/digests/digest-threads.ts';
import type { Candidate } from '../store/passages/source.ts';
import { tokensOf } from '../text/terms.ts';
import type { AskDeps, AskQuery } from './answer.ts';
import { analyseQuestion } from './question/question.ts';
import type { Request } from './question/read-request.ts';

const LOOKED_AT = 40;
const OF_STORY = 5;

/**
 * A request that only seems to be left to the thread, read once more with the store at hand. It is about something else when it names what
 * the thread's article doesn't mention, when that article has none of its words, or lacks most and a passage of another has them all. People type
 * names in lower case ("what is ford planning"), so a word is a name as well when the articles write it with a capital. What stays with the
 * thread gets the other articles of its story.
 */
export async function readSubject(
  { db, stored }: AskDeps,
  reading: Pick<AskQuery, 'request' | 'asOf' | 'workspace'>,
): Promise<Request> {
  const request = await unlessNew({ db, stored }, reading);
  const [article] = request.focus;
  if (!article || !request.focusOnly || request.pointed !== null) return request;
  return { ...request, story: await othersOfStory(db, reading.workspace, article, OF_STORY) };
}

async function unlessNew(
  { db, stored }: Pick<AskDeps, 'db' | 'stored'>,
  { request, asOf, workspace }: Pick<AskQuery, 'request' | 'asOf' | 'workspace'>,
): Promise<Request> {
  if (!request.mayLeave || request.focus.length === 0) return request;
  const { question, backTo } = request;
  const search = { question, asOf, workspace, since: null, until: null, publisher: null, limit: LOOKED_AT };
  const [everywhere, here] = await Promise.all([
    stored.search(search),
    passagesOfArticles(db, request.focus, stored).search(search),
  ]);
  const mentioned = new Set(here.candidates.flatMap(({ title, text }) => termsIn(`${title}\n${text}`)));
  const own = question.terms.filter(({ context }) => !context);
  const foreign = own.filter(({ term }) => !mentioned.has(term));
  const isElsewhere = everywhere.candidates.some(({ text }) => {
    const terms = new Set(termsIn(text));
    return own.every(({ term }) => terms.has(term));
  });
  const isNew =
    foreign.some(({ term, name }) => name || isName(term, everywhere.candidates)) ||
    (own.length > 0 && foreign.length === own.length) ||
    (isElsewhere && foreign.length > own.length / 2);
  if (!isNew) return request;
  const whole = backTo === '' ? question : analyseQuestion(question.text, backTo);
  return { ...request, question: whole, focus: [], focusOnly: false };
}

function termsIn(text: string): string[] {
  return tokensOf(text).map(({ term }) => term);
}

/** Whether a term stands with a capital in most places inside sentences. */
function isName(term: string, candidates: readonly Candidate[]): boolean {
  let capital = 0;
  let small = 0;
  for (const { text } of candidates)
    for (const token of tokensOf(text)) {
      if (token.term !== term) continue;
      if (/^\p{Ll}/u.test(text.slice(token.start))) small++;
      else if (/[\p{Ll}\d,] $/u.test(text.slice(0, token.start))) capital++;
    }
  return capital > small;
}
