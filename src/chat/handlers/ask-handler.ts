import type { AskDeps, Claim } from '../../answer/answer.ts';
import { earlierTurn } from '../../answer/converse.ts';
import type { Conversation } from '../../answer/question/conversation.ts';
import { type Meant, meantForBot } from '../../answer/question/meant-for-bot.ts';
import { withMeaning } from '../../answer/rank/by-meaning.ts';
import { UserError } from '../../errors.ts';
import { type Reply, UNSAID } from '../../reply/reply.ts';
import { articlesById } from '../../store/articles/articles.ts';
import { conversationExists, findTurn, saveTurn, turnsOf } from '../../store/conversations.ts';
import { type DigestStory, digestOfThread, storiesPostedIn } from '../../store/digests/digest-threads.ts';
import { articlesSearched } from '../../store/passages/library.ts';
import { articlesToIndex } from '../../store/passages/passage-index.ts';
import { storedPassages } from '../../store/passages/passages.ts';
import { personId } from '../../store/people-settings.ts';
import { publishersNamed } from '../../store/quotes/quote-names.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { zoneOfCaller } from '../caller-zone.ts';
import { type OptionsOf, QUESTION_LENGTH } from '../commands.ts';
import type { DeskDeps } from '../deps.ts';
import { parseSince } from '../options.ts';
import type { Caller, Overheard, Question, Request } from '../request.ts';
import { replyTo, unfinished } from './answer-reply.ts';
import { answerMessage } from './answering.ts';
import { readPage } from './read-article.ts';

type Progress = (partial: Reply) => void;

/** `/ask` */
export async function askCommand(
  deps: DeskDeps,
  caller: Caller,
  options: OptionsOf<'ask'>,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
  begin?: Request['begin'],
): Promise<Reply> {
  const { since, publisher } = await limitsOf(deps, caller, options);
  const reply = await answer(
    deps,
    begin ? { ...caller, place: await begin() } : caller,
    { question: options.question, since, publisher, byInteraction: true },
    progress,
    signal,
  );
  return { ...reply, private: reply.private || options.private === true };
}

/**
 * The time and the publisher that a question is limited to.
 * @throws UserError for a time that can't be understood, and when nothing is stored from the source.
 */
export async function limitsOf(
  deps: Pick<DeskDeps, 'db' | 'now'>,
  caller: Caller,
  { since, source }: Pick<OptionsOf<'ask'>, 'since' | 'source'>,
): Promise<{ since?: Date; publisher?: string }> {
  return {
    ...(since ? { since: parseSince(since, deps.now(), await zoneOfCaller(deps.db, caller)) } : {}),
    ...(source ? { publisher: await publisherOf(deps, caller, source) } : {}),
  };
}

/**
 * The name that a source has here, or what was typed where that fits several.
 * @throws UserError when nothing is stored from it.
 */
async function publisherOf({ db }: Pick<DeskDeps, 'db'>, { workspace }: Caller, typed: string): Promise<string> {
  const named = await publishersNamed(db, workspace, typed);
  if (named.length === 0)
    throw new UserError(`I have no stored article from “${typed}”. /news sources shows what there is.`);
  return (named.length === 1 ? named[0] : undefined) ?? typed;
}

/** The command, typed behind a mention or in a form. */
const TYPED_COMMAND = /^\/[a-z0-9_-]{0,12}ask\s+/i;

/** A question in plain words: a mention, a direct message, a line in the terminal. */
export async function answerQuestion(
  deps: DeskDeps,
  request: Question,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const question = request.text.toWellFormed().replaceAll('\0', '').trim().replace(TYPED_COMMAND, '') || 'hello';
  if (question.length > QUESTION_LENGTH.max)
    throw new UserError(`A question can have ${QUESTION_LENGTH.max} characters; this one has ${question.length}.`);
  return answer(deps, request.caller, { question, onlyIfKnown: request.onlyIfKnown }, progress, signal);
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
  if (question.trim().length < QUESTION_LENGTH.min)
    throw new UserError("That wasn't a question: write a follow-up of at least three letters.");
  return answer(
    deps,
    turn ? { ...caller, place: turn.place } : caller,
    { question: question.trim().slice(0, QUESTION_LENGTH.max), byInteraction: true },
    progress,
    signal,
  );
}

/** A question that an earlier answer offered, on its button. */
export async function askNext(
  deps: DeskDeps,
  caller: Caller,
  id: string,
  position: number,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  const question = turn?.answer.followUps[position];
  if (!turn || question === undefined) throw new UserError('I no longer have this question. Ask it in your own words.');
  return answer(deps, { ...caller, place: turn.place }, { question, byInteraction: true }, progress, signal);
}

/** A thread is ours when we have answered in it, or when it hangs on a digest. */
export async function ownsThread(deps: DeskDeps, workspace: WorkspaceId, place: string): Promise<boolean> {
  return (await conversationExists(deps.db, place)) || (await digestOfThread(deps.db, workspace, place)) !== null;
}

/** Whether a message in a thread of ours is meant for the bot. */
export async function meant(deps: DeskDeps, { workspace, place, ...message }: Overheard): Promise<Meant> {
  if (message.addressed) return 'reply';
  // What is too long for a question was pasted for the others to read.
  if (message.text.length > QUESTION_LENGTH.max) return 'silent';
  const { conversation } = await threadOf(deps, workspace, place);
  return meantForBot({ ...message, conversation });
}

interface Asked {
  question: string;
  since?: Date | undefined;
  publisher?: string | undefined;
  onlyIfKnown?: boolean | undefined;
  /** By a command, form or button: its question isn't a message, and the reply can be shown to one person. */
  byInteraction?: boolean;
}

