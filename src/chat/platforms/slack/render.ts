import { type Block, type Button, type Reply, type Source, splitText } from '../../../reply/reply.ts';

/** Slack asks for at most 4,000 characters of `text`; https://docs.slack.dev/reference/methods/chat.postMessage */
export const TEXT_LIMIT = 3_900;
/** 50 are allowed. */
const BLOCK_LIMIT = 45;
const CONTEXT_LIMIT = 1_900;
const PIECE = 3_000;
const BUTTON_TEXT = 75;

type Inline =
  | { type: 'text'; text: string; style?: { bold?: true; italic?: true } }
  | { type: 'link'; url: string; text: string }
  | { type: 'date'; timestamp: number; format: string; fallback: string };

/** The Block Kit blocks that we make. Rich text shows words as they are: no formatting, link or mention comes from them. */
export type SlackBlock =
  | { type: 'rich_text'; elements: { type: 'rich_text_section' | 'rich_text_quote'; elements: Inline[] }[] }
  | { type: 'context'; elements: { type: 'plain_text'; text: string; emoji: false }[] }
  | {
      type: 'actions';
      elements: {
        type: 'button';
        action_id: string;
        value: string;
        text: { type: 'plain_text'; text: string; emoji: false };
      }[];
    };

export interface SlackMessage {
  /** The whole message in plain words, for notifications and screen readers. */
  text: string;
  blocks: SlackBlock[];
}

interface Piece {
  text: string;
  block: SlackBlock;
}

/** A reply as Slack messages, each within the limits; nothing is shortened, and the buttons stand under the last. */
export function renderSlack(reply: Reply): SlackMessage[] {
  const messages: { texts: string[]; length: number; blocks: SlackBlock[] }[] = [];
  for (const piece of reply.blocks.flatMap(renderBlock)) {
    let last = messages.at(-1);
    if (!last || last.length + piece.text.length + 1 > TEXT_LIMIT || last.blocks.length >= BLOCK_LIMIT) {
      last = { texts: [], length: 0, blocks: [] };
      messages.push(last);
    }
    last.texts.push(piece.text);
    last.length += piece.text.length + 1;
    last.blocks.push(piece.block);
  }
  if (messages.length === 0) messages.push({ texts: ['(nothing to show)'], length: 17, blocks: [] });
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  return messages.map(({ texts, blocks }, i) => ({
    text: escapeSlack(texts.join('\n')),
    blocks: i === messages.length - 1 && buttons.length > 0 ? [...blocks, actions(buttons)] : blocks,
  }));
}

/** Text for a `text` field: Slack's three control characters escaped, once, so that no link or mention comes from it. */
export function escapeSlack(text: string): string {
  return clean(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function clean(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ''));
}

function renderBlock(block: Block): Piece[] {
  switch (block.kind) {
    case 'heading':
      return [section([bold(block.text)])];
    case 'asked':
    case 'text':
      return splitText(block.text, PIECE).map((part) => section([plain(part)]));
    case 'claim':
      return splitText(block.text, PIECE).map((part, i, all) =>
        section([
          plain(
            i === all.length - 1 && block.cites.length > 0
              ? `${part} ${block.cites.map((n) => `[${n}]`).join('')}`
              : part,
          ),
        ]),
      );
    case 'notice':
      return context(block.text);
    case 'quote':
      return renderQuote(block);
    case 'story':
      return [
        section([plain('• '), block.url ? link(block.title, block.url) : bold(block.title)]),
        ...(block.sentence ? splitText(block.sentence, PIECE).map((part) => section([plain(part)])) : []),
        ...context([block.publisher, day(block.published), block.note].filter(Boolean).join(' · ')),
      ];
    case 'sources':
      return [section([bold('Sources')]), ...block.sources.map((source) => section(sourceLine(source)))];
    case 'list':
      return block.items.flatMap((item) => {
        const [first = '', ...more] = splitText(item.text, PIECE);
        const head = section([
          plain('• '),
          item.url ? link(first, item.url) : plain(first),
          ...(item.detail && more.length === 0 ? [plain(`: ${item.detail}`)] : []),
        ]);
        return [head, ...more.map((part) => section([plain(part)]))];
      });
    case 'time': {
      const at = new Date(block.at);
      const fallback = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
      const date: Inline = {
        type: 'date',
        timestamp: Math.floor(at.getTime() / 1000),
        format: '{date_short_pretty} at {time}',
        fallback,
      };
      return [section([plain(`${block.label}: `), date])];
    }
    case 'buttons':
    case 'menu':
      return [];
  }
}

function renderQuote(block: Extract<Block, { kind: 'quote' }>): Piece[] {
  const role = block.role ? `, ${block.role}` : '';
  const via = block.via.length > 0 ? ` (via ${block.via.join(', ')})` : '';
  const words = splitText(block.text, PIECE);
  return [
    ...words.map((part, i) => quoted(`${i === 0 ? '“' : ''}${part}${i === words.length - 1 ? '”' : ''}`)),
    section([plain('— '), bold(block.speaker ?? 'unattributed'), plain(`${role}${via}`)]),
    section(sourceLine(block.source)),
    ...(block.context ? context(`… ${block.context} …`) : []),
    ...(block.note ? context(block.note) : []),
  ];
}

function sourceLine(source: Source): Inline[] {
  const facts = [source.publisher, day(source.published)].filter(Boolean).join(', ');
  return [
    plain(`${source.number}. `),
    source.url ? link(source.title, source.url) : plain(source.title),
    ...(facts ? [plain(` – ${facts}`)] : []),
  ];
}

function section(elements: Inline[]): Piece {
  return { text: textOf(elements), block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] } };
}

function quoted(text: string): Piece {
  const elements = [plain(text)];
  return {
    text: `> ${textOf(elements)}`,
    block: { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] },
  };
}

function context(text: string): Piece[] {
  return splitText(clean(text), CONTEXT_LIMIT)
    .filter((part) => part !== '')
    .map((part) => ({
      text: part,
      block: { type: 'context', elements: [{ type: 'plain_text', text: part, emoji: false }] },
    }));
}

function actions(buttons: readonly Button[]): SlackBlock {
  return {
    type: 'actions',
    elements: buttons.slice(0, 25).map((button) => ({
      type: 'button',
      action_id: button.id,
      value: button.id,
      text: { type: 'plain_text', text: button.label.slice(0, BUTTON_TEXT), emoji: false },
    })),
  };
}

function textOf(elements: readonly Inline[]): string {
  return elements.map((element) => (element.type === 'date' ? element.fallback : element.text)).join('');
}

function plain(text: string): Inline {
  return { type: 'text', text: clean(text) || ' ' };
}

function bold(text: string): Inline {
  return { type: 'text', text: clean(text) || ' ', style: { bold: true } };
}

/** A label can't look like an address of another site. */
function link(label: string, url: string): Inline {
  return { type: 'link', url, text: clean(label).replace(/\n/g, ' ').replace(/:\/\//g, ':\u200b//') };
}

function day(at: Date | string | null): string | null {
  return at === null
    ? null
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(at),
      );
}
