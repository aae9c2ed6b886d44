import type { Candidate } from '../../store/passages/source.ts';
import type { RatedArticle, RatedSentence, SentencesOf } from '../rank/evidence-sentences.ts';
import type { Atom } from '../rank/question-match.ts';
import { raise } from '../rank/question-match.ts';
import type { Scored } from '../rank/rank.ts';

/** What tells whether the chosen sentences answer a question rightly; none depends on the size of the library. */
export interface Evidence {
  /** How probable the first sentence and all chosen ones are among those that were looked at. */
  probable: number;
  together: number;
  /** Of the first sentence (rank/sentence-measures.ts). */
  within: number;
  kindMissing: number;
  kindNear: number;
  unit: number;
  meaning: number;
  heaviest: number;
  recent: number;
  /** The heaviest word of the question, as a share of its weight, as far as nothing in the first sentence's article matches it; nothing chosen. */
  absent: number;
  unsaid: number;
  /** The weight of the name that the article lacks most. */
  nameAbsent: number;
  /** Share of the question's weight in the best passage. */
  coverage: number;
  /** How many words the question has; whether it asks for a number. */
  terms: number;
  counts: number;
}

const FULL_LENGTH = 8;
const HEAVY = 8;

/** The evidence for chosen sentences, the best first, each with those that say the same; null when there are none or nothing was asked for. */
export function evidenceOf(
  { question, atoms, articles }: SentencesOf,
  passages: readonly Scored<Candidate>[],
  chosen: readonly { sentence: RatedSentence; twins: readonly RatedSentence[] }[],
): Evidence | null {
  const first = chosen[0]?.sentence;
  const article = articles.find(({ sentences }) => first && sentences.includes(first));
  if (!first?.measures || !article || atoms.length === 0) return null;
  const { within, kindMissing, kindNear, unit, meaning, heaviest, recent } = first.measures;
  const shares = probabilities(articles);
  const total = atoms.reduce((sum, { weight }) => sum + weight, 0);
  const inArticle = together(article.sentences, atoms);
  const inChosen = together(
    chosen.map(({ sentence }) => sentence),
    atoms,
  );
  const shareOf = ({ sentence, twins }: (typeof chosen)[number]) =>
    [sentence, ...twins].reduce((sum, one) => sum + (shares.get(one) ?? 0), 0);
  const each = chosen.map(shareOf);
  const lacking = (match: Float32Array, some: (atom: Atom) => boolean) =>
    Math.max(0, ...atoms.map((atom, i) => (some(atom) ? atom.weight * (1 - (match[i] ?? 0)) : 0)));
  return {
    probable: each[0] ?? 0,
    together: each.reduce((a, b) => a + b, 0),
    within,
    kindMissing,
    kindNear,
    unit,
    meaning,
    heaviest,
    recent,
    absent: lacking(inArticle, () => true) / total,
    unsaid: lacking(inChosen, () => true) / total,
    nameAbsent: lacking(inArticle, ({ name }) => name) / HEAVY,
    coverage: passages[0]?.coverage ?? 0,
    terms: atoms.length / FULL_LENGTH,
    counts: question.expected.type === 'number' || question.expected.type === 'money' ? 1 : 0,
  };
}

/** What some sentences match of a question, the best of them for each word. */
function together(sentences: readonly RatedSentence[], atoms: readonly Atom[]): Float32Array {
  const all = new Float32Array(atoms.length);
  for (const { matched } of sentences) raise(all, matched.match);
  return all;
}

/** How probable each sentence is under the model that rates them (softmax). */
function probabilities(articles: readonly RatedArticle[]): Map<RatedSentence, number> {
  const looked = articles.flatMap(({ sentences }) => sentences.filter(({ measures }) => measures !== null));
  const most = Math.max(...looked.map(({ score }) => score));
  const odds = looked.map(({ score }) => Math.exp(score - most));
  const sum = odds.reduce((a, b) => a + b, 0);
  return new Map(looked.map((sentence, i) => [sentence, (odds[i] ?? 0) / sum]));
}