async function answer(
  deps: DeskDeps,
  caller: Caller,
  asked: Asked,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const from = performance.now();
  let became = { outcome: 'error', by: 'none' };
  try {
    const { reply, ...rest } = await answered(deps, caller, asked, progress, signal);
    became = rest;
    // There is nothing in it for the others to read.
    return asked.byInteraction && rest.outcome === 'nothing' ? { ...reply, private: true } : reply;
  } catch (error) {
    if (error instanceof UserError) became = { outcome: 'told', by: 'none' };
    throw error;
  } finally {
    deps.onAnswer?.({ ...became, seconds: (performance.now() - from) / 1000 });
  }
}

/** The reply, what became of the question (`answered`, `nearest`, `nothing`, `courtesy`, `silent`), and what wrote it. */
async function answered(
  deps: DeskDeps,
  caller: Caller,
  { question, since, publisher, onlyIfKnown = false }: Asked,
  progress: Progress | undefined,
  signal: AbortSignal | undefined,
): Promise<{ reply: Reply; outcome: string; by: string }> {
  const { workspace, place } = caller;
  const [thread, zone] = await Promise.all([threadOf(deps, workspace, place), zoneOfCaller(deps.db, caller)]);
  const inDigest = thread.posted?.flatMap((story) => story.articles) ?? [];
  const response = await answerMessage(askDeps(deps), {
    text: question,
    workspace,
    asOf: deps.now(),
    zone,
    language: caller.language ?? null,
    conversation: thread.conversation,
    meant: onlyIfKnown ? 'if-known' : 'reply',
    told: inDigest,
    since,
    publisher,
    signal,
    ...(progress ? { onClaim: telling(deps, caller, progress) } : {}),
  });
  if (response.kind === 'silent') return { reply: UNSAID, outcome: 'silent', by: 'none' };
  const turn = await saveTurn(
    deps.db,
    { place, workspace, asker: personId(workspace, caller.user), question, answer: response.turn },
    deps.now(),
  );
  if (response.kind === 'courtesy') {
    const reply: Reply = { blocks: [{ kind: 'text', text: response.text }], private: false };
    return { reply, outcome: 'courtesy', by: 'built-in' };
  }
  const { request, answer } = response;
  const { outcome, by } = answer;
  if (answer.opened !== null)
    return { reply: { ...(await readPage(deps, caller, answer.opened, 0)), private: false }, outcome, by };
  const ids = [...answer.claims, ...(answer.earlier ? [answer.earlier] : [])].flatMap(({ spans }) =>
    spans.map((span) => span.article),
  );
  const articles = await articlesById(deps.db, workspace, [...new Set(ids)]);
  const stored = await articlesSearched(deps.db, workspace);
  const waiting = outcome === 'answered' ? 0 : await articlesToIndex(deps.db);
  const elsewhere = inDigest.length > 0 && ids.length > 0 && !ids.some((id) => inDigest.includes(id));
  const searched = `${elsewhere ? 'Not in this digest. ' : ''}Searched ${stored} ${stored === 1 ? 'article' : 'articles'}${waiting > 0 ? STILL_INDEXING : ''}`;
  const limited = since !== undefined || publisher !== undefined;
  return { reply: replyTo({ request, answer, articles, searched, turn, limited }), outcome, by };
}

/** Without their number, which would count other workspaces' articles too. */
const STILL_INDEXING = '; others are still being indexed after an upgrade, so ask again later';

/** What a thread has talked of, and the stories of the digest that it hangs on: a list that can be pointed at. */
async function threadOf(
  deps: DeskDeps,
  workspace: WorkspaceId,
  place: string,
): Promise<{ conversation: Conversation; posted: DigestStory[] | null }> {
  const [turns, digest] = await Promise.all([
    turnsOf(deps.db, workspace, place),
    digestOfThread(deps.db, workspace, place),
  ]);
  const posted = digest === null ? null : await storiesPostedIn(deps.db, workspace, digest);
  const list = (posted ?? []).flatMap(({ position, ...story }) => (position === null ? [] : [{ position, ...story }]));
  const shown = list.length > 0 ? [{ kind: 'news' as const, asked: '', answer: '', articles: [], told: [], list }] : [];
  return { conversation: [...shown, ...turns.map((turn) => earlierTurn(turn.question, turn.answer))], posted };
}

/** Shows the claims so far, each with its source, as they pass their checks. */
function telling(deps: DeskDeps, caller: Caller, progress: Progress): (claim: Claim) => void {
  const claims: Claim[] = [];
  let shownLast = 0;
  return (claim) => {
    claims.push(claim);
    const shown = [...claims];
    const ids = [...new Set(shown.flatMap(({ spans }) => spans.map((span) => span.article)))];
    void articlesById(deps.db, caller.workspace, ids)
      .then((found) => {
        // The look-ups may come back in any order; what a reader has seen is not taken away.
        if (shown.length <= shownLast) return;
        shownLast = shown.length;
        progress(unfinished(shown, found));
      })
      // The final reply comes all the same, or says what went wrong.
      .catch(() => {});
  };
}

/** What answering one question needs: the store by words, and by meaning where an embedding model is set; a model when there is one. */
export function askDeps({
  db,
  config,
  model,
  meaning,
  reading,
}: Pick<DeskDeps, 'db' | 'config' | 'model' | 'meaning' | 'reading'>): AskDeps {
  const stored = storedPassages(reading?.() ?? db);
  return {
    db,
    stored: meaning ? withMeaning(stored, meaning) : stored,
    maxChars: config.ANSWER_MAX_CHARACTERS,
    model: model && { secondReader: null, ...model, contextCharacters: config.MODEL_CONTEXT_CHARACTERS },
  };
}
