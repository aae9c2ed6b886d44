import { type Answer, type AskDeps, type AskQuery, answered, nearest } from '../answer.ts';
import type { AnswerSentence, BuiltInAnswer } from '../built-in/extractive.ts';
import { answerInTime } from '../built-in/in-time.ts';
import { type Alternative, alternatives } from '../question/alternatives.ts';
import { analyseQuestion } from '../question/question.ts';
import { claimsOf } from './claims.ts';
import { placesFor } from './places.ts';

/**
 * Both sides of a question that asks to choose between two names, a sentence on each, side by side; null for other questions, and where one of
 * the two has no sentence of its own. Which of them it is, is left to the reader.
 */
export async function comparison(deps: AskDeps, query: AskQuery): Promise<Answer | null> {
  const sides = alternatives(query.request.question.text);
  if (!sides) return null;
  const { window } = query.request;
  const answers = await Promise.all(
    sides.map(({ question }) =>
      answerInTime(placesFor(deps, query), {
        ...query,
        question: analyseQuestion(question),
        window,
        maxChars: deps.maxChars,
      }),
    ),
  );
  const told = sides.flatMap((side, i) => sentenceOn(side, answers[i]) ?? []);
  const [first, second] = told;
  if (!first || !second || first.text === second.text) return null;
  const parts = {
    claims: await claimsOf(deps.db, query.workspace, told),
    passages: answers.flatMap(({ found }) => found.passages),
  };
  return answers.every(({ kind }) => kind === 'answered') ? answered(parts) : nearest(parts);
}

/** The best sentence that names a side, itself or in its headline. */
function sentenceOn({ name }: Alternative, answer: BuiltInAnswer | undefined): AnswerSentence | undefined {
  if (!answer) return undefined;
  const titles = new Map(answer.found.passages.map(({ passage }) => [passage.article, passage.title]));
  return (answer.kind === 'answered' ? answer.sentences : answer.nearest).find(({ text, article }) =>
    `${titles.get(article) ?? ''} ${text}`.includes(name),
  );
}
