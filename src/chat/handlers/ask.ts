import { type Answer, type AskDeps, ask, type Claim } from '../../answer/ask.ts';
import type { EarlierTurn } from '../../answer/question/conversation.ts';
import type { RequestKind } from '../../answer/question/kinds.ts';
import { type Request, readRequest } from '../../answer/question/request.ts';
import type { TimeWindow } from '../../answer/question/time-window.ts';
import { withMeaning } from '../../answer/rank/by-meaning.ts';
import type { ArticleId } from '../../article/article.ts';
import { UserError } from '../../errors.ts';
import type { Reply } from '../../reply/reply.ts';
import { articlesById, type StoredArticle } from '../../store/articles/articles.ts';
import {
  conversationExists,
  findTurn,
  saveTurn,
  type Turn,
  type TurnRecord,
  turnsOf,
} from '../../store/conversations.ts';
import {
  digestOfThread,
  passagesOfArticles,
  storiesToldIn,
  type ToldStory,
} from '../../store/digests/digest-threads.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import { storedPassages } from '../../store/passages/passages.ts';
import type { CandidateSource } from '../../store/passages/source.ts';
import { quotedPlaces, saidIn } from '../../store/quotes/spoken-words.ts';
import { statementsOf } from '../../store/quotes/stored-quotes.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { parseSince } from '../options.ts';
import type { Caller, Question } from '../request.ts';
import { zoneOfCaller } from '../zone.ts';
import { answered, refusal, unfinished } from './answer-reply.ts';
import { latestNews, newsHelp } from './news.ts';

type Progress = (partial: Reply) => void;

const CLOSEST = 3;
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

/** A thread is ours when we have answered in it, or when it hangs on a digest. */
export async function ownsThread(deps: DeskDeps, workspace: WorkspaceId, place: string): Promise<boolean> {
  return (await conversationExists(deps.db, place)) || (await digestOfThread(deps.db, workspace, place)) !== null;
}

