import { quotesOfArticle } from '../../store/quotes/stored-quotes.ts';
import { type Answer, type AskDeps, type AskQuery, answered, nearest } from '../answer.ts';
import { articlesOn } from './articles-on.ts';
import { listedOf } from './listed.ts';

const MOST = 10;

/** The stored quotations of the article that a request is about, in the order of its text. */
export async function quotes(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { articles, nearestOnly, passages } = await articlesOn(deps, query);
  const [main] = articles;
  if (!main || nearestOnly) return nearest({ passages, list: await listedOf(deps, articles.slice(0, 3)) });
  const { quotes, total } = await quotesOfArticle(deps.db, query.workspace, main.id, MOST);
  if (quotes.length === 0)
    return nearest({ lead: `“${main.title}” quotes no one.`, passages, list: await listedOf(deps, [main]) });
  const rest = total > quotes.length ? `, the first ${quotes.length} of ${total}` : '';
  return answered({ lead: `The quotations in “${main.title}”${rest}:`, quotes, passages });
}
