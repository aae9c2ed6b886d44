import { isStatement } from '../../text/statement.ts';
import { isStopWord, tokensOf } from '../../text/terms.ts';
import { type Answer, type AskDeps, type AskQuery, nearest } from '../answer.ts';
import type { AnswerSentence } from '../built-in/extractive.ts';
import { type Alternative, alternatives } from '../question/alternatives.ts';
import { analyseQuestion } from '../question/question.ts';
import { evidenceSentences } from '../rank/evidence-sentences.ts';
import { claimsOf } from './as-claims.ts';

/** Sentences on a side that are held against those on the other. */
const LIKELIEST = 8;

/**
 * Both sides of a question that asks to choose between two names ("Which bridge carries more cars, Holm or Vale?"), a sentence on each that
 * tell the same of both; null for other questions, and where one of the two has none. Which of them it is, is left to the reader.
 */
export async function comparison(deps: AskDeps, query: AskQuery): Promise<Answer | null> {
  const sides = alternatives(query.request.question.text);
  if (!sides) return null;
  const [one, other] = sides;
  const [first, second] = await Promise.all([
    sentencesOn(deps, query, one, other),
    sentencesOn(deps, query, other, one),
  ]);
  const pair = mostAlike(first, second);
  return pair && nearest({ claims: await claimsOf(deps.db, query.workspace, pair) });
}

/** The likeliest sentences that name a side, themselves or in their headline, and stand under no headline on the other. */
async function sentencesOn(
  { stored }: AskDeps,
  query: AskQuery,
  side: Alternative,
  other: Alternative,
): Promise<AnswerSentence[]> {
  const articles = await evidenceSentences(stored, { ...query, question: analyseQuestion(side.question) });
  return articles
    .filter(({ title }) => !title.includes(other.name))
    .flatMap(({ article, revision, title, sentences }) =>
      sentences
        .filter(({ text }) => `${title} ${text}`.includes(side.name) && isStatement(text))
        .map((sentence) => ({ ...sentence, article, revision, also: [] })),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, LIKELIEST);
}

/** A sentence on each side, the two that share the most words; null when none share any. */
function mostAlike(
  first: readonly AnswerSentence[],
  second: readonly AnswerSentence[],
): [AnswerSentence, AnswerSentence] | null {
  let best: [AnswerSentence, AnswerSentence] | null = null;
  let most = 0;
  for (const one of first)
    for (const other of second) {
      const shared = termsOf(one.text).intersection(termsOf(other.text)).size;
      if (one.text === other.text || shared <= most) continue;
      best = [one, other];
      most = shared;
    }
  return best;
}

function termsOf(text: string): Set<string> {
  return new Set(
    tokensOf(text)
      .map(({ term }) => term)
      .filter((term) => !isStopWord(term)),
  );
}
