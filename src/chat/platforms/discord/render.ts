import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { type Block, type Button, type Reply, type Source, splitText } from '../../../reply/reply.ts';
import { discordLink, escapeDiscord } from './markdown.ts';

/** Longest `content` of a message: https://discord.com/developers/docs/resources/message */
export const CONTENT_LIMIT = 2000;
const BUTTONS_PER_ROW = 5;
const ROWS = 5;
/** An escaped character takes two: a raw piece of this length always fits, with its marks, into one message. */
const RAW_PIECE = 900;

export interface DiscordMessage {
  content: string;
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  allowed_mentions: { parse: [] };
  flags: MessageFlags.SuppressEmbeds;
}

/** A reply as Discord messages, each within the limits; nothing is shortened, and the buttons stand under the last. */
export function renderDiscord(reply: Reply, limit = CONTENT_LIMIT): DiscordMessage[] {
  const pieces: { text: string; joint: string }[] = [];
  let before: Block['kind'] | null = null;
  for (const block of reply.blocks) {
    renderBlock(block).forEach((text, i) => {
      const joint = i > 0 || (block.kind === before && block.kind !== 'quote' && block.kind !== 'text') ? '\n' : '\n\n';
      pieces.push({ text, joint });
    });
    if (block.kind !== 'buttons') before = block.kind;
  }
  const contents: string[] = [];
  for (const { text, joint } of pieces) {
    const last = contents.at(-1);
    if (last !== undefined && last.length + joint.length + text.length <= limit)
      contents[contents.length - 1] = last + joint + text;
    else contents.push(text);
  }
  if (contents.length === 0) contents.push('(nothing to show)');
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  return contents.map((content, i) => ({
    content,
    components: i === contents.length - 1 ? rowsOf(buttons) : [],
    allowed_mentions: { parse: [] },
    flags: MessageFlags.SuppressEmbeds,
  }));
}

function renderBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return pieces(block.text, (text) => `**${escapeDiscord(text)}**`);
    case 'text':
      return pieces(block.text, escapeDiscord);
    case 'notice':
      return pieces(block.text, (text) =>
        text
          .split('\n')
          .map((line) => `-# ${escapeDiscord(line)}`)
          .join('\n'),
      );
    case 'claim': {
      const marks = block.cites.map((n) => `[${n}]`).join('');
      return pieces(block.text, escapeDiscord, marks ? ` ${escapeDiscord(marks)}` : '');
    }
    case 'quote':
      return renderQuote(block);
    case 'story': {
      const facts = [block.publisher, day(block.published), block.note].filter(Boolean).join(' · ');
      return [
        `• ${block.url ? `**${discordLink(block.title, block.url)}**` : `**${escapeDiscord(block.title)}**`}`,
        ...(block.sentence ? pieces(block.sentence, escapeDiscord) : []),
        ...(facts ? [`-# ${escapeDiscord(facts)}`] : []),
      ];
    }
    case 'sources':
      return ['**Sources**', ...block.sources.map(sourceLine)];
    case 'list':
      return block.items.flatMap((item) =>
        pieces(
          item.detail ? `${item.text}: ${item.detail}` : item.text,
          (text) => `• ${item.url ? discordLink(text, item.url) : escapeDiscord(text)}`,
        ),
      );
    case 'time': {
      const seconds = Math.floor(new Date(block.at).getTime() / 1000);
      return [`${escapeDiscord(block.label)}: <t:${seconds}:F> (<t:${seconds}:R>)`];
    }
    case 'buttons':
    case 'menu':
      return [];
  }
}

function renderQuote(block: Extract<Block, { kind: 'quote' }>): string[] {
  const who = block.speaker === null ? 'unattributed' : escapeDiscord(block.speaker);
  const role = block.role ? `, ${escapeDiscord(block.role)}` : '';
  const via = block.via.length > 0 ? ` (via ${block.via.map(escapeDiscord).join(', ')})` : '';
  const words = splitText(block.text, RAW_PIECE);
  const quoted = words.map((piece, i) => {
    const marked = `${i === 0 ? '“' : ''}${escapeDiscord(piece)}${i === words.length - 1 ? '”' : ''}`;
    return marked
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
  });
  return [
    ...quoted,
    `— **${who}**${role}${via}`,
    `-# ${sourceLine(block.source)}`,
    ...(block.context ? pieces(block.context, (text) => `-# … ${escapeDiscord(text.replace(/\n/g, ' '))} …`) : []),
    ...(block.note ? pieces(block.note, (text) => `-# ${escapeDiscord(text)}`) : []),
  ];
}

function sourceLine(source: Source): string {
  const facts = [source.publisher, day(source.published)].filter(Boolean).join(', ');
  const title = source.title.length > RAW_PIECE ? `${source.title.slice(0, RAW_PIECE)}…` : source.title;
  return `${source.number}\\. ${source.url ? discordLink(title, source.url) : escapeDiscord(title)}${facts ? ` – ${escapeDiscord(facts)}` : ''}`;
}

function pieces(text: string, format: (text: string) => string, tail = ''): string[] {
  const whole = format(text) + tail;
  if (whole.length <= 2 * RAW_PIECE) return [whole];
  const parts = splitText(text, RAW_PIECE);
  return parts.map((part, i) => format(part) + (i === parts.length - 1 ? tail : ''));
}

function rowsOf(buttons: readonly Button[]): DiscordMessage['components'] {
  const rows: DiscordMessage['components'] = [];
  for (let i = 0; i < buttons.length && rows.length < ROWS; i += BUTTONS_PER_ROW) {
    rows.push({
      type: ComponentType.ActionRow,
      components: buttons.slice(i, i + BUTTONS_PER_ROW).map((button) => ({
        type: ComponentType.Button,
        style: ButtonStyle.Secondary,
        label: button.label.slice(0, 80),
        custom_id: button.id,
      })),
    });
  }
  return rows;
}

function day(at: Date | string | null): string | null {
  return at === null
    ? null
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(at),
      );
}
