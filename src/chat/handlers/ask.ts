import { type Answer, type AskDeps, ask } from '../../answer/ask.ts';
import { contextOf } from '../../answer/conversation.ts';
import { UserError } from '../../errors.ts';
import { articlesById, holdings } from '../../store/articles.ts';
import { conversationExists, findTurn, saveTurn, turnsOf } from '../../store/conversations.ts';
import { storedPassages } from '../../store/passages.ts';
import { statementsOf } from '../../store/quote-lookup.ts';
import { saidIn } from '../../store/said-in.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { parseSince } from '../options.ts';
import type { Reply } from '../reply.ts';
import type { Caller, Question } from '../request.ts';
import { zoneOfCaller } from '../zone.ts';
import { answered, refusal } from './answer-reply.ts';
import { newsHelp } from './news.ts';

type Progress = (partial: Reply) => void;

const CLOSEST = 3;
const HISTORY = 3;
const QUESTION_LIMIT = 500;

/** `/ask` */
export async function askCommand(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'ask'>,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const since = options.since ? parseSince(options.since, deps.now(), await zoneOfCaller(deps.db, caller)) : undefined;
  const reply = await answer(
    deps,
    caller,
    { question: options.question, since, publisher: options.source },
    progress,
    signal,
  );
  return { ...reply, private: options.private === true };
}

/** A question in plain words: a mention, a direct message, a line in the terminal. */
export async function answerQuestion(
  deps: DeskDeps,
  request: Question,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const question = request.text.toWellFormed().replaceAll('\0', '').trim();
  if (question.length < 3 || /^(?:help|hi|hello|hey|start)\W*$/i.test(question))
    return { ...(await newsHelp(deps, request.caller)), private: false };
  if (question.length > QUESTION_LIMIT)
    throw new UserError(`A question can have ${QUESTION_LIMIT} characters; this one has ${question.length}.`);
  return answer(deps, request.caller, { question }, progress, signal);
}

/** The form behind "Follow up": a question in the conversation of an earlier answer. */
export async function followUp(
  deps: DeskDeps,
  caller: Caller,
  id: string,
  question: string,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (question.trim().length < 3)
    throw new UserError('Write your follow-up question after the number of the button, or ask it as a new question.');
  return answer(
    deps,
    turn ? { ...caller, place: turn.place } : caller,
    { question: question.trim().slice(0, QUESTION_LIMIT) },
    progress,
    signal,
  );
}

export function ownsThread(deps: DeskDeps, place: string): Promise<boolean> {
  return conversationExists(deps.db, place);
}

async function answer(
  deps: DeskDeps,
  caller: Caller,
  query: { question: string; since?: Date | undefined; publisher?: string | undefined },
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const earlier = await turnsOf(deps.db, caller.workspace, caller.place);
  const context = contextOf(
    query.question,
    earlier.map((turn) => ({ question: turn.question, context: turn.answer.context, text: turn.answer.text })),
  );
  const zone = await zoneOfCaller(deps.db, caller);
  const found = await ask(askDeps(deps, caller.workspace), {
    ...query,
    context,
    zone,
    asOf: deps.now(),
    workspace: caller.workspace,
    history: earlier.slice(-HISTORY).map((turn) => ({ question: turn.question, answer: turn.answer.text })),
    signal,
    onClaim: (claim) => progress?.({ blocks: [{ kind: 'claim', text: claim.text, cites: [] }], private: false }),
  });
  const ids = [
    ...new Set([
      ...[...found.claims, ...(found.earlier ? [found.earlier] : [])].flatMap((claim) =>
        claim.spans.map((span) => span.article as string),
      ),
      ...found.passages.slice(0, CLOSEST).map(({ passage }) => passage.article as string),
    ]),
  ];
  const articles = new Map(
    (await articlesById(deps.db, caller.workspace, ids)).map((article) => [article.id as string, article]),
  );
  const turn = await saveTurn(
    deps.db,
    { place: caller.place, workspace: caller.workspace, question: query.question, answer: recordOf(found, context) },
    deps.now(),
  );
  const stored = await holdings(deps.db, caller.workspace, 1);
  const searched = `Searched ${stored.articles} ${stored.articles === 1 ? 'article' : 'articles'}`;
  return found.kind === 'refused'
    ? refusal(found, articles, searched, turn)
    : answered(found, articles, zone, searched, turn);
}

/** What answering needs, with a model when there is one. */
export function askDeps(deps: Pick<DeskDeps, 'db' | 'config' | 'model'>, workspace: WorkspaceId): AskDeps {
  return {
    sources: [storedPassages(deps.db)],
    maxChars: deps.config.ANSWER_MAX_CHARACTERS,
    spokenIn: (spans) => saidIn(deps.db, workspace, spans),
    model: deps.model ? { ...deps.model, quotesOf: (articles) => statementsOf(deps.db, workspace, articles) } : null,
  };
}

function recordOf(found: Answer, context: string) {
  return {
    context,
    text: found.claims.map((claim) => claim.text).join(' '),
    refused: found.kind === 'refused',
    by: found.by,
    claims: found.claims,
    passages: found.passages.slice(0, 5).map(({ passage, score, parts, coverage }) => ({
      article: passage.article,
      title: passage.title,
      start: passage.start,
      end: passage.end,
      score,
      parts: { ...parts },
      coverage,
    })),
    dropped: found.dropped,
  };
}
