import type { RatedArticle, RatedSentence, SentencesOf } from '../rank/evidence-sentences.ts';
import { type Atom, raise } from '../rank/question-match.ts';

/** What tells whether the chosen sentences answer a question rightly; none depends on the size of the library. */
export interface Evidence {
  /** How probable the chosen sentences are among those that were looked at. */
  together: number;
  /** Of the first sentence (rank/sentence-measures.ts). */
  kindMissing: number;
  meaning: number;
  /** Its score, whatever the others have. */
  score: number;
  /** The weight of the name that the article lacks most. */
  nameAbsent: number;
  /** How many words the question has; whether it asks for a number. */
  terms: number;
  counts: number;
}

const FULL_LENGTH = 8;
const SCORE = 5;
const HEAVY = 8;

/** The evidence for chosen sentences, the best first, each with those that say the same; null when there are none or nothing was asked for. */
export function evidenceOf(
  { question, atoms, asksOffice, articles }: SentencesOf,
  chosen: readonly { sentence: RatedSentence; twins: readonly RatedSentence[] }[],
): Evidence | null {
  const first = chosen[0]?.sentence;
  const article = articles.find(({ sentences }) => first && sentences.includes(first));
  if (!first?.measures || !article || atoms.length === 0) return null;
  if (asksOffice && first.measures.holder === 0) return null;
  const { kindMissing, meaning } = first.measures;
  const shares = probabilities(articles);
  const inArticle = together(article.sentences, atoms);
  const shareOf = ({ sentence, twins }: (typeof chosen)[number]) =>
    [sentence, ...twins].reduce((sum, one) => sum + (shares.get(one) ?? 0), 0);
  const each = chosen.map(shareOf);
  const lacked = atoms.map(({ name, weight }, i) => (name ? weight * (1 - (inArticle[i] ?? 0)) : 0));
  return {
    together: each.reduce((a, b) => a + b, 0),
    kindMissing,
    meaning,
    score: first.score / SCORE,
    nameAbsent: Math.max(...lacked) / HEAVY,
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
