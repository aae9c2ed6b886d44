import { isStopWord, readWords } from '../../text/terms.ts';
import type { Answer, AskDeps, AskQuery } from '../answer.ts';
import { answered, nearest } from '../answer.ts';
import { articlesOn } from './articles-on.ts';
import { listedOf } from './listed.ts';

const MOST = 8;

/** The stored reports on a subject in the order of time, each with its day and its first key point. */
export async function timeline(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { articles, nearestOnly, passages } = await articlesOn(deps, query);
  if (articles.length === 0 || nearestOnly)
    return nearest({ passages, list: await listedOf(deps, articles.slice(0, 3)) });
  const isOn = onSubject(query.request.subject);
  const main = articles.find(({ title }) => isOn(title)) ?? articles[0];
  const ofStory = (story: string | null) => story !== null && story === main?.story;
  const reports = articles.filter(({ id, title, story }) => id === main?.id || ofStory(story) || isOn(title));
  const dated = reports.slice(0, MOST).sort((a, b) => (a.published?.getTime() ?? 0) - (b.published?.getTime() ?? 0));
  return answered({
    lead: 'What the stored articles reported, earliest first:',
    list: await listedOf(deps, dated),
    passages,
  });
}

/** Whether a headline has at least half of the subject's words; none is on no subject. */
function onSubject(subject: string): (title: string) => boolean {
  const terms = readWords(subject).terms.filter((term) => !isStopWord(term));
  return (title) => {
    const read = new Set(readWords(title).terms);
    return terms.length > 0 && 2 * terms.filter((term) => read.has(term)).length >= terms.length;
  };
}
