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
  const [main] = articles;
  const story =
    query.request.subject === ''
      ? articles.filter(({ id, story }) => id === main?.id || story === main?.story)
      : articles;
  const dated = story.slice(0, MOST).sort((a, b) => (a.published?.getTime() ?? 0) - (b.published?.getTime() ?? 0));
  return answered({
    lead: 'What the stored articles reported, earliest first:',
    list: await listedOf(deps, dated),
    passages,
  });
}
