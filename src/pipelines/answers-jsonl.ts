import type { Answer, AskDeps } from '../answer/answer.ts';
import { earlierTurn, respond } from '../answer/converse.ts';
import type { EarlierTurn } from '../answer/question/conversation.ts';
import { meantForBot } from '../answer/question/meant-for-bot.ts';
import type { Found } from '../answer/rank/search.ts';
import { articlesById } from '../store/articles/articles.ts';
import type { WorkspaceId } from '../store/schema.ts';

const PASSAGES = 10;

/** One line of `search --jsonl`. */
export function searchLine(id: unknown, found: Found) {
  return {
    id,
    passages: found.passages.slice(0, PASSAGES).map(({ passage }) => ({
      articleId: passage.article,
      start: passage.start,
      end: passage.end,
      text: passage.text,
    })),
  };
}

export interface Asked {
  workspace: WorkspaceId;
  asOf: Date;
  zone: string;
}

/** One line of `ask --jsonl`: a question by itself. */
export async function askLine(deps: () => AskDeps, line: { id: unknown; question: string }, asked: Asked) {
  const response = await respond(deps(), { ...asked, text: line.question, conversation: [], meant: 'reply' });
  if (response.kind === 'silent') return { id: line.id, refused: true, answer: '', citations: [], nearest: [] };
  if (response.kind === 'courtesy')
    return { id: line.id, refused: false, answer: response.text, citations: [], nearest: [] };
  const { answer } = response;
  const refused = answer.outcome !== 'answered';
  const cited = await citationsOf(deps(), asked.workspace, answer);
  return {
    id: line.id,
    refused,
    answer: refused ? '' : textOf(answer),
    citations: refused ? [] : cited,
    nearest: refused ? cited : [],
  };
}

/** One line of `converse --jsonl`: the turns of a thread of the bot's own, a reply each, or its silence. */
export async function converseLine(
  deps: () => AskDeps,
  line: { id: unknown; turns: readonly { text: string }[] },
  asked: Asked,
) {
  const conversation: EarlierTurn[] = [];
  const replies: unknown[] = [];
  for (const { text } of line.turns) {
    const meant = meantForBot({ text, addressed: false, toSomebodyElse: false, conversation });
    const response =
      meant === 'silent' ? { kind: 'silent' as const } : await respond(deps(), { ...asked, text, conversation, meant });
    if (response.kind === 'silent') {
      replies.push({ kind: 'silent', answer: '', citations: [] });
      continue;
    }
    conversation.push(earlierTurn(text, response.turn));
    if (response.kind === 'courtesy') {
      replies.push({ kind: 'courtesy', answer: response.text, citations: [] });
      continue;
    }
    const { answer } = response;
    const cited = await citationsOf(deps(), asked.workspace, answer);
    replies.push(
      answer.outcome === 'answered'
        ? { kind: 'answer', answer: textOf(answer), citations: cited }
        : { kind: 'refused', answer: answer.lead ?? '', nearest: cited, citations: [] },
    );
  }
  return { id: line.id, replies };
}

/** What a reader sees of an answer, as one text. */
function textOf({ lead, claims, quotes, list, earlier }: Answer): string {
  return [
    lead,
    ...claims.map(({ text }) => text),
    ...quotes.map(({ text, speaker }) => `“${text}” (${speaker ?? 'unattributed'})`),
    ...list.map(({ title, sentence }, i) => `${i + 1}. ${title}${sentence ? `: ${sentence.text}` : ''}`),
    ...(earlier ? [`Earlier reports said: ${earlier.text}`] : []),
  ]
    .filter(Boolean)
    .join(' ');
}

async function citationsOf({ db }: AskDeps, workspace: WorkspaceId, { claims, quotes, list }: Answer) {
  const spans = [
    ...claims.flatMap((claim) => claim.spans),
    ...quotes.map(({ article, start, end }) => ({ article, start, end })),
    ...list.flatMap(({ sentence }) => sentence?.spans ?? []),
  ];
  const found = await articlesById(db, workspace, [...new Set(spans.map(({ article }) => article))]);
  const articles = new Map(found.map((article) => [article.id, article]));
  return spans.flatMap(({ article: id, start, end }) => {
    const article = articles.get(id);
    if (!article) return [];
    const { title, publisher, published, text } = article;
    return [{ articleId: id, start, end, text: text.slice(start, end), title, publisher, published }];
  });
}
