import type { StoredArticle } from '../../store/articles/articles.ts';
import { firstPoints } from '../../store/articles/first-points.ts';
import type { AskDeps, ListedArticle } from '../answer.ts';

/** Articles as entries of a list, each with the first of its key points. */
export async function listedOf({ db }: AskDeps, articles: readonly StoredArticle[]): Promise<ListedArticle[]> {
  const points = await firstPoints(
    db,
    articles.map(({ revision }) => revision),
  );
  return articles.map(({ id, revision, title, url, publisher, published }) => {
    const point = points.get(revision);
    return {
      article: id,
      title,
      url,
      publisher,
      published,
      sentence: point
        ? { text: point.text, spans: point.spans.map((span) => ({ article: id, revision, ...span })) }
        : null,
    };
  });
}
