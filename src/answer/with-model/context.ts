import type { RevisionId } from '../../article/article.ts';
import type { CitedPassage, ClaimSpan } from '../../model/claims.ts';
import type { ModelArticle } from '../../model/model.ts';
import type { EvidenceArticle } from '../rank/evidence-sentences.ts';

/** What a model is given to read, and what its sentence numbers stand for. */
export interface ModelContext {
  articles: ModelArticle[];
  /** The whole articles, by id, as claims are checked against them. */
  passages: ReadonlyMap<string, CitedPassage>;
  /** The sentence of a number; undefined for one that was not given. */
  placeOf: (n: number) => ClaimSpan | undefined;
}

export type SpokenWords = NonNullable<CitedPassage['quotes']>;

/** The share of the room that the best article may take, and the next, …; what one leaves goes to the others. */
const SHARES = [0.35, 0.15, 0.1];
const LEAST_SHARE = 0.05;
/** Articles that a model is given something of. */
export const MOST_ARTICLES = 28;
/** The first sentences of an article say what it is about, whatever was asked. */
const LEAD = 2;

/**
 * The best articles within so many characters, best first: whole where they are short or the only ones, else their first sentences and
 * those that fit the question best with the ones beside them.
 */
export function contextFor(
  articles: readonly EvidenceArticle[],
  spoken: ReadonlyMap<string, SpokenWords>,
  characters: number,
  keyPoints: ReadonlyMap<RevisionId, readonly string[]> = new Map(),
): ModelContext {
  const places: ClaimSpan[] = [];
  const given: ModelArticle[] = [];
  let left = characters;
  for (const [rank, { article, revision, title, publisher, published, sentences }] of articles.entries()) {
    const share = articles.length === 1 ? 1 : (SHARES[rank] ?? LEAST_SHARE);
    const spare = characters * SHARES.slice(0, rank).reduce((sum, part) => sum + part, 0) - (characters - left);
    const chosen = bestOf(sentences, Math.min(left, characters * share + Math.max(0, spare)));
    if (chosen.length === 0) continue;
    left -= chosen.reduce((sum, { text }) => sum + text.length, 0);
    const points = chosen.length < sentences.length ? pointsBeside(keyPoints.get(revision) ?? [], chosen, left) : [];
    left -= points.reduce((sum, { length }) => sum + length, 0);
    given.push({
      title,
      publisher,
      published,
      ...(points.length > 0 ? { summary: points } : {}),
      sentences: chosen.map(({ start, end, text }) => ({
        n: places.push({ articleId: article, start, end }),
        text,
      })),
    });
  }
  const passages = articles.map((one): [string, CitedPassage] => {
    const end = one.sentences.at(-1)?.end ?? 0;
    const quotes = spoken.get(one.article) ?? [];
    return [one.article, { articleId: one.article, start: 0, end, text: textOf(one.sentences), quotes }];
  });
  return { articles: given, passages: new Map(passages), placeOf: (n) => places[n - 1] };
}

const MOST_POINTS = 3;

/** Key points that no chosen sentence says already, as far as there is room. */
function pointsBeside(points: readonly string[], chosen: readonly Rated[], room: number): string[] {
  const said = new Set(chosen.map(({ text }) => text));
  const found: string[] = [];
  let used = 0;
  for (const point of points) {
    if (said.has(point) || found.length === MOST_POINTS || used + point.length > room) continue;
    found.push(point);
    used += point.length;
  }
  return found;
}

type Rated = EvidenceArticle['sentences'][number];

/** All sentences when they fit into `room` characters; else the lead and the best ones, each with its neighbours, in order. */
function bestOf(sentences: readonly Rated[], room: number): Rated[] {
  const size = (list: readonly Rated[]) => list.reduce((sum, { text }) => sum + text.length, 0);
  if (size(sentences) <= room) return [...sentences];
  const chosen = new Set<Rated>();
  let used = 0;
  const take = (sentence: Rated | undefined) => {
    if (!sentence || chosen.has(sentence) || used + sentence.text.length > room) return;
    chosen.add(sentence);
    used += sentence.text.length;
  };
  sentences.slice(0, LEAD).forEach(take);
  const ranked = [...sentences.entries()].sort(([, a], [, b]) => b.score - a.score);
  for (const [at, sentence] of ranked) {
    take(sentence);
    take(sentences[at - 1]);
    take(sentences[at + 1]);
  }
  return sentences.filter((sentence) => chosen.has(sentence));
}

/** The article's text as far as its sentences tell it: only white space stands between them. */
function textOf(sentences: readonly Rated[]): string {
  let text = '';
  for (const { start, text: words } of sentences) {
    const gap = start - text.length;
    text += (gap === 1 ? ' ' : '\n'.repeat(gap)) + words;
  }
  return text;
}
