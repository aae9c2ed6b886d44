import type { Answer, Claim, ListedArticle } from '../../answer/answer.ts';
import { citedUrl } from '../../answer/citation.ts';
import { dayOf } from '../../answer/paths/last-answer.ts';
import type { Request } from '../../answer/question/read-request.ts';
import type { Block, Reply, Source } from '../../reply/reply.ts';
import type { StoredArticle } from '../../store/articles/articles.ts';
import { BUTTONS, type ButtonKind, buttonId } from '../buttons.ts';
import { printedBy, storedBlock } from './quote-blocks.ts';

/** What a reply is made from. */
export interface AnsweredRequest {
  request: Request;
  answer: Answer;
  /** Those that it cites; when it found nothing, the closest ones. */
  articles: readonly StoredArticle[];
  /** "Searched 12 articles" */
  searched: string;
  turn: number;
  /** The asker set a time or a source beside the question. */
  limited: boolean;
}

/** The reply to a request, in one of its three outcomes: an answer, what comes closest, or nothing with how to go on. */
export function replyTo(answered: AnsweredRequest): Reply {
  return { blocks: answered.answer.outcome === 'nothing' ? nothing(answered) : something(answered), private: false };
}

function something({ request, answer, articles, searched, turn }: AnsweredRequest): Block[] {
  const { outcome, lead, claims, quotes, list, earlier, outside, by, note, missing, followUps } = answer;
  const { claimBlock, sources } = numbered(articles);
  const body: Block[] = [
    ...opening(outcome, outside, request.window?.only === true).map(text),
    ...(lead === null ? [] : [request.kind === 'summary' ? ({ kind: 'heading', text: lead } as const) : text(lead)]),
    ...claims.map(claimBlock),
    ...quotes.map((quote, i) => storedBlock(quote, i + 1)),
    ...listBlocks(list, claims.length > 0 ? 'More on this:' : null),
    ...(earlier ? [text('Earlier reports said:'), claimBlock(earlier)] : []),
    ...(missing === null ? [] : [text(`Not in the articles: ${missing}.`)]),
  ];
  const verbatim = outcome === 'nearest' || claims.length > 0 ? 'sentences from the articles, word for word' : null;
  const written = by === 'model' && outcome === 'answered' && claims.some(({ printed }) => !printed);
  const made = written ? 'written by a model, checked against the sources' : verbatim;
  return [
    ...body,
    ...(sources.size > 0 ? [{ kind: 'sources' as const, sources: [...sources.values()] }] : []),
    small([note, [searched, made].filter(Boolean).join(' · ')]),
    ...(followUps.length > 0 ? [nextButtons(turn, followUps)] : []),
    ...readButton(articles, sources),
    outcome === 'nearest' ? buttonsOf(turn, ['followup', 'why'], NO_ANSWER) : buttonsOf(turn, buttonsFor(answer)),
  ];
}

/** The first line of a reply that isn't a plain answer: that it comes from a time other than the one `named`, or only comes close. */
function opening(outcome: Answer['outcome'], outside: Date | null, named: boolean): string[] {
  if (outside === null) return outcome === 'nearest' ? ["I didn't find a direct answer. The closest:"] : [];
  if (!named)
    return outcome === 'nearest'
      ? [`I didn't find a direct answer. The closest is from ${dayOf(outside)}:`]
      : [`The newest I have on that is from ${dayOf(outside)}:`];
  return outcome === 'nearest'
    ? [`I didn't find a direct answer from that time. The closest is from ${dayOf(outside)}:`]
    : [`I found nothing from that time. The closest answer is from ${dayOf(outside)}:`];
}

/** A cited article without an address can be read in the chat. */
function readButton(articles: readonly StoredArticle[], sources: ReadonlyMap<string, Source>): Block[] {
  const pasted = articles.find(({ id, url }) => url === null && sources.has(id));
  return pasted ? [{ kind: 'buttons', buttons: [{ id: buttonId('read', pasted.id), label: BUTTONS.read.label }] }] : [];
}

