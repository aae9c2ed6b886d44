import { type Answer, type AskDeps, ask, type Claim } from '../../answer/ask.ts';
import { citedUrl } from '../../answer/citation.ts';
import { contextOf } from '../../answer/conversation.ts';
import { UserError } from '../../errors.ts';
import { articlesById, holdings, type StoredArticle } from '../../store/articles.ts';
import { conversationExists, findTurn, saveTurn, saveVote, turnsOf } from '../../store/conversations.ts';
import { storedPassages } from '../../store/passages.ts';
import { quotesInSpans, statementsOf } from '../../store/quote-lookup.ts';
import type { WorkspaceId } from '../../store/schema.ts';
import { buttonId } from '../buttons.ts';
import type { OptionsOf } from '../commands.ts';
import type { DeskDeps } from '../desk-deps.ts';
import { parseSince } from '../options.ts';
import { type Block, notice, type Reply, type Source } from '../reply.ts';
import type { Caller, Question } from '../request.ts';
import { zoneOfCaller } from '../zone.ts';
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
  const found = await ask(askDeps(deps, caller.workspace), {
    ...query,
    context,
    asOf: deps.now(),
    workspace: caller.workspace,
    history: earlier.slice(-HISTORY).map((turn) => ({ question: turn.question, answer: turn.answer.text })),
    signal,
    onClaim: (claim) => progress?.({ blocks: [{ kind: 'claim', text: claim.text, cites: [] }], private: false }),
  });
  const ids = [
    ...new Set([
      ...found.claims.flatMap((claim) => claim.spans.map((span) => span.article as string)),
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
    : answered(found, articles, searched, turn);
}

/** What answering needs, with a model when there is one. */
export function askDeps(deps: Pick<DeskDeps, 'db' | 'config' | 'model'>, workspace: WorkspaceId): AskDeps {
  return {
    source: storedPassages(deps.db),
    maxChars: deps.config.ANSWER_MAX_CHARACTERS,
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

/** Claims with the numbers of their sources, by first use; one number an article. */
function answered(found: Answer, articles: ReadonlyMap<string, StoredArticle>, searched: string, turn: number): Reply {
  const sources = new Map<string, Source>();
  const numberOf = (claim: Claim): number[] =>
    [...new Set(claim.spans.map((span) => span.article as string))].flatMap((id) => {
      const article = articles.get(id);
      if (!article) return [];
      const known = sources.get(id);
      if (known) return [known.number];
      const span = claim.spans.find((candidate) => candidate.article === id);
      const passage = span && span.revision === article.revision ? article.text.slice(span.start, span.end) : '';
      const source = {
        number: sources.size + 1,
        title: article.title,
        publisher: article.publisher,
        published: article.published,
        url: citedUrl(article.url, passage) ?? article.url,
      };
      sources.set(id, source);
      return [source.number];
    });
  const blocks: Block[] = found.claims.map((claim) => ({ kind: 'claim', text: claim.text, cites: numberOf(claim) }));
  return {
    blocks: [
      ...blocks,
      { kind: 'sources', sources: [...sources.values()] },
      {
        kind: 'notice',
        text: [
          found.note,
          `${searched} · ${found.by === 'model' ? 'written by a model, checked against the sources' : 'sentences of the articles, word for word'}`,
        ]
          .filter(Boolean)
          .join('\n'),
      },
      buttonsOf(turn, ['followup', 'spoken', 'why', 'helpful', 'unhelpful']),
    ],
    private: false,
  };
}

function refusal(found: Answer, articles: ReadonlyMap<string, StoredArticle>, searched: string, turn: number): Reply {
  const closest = [...new Set(found.passages.slice(0, 2 * CLOSEST).map(({ passage }) => passage.article as string))]
    .flatMap((id) => articles.get(id) ?? [])
    .slice(0, CLOSEST);
  const blocks: Block[] = [{ kind: 'text', text: 'That is not in the stored articles.' }];
  if (closest.length > 0) {
    blocks.push({ kind: 'text', text: 'Closest headlines:' });
    blocks.push({
      kind: 'list',
      items: closest.map((article) => ({
        text: article.title,
        ...(article.publisher ? { detail: article.publisher } : {}),
      })),
    });
  }
  blocks.push({
    kind: 'notice',
    text: [found.note, `${searched}. Try other words, a longer time (since:), or /news sources.`]
      .filter(Boolean)
      .join('\n'),
  });
  blocks.push(buttonsOf(turn, ['why']));
  return { blocks, private: false };
}

function buttonsOf(turn: number, kinds: readonly ('followup' | 'spoken' | 'why' | 'helpful' | 'unhelpful')[]): Block {
  const labels = {
    followup: 'Follow up',
    spoken: 'Show quotes',
    why: 'Why this answer?',
    helpful: 'Helpful',
    unhelpful: 'Not helpful',
  };
  return { kind: 'buttons', buttons: kinds.map((kind) => ({ id: buttonId(kind, turn), label: labels[kind] })) };
}

/** "Show quotes": the quotations that stand in the passages of an answer. */
export async function showSpoken(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('This answer is no longer kept. Ask again.');
  const quotes = await quotesInSpans(deps.db, caller.workspace, turn.answer.passages);
  if (quotes.length === 0) return notice('Nobody is quoted in the passages of this answer.');
  return {
    blocks: quotes.map((found, i) => ({
      kind: 'quote',
      text: found.text,
      speaker: found.speaker,
      role: found.role,
      via: found.via,
      source: {
        number: i + 1,
        title: found.title,
        publisher: found.publisher,
        published: found.published,
        url: citedUrl(found.url, found.text),
      },
    })),
    private: true,
  };
}

/** "Why this answer?": the passages that were looked at, with their scores, and the claims that a check refused. */
export async function why(deps: DeskDeps, caller: Caller, id: string): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('This answer is no longer kept. Ask again.');
  const { passages, dropped, refused, by } = turn.answer;
  const items = passages.map((passage) => {
    const parts = Object.entries(passage.parts)
      .filter(([, value]) => value >= 0.05)
      .map(([name, value]) => `${name} ${value.toFixed(1)}`);
    return {
      text: passage.title,
      detail: `score ${passage.score.toFixed(1)} (${parts.join(', ')}); ${Math.round(passage.coverage * 100)} % of the question's words`,
    };
  });
  return {
    blocks: [
      { kind: 'heading', text: refused ? 'Why no answer?' : 'Why this answer?' },
      ...(items.length > 0
        ? [{ kind: 'list' as const, items }]
        : [{ kind: 'text' as const, text: 'No stored passage holds words of the question.' }]),
      ...(dropped.length > 0
        ? [
            {
              kind: 'list' as const,
              items: dropped.map((claim) => ({ text: `Dropped: ${claim.text}`, detail: claim.reason })),
            },
          ]
        : []),
      {
        kind: 'notice',
        text:
          by === 'model'
            ? 'Written by a model; every claim was checked against its passages.'
            : 'Sentences of the articles, chosen by the words they share with the question.',
      },
    ],
    private: true,
  };
}

export async function vote(deps: DeskDeps, caller: Caller, id: string, helpful: boolean): Promise<Reply> {
  const turn = await findTurn(deps.db, caller.workspace, Number(id));
  if (!turn) return notice('This answer is no longer kept.');
  await saveVote(deps.db, turn.id, caller.user, helpful);
  return notice(
    helpful
      ? 'Thank you: noted as helpful.'
      : 'Thank you: noted as not helpful. "Why this answer?" shows what it was made from.',
  );
}
