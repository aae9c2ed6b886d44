import { type Answer, type AskDeps, ask, type Claim } from '../../answer/ask.ts';
import { asksForNews, pointedStory } from '../../answer/question/briefing.ts';
import { contextOf } from '../../answer/question/conversation.ts';
import { type TimeWindow, timeWindow } from '../../answer/question/time-window.ts';
import { withMeaning } from '../../answer/rank/by-meaning.ts';
import type { ArticleId } from '../../article/article.ts';
import { UserError } from '../../errors.ts';
import type { Reply } from '../../reply/reply.ts';
import { articlesById } from '../../store/articles/articles.ts';
import { conversationExists, findTurn, saveTurn, turnsOf } from '../../store/conversations.ts';
import { digestOfThread, passagesOfArticles, storiesToldIn } from '../../store/digests/digest-threads.ts';
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
  const zone = await zoneOfCaller(deps.db, caller);
  const window = query.since ? null : timeWindow(query.question, deps.now(), zone);
  if (asksForNews(window?.rest ?? query.question, window !== null))
    return {
      ...(await latestNews(
        deps,
        caller,
        query.publisher ? { source: query.publisher } : {},
        newsWindow(query.since, window),
      )),
      private: false,
    };
  const scope = await scopeOf(deps, caller, query.question);
  const earlier = await turnsOf(deps.db, caller.workspace, caller.place);
  const before = earlier.map((turn) => ({
    question: turn.question,
    context: turn.answer.context,
    text: turn.answer.text,
  }));
  // A story that is pointed at leaves what was talked of before; what comes next may point back to it.
  const context = scope.pointed === null ? contextOf(query.question, before) : '';
  const found = await ask(askDeps(deps, caller.workspace, scope.sources), {
    ...query,
    question: scope.question,
    context,
    zone,
    asOf: deps.now(),
    workspace: caller.workspace,
    history: earlier.slice(-HISTORY).map((turn) => ({ question: turn.question, answer: turn.answer.text })),
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
      answer: recordOf(found, scope.pointed ?? context),
    },
    deps.now(),
  );
  const stored = await articlesSearched(deps.db, caller.workspace);
  const elsewhere = scope.told !== null && !found.claims.some((claim) => isOn(claim, scope.told ?? []));
  const searched = `${elsewhere ? 'Not in this digest. ' : ''}Searched ${stored} ${stored === 1 ? 'article' : 'articles'}`;
  return found.kind === 'refused'
    ? refusal(found, articles, searched, turn)
    : answered(found, articles, zone, searched, turn);
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

interface Scope {
  sources: CandidateSource[];
  question: string;
  /** The articles of the digest that the thread hangs on. */
  told: ArticleId[] | null;
  /** Title of the story that the question points at by its number. */
  pointed: string | null;
}

/** In the thread of a digest its stories come first ("the second one": that story alone), then everything stored. */
async function scopeOf(deps: DeskDeps, caller: Caller, question: string): Promise<Scope> {
  const stored = searchable(deps);
  const posted = await digestOfThread(deps.db, caller.workspace, caller.place);
  if (posted === null) return { sources: [stored], question, told: null, pointed: null };
  const stories = await storiesToldIn(deps.db, caller.workspace, posted);
  const told = stories.flatMap((story) => story.articles);
  const pointed = pointedStory(question, stories);
  if (pointed === null)
    return { sources: [passagesOfArticles(deps.db, told, stored), stored], question, told, pointed: null };
  const sources = [passagesOfArticles(deps.db, pointed.story.articles, stored)];
  const { title } = pointed.story;
  return { sources, question: `${pointed.rest} ${title}`, told, pointed: title };
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
