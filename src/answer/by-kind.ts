import { type Answer, type AskDeps, type AskQuery, nearest, type Path } from './answer.ts';
import { fact } from './paths/fact.ts';
import { identity } from './paths/identity.ts';
import { certainty, dateOf, more, source } from './paths/last-answer.ts';
import { names } from './paths/names-path.ts';
import { news } from './paths/news-path.ts';
import { quotes } from './paths/quotes-path.ts';
import { summary } from './paths/summary-path.ts';
import { text } from './paths/text.ts';
import { timeline } from './paths/timeline.ts';
import { words } from './paths/words-path.ts';
import type { CourtesyKind, RequestKind } from './question/kinds.ts';

/** How each kind of request is answered from the articles. */
const PATHS: Readonly<Record<Exclude<RequestKind, CourtesyKind>, Path>> = {
  fact,
  words,
  summary,
  quotes,
  names,
  identity,
  timeline,
  text,
  news,
  source,
  certainty,
  date: dateOf,
  more,
  // Addressed to the bot, and no question in form: perhaps one all the same.
  chatter: fact,
};

/** Answers a request from the stored articles and nothing else. */
export async function ask(kind: Exclude<RequestKind, CourtesyKind>, deps: AskDeps, query: AskQuery): Promise<Answer> {
  const { unnamed } = query.request;
  if (unnamed !== null && query.told.length === 0)
    return nearest({ lead: `Who do you mean by “${unnamed}”? Ask again with the name.` });
  return PATHS[kind](deps, query);
}