async function answer(
  deps: DeskDeps,
  caller: Caller,
  query: { question: string; since?: Date | undefined; publisher?: string | undefined },
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const posted = await storiesOfThread(deps, caller);
  const request = readRequest(query.question, {
    asOf: deps.now(),
    zone: await zoneOfCaller(deps.db, caller),
    timeGiven: query.since !== undefined,
    conversation: [...listedIn(posted), ...conversationOf(await turnsOf(deps.db, caller.workspace, caller.place))],
  });
  if (request.kind === 'news')
    return {
      ...(await latestNews(
        deps,
        caller,
        query.publisher ? { source: query.publisher } : {},
        newsWindow(query.since, request.window),
      )),
      private: false,
    };
  const sources = sourcesFor(deps, request, posted);
  const found = await ask(askDeps(deps, caller.workspace, sources), {
    ...query,
    request,
    asOf: deps.now(),
    workspace: caller.workspace,
    history: request.before ? [{ question: request.before.asked, answer: request.before.answer }] : [],
    signal,
    ...(progress ? { onClaim: telling(deps, caller, progress) } : {}),
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
    {
      place: caller.place,
      workspace: caller.workspace,
      question: query.question,
      answer: recordOf(request, found, articles),
    },
    deps.now(),
  );
  const stored = await articlesSearched(deps.db, caller.workspace);
  const told = posted?.flatMap((story) => story.articles) ?? null;
  const elsewhere = told !== null && !found.claims.some((claim) => isOn(claim, told));
  const searched = `${elsewhere ? 'Not in this digest. ' : ''}Searched ${stored} ${stored === 1 ? 'article' : 'articles'}`;
  return found.kind === 'refused'
    ? refusal(found, articles, searched, turn)
    : answered(found, articles, searched, turn);
}

/** Shows the claims so far, each with its source, as they pass their checks. */
function telling(deps: DeskDeps, caller: Caller, progress: Progress): (claim: Claim) => void {
  const claims: Claim[] = [];
  return (claim) => {
    claims.push(claim);
    const shown = [...claims];
    const ids = [...new Set(shown.flatMap(({ spans }) => spans.map((span) => span.article as string)))];
    void articlesById(deps.db, caller.workspace, ids)
      .then((found) => progress(unfinished(shown, new Map(found.map((article) => [article.id as string, article])))))
      // The final reply comes all the same, or says what went wrong.
      .catch(() => {});
  };
}

/** The stories of the digest that a thread hangs on; null in other threads. */
async function storiesOfThread(deps: DeskDeps, caller: Caller): Promise<ToldStory[] | null> {
  const posted = await digestOfThread(deps.db, caller.workspace, caller.place);
  return posted === null ? null : storiesToldIn(deps.db, caller.workspace, posted);
}

/** A digest is what its thread begins with: a list that can be pointed at. */
function listedIn(posted: readonly ToldStory[] | null): EarlierTurn[] {
  if (posted === null) return [];
  const list = posted.flatMap(({ position, ...story }) => (position === null ? [] : [{ position, ...story }]));
  return [{ kind: 'news', asked: '', answer: '', articles: [], told: [], list }];
}

/** Where to look, the narrowest first: what the thread points to, the digest that it hangs on, everything stored. */
function sourcesFor(deps: DeskDeps, request: Request, posted: readonly ToldStory[] | null): CandidateSource[] {
  const stored = searchable(deps);
  const focus = request.focus.length > 0 ? [passagesOfArticles(deps.db, request.focus, stored)] : [];
  if (request.focusOnly && focus.length > 0) return focus;
  const told = posted?.flatMap((story) => story.articles) ?? [];
  return [...focus, ...(told.length > 0 ? [passagesOfArticles(deps.db, told, stored)] : []), stored];
}

function isOn(claim: Claim, articles: readonly ArticleId[]): boolean {
  return claim.spans.some((span) => articles.includes(span.article));
}

function newsWindow(since: Date | undefined, window: TimeWindow | null): { since: Date | null; until: Date | null } {
  return { since: since ?? window?.since ?? null, until: window?.until ?? null };
}

/** The whole store, by words, and by meaning where an embedding model is set. */
function searchable(deps: Pick<DeskDeps, 'db' | 'meaning'>): CandidateSource {
  const stored = storedPassages(deps.db);
  return deps.meaning ? withMeaning(stored, deps.meaning) : stored;
}

/** What answering needs, with a model when there is one. */
export function askDeps(
  deps: Pick<DeskDeps, 'db' | 'config' | 'model' | 'meaning'>,
  workspace: WorkspaceId,
  sources: readonly CandidateSource[] = [searchable(deps)],
): AskDeps {
  return {
    sources,
    maxChars: deps.config.ANSWER_MAX_CHARACTERS,
    quotesBy: (speaker, about, time) => quotedPlaces(deps.db, workspace, speaker, about, time),
    spokenIn: (spans) => saidIn(deps.db, workspace, spans),
    model: deps.model ? { ...deps.model, quotesOf: (articles) => statementsOf(deps.db, workspace, articles) } : null,
  };
}

function recordOf(request: Request, found: Answer, articles: ReadonlyMap<string, StoredArticle>): TurnRecord {
  const cited = [...new Set(found.claims.flatMap((claim) => claim.spans.map((span) => span.article)))];
  return {
    kind: request.kind,
    asked: request.asked,
    about: cited.flatMap((id) => {
      const article = articles.get(id);
      return article ? [{ id, title: article.title }] : [];
    }),
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

/** What the turns of a thread leave to the next one. */
function conversationOf(turns: readonly Turn[]): EarlierTurn[] {
  return turns.map(({ question, answer }) => ({
    kind: (answer.kind ?? 'fact') as RequestKind,
    asked: answer.asked ?? question,
    answer: answer.text,
    articles: answer.about ?? [],
    told: answer.claims.flatMap(({ spans }) => spans),
    list: answer.list ?? [],
  }));
}
