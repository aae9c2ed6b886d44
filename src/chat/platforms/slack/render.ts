import { type Block, type Reply, type Source, splitText } from '../../../reply/reply.ts';
import { controls } from './controls.ts';
import {
  bold,
  clean,
  cut,
  type Inline,
  link,
  plain,
  plainText,
  type SlackBlock,
  type SlackMessage,
  smallLine,
  textOf,
  wordsOfSmallLine,
} from './slack-blocks.ts';

export type { SlackMessage } from './slack-blocks.ts';

/** `chat.update` takes 4,000 characters of `text`; https://docs.slack.dev/reference/methods/chat.update */
export const TEXT_LIMIT = 3_900;
/** Slack takes about 13,200 characters in the blocks of a message (observed; bolt-js#2509). */
const BLOCKS_LIMIT = 11_500;
/** 50 are allowed; the rest is for buttons. */
const BLOCK_LIMIT = 42;
const CONTEXT_LIMIT = 1_900;
const PIECE = 3_000;
const ALT_TEXT = 2_000;
const MORE = ' …';

interface Piece {
  text: string;
  block: SlackBlock;
}

/** Pieces that stay in one message: a quotation, who said it and where it stands. */
type Unit = Piece[];

interface Part {
  pieces: Piece[];
  length: number;
}

/**
 * A reply as Slack messages, each within the limits; nothing is shortened, and the buttons stand under the last. `asker`: who may take the
 * answer away.
 */
export function renderSlack(reply: Reply, asker: string | null = null): SlackMessage[] {
  const parts: Part[] = [];
  const urls = urlsOf(reply);
  for (const unit of withLines(reply.blocks, urls)) {
    const length = lengthOf(unit);
    // Only what no message could hold is parted.
    const fitting = length > BLOCKS_LIMIT || unit.length > BLOCK_LIMIT ? unit.map((piece) => [piece]) : [unit];
    for (const pieces of fitting) {
      const last = parts.at(-1);
      const more = lengthOf(pieces);
      if (!last || last.length + more > BLOCKS_LIMIT || last.pieces.length + pieces.length > BLOCK_LIMIT)
        parts.push({ pieces: [...pieces], length: more });
      else {
        last.pieces.push(...pieces);
        last.length += more;
      }
    }
  }
  if (parts.length === 0) parts.push({ pieces: [], length: 0 });
  return parts.map(({ pieces }, i) => ({
    text: fallback(pieces.map(({ text }) => text).join('\n')),
    blocks: [...pieces.map(({ block }) => block), ...(i === parts.length - 1 ? controls(reply, asker) : [])],
  }));
}

const LINE: Piece = { text: '', block: { type: 'divider' } };
const PARTED: ReadonlySet<Block['kind']> = new Set(['quote', 'story']);

/** The units of a reply, with a line between quotations and between stories where there is room for it. */
function withLines(blocks: readonly Block[], urls: ReadonlyMap<number, string | null>): Unit[] {
  let stories = 0;
  const plainly = blocks.map((block) => {
    if (block.kind === 'story') stories += 1;
    return unitsOf(block, urls, stories);
  });
  const lined = plainly.map((units, i) =>
    PARTED.has(blocks[i]?.kind ?? 'text') && blocks[i]?.kind === blocks[i - 1]?.kind ? [[LINE], ...units] : units,
  );
  const fits = lined.flat(2).length <= BLOCK_LIMIT && lengthOf(lined.flat(2)) <= BLOCKS_LIMIT;
  return (fits ? lined : plainly).flat();
}

/** The statements of a reply that is still growing, without what changes with every one of them. */
export function claimBlocks(reply: Reply): SlackBlock[] {
  const urls = urlsOf(reply);
  return reply.blocks
    .filter((block) => block.kind === 'claim')
    .flatMap((block) => unitsOf(block, urls).flatMap((unit) => unit.map((piece) => piece.block)));
}

/** A reply as words alone, for a message whose blocks Slack does not take. */
export function plainSlack(reply: Reply): SlackMessage[] {
  const whole = renderSlack(reply)
    .flatMap(({ blocks }) => blocks.flatMap(wordsOf))
    .join('\n');
  // Escaping can make five characters of one.
  return splitText(whole || '(nothing to show)', TEXT_LIMIT / 5).map((text) => ({
    text: escapeSlack(text),
    blocks: [],
  }));
}

