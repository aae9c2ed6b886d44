import { type Answer, type AskDeps, type AskQuery, answered, nearest } from '../answer.ts';
import { articlesOn } from './articles-on.ts';
import { listedOf } from './listed.ts';

/** The article that a request wants to read; its text is shown in pages. */
export async function text(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { articles, nearestOnly, passages } = await articlesOn(deps, query);
  const [main] = articles;
  if (!main || nearestOnly) return nearest({ passages, list: await listedOf(deps, articles.slice(0, 3)) });
  return answered({ opened: main.id, list: await listedOf(deps, [main]), passages });
}
