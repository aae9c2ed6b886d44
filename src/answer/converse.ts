import type { ArticleId } from '../article/article.ts';
import { articlesById } from '../store/articles/articles.ts';
import type { TurnRecord } from '../store/conversations.ts';
import type { WorkspaceId } from '../store/schema.ts';
import { type Answer, type AskDeps, type Claim, nearest } from './answer.ts';
import { ask } from './by-kind.ts';
import { courtesy } from './courtesy.ts';
import { linkedArticle } from './linked-article.ts';
import { readSubject } from './new-subject.ts';
import type { Conversation, EarlierTurn, TalkedOf } from './question/conversation.ts';
import { isCourtesy, isKind } from './question/kinds.ts';
import type { Meant } from './question/meant-for-bot.ts';
import { analyseQuestion } from './question/question.ts';
import { type Request, readRequest } from './question/read-request.ts';

/** A message in a conversation, with what the platform or the command line adds to it. */
export interface Message {
  text: string;
  workspace: WorkspaceId;
  asOf: Date;
  /** IANA zone that the asker's time words are read in. */
  zone: string;
  /** BCP 47 tag of the asker's language, where their platform says it. */
  language?: string | null;
  conversation: Conversation;
  /** `if-known`: it is answered only when the articles have an answer. */
  meant: Exclude<Meant, 'silent'>;
  /** Articles of the digest that the thread hangs on. */
  told?: readonly ArticleId[];
  since?: Date | undefined;
  publisher?: string | undefined;
  signal?: AbortSignal | undefined;
  onClaim?: (claim: Claim) => void;
}

export type Response =
  | { kind: 'answer'; request: Request; answer: Answer; turn: TurnRecord }
  | { kind: 'courtesy'; request: Request; text: string; turn: TurnRecord }
  | { kind: 'silent' };

const PASSAGES_KEPT = 5;
const CLOSEST = 3;
const OWN_WORDS = 4;
const UNREAD = "I haven't read the page behind that link. An admin can add it with /newsadmin article add.";

/** Reads a message of a conversation and answers it; every way in comes through here. `turn` is what the conversation keeps of it. */
export async function respond(deps: AskDeps, message: Message): Promise<Response> {
  const { text, workspace, asOf, zone, language, conversation, told = [], since, publisher, signal, onClaim } = message;
  const link = await linkedArticle(deps.db, workspace, text);
  const read = readRequest(link?.rest ?? text, {
    asOf,
    zone,
    conversation,
    timeGiven: since !== undefined,
    linked: link?.article ?? null,
  });
  const { kind } = read;
  if (isCourtesy(kind)) {
    const word = await courtesy(kind, deps.db, workspace);
    return { kind: 'courtesy', request: read, text: word, turn: { ...emptyTurn(read), text: word } };
  }
  const request = await readSubject(deps, { request: read, asOf, workspace });
  const query = {
    request,
    workspace,
    asOf,
    zone,
    language,
    conversation,
    told,
    since,
    publisher,
    signal,
    ...(onClaim ? { onClaim } : {}),
  };
  const found =
    link?.article === null && isAboutIt(link.rest) ? nearest({ lead: UNREAD }) : await ask(kind, deps, query);
  const answer = found.outcome === 'nothing' ? await withHeadlines(deps, workspace, found) : found;
  if (answer.outcome !== 'answered' && message.meant === 'if-known') return { kind: 'silent' };
  return { kind: 'answer', request, answer, turn: await turnOf(deps, workspace, request, answer) };
}

/** Whether a message says little beside its link. */
function isAboutIt(rest: string): boolean {
  return analyseQuestion(rest).terms.length < OWN_WORDS;
}

/** Where nothing was found, the headlines of what was looked at, for the reader to pick from. */
async function withHeadlines({ db }: AskDeps, workspace: WorkspaceId, answer: Answer): Promise<Answer> {
  const ids = [...new Set(answer.passages.map(({ passage }) => passage.article))].slice(0, CLOSEST);
  const found = new Map((await articlesById(db, workspace, ids)).map((article) => [article.id, article]));
  const closest = ids.flatMap((id) => found.get(id) ?? []);
  const headlines = closest.map(({ id, title, url, publisher, published }) => ({
    ...{ article: id, title, url, publisher, published },
    sentence: null,
  }));
  return { ...answer, list: answer.list.length > 0 ? answer.list : headlines };
}

function emptyTurn({ kind, asked }: Request): TurnRecord {
  return {
    kind,
    asked,
    about: [],
    list: [],
    text: '',
    refused: false,
    by: 'built-in',
    claims: [],
    passages: [],
    dropped: [],
    followUps: [],
  };
}

async function turnOf({ db }: AskDeps, workspace: WorkspaceId, request: Request, answer: Answer): Promise<TurnRecord> {
  const { claims, quotes, list, outcome, by, dropped, followUps, passages } = answer;
  const ids = [
    ...new Set([
      ...claims.flatMap(({ spans }) => spans.map(({ article }) => article)),
      ...quotes.map(({ article }) => article),
      ...(answer.opened === null ? [] : [answer.opened]),
    ]),
  ];
  const about: TalkedOf[] = (await articlesById(db, workspace, ids)).map(({ id, title }) => ({ id, title }));
  return {
    ...emptyTurn(request),
    about,
    list: list.map(({ article, title }, i) => ({ position: i + 1, title, articles: [article] })),
    text: claims.map((claim) => claim.text).join(' '),
    refused: outcome !== 'answered',
    by,
    claims: claims.map(({ text, spans }) => ({ text, spans })),
    passages: passages.slice(0, PASSAGES_KEPT).map(({ passage, score, parts, coverage }) => ({
      article: passage.article,
      title: passage.title,
      start: passage.start,
      end: passage.end,
      score,
      parts: { ...parts },
      coverage,
    })),
    dropped,
    followUps,
  };
}

/** What a kept turn leaves to the next ones. */
export function earlierTurn(
  question: string,
  { kind, asked, about, list, text, by, claims, followUps }: TurnRecord,
): EarlierTurn {
  return {
    kind: isKind(kind) ? kind : 'fact',
    asked: asked || question,
    answer: text,
    articles: about,
    told: claims.flatMap(({ spans }) => spans),
    list,
    offered: by === 'built-in' && followUps.length === 1 ? followUps[0] : undefined,
  };
}