/** Text for a `text` field: Slack's three control characters escaped, once, so that no link or mention comes from it. */
export function escapeSlack(text: string): string {
  return clean(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The words of the blocks once more, as far as `text` has room for them. */
function fallback(text: string): string {
  const whole = escapeSlack(text);
  if (whole.length <= TEXT_LIMIT) return whole || '(nothing to show)';
  const cut = whole.slice(0, TEXT_LIMIT - MORE.length);
  // An escape is never cut in two.
  return `${cut.replace(/&[a-z]{0,3}$/, '').toWellFormed()}${MORE}`;
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/** The addresses of the sources by their numbers. */
function urlsOf(reply: Reply): ReadonlyMap<number, string | null> {
  const sources = reply.blocks.flatMap((block) => (block.kind === 'sources' ? block.sources : []));
  return new Map(sources.map(({ number, url }) => [number, url]));
}

/** `story` is the number of a story among those of its reply. */
function unitsOf(block: Block, urls: ReadonlyMap<number, string | null>, story = 1): Unit[] {
  switch (block.kind) {
    case 'heading':
      return [[heading(block.text)]];
    case 'asked':
      return [[section([bold(`Asked: ${block.text}`)])]];
    case 'text':
      return splitText(block.text, PIECE).map((part) => [section([plain(part)])]);
    case 'claim':
      return splitText(block.text, PIECE).map((part, i, all) => [
        section([
          ...(block.bold && all.length === 1 ? withBold(part, block.bold) : [plain(part)]),
          ...(i === all.length - 1 ? block.cites.flatMap((n, at) => marker(n, block.links?.[at] ?? urls.get(n))) : []),
        ]),
      ]);
    case 'notice':
      return context(block.text).map((piece) => [piece]);
    case 'quote':
      return [quote(block)];
    case 'story':
      return [
        [
          section([
            ...(block.alone ? [] : [plain(`${story}. `)]),
            ...(block.url ? link(block.title, block.url) : [bold(block.title)]),
          ]),
          ...(block.sentence ? splitText(block.sentence, PIECE).map((part) => section([plain(part)])) : []),
          ...context([block.publisher, day(block.published), block.note].filter(Boolean).join(' · ')),
        ],
      ];
    case 'sources':
      return [[...context('Sources'), ...block.sources.map((source) => small(sourceLine(source)))]];
    case 'list':
      return block.items.map((item, i) => {
        const named = (item.commands ?? []).map((name) => `/${name}`).join(' · ');
        const [first = '', ...more] = splitText([item.text, named].filter(Boolean).join(' '), PIECE);
        const head = section([
          plain(block.numbered ? `${i + 1}. ` : '• '),
          ...(item.url ? link(first, item.url) : [plain(first)]),
          ...(item.place ? [plain(' '), channelOf(item.place)] : []),
          ...(item.detail && more.length === 0 ? [plain(`: ${item.detail}`)] : []),
          ...(item.at ? [plain(' '), dateOf(item.at)] : []),
        ]);
        return [head, ...more.map((part) => section([plain(part)]))];
      });
    case 'time': {
      return [[section([plain(`${block.label}: `), dateOf(block.at)])]];
    }
    case 'picture': {
      const alt = cut(block.alt, ALT_TEXT);
      return [[{ text: alt, block: { type: 'image', image_url: block.url, alt_text: alt } }]];
    }
    case 'ping':
      return [[section([{ type: 'usergroup', usergroup_id: block.role }])]];
    case 'buttons':
    case 'menu':
      return [];
  }
}

function quote(block: Extract<Block, { kind: 'quote' }>): Unit {
  const role = block.role ? `, ${block.role}` : '';
  const via = block.via.length > 0 ? ` (via ${block.via.join(', ')})` : '';
  const words = splitText(block.text, PIECE);
  return [
    ...words.map((part, i) => quoted(`${i === 0 ? '“' : ''}${part}${i === words.length - 1 ? '”' : ''}`)),
    section([
      plain('— '),
      bold(block.credit ?? block.speaker ?? 'unattributed'),
      ...(role || via ? [plain(`${role}${via}`)] : []),
    ]),
    small(sourceLine(block.source)),
    ...(block.context ? context(`… ${block.context} …`) : []),
    ...(block.note ? context(block.note) : []),
  ];
}

function withBold(text: string, { start, end }: { start: number; end: number }): Inline[] {
  return [text.slice(0, start), text.slice(start, end), text.slice(end)].flatMap((part, i) =>
    part === '' ? [] : [i === 1 ? bold(part) : plain(part)],
  );
}

/** `[1]`, which opens the article that it stands for. */
function marker(number: number, url: string | null | undefined): Inline[] {
  return [plain(' '), url ? { type: 'link', url, text: `[${number}]` } : plain(`[${number}]`)];
}

function sourceLine(source: Source): Inline[] {
  const facts = [source.publisher, day(source.published)].filter(Boolean).join(', ');
  return [
    plain(`${source.number}. `),
    ...(source.url ? link(source.title, source.url) : [plain(source.title)]),
    ...(facts ? [plain(` – ${facts}`)] : []),
  ];
}

function heading(text: string): Piece {
  const words = clean(text).replace(/\n/g, ' ');
  return words.length <= 150
    ? { text: words, block: { type: 'header', text: plainText(words) } }
    : section([bold(words)]);
}

function section(elements: Inline[]): Piece {
  return { text: textOf(elements), block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] } };
}

/** A line of small print, or of ordinary size where its words could be read as marks. */
function small(elements: Inline[]): Piece {
  const block = smallLine(elements);
  return block === null ? section(elements) : { text: textOf(elements), block };
}

function dateOf(instant: Date | string): Inline {
  const at = new Date(instant);
  return {
    type: 'date',
    timestamp: Math.floor(at.getTime() / 1000),
    format: '{date_short_pretty} at {time}',
    fallback: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  };
}

/** A channel by its name, which Slack puts in for its id; another place by its text. */
function channelOf(place: string): Inline {
  const [platform, , channel = ''] = place.split('/');
  return platform === 'slack' && /^[A-Z0-9]+$/.test(channel) ? { type: 'channel', channel_id: channel } : plain(place);
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
    .filter((part) => part.trim() !== '')
    .map((part) => ({ text: part, block: { type: 'context', elements: [plainText(part)] } }));
}

function wordsOf(block: SlackBlock): string[] {
  switch (block.type) {
    case 'rich_text':
      return block.elements.map(({ type, elements }) => `${type === 'rich_text_quote' ? '> ' : ''}${linked(elements)}`);
    case 'header':
      return [block.text.text];
    case 'context':
      return block.elements.map(({ type, text }) => (type === 'mrkdwn' ? wordsOfSmallLine(text) : text));
    default:
      return [];
  }
}

function linked(elements: readonly Inline[]): string {
  return elements.map((one) => (one.type === 'link' ? `${one.text} ${one.url}` : textOf([one]))).join('');
}

function day(at: Date | string | null): string | null {
  return at === null
    ? null
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(at),
      );
}
