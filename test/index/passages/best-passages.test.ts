import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestPassages } from '../../../src/index/passages/best-passages.ts';
import { IMPACT_UNIT, type IndexedArticle, impactOf, postingsOf } from '../../../src/index/passages/postings.ts';
import type { Library } from '../../../src/index/passages/visible-records.ts';
import { tokensOf } from '../../../src/text/terms.ts';

const WORDS = ['harbour', 'wall', 'flood', 'mayor', 'market', 'budget', 'ferry', 'storm'];
const anyText = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const anyArticle = fc.record({ title: anyText, passages: fc.array(anyText, { minLength: 1, maxLength: 20 }) });
const anyArticles = fc
  .array(anyArticle, { minLength: 1, maxLength: 12 })
  .map((articles) => articles.map((article, i): IndexedArticle => ({ ...article, doc: i + 1 })));

/** Articles as the store keeps them: indexed a few at a time, the postings of a term appended in any order. */
function libraryOf(articles: readonly IndexedArticle[], seen: (doc: number) => boolean, batch = 3): Library {
  const postings = new Map<string, Uint8Array[]>();
  for (let i = 0; i < articles.length; i += batch)
    for (const [term, data] of postingsOf(articles.slice(i, i + batch)))
      postings.set(term, [Buffer.concat([data, ...(postings.get(term) ?? [])])]);
  const visible = new Uint8Array(Math.ceil((articles.length + 1) / 8));
  for (const { doc } of articles) if (seen(doc)) visible[doc >>> 3] = (visible[doc >>> 3] ?? 0) | (1 << (doc & 7));
  const passages = articles.reduce((sum, { doc, passages }) => sum + (seen(doc) ? passages.length : 0), 0);
  return { passages, visible, published: new Int32Array(visible.length * 8), postings };
}

const everything = { since: null, until: null, only: null, asOf: 0, wantsNew: false };
const searchTermsOf = (words: readonly string[]) =>
  [...new Set(words)].map((word) => ({ term: tokensOf(word)[0]?.term ?? '', share: 1 }));

test('the passages chosen are those that a look at every one would choose', () => {
  const anyQuestion = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(anyArticles, anyQuestion, fc.integer({ min: 1, max: 30 }), (articles, words, limit) => {
      const terms = searchTermsOf(words);
      const { frequencies, chosen } = bestPassages({
        library: libraryOf(articles, () => true),
        search: { ...everything, terms, limit },
      });
      const all = articles.flatMap((article) => scoresByHand(article, terms, frequencies)).sort((a, b) => b - a);
      expect(chosen.length).toBe(Math.min(limit, all.length));
      chosen.forEach(({ score }, i) => {
        expect(score).toBeCloseTo(all[i] ?? 0, 3);
      });
    }),
  );
});

/** BM25 of words and title with the article's part, of its five best passages. */
function scoresByHand(
  { title, passages }: IndexedArticle,
  terms: readonly { term: string }[],
  { passages: total, counts }: { passages: number; counts: ReadonlyMap<string, number> },
): number[] {
  const inTitle = tokensOf(title).map(({ term }) => term);
  const scores = passages.map((text) => {
    const words = tokensOf(text).map((token) => token.term);
    return terms.reduce((sum, { term }) => {
      const n = counts.get(term) ?? 0;
      const idf = Math.log(1 + (total - n + 0.5) / (n + 0.5));
      const count = words.filter((word) => word === term).length;
      const own = count > 0 ? impactOf(count, words.length) * IMPACT_UNIT : 0;
      return sum + idf * (own + (inTitle.includes(term) ? 0.45 : 0));
    }, 0);
  });
  const titled = terms.some(({ term }) => inTitle.includes(term));
  const words = (text: string) => tokensOf(text).map(({ term }) => term);
  const matched = passages.map((text) => terms.some(({ term }) => words(text).includes(term)));
  const found = scores.filter((_, i) => matched[i] || (titled && i === 0 && !matched.includes(true)));
  const [first = 0, second = 0, third = 0] = found.sort((a, b) => b - a);
  return found.slice(0, 5).map((score) => score + 0.25 * (first * 0.5 + second * 0.3 + third * 0.2));
}

test('what may not be seen is neither chosen nor counted', () => {
  fc.assert(
    fc.property(anyArticles, fc.integer({ min: 2, max: 4 }), (articles, every) => {
      const seen = (doc: number) => doc % every === 0;
      const { frequencies, chosen } = bestPassages({
        library: libraryOf(articles, seen),
        search: { ...everything, terms: searchTermsOf(WORDS), limit: 1_000 },
      });
      expect(chosen.every(({ doc }) => seen(doc))).toBe(true);
      for (const word of WORDS) {
        const term = tokensOf(word)[0]?.term ?? '';
        const holding = articles
          .filter(({ doc }) => seen(doc))
          .flatMap(({ title, passages }) => passages.map((text) => tokensOf(`${text} ${title}`)))
          .filter((tokens) => tokens.some((token) => token.term === term));
        expect(frequencies.counts.get(term) ?? 0).toBe(holding.length);
      }
    }),
  );
});

test('of passages that fit equally well, the newer come first', () => {
  const articles = Array.from({ length: 40 }, (_, i) => ({ doc: i + 1, title: 'Flood', passages: ['A flood.'] }));
  const library = libraryOf(articles, () => true);
  articles.forEach(({ doc }) => {
    library.published[doc] = 1_000_000 - doc * 1_440;
  });
  const search = { ...everything, terms: searchTermsOf(['flood']), asOf: 1_000_000, limit: 3 };
  expect(bestPassages({ library, search }).chosen.map(({ doc }) => doc)).toEqual([1, 2, 3]);
  const before = { ...search, until: 1_000_000 - 10 * 1_440 };
  expect(bestPassages({ library, search: before }).chosen.map(({ doc }) => doc)).toEqual([10, 11, 12]);
});

test('an article with hundreds of passages gives five, so that others have room', () => {
  const blog = { doc: 1, title: 'Live: the flood', passages: Array.from({ length: 700 }, () => 'The flood rises.') };
  const other = {
    doc: 2,
    title: 'Ferry',
    passages: [...Array.from({ length: 400 }, () => 'Calm.'), 'A flood at last.'],
  };
  const { chosen } = bestPassages({
    library: libraryOf([blog, other], () => true),
    search: { ...everything, terms: searchTermsOf(['flood']), limit: 100 },
  });
  expect(chosen.filter(({ doc }) => doc === 1)).toHaveLength(5);
  expect(chosen.filter(({ doc }) => doc === 2)).toMatchObject([{ place: 400 }]);
});
