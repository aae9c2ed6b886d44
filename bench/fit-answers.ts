import { type Evidence, evidenceOf } from '../src/answer/built-in/answer-evidence.ts';
import { chooseSentences } from '../src/answer/built-in/extractive.ts';
import { analyseQuestion } from '../src/answer/question/question.ts';
import { bestArticles, rateSentences, type SentencesOf } from '../src/answer/rank/evidence-sentences.ts';
import { type Found, searchPassages } from '../src/answer/rank/search.ts';
import type { SentenceMeasures } from '../src/answer/rank/sentence-measures.ts';
import type { CandidateSource } from '../src/store/passages/source.ts';
import { dot, fitListwise, fitLogistic, type Listed, named } from './learn.ts';
import { foldOf, folds, holdsAnswer, readNews, WORKSPACE } from './news-questions.ts';
import { foldOfArticle, hasGold, isEvidence, readPlain } from './plain-questions.ts';

/**
 * Fits src/answer/rank/sentence-weights.ts and src/answer/built-in/answered-weights.ts on the plain and the news questions:
 * `node bench/fit-answers.ts <folder>`. Prints what is right and wrong under cross-validation by article (plain) and by week (news), the
 * curve of right against wrong, then the weights from all questions. Run bench/fit-ranking.ts first: the articles come from its passages.
 */
const SENTENCE_PENALTY = 0.02;
const ANSWERED_PENALTY = 0.02;
const MAX_CHARS = 600;
/** Sentences of a question that stand against those that answer, the best by the weights before. */
const AGAINST = 30;
/** A gold string in a sentence of the right article that is not evidence may stand there by chance; in another article, too. */
const BY_CHANCE = 0.15;
const ELSEWHERE = 0.5;
/** How much a question of each set weighs: the plain ones are like what people ask. */
const WEIGHT = { plain: 1, near: 1, news: 0.7, off: 0.5 };
type Kind = keyof typeof WEIGHT;

interface Item {
  kind: Kind;
  fold: number;
  style: string;
  found: Found;
  rated: SentencesOf;
  listed: Listed;
  holds: (text: string) => boolean;
}

let names: (keyof SentenceMeasures)[] = [];

async function itemOf(
  { kind, fold, style = kind }: { kind: Kind; fold: number; style?: string | undefined },
  { question, asOf }: { question: string; asOf: string },
  source: CandidateSource,
  rightness: (text: string, article: string) => number,
  holds: (text: string) => boolean,
): Promise<Item> {
  const at = new Date(asOf);
  const found = await searchPassages(source, { question: analyseQuestion(question), asOf: at, workspace: WORKSPACE });
  const texts = await source.texts(bestArticles(found.passages), WORKSPACE);
  const rated = rateSentences(found, texts, at);
  const looked = rated.articles.flatMap(({ article, sentences }) =>
    sentences.flatMap(({ measures, text, score }) =>
      measures ? [{ measures, score, right: rightness(text, article) }] : [],
    ),
  );
  const [any] = looked;
  if (any) names = Object.keys(any.measures) as (keyof SentenceMeasures)[];
  const against = looked.sort((a, b) => b.score - a.score).filter(({ right }, i) => right > 0 || i < AGAINST);
  const rows = against.map(({ measures }) => names.map((name) => measures[name]));
  return { kind, fold, style, found, rated, listed: { rows, right: against.map(({ right }) => right) }, holds };
}

const { library, questions, unanswerable } = readNews();
const never = () => false;
const items: Item[] = [];
for (const one of readPlain()) {
  const { article, gold = [], evidence = [], style } = one;
  const fold = foldOfArticle(article);
  if (one.unanswerable) items.push(await itemOf({ kind: 'near', fold }, one, library.source, () => 0, never));
  else
    items.push(
      await itemOf(
        { kind: 'plain', fold, style },
        one,
        library.source,
        (text, from) => {
          const has = hasGold(text, gold);
          if (isEvidence(text, evidence)) return has ? 1 : 0.4;
          return has && from === article ? BY_CHANCE : 0;
        },
        (text) => hasGold(text, gold),
      ),
    );
}
for (const one of questions.filter(({ answerable }) => answerable)) {
  const { answer = '', support = [] } = one;
  const holds = (text: string) => holdsAnswer(text, answer);
  const rightness = (text: string, article: string) => (holds(text) ? (support.includes(article) ? 1 : ELSEWHERE) : 0);
  items.push(await itemOf({ kind: 'news', fold: foldOf(one) }, one, library.source, rightness, holds));
}
for (const one of unanswerable)
  items.push(await itemOf({ kind: 'off', fold: foldOf(one) }, one, library.source, () => 0, never));

