import type { StoredArticle } from '../../store/articles/articles.ts';
import { summariesOf } from '../../store/articles/summaries.ts';
import type { AskDeps, ListedArticle } from '../answer.ts';

/** Articles as entries of a list, each with the first of its key points. */
export async function listedOf({ db }: AskDeps, articles: readonly StoredArticle[]): Promise<ListedArticle[]> {
  const summaries = await summariesOf(
    db,
    articles.map(({ revision }) => revision),
  );
  return articles.map(({ id, revision, title, url, publisher, published }) => {
    const [point] = summaries.get(revision)?.keyPoints ?? [];
    const span = point && { article: id, revision, start: point.start, end: point.end };
    return {
      article: id,
      title,
      url,
      publisher,
      published,
      sentence: span ? { text: point.text, spans: [span] } : null,
    };
  });
}
