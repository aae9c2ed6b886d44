import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ArticleId, RevisionId } from '../src/article/article.ts';
import { passagesOf } from '../src/index/passages/cut.ts';
import { type ArticleText, type Candidate, type CandidateSource, TEXT_LIMIT } from '../src/store/passages/source.ts';
import { beginningsLike } from '../src/text/near-words.ts';
import { rarity } from '../src/text/rarity.ts';
import { isStopWord, tokensOf } from '../src/text/terms.ts';

export interface LibraryArticle {
  id: string;
  title?: string;
  text: string;
  publisher?: string;
  published?: string | null;
  url?: string;
}

/** The rows of a JSONL file, gzipped or not. */
export function readRows<T>(path: string): T[] {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): T => JSON.parse(line));
}

/** A library in memory that gives the passages with the highest sum of rarities, as the store does; `without` articles are left out. */
export function memoryLibrary(articles: readonly LibraryArticle[]): {
  source: CandidateSource;
  without: (left: ReadonlySet<string>) => CandidateSource;
} {
  const passages: Candidate[] = [];
  const tokens: number[] = [];
  const postings = new Map<string, number[]>();
  articles.forEach((article, revision) => {
    const title = tokensOf(article.title ?? '').map(({ term }) => term);
    for (const { start, end } of passagesOf(article.text)) {
      const text = article.text.slice(start, end);
      const words = tokensOf(text).map(({ term }) => term);
      for (const term of new Set([...words, ...title]))
        if (!isStopWord(term)) (postings.get(term) ?? postings.set(term, []).get(term))?.push(passages.length);
      tokens.push(words.length);
      passages.push({
        article: article.id as ArticleId,
        revision: revision as RevisionId,
        start,
        end,
        text,
        title: article.title ?? '',
        dateline: null,
        publisher: article.publisher ?? null,
        published: article.published ? new Date(article.published) : null,
        url: article.url ?? null,
      });
    }
  });
  const without = (left: ReadonlySet<string>): CandidateSource => ({
    async termsLike(term) {
      const beginnings = beginningsLike(term);
      return [...postings.keys()].filter(
        (known) => beginnings.includes(known.slice(0, 2)) && Math.abs(known.length - term.length) <= 2,
      );
    },
    async texts(revisions) {
      return revisions.flatMap((revision): ArticleText[] => {
        const article = articles[revision];
        if (!article || left.has(article.id)) return [];
        return [
          {
            article: article.id as ArticleId,
            revision,
            title: article.title ?? '',
            dateline: null,
            text: article.text.slice(0, TEXT_LIMIT),
            publisher: article.publisher ?? null,
            published: article.published ? new Date(article.published) : null,
            url: article.url ?? null,
          },
        ];
      });
    },
    async search({ question, limit }) {
      const terms = question.terms.map(({ term }) => term);
      const counts = new Map(terms.map((term) => [term, postings.get(term)?.length ?? 0]));
      const frequencies = { passages: Math.max(1, passages.length), counts };
      const scores = new Map<number, number>();
      for (const term of terms)
        for (const i of postings.get(term) ?? []) scores.set(i, (scores.get(i) ?? 0) + rarity(term, frequencies));
      const candidates = [...scores]
        .filter(([i]) => !left.has(passages[i]?.article ?? ''))
        .map(([i, score]) => ({ i, score: score / (0.75 + (0.25 * (tokens[i] ?? 0)) / 140) }))
        .sort((a, b) => b.score - a.score || a.i - b.i)
        .slice(0, limit)
        .flatMap(({ i }) => passages[i] ?? []);
      return { frequencies, candidates };
    },
  });
  return { source: without(new Set()), without };
}
