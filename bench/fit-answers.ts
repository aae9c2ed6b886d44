import { answerSentences, type SentenceMeasures } from '../src/answer/built-in/answer-sentences.ts';
import { type Evidence, evidenceOf } from '../src/answer/built-in/answered.ts';
import { analyseQuestion } from '../src/answer/question/question.ts';
import { searchPassages } from '../src/answer/rank/search.ts';
import type { CandidateSource } from '../src/store/passages/source.ts';
import { isStatement } from '../src/text/statement.ts';
import { dot, fitListwise, fitLogistic, named } from './learn.ts';
import { foldOf, folds, holdsAnswer, type NewsQuestion, readNews, WORKSPACE } from './news-questions.ts';

/**
 * Fits src/answer/answer-weights.ts on the news questions: `node bench/fit-answers.ts <folder>`. Prints measures under cross-validation by
 * week, then the weights from all questions. Run bench/fit-ranking.ts first: the sentences come from its passages.
 */
const PASSAGES = 10;
const MAX_CHARS = 600;
const WORTH = 2.5;
const SENTENCE_PENALTY = 0.1;
const ANSWERED_PENALTY = 0.03;
const THRESHOLD = 0.5;

async function itemOf(question: NewsQuestion, source: CandidateSource) {
  const asOf = new Date(question.asOf);
  const found = await searchPassages(source, {
    question: analyseQuestion(question.question),
    asOf,
    workspace: WORKSPACE,
  });
  const top = found.passages.slice(0, PASSAGES);
  const all = answerSentences(found.question, found.frequencies, top, asOf);
  const evidence = evidenceOf(found.question, found.frequencies, top, all);
  const sentences = all.filter(({ text }) => isStatement(text));
  const answer = question.answer ?? '';
  return {
    fold: foldOf(question),
    scored: question.answerable === true,
    texts: sentences.map(({ text }) => text),
    rows: sentences.map(({ measures }) => SENTENCE_NAMES.map((name) => measures[name])),
    right: sentences.map(({ text, passage }) =>
      holdsAnswer(text, answer) ? (question.support?.includes(passage.article) ? 1 : 0.5) : 0,
    ),
    evidence: [1, ...EVIDENCE_NAMES.map((name) => evidence[name])],
    inPassage: top.some(({ passage }) => holdsAnswer(passage.text, answer)),
  };
}
type Item = Awaited<ReturnType<typeof itemOf>>;

const SENTENCE_NAMES: (keyof SentenceMeasures)[] = [
  'behind',
  'held',
  'before',
  'after',
  'asked',
  'kind',
  'typical',
  'opens',
  'recent',
];
const EVIDENCE_NAMES: (keyof Evidence)[] = [
  'best',
  'most',
  'average',
  'names',
  'namesMost',
  'sentence',
  'around',
  'score',
  'words',
  'unknown',
  'missing',
  'terms',
];

const { library, questions, unanswerable } = readNews();
const known: Item[] = [];
const nearMisses: Item[] = [];
for (const question of questions) {
  known.push(await itemOf(question, library.source));
  if (!question.answerable) continue;
  const item = await itemOf(question, library.without(new Set(question.support)));
  if (!item.inPassage) nearMisses.push(item);
}
const foreign: Item[] = [];
for (const [i, question] of unanswerable.entries())
  foreign.push({ ...(await itemOf(question, library.source)), fold: i % folds.length });
const scored = known.filter((item) => item.scored);

const fitAnswered = (left: (item: Item) => boolean) =>
  fitLogistic(
    [...scored.map((item) => ({ item, right: true })), ...foreign.map((item) => ({ item, right: false }))]
      .filter(({ item }) => !left(item))
      .map(({ item, right }) => ({ row: item.evidence, right })),
    ANSWERED_PENALTY,
  );
const outcomes = folds.map((fold) => {
  const sentences = fitListwise(
    known.filter((item) => item.fold !== fold),
    SENTENCE_PENALTY,
  );
  const answered = fitAnswered((item) => item.fold === fold);
  return outcomeOf((item) => item.fold === fold, sentences, answered);
});
report('cross-validated', outcomes);
const sentences = fitListwise(known, SENTENCE_PENALTY);
const answered = fitAnswered(() => false);
report('on the questions it was fitted on', [outcomeOf(() => true, sentences, answered)]);
console.log('ANSWER_SENTENCE_WEIGHTS', named(SENTENCE_NAMES, sentences));
console.log('ANSWERED_WEIGHTS', named(['constant', ...EVIDENCE_NAMES], answered));

function outcomeOf(chosen: (item: Item) => boolean, sentences: readonly number[], answered: readonly number[]) {
  const says = (item: Item) => 1 / (1 + Math.exp(-dot(item.evidence, answered))) >= THRESHOLD;
  const count = (items: readonly Item[], keep: (item: Item) => boolean) =>
    items.filter((item) => chosen(item) && keep(item)).length;
  return {
    answered: count(scored, says),
    hit: count(scored, (item) => says(item) && answerHolds(item, sentences)),
    hitUnrefused: count(scored, (item) => answerHolds(item, sentences)),
    refused: count(foreign, (item) => !says(item)),
    nearRefused: count(nearMisses, (item) => !says(item)),
  };
}

/** Whether the answer is among the best sentences that fit, as extractive.ts picks them. */
function answerHolds({ rows, right, texts }: Item, weights: readonly number[]): boolean {
  const ranked = rows.map((row, i) => ({ i, score: dot(row, weights) })).sort((a, b) => b.score - a.score);
  let room = MAX_CHARS;
  return ranked.some(({ i, score }) => {
    const text = texts[i] ?? '';
    if (text.endsWith('?') || text.length + 1 > room || score < (ranked[0]?.score ?? 0) - WORTH) return false;
    room -= text.length + 1;
    return (right[i] ?? 0) > 0;
  });
}

function report(label: string, outcomes: readonly ReturnType<typeof outcomeOf>[]): void {
  const share = (name: keyof ReturnType<typeof outcomeOf>, of: number) =>
    (100 * outcomes.reduce((sum, outcome) => sum + outcome[name], 0)) / of;
  const [yes, no] = [share('answered', scored.length), share('refused', foreign.length)];
  console.log(
    `${label}: hit ${share('hit', scored.length).toFixed(1)} (never refusing ${share('hitUnrefused', scored.length).toFixed(1)}), ` +
      `answered ${yes.toFixed(1)}, refused ${no.toFixed(1)}, balanced ${((yes + no) / 2).toFixed(1)}, ` +
      `refused when the supporting articles are gone ${share('nearRefused', nearMisses.length).toFixed(1)} of ${nearMisses.length}`,
  );
}
