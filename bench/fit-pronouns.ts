// Fits the weights by which pronouns are resolved, on the automatic names of the training articles. A tenth or more of
// those names is wrong, so the hardest tenth is left out of the last rounds. Prints the accuracy under five-fold
// cross-validation by article, then the weights for src/quote/antecedent-weights.ts.
// Usage: COPYDESK_BENCH=<folder with quotes/> node bench/fit-pronouns.ts
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ANTECEDENT_WEIGHTS } from '../src/quote/people/antecedent-weights.ts';
import type { Candidate } from '../src/quote/people/antecedents.ts';
import { readQuotes } from '../src/quote/quotes.ts';

interface Article {
  text: string;
  quotes: { words: number; speaker: { start: number; kind: string; names?: string[] } | null }[];
}

interface Question {
  article: number;
  choices: { features: string[]; right: boolean }[];
}

const folder = process.env.COPYDESK_BENCH;
if (folder === undefined) throw new Error('COPYDESK_BENCH names no folder');
const articles = gunzipSync(readFileSync(join(folder, 'quotes', 'train.jsonl.gz')))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Article);
const rounds = 30;
const hardest = 0.1;

for (let pass = 0; pass < 4; pass++) {
  // A resolved pronoun is a mention for the next one, so the questions depend on the weights.
  const questions = articles.flatMap(questionsOf);
  const folds = [0, 1, 2, 3, 4].map((fold) => {
    const weights = fitted(questions.filter(({ article }) => article % 5 !== fold));
    return questions.filter((question) => question.article % 5 === fold && isRight(question, weights)).length;
  });
  const held = folds.reduce((sum, right) => sum + right, 0) / questions.length;
  console.log(`pass ${pass}: ${questions.length} questions, right on held-out articles ${(100 * held).toFixed(1)} %`);
  const none = Object.fromEntries(Object.keys(ANTECEDENT_WEIGHTS).map((feature) => [feature, 0]));
  Object.assign(ANTECEDENT_WEIGHTS, none, rounded(fitWithoutHardest(questions)));
}
console.log(JSON.stringify(ANTECEDENT_WEIGHTS, null, 2));

function questionsOf({ text, quotes }: Article, article: number): Question[] {
  const asked = new Map<number, Candidate[]>();
  readQuotes(text, { onPronoun: (start, candidates) => asked.set(start, candidates) });
  const questions: Question[] = [];
  for (const { words, speaker } of quotes) {
    if (words < 5 || speaker?.kind !== 'pronoun' || speaker.names === undefined) continue;
    const candidates = asked.get(speaker.start);
    asked.delete(speaker.start);
    if (candidates === undefined) continue;
    const names = new Set(speaker.names.flatMap(wordsOf));
    const choices = candidates.map(({ entity, features }) => ({
      features,
      right: wordsOf(entity.name).some((word) => names.has(word)),
    }));
    if (choices.some(({ right }) => right)) questions.push({ article, choices });
  }
  return questions;
}

function wordsOf(name: string): string[] {
  return (name.match(/\p{Lu}[\p{L}'’-]+/gu) ?? []).map((word) => word.toLowerCase().replace(/['’]s?$/u, ''));
}

type Weights = Record<string, number>;

/** Conditional logistic regression by AdaGrad. */
function fitted(questions: Question[]): Weights {
  const weights: Weights = {};
  const squares: Weights = {};
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < questions.length; turn++) {
      const { choices } = questions[(turn * 613 + round * 17) % questions.length] as Question;
      const all = shares(choices.map(({ features }) => scoreOf(features, weights)));
      const right = choices.reduce((sum, choice, index) => sum + (choice.right ? (all[index] ?? 0) : 0), 0);
      for (const [index, choice] of choices.entries()) {
        const share = all[index] ?? 0;
        const slope = share - (choice.right ? share / right : 0);
        for (const feature of choice.features) {
          const step = slope + 0.001 * (weights[feature] ?? 0);
          squares[feature] = (squares[feature] ?? 1e-6) + step * step;
          weights[feature] = (weights[feature] ?? 0) - (0.2 * step) / Math.sqrt(squares[feature]);
        }
      }
    }
  }
  return weights;
}

function fitWithoutHardest(questions: Question[]): Weights {
  let weights = fitted(questions);
  for (let round = 0; round < 3; round++) {
    const ranked = questions.toSorted((a, b) => missOf(b, weights) - missOf(a, weights));
    const kept = new Set(ranked.slice(Math.floor(hardest * questions.length)));
    weights = fitted(questions.filter((question) => kept.has(question)));
  }
  return weights;
}

/** By how much the best choice is ahead of the best right one. */
function missOf({ choices }: Question, weights: Weights): number {
  const best = (some: Question['choices']) => Math.max(...some.map(({ features }) => scoreOf(features, weights)));
  return best(choices) - best(choices.filter(({ right }) => right));
}

function isRight(question: Question, weights: Weights): boolean {
  return missOf(question, weights) === 0;
}

function scoreOf(features: string[], weights: Weights): number {
  return features.reduce((sum, feature) => sum + (weights[feature] ?? 0), 0);
}

function shares(scores: number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function rounded(weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights)
      .map(([key, weight]) => [key, Math.round(weight * 10) / 10] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
