import { analyseQuestion } from '../src/answer/question/question.ts';
import { closerLook, type Measures } from '../src/answer/rank/closer-look.ts';
import { firstLook } from '../src/answer/rank/first-look.ts';
import { weighQuestion } from '../src/answer/rank/weigh-question.ts';
import { dot, fitListwise, type Listed, named } from './learn.ts';
import { foldOf, folds, holdsAnswer, type NewsQuestion, readNews, WORKSPACE } from './news-questions.ts';

/**
 * Fits src/answer/rank/rank-weights.ts on the news questions: `node bench/fit-ranking.ts <folder>`. Prints search measures under
 * cross-validation by week, then the weights from all questions.
 */
const CANDIDATES = 80;
const CLOSER = 40;
const PENALTY = 0.05;
/** The answer in an article that was not retrieved for the question may stand there by chance. */
const BY_CHANCE = 0.5;

interface Item extends Listed {
  question: NewsQuestion;
  articles: string[];
}

const { library, questions } = readNews();
const items: Item[] = [];
let names: string[] = [];
for (const question of questions) {
  const analysed = analyseQuestion(question.question);
  const asOf = new Date(question.asOf);
  const scope = { workspace: WORKSPACE, since: null, until: null, publisher: null };
  const { frequencies, candidates } = await library.source.search({
    question: analysed,
    asOf,
    ...scope,
    limit: CANDIDATES,
  });
  const weighing = weighQuestion(analysed, frequencies);
  const glimpses = firstLook(analysed, weighing, candidates, asOf).slice(0, CLOSER);
  const measures = closerLook(analysed, weighing, glimpses, asOf);
  names = Object.keys(measures[0] ?? {});
  items.push({
    question,
    articles: glimpses.map(({ passage }) => passage.article),
    rows: measures.map((measured) => names.map((name) => measured[name as keyof Measures])),
    right: glimpses.map(({ passage }) => {
      if (!holdsAnswer(passage.text, question.answer ?? '')) return 0;
      return question.support?.includes(passage.article) ? 1 : BY_CHANCE;
    }),
  });
}

const scored = items.filter(({ question }) => question.answerable);
const ranks = folds.flatMap((fold) => {
  const weights = fitListwise(
    items.filter(({ question }) => foldOf(question) !== fold),
    PENALTY,
  );
  return scored.filter(({ question }) => foldOf(question) === fold).map((item) => rankOf(item, weights));
});
report('cross-validated', ranks);
const weights = fitListwise(items, PENALTY);
report(
  'on the questions it was fitted on',
  scored.map((item) => rankOf(item, weights)),
);
console.log('RANK_WEIGHTS', named(names, weights));

/** The place of the first passage with the answer, at most two of one article counted. */
function rankOf({ rows, right, articles }: Item, weights: readonly number[]): number {
  const taken = new Map<string, number>();
  const order = rows.map((row, i) => ({ i, score: dot(row, weights) })).sort((a, b) => b.score - a.score);
  const shown = order.filter(({ i }) => {
    const n = taken.get(articles[i] ?? '') ?? 0;
    taken.set(articles[i] ?? '', n + 1);
    return n < 2;
  });
  const at = shown.findIndex(({ i }) => (right[i] ?? 0) > 0);
  return at === -1 ? Number.POSITIVE_INFINITY : at + 1;
}

function report(label: string, ranks: readonly number[]): void {
  const share = (n: number) => ((100 * ranks.filter((rank) => rank <= n).length) / ranks.length).toFixed(1);
  const mrr = (100 * ranks.reduce((sum, rank) => sum + (rank <= 10 ? 1 / rank : 0), 0)) / ranks.length;
  console.log(`${label}: @1 ${share(1)} @3 ${share(3)} @5 ${share(5)} @10 ${share(10)} MRR@10 ${mrr.toFixed(1)}`);
}
