import { type Block, type Reply, type Source, splitText } from '../../../reply/reply.ts';
import { discordLink, escapeDiscord, withoutFragment } from './markdown.ts';

/** An escaped character takes two: a raw piece of this length fits, with its marks, into one message, unless it is all short lines. */
const RAW_PIECE = 900;
const LEAST_PIECE = 50;

/** How far a unit stands from the one before: in the same paragraph, in a new one, or behind a rule. */
export type Gap = 'line' | 'paragraph' | 'rule';

/** Ids of registered commands by their first words. */
export type CommandIds = ReadonlyMap<string, string>;

/** Text that is never parted: a claim with its numbers, a quotation with its speaker and its source, a story. */
export interface Unit {
  text: string;
  gap: Gap;
}

/**
 * The text of a reply in Discord's Markdown, cut where a message may end; a unit that is longer than `limit` comes in pieces. Links
 * lose the fragment that leads to the words on the page when `fragments` is false.
 */
export function unitsOf(reply: Reply, limit: number, fragments: boolean, commandIds: CommandIds): Unit[] {
  const units: Unit[] = [];
  let before: Block['kind'] | null = null;
  let story = 0;
  const address = fragments ? (url: string) => url : withoutFragment;
  for (const block of reply.blocks) {
    if (block.kind === 'buttons' || block.kind === 'menu') continue;
    if (block.kind === 'story') story += 1;
    const [first, ...more] = unitOf(block, address, story, limit, commandIds);
    if (first === undefined) continue;
    units.push({ text: first, gap: gapBetween(before, block.kind) });
    for (const text of more) units.push({ text, gap: 'line' });
    before = block.kind;
  }
  return units;
}

function gapBetween(before: Block['kind'] | null, kind: Block['kind']): Gap {
  if (kind === 'quote' && before === 'quote') return 'rule';
  if (kind === 'quote' && before === 'list') return 'rule';
  if (kind === 'list' && before === 'quote') return 'line';
  if (kind === 'notice' && before === 'notice') return 'line';
  return 'paragraph';
}

function unitOf(
  block: Block,
  address: (url: string) => string,
  story: number,
  limit: number,
  commandIds: CommandIds,
): string[] {
  switch (block.kind) {
    case 'heading':
      return pieces(block.text, (text) => `### ${escapeDiscord(text.replace(/\n/g, ' '))}`, limit);
    case 'text':
      return pieces(block.text, escapeDiscord, limit);
    case 'asked':
      return pieces(
        block.text.replace(/\n+/g, ' '),
        (text) => `-# ${block.by ? `<@${block.by}> asked: ` : ''}${escapeDiscord(text)}`,
        limit,
      );
    case 'notice':
      return pieces(block.text, small, limit);
    case 'claim': {
      const marks = block.cites.map((n, i) => {
        const url = block.links?.[i];
        return url ? discordLink(`[${n}]`, address(url)) : escapeDiscord(`[${n}]`);
      });
      const format = (text: string) => (text === block.text ? withBold(text, block.bold) : escapeDiscord(text));
      return pieces(block.text, format, limit, marks.length > 0 ? ` ${marks.join('')}` : '');
    }
    case 'quote':
      return quoteUnit(block, address, limit);
    case 'story': {
      const title = block.url
        ? discordLink(block.title, address(block.url), true)
        : `**${escapeDiscord(block.title)}**`;
      const facts = [block.publisher, day(block.published), block.note].filter(Boolean).join(' · ');
      return joined(
        [
          block.alone ? title : `${story}\\. ${title}`,
          block.sentence ? escapeDiscord(block.sentence) : '',
          facts ? small(facts) : '',
        ],
        limit,
      );
    }
    case 'sources':
      return joined(['-# **Sources**', ...block.sources.map((source) => `-# ${sourceLine(source, address)}`)], limit);
    case 'list':
      return joined(
        block.items.map((item, i) => {
          const channel = item.place ? ` ${channelName(item.place)}` : item.role ? ` <@&${item.role}>` : '';
          const at = item.at ? ` <t:${Math.floor(new Date(item.at).getTime() / 1000)}:f>` : '';
          const detail = item.detail ? `: ${escapeDiscord(item.detail)}${at}` : at;
          const mark = block.numbered ? `${i + 1}\\.` : '•';
          const text = item.url ? discordLink(item.text, address(item.url)) : escapeDiscord(item.text);
          const commands = (item.commands ?? []).map((name) => commandMention(name, commandIds)).join(' · ');
          return `${[mark, text, commands].filter(Boolean).join(' ')}${channel}${detail}`;
        }),
        limit,
      );
    case 'time': {
      const seconds = Math.floor(new Date(block.at).getTime() / 1000);
      return [`${escapeDiscord(block.label)}: <t:${seconds}:F> (<t:${seconds}:R>)`];
    }
    case 'ping':
      return [`<@&${block.role}>`];
    case 'picture':
    case 'buttons':
    case 'menu':
      return [];
  }
}

