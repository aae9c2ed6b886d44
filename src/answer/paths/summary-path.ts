import { articlesById, type StoredArticle } from '../../store/articles/articles.ts';
import { storyPoints } from '../../store/articles/story-summaries.ts';
import { summariesOf } from '../../store/articles/summaries.ts';
import { isTeaser } from '../../text/statement.ts';
import { isStopWord, readWords } from '../../text/terms.ts';
import type { AskDeps, AskQuery, Claim, ListedArticle } from '../answer.ts';
import { type Answer, answered, nearest } from '../answer.ts';
import { articlesOn } from './articles-on.ts';
import { listedOf } from './listed.ts';

const OTHERS = 3;
/** Fewer points of a story, after those of articles that may not be seen, tell less than its best article does. */
const FEWEST_POINTS = 3;
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
  const main = newestOfStory(articles, subject);
  const others = articles.filter((one) => one !== main);
  if (!main) return nearest({ lead: await whichArticle(deps, query), passages, list: [] });
  if (nearestOnly) return nearest({ passages, list: await listedOf(deps, articles.slice(0, OTHERS)) });
  const same = others.filter(({ story }) => story !== null && story === main.story).slice(0, OTHERS);
  // The points of a story come from all of its sources.
  const whole = subject !== '' && query.publisher === undefined && same.length > 0;
  const ofStory = whole && main.story !== null ? await pointsOfStory(deps, query, main.story) : [];
  const claims = ofStory.length >= FEWEST_POINTS ? ofStory : await keyPointsOf(deps, main);
  if (claims.length === 0) return nearest({ passages, list: await listedOf(deps, [main]) });
  return answered({ lead: main.title, claims, passages, list: await listedOf(deps, same) });
}

/** Of the best one's story, the newest article whose headline has the whole subject, too: what was known before is out of date. */
function newestOfStory(articles: readonly StoredArticle[], subject: string): StoredArticle | undefined {
  const [best] = articles;
  const terms = readWords(subject).terms.filter((term) => !isStopWord(term));
  const isOn = ({ title }: StoredArticle) => new Set(terms).isSubsetOf(new Set(readWords(title).terms));
  if (!best || terms.length === 0 || best.story === null) return best;
  return articles
    .filter((one) => one.story === best.story && isOn(one))
    .reduce((newest, one) => ((one.published ?? 0) > (newest.published ?? 0) ? one : newest), best);
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

/** What a model says of a story, checked, as far as the workspace may see the articles that prove it and they still say so. */
async function pointsOfStory({ db }: AskDeps, { workspace }: AskQuery, story: string): Promise<Claim[]> {
  const points = await storyPoints(db, story);
  const articles = await articlesById(db, workspace, [...new Set(points.map(({ article }) => article))]);
  const seen = new Set(articles.map(({ revision }) => revision));
  return points.flatMap(({ text, article, revision, spans }) =>
    seen.has(revision) ? [{ text, spans: spans.map((span) => ({ article, revision, ...span })) }] : [],
  );
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
