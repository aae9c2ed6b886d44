import type { RevisionId } from '../../article/article.ts';
import { firstPoints } from '../../store/articles/first-points.ts';
import type { Queries } from '../../store/database.ts';
import { articlesBetween, type NewsItem } from '../../store/digests/digest-news.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { type Answer, type AskDeps, type AskQuery, answered, type ListedArticle, nearest } from '../answer.ts';

const CANDIDATES = 200;
const STORIES = 5;

export interface NewsQuery {
  topic?: string | undefined;
  publisher?: string | undefined;
  count?: number | undefined;
  window?: { since: Date | null; until: Date | null } | undefined;
  /** Two-letter languages; none given: all. */
  languages?: readonly string[] | undefined;
}

export interface NewestStories {
  stories: (ListedArticle & { sample: boolean })[];
  /** Nothing is from the time asked about: these are the newest of any time. */
  older: boolean;
}

/** The newest stories, one article a story; those published in the window when there are some. */
export async function newestStories(
  db: Queries,
  workspace: WorkspaceId,
  now: Date,
  { topic, publisher, count = STORIES, window = { since: null, until: null }, languages = [] }: NewsQuery,
): Promise<NewestStories> {
  const newestOf = (published: { since: Date | null; until: Date | null }) =>
    articlesBetween(db, workspace, {
      from: new Date(0),
      to: now,
      topic: topic ?? null,
      publisher: publisher ?? null,
      published,
      languages,
      limit: CANDIDATES,
    });
  const timed = window.since !== null || window.until !== null;
  const inTime = await newestOf(window);
  const items = inTime.length > 0 || !timed ? inTime : await newestOf({ since: null, until: null });
  const stories = new Map(items.toReversed().map((item) => [item.story, item]));
  const newest = [...stories.values()].reverse().slice(0, count);
  return { stories: await withSentences(db, newest), older: timed && inTime.length === 0 };
}

async function withSentences(db: Queries, newest: readonly NewsItem[]): Promise<NewestStories['stories']> {
  const points = await firstPoints(
    db,
    newest.map((item) => item.revision as RevisionId),
  );
  return newest.map(({ article, title, url, publisher, published, sample, ...item }) => {
    const revision = item.revision as RevisionId;
    const point = points.get(revision);
    const sentence = point
      ? { text: point.text, spans: point.spans.map((span) => ({ article, revision, ...span })) }
      : null;
    return { article, title, url, publisher, published, sample, sentence };
  });
}

/** "What's new?": the newest stories, numbered, of the time that the question names. */
export async function news(deps: AskDeps, query: AskQuery): Promise<Answer> {
  // "What's new?" names no time: the newest there is, however old.
  const window = query.request.window?.only ? query.request.window : null;
  const look = (until: Date | null) =>
    newestStories(deps.db, query.workspace, query.asOf, {
      publisher: query.publisher,
      window: { since: query.since ?? window?.since ?? null, until },
    });
  const ofThatTime = window?.namedUntil ? await look(window.namedUntil) : null;
  const { stories, older } = ofThatTime && !ofThatTime.older ? ofThatTime : await look(window?.until ?? null);
  if (stories.length === 0) return nearest({});
  return answered({
    lead: older ? 'I have nothing from that time. The newest stories:' : 'The newest stories:',
    list: stories,
  });
}
