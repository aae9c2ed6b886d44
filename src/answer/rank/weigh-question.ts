import { type Frequencies, rarity } from '../../text/rarity.ts';
import type { AnalysedQuestion, QuestionTerm } from '../question/question.ts';

/** The question's words with what each counts for. */
export interface Weighing {
  /** By term: its own words, and with less weight those of what it points back to. */
  own: ReadonlyMap<string, number>;
  context: ReadonlyMap<string, number>;
  /** Of `own`, the words of the sentence that asks, and the names. */
  asking: ReadonlySet<string>;
  names: ReadonlySet<string>;
  /** Sums of the weights, the first two never 0. */
  total: number;
  askingTotal: number;
  nameTotal: number;
}

const CONTEXT = 0.6;

/** What counts of a question: rare words more than common ones. */
export function weighQuestion(question: AnalysedQuestion, frequencies: Frequencies): Weighing {
  const own = new Map<string, number>();
  const context = new Map<string, number>();
  for (const { term, context: told } of question.terms) {
    if (told) context.set(term, rarity(term, frequencies) * CONTEXT);
    else own.set(term, rarity(term, frequencies));
  }
  const those = (keep: (term: QuestionTerm) => boolean) =>
    new Set(question.terms.filter((term) => !term.context && keep(term)).map(({ term }) => term));
  const asking = those((term) => term.asking);
  const names = those((term) => term.name);
  const sum = (terms: Iterable<string>) => [...terms].reduce((total, term) => total + (own.get(term) ?? 0), 0);
  return {
    own,
    context,
    asking,
    names,
    total: sum(own.keys()) || 1,
    askingTotal: sum(asking) || 1,
    nameTotal: sum(names),
  };
}

/** Sum of the weights of the different words among `terms`, from the number `from` up to `to`. */
export function weightWithin(
  terms: readonly string[],
  from: number,
  to: number,
  weights: ReadonlyMap<string, number>,
): number {
  let weightSum = 0;
  const seen: string[] = [];
  for (let i = from; i < to; i++) {
    const term = terms[i] ?? '';
    const weight = weights.get(term);
    if (weight === undefined || seen.includes(term)) continue;
    seen.push(term);
    weightSum += weight;
  }
  return weightSum;
}
