import type { StoredArticle } from '../../store/articles/articles.ts';
import { summariesOf } from '../../store/articles/summaries.ts';
import { isTeaser } from '../../text/statement.ts';
import type { AskDeps, AskQuery, Claim, ListedArticle } from '../answer.ts';
import { type Answer, answered, nearest } from '../answer.ts';
import { articlesOn } from './articles-on.ts';
import { listedOf } from './listed.ts';

const OTHERS = 3;
const MOST_STORIES = 10;

/** The stored key points of the article that a request is about, and the other articles of its story; of a digest, its stories. */
export async function summary(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { subject, focus } = query.request;
  if (
    query.told.length > 0 &&
    focus.length === 0 &&
    /^(?:(?:the|this|today's) )?(?:digest|briefing|day|stories)?$/i.test(subject)
  )
    return ofDigest(deps, query);
  const { articles, nearestOnly, passages } = await articlesOn(deps, query);
  const [main, ...others] = articles;
  if (!main) return nearest({ lead: await whichArticle(deps, query), passages, list: [] });
  if (nearestOnly) return nearest({ passages, list: await listedOf(deps, articles.slice(0, OTHERS)) });
  const claims = await keyPointsOf(deps, main);
  if (claims.length === 0) return nearest({ passages, list: await listedOf(deps, [main]) });
  const same = others.filter(({ story }) => story !== null && story === main.story).slice(0, OTHERS);
  return answered({ lead: main.title, claims, passages, list: await listedOf(deps, same) });
}

/** The stored key points of an article: sentences of it, or a model's, checked. */
export async function keyPointsOf({ db }: AskDeps, { id, revision }: StoredArticle): Promise<Claim[]> {
  const stored = (await summariesOf(db, [revision])).get(revision);
  // An earlier version took such lines for points.
  return (stored?.keyPoints ?? [])
    .filter(({ text }) => !isTeaser(text))
    .map(({ text, start, end }) => ({
      text,
      spans: [{ article: id, revision, start, end }],
    }));
}

async function ofDigest(deps: AskDeps, query: AskQuery): Promise<Answer> {
  const list: ListedArticle[] = [];
  for (const entry of query.conversation.find(({ list }) => list.length > 0)?.list ?? []) {
    const { articles } = await articlesOn(
      deps,
      { ...query, request: { ...query.request, focus: entry.articles.slice(0, 1) } },
      '',
    );
    list.push(...(await listedOf(deps, articles)));
    if (list.length >= MOST_STORIES) break;
  }
  return list.length > 0 ? answered({ list }) : nearest({});
}

/** What to say when it is open which article is meant. */
async function whichArticle(_deps: AskDeps, { request }: AskQuery): Promise<string | null> {
  return request.subject === ''
    ? "Which article or subject do you mean? Name it, or ask “what's new?” and pick one by its number."
    : null;
}