/**
 * Which way each kind of evidence may speak. Near misses hold more of their questions' words than reworded questions do of theirs; left
 * to itself, the model would take a full match for a bad sign.
 */
const SIGN_OF: Readonly<Record<keyof Evidence, 1 | -1 | 0>> = {
  together: 1,
  kindMissing: -1,
  meaning: 1,
  score: 1,
  nameAbsent: -1,
  terms: 0,
  counts: 0,
};
const SIGNS = [0, ...Object.values(SIGN_OF)];

interface Judged {
  item: Item;
  evidence: Evidence | null;
  right: boolean;
  first: boolean;
}

/** What would be shown for a question under these weights. */
function judge(item: Item, weights: readonly number[]): Judged {
  for (const { sentences } of item.rated.articles)
    for (const sentence of sentences)
      if (sentence.measures) {
        const { measures } = sentence;
        sentence.score = dot(
          names.map((name) => measures[name]),
          weights,
        );
      }
  const chosen = chooseSentences(item.rated, MAX_CHARS);
  const texts = chosen.flatMap(({ antecedent, sentence }) => [antecedent?.text ?? '', sentence.text]);
  const evidence = evidenceOf(item.rated, chosen);
  const shown = texts.join(' ');
  return { item, evidence, right: item.holds(shown), first: item.holds(shown.slice(0, 320)) };
}

function rowOf(evidence: Evidence): number[] {
  return [1, ...Object.values(evidence)];
}

function sentenceWeights(train: readonly Item[]): number[] {
  const answering = train.filter(({ kind }) => kind === 'plain' || kind === 'news');
  return fitListwise(
    answering.map(({ listed }) => listed),
    SENTENCE_PENALTY,
  );
}

function answeredWeights(judged: readonly Judged[]): number[] {
  const rows = judged.flatMap(({ item, evidence, right }) =>
    evidence ? [{ row: rowOf(evidence), right, weight: WEIGHT[item.kind] }] : [],
  );
  return fitLogistic(rows, ANSWERED_PENALTY, SIGNS);
}

/**
 * Each question judged by sentence weights that it had no part in. The second model learns from these: what it sees of questions that the
 * first was fitted on is too good, and it would trust the first too much.
 */
const judgedApart = folds.flatMap((fold) => {
  const weights = sentenceWeights(items.filter((item) => item.fold !== fold));
  return items.filter((item) => item.fold === fold).map((item) => judge(item, weights));
});
const held = folds.flatMap((fold) => {
  const weights = answeredWeights(judgedApart.filter(({ item }) => item.fold !== fold));
  return judgedApart
    .filter(({ item }) => item.fold === fold)
    .map((judged) => {
      const log = judged.evidence ? dot(rowOf(judged.evidence), weights) : Number.NEGATIVE_INFINITY;
      return { ...judged, probability: 1 / (1 + Math.exp(-log)) };
    });
});
const of = (kind: Kind) => held.filter(({ item }) => item.kind === kind);
const share = <T>(list: readonly T[], some: (one: T) => boolean) =>
  ((100 * list.filter(some).length) / Math.max(1, list.length)).toFixed(1);

for (const style of new Set(of('plain').map(({ item }) => item.style))) {
  const some = of('plain').filter(({ item }) => item.style === style);
  console.log(
    `${style} (${some.length}): shown ${share(some, (one) => one.right)}, first ${share(some, (one) => one.first)}`,
  );
}
console.log(`all: shown ${share(of('plain'), (one) => one.right)}, first ${share(of('plain'), (one) => one.first)}`);
for (const threshold of [0.25, 0.3, 0.33, 0.35, 0.36, 0.37, 0.38, 0.39, 0.4, 0.41, 0.42, 0.43, 0.45, 0.5, 0.55]) {
  const yes = ({ probability }: { probability: number }) => probability >= threshold;
  const refused = of('plain').filter((one) => !yes(one));
  console.log(
    `from ${threshold}: right ${share(of('plain'), (one) => yes(one) && one.right)}, first ${share(of('plain'), (one) => yes(one) && one.first)}, ` +
      `wrong ${share(of('plain'), (one) => yes(one) && !one.right)}, refused with the gold near ${share(refused, (one) => one.right)}; ` +
      `near misses refused ${share(of('near'), (one) => !yes(one))}; news hit ${share(of('news'), (one) => yes(one) && one.right)}, ` +
      `answered ${share(of('news'), yes)}, off refused ${share(of('off'), (one) => !yes(one))}`,
  );
}
const evidenceNames = ['constant', ...Object.keys(judgedApart.find(({ evidence }) => evidence)?.evidence ?? {})];
console.log('SENTENCE_WEIGHTS', named(names, sentenceWeights(items)));
console.log('ANSWERED_WEIGHTS', named(evidenceNames, answeredWeights(judgedApart)));