/** The questions to go on with, each on a button. */
function nextButtons(turn: number, followUps: readonly string[]): Block {
  return { kind: 'buttons', buttons: followUps.map((label, i) => ({ id: buttonId('next', turn, i), label })) };
}

function buttonsFor({ claims, quotes }: Answer): ButtonKind[] {
  return [
    'followup',
    ...(claims.length > 0 && quotes.length === 0 ? (['spoken'] as const) : []),
    'why',
    'helpful',
    'unhelpful',
  ];
}

function nothing({ request, answer, searched, turn, limited }: AnsweredRequest): Block[] {
  const { lead, list, note } = answer;
  const about = request.subject === '' ? 'that' : `“${request.subject}”`;
  const tip = limited
    ? 'Try other words, or ask without the time or source you set.'
    : 'Try other words, or use /news sources to see what I have.';
  return [
    text([lead ?? `I didn't find anything about ${about}.`, note].filter(Boolean).join(' ')),
    ...listBlocks(list, 'The closest headlines:'),
    small([`${searched}. ${lead === null ? tip : ''}`.trim()]),
    ...(lead === null ? [buttonsOf(turn, ['why'], NO_ANSWER)] : []),
  ];
}

/** Headlines with their numbers, links and days, each with its sentence where there is one. */
function listBlocks(list: readonly ListedArticle[], heading: string | null): Block[] {
  if (list.length === 0) return [];
  return [
    ...(heading === null ? [] : [text(heading)]),
    {
      kind: 'list',
      numbered: true,
      items: list.map(({ title, url, publisher, published, sentence }) => ({
        text: title,
        url,
        detail: [[publisher, published && dayOf(published)].filter(Boolean).join(', '), sentence?.text]
          .filter(Boolean)
          .join(': '),
      })),
    },
  ];
}

/** The reply as far as a model has written it: claims that were checked, with their sources. */
export function unfinished(claims: readonly Claim[], articles: readonly StoredArticle[]): Reply {
  const { claimBlock, sources } = numbered(articles);
  return {
    blocks: [
      ...claims.map(claimBlock),
      { kind: 'sources', sources: [...sources.values()] },
      { kind: 'notice', text: 'Still writing. Each sentence so far is in its source.' },
    ],
    private: false,
  };
}

/** Numbers articles by their first use in a claim; the number of a claim leads to its own passage. */
function numbered(articles: readonly StoredArticle[]): {
  claimBlock: (claim: Claim) => Block;
  sources: ReadonlyMap<string, Source>;
} {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const sources = new Map<string, Source>();
  const claimBlock = (claim: Claim): Block => {
    const cites: number[] = [];
    const links: (string | null)[] = [];
    for (const id of new Set(claim.spans.map((span) => span.article))) {
      const article = byId.get(id);
      const span = claim.spans.find((candidate) => candidate.article === id);
      if (!article || !span) continue;
      const passage = span.revision === article.revision ? article.text.slice(span.start, span.end) : '';
      const url = citedUrl(article.url, passage) ?? article.url;
      const { title, published } = article;
      const publisher = printedBy(article);
      const source = sources.get(id) ?? { number: sources.size + 1, title, publisher, published, url };
      sources.set(id, source);
      cites.push(source.number);
      links.push(url);
    }
    return { kind: 'claim', text: claim.text, cites, links, ...(claim.bold ? { bold: claim.bold } : {}) };
  };
  return { claimBlock, sources };
}

function text(words: string): Block {
  return { kind: 'text', text: words };
}

function small(lines: readonly (string | null)[]): Block {
  return { kind: 'notice', text: lines.filter(Boolean).join('\n') };
}

/** What "Why this answer?" is called where there is none. */
const NO_ANSWER: Partial<Record<ButtonKind, string>> = { why: 'Why no answer?' };

function buttonsOf(
  turn: number,
  kinds: readonly ButtonKind[],
  labels: Partial<Record<ButtonKind, string>> = {},
): Block {
  const buttons = kinds.map((kind) => ({ id: buttonId(kind, turn), label: labels[kind] ?? BUTTONS[kind].label }));
  return { kind: 'buttons', buttons };
}