/** A command that can be clicked, once its id is known. https://discord.com/developers/docs/reference#message-formatting */
function commandMention(name: string, commandIds: CommandIds): string {
  const id = commandIds.get(name.split(' ')[0] ?? name);
  return id ? `</${name}:${id}>` : escapeDiscord(`/${name}`);
}

/** A channel of Discord by its mention, which shows its name to who may see it; another place by its text. */
function channelName(place: string): string {
  const [platform, , channel = ''] = place.split('/');
  return platform === 'discord' && /^\d+$/.test(channel) ? `<#${channel}>` : escapeDiscord(place);
}

/** The quotation, who said it and where it stands: one unit, unless the words alone are longer than a message. */
function quoteUnit(
  block: Extract<Block, { kind: 'quote' }>,
  address: (url: string) => string,
  limit: number,
): string[] {
  const who = escapeDiscord(block.credit ?? block.speaker ?? 'unattributed');
  const role = block.role ? `, ${escapeDiscord(block.role)}` : '';
  const via = block.via.length > 0 ? ` (via ${block.via.map(escapeDiscord).join(', ')})` : '';
  const credit = [
    `— **${who}**${role}${via}`,
    `-# ${sourceLine(block.source, address)}`,
    ...(block.context ? [small(`… ${block.context.replace(/\n+/g, ' ')} …`)] : []),
    ...(block.note ? [small(block.note)] : []),
  ].join('\n');
  const whole = `${quoted(`“${block.text}”`)}\n${credit}`;
  if (whole.length <= limit) return [whole];
  const words = fitting(`“${block.text}”`, quoted, limit);
  return joined([...words, ...credit.split('\n')], limit);
}

function withBold(text: string, bold: { start: number; end: number } | undefined): string {
  if (!bold) return escapeDiscord(text);
  const [before, words, after] = [text.slice(0, bold.start), text.slice(bold.start, bold.end), text.slice(bold.end)];
  return `${escapeDiscord(before)}**${escapeDiscord(words)}**${escapeDiscord(after)}`;
}

function quoted(text: string): string {
  return escapeDiscord(text)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function sourceLine(source: Source, address: (url: string) => string): string {
  const facts = [source.publisher, day(source.published)].filter(Boolean).join(', ');
  const title = source.title.length > RAW_PIECE ? `${source.title.slice(0, RAW_PIECE)}…` : source.title;
  return `${source.number}\\. ${source.url ? discordLink(title, address(source.url)) : escapeDiscord(title)}${facts ? ` – ${escapeDiscord(facts)}` : ''}`;
}

function small(text: string): string {
  return text
    .split('\n')
    .map((line) => `-# ${escapeDiscord(line)}`)
    .join('\n');
}

/** Lines as few texts as fit; a line that is longer than the limit is cut at words. */
function joined(lines: readonly string[], limit: number): string[] {
  const texts: string[] = [];
  for (const line of lines
    .filter((one) => one !== '')
    .flatMap((one) => (one.length <= limit ? [one] : splitText(one, limit)))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= limit) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

function pieces(text: string, format: (text: string) => string, limit: number, tail = ''): string[] {
  const whole = format(text) + tail;
  if (whole.length <= limit) return [whole];
  const parts = fitting(text, format, limit - tail.length);
  return parts.map((part, i) => part + (i === parts.length - 1 ? tail : ''));
}

/** A text in as many pieces as fit once they are formatted, which may put marks before every line. */
function fitting(text: string, format: (text: string) => string, limit: number, size = RAW_PIECE): string[] {
  return splitText(text, size).flatMap((part) => {
    const shown = format(part);
    return shown.length <= limit || size <= LEAST_PIECE ? [shown] : fitting(part, format, limit, Math.floor(size / 2));
  });
}

function day(at: Date | string | null): string | null {
  return at === null
    ? null
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(at),
      );
}
