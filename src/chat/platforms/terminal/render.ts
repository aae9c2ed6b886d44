import { stripVTControlCharacters, styleText } from 'node:util';
import type { Block, Button, Reply, Source } from '../../../reply/reply.ts';

export interface TerminalStyle {
  color: boolean;
  /** Columns; text is wrapped at words. */
  width: number;
  /** IANA zone for instants. */
  zone: string;
}

/** A reply as text for a terminal. Control characters of stored text never reach the terminal. */
export function renderTerminal(reply: Reply, style: TerminalStyle): string {
  const buttons = buttonsOf(reply);
  let stories = 0;
  const text = reply.blocks
    .map((block) => {
      if (block.kind === 'story') stories += 1;
      return renderBlock(block, style, stories);
    })
    .filter((part) => part !== '');
  if (buttons.length > 0)
    text.push(paint('dim', buttons.map((button, i) => `[${i + 1}] ${clean(button.label)}`).join('   '), style));
  return joinClaims(reply.blocks, text);
}

/** What can be pressed by its number: buttons, and the choices of menus. */
export function buttonsOf(reply: Reply): Button[] {
  return reply.blocks.flatMap((block) =>
    block.kind === 'buttons' ? block.buttons : block.kind === 'menu' ? block.choices : [],
  );
}

/** Claims run on in one paragraph; everything else stands apart. */
function joinClaims(blocks: readonly Block[], parts: readonly string[]): string {
  const shown = blocks.filter((block) => block.kind !== 'buttons' && block.kind !== 'menu');
  let text = '';
  parts.forEach((part, i) => {
    const kind = shown[i]?.kind;
    const before = shown[i - 1]?.kind;
    if (i > 0) text += kind === before && (kind === 'claim' || kind === 'notice') ? '\n' : '\n\n';
    text += part;
  });
  return text;
}

/** `story` is the number of a story among those of its reply. */
function renderBlock(block: Block, style: TerminalStyle, story: number): string {
  switch (block.kind) {
    case 'heading':
      return paint('bold', wrap(clean(block.text), style.width), style);
    case 'asked':
    case 'text':
      return wrap(clean(block.text), style.width);
    case 'claim':
      return wrap(`${clean(block.text)} ${block.cites.map((n) => `[${n}]`).join('')}`.trimEnd(), style.width);
    case 'quote':
      return renderQuote(block, style);
    case 'story': {
      const facts = [block.publisher, day(block.published), block.note]
        .filter(Boolean)
        .map((part) => clean(String(part)));
      return [
        paint('bold', wrap(`${block.alone ? '•' : `${story}.`} ${clean(block.title)}`, style.width, '   '), style),
        ...(block.sentence ? [`   ${wrap(clean(block.sentence), style.width - 3, '   ')}`] : []),
        ...(facts.length > 0 ? [paint('dim', `   ${facts.join(' · ')}`, style)] : []),
        ...(block.url ? [paint('blue', `   ${clean(block.url)}`, style)] : []),
      ].join('\n');
    }
    case 'sources':
      return [paint('dim', 'Sources', style), ...block.sources.map((source) => renderSource(source, style))].join('\n');
    case 'list':
      return block.items
        .map((item, i) => {
          const at = item.at ? ` ${moment(item.at, style.zone)}` : '';
          const said = `${item.detail ? `: ${clean(item.detail)}` : ''}${at}`;
          const detail = said ? paint('dim', said, style) : '';
          const named = (item.commands ?? []).map((name) => `/${name}`).join(' · ');
          const text = [clean(item.text), named].filter(Boolean).join(' ');
          return `${wrap(`${block.numbered ? `${i + 1}.` : '•'} ${text}${item.place ? ` ${clean(item.place)}` : ''}${detail}`, style.width, '  ')}${item.url ? `\n  ${paint('blue', clean(item.url), style)}` : ''}`;
        })
        .join('\n');
    case 'notice':
      return paint('dim', wrap(clean(block.text), style.width), style);
    case 'time':
      return `${clean(block.label)}: ${moment(block.at, style.zone)}`;
    case 'picture':
      return paint('blue', `  ${clean(block.url)}`, style);
    case 'ping':
    case 'buttons':
    case 'menu':
      return '';
  }
}

function renderQuote(block: Extract<Block, { kind: 'quote' }>, style: TerminalStyle): string {
  const who = clean(block.credit ?? block.speaker ?? 'unattributed');
  const role = block.role ? `, ${clean(block.role)}` : '';
  const via = block.via.length > 0 ? ` (via ${block.via.map(clean).join(', ')})` : '';
  const source = [block.source.title, block.source.publisher, day(block.source.published)]
    .filter(Boolean)
    .map((part) => clean(String(part)));
  return [
    paint('cyan', wrap(`“${clean(block.text)}”`, style.width), style),
    `  — ${who}${role}${via}`,
    paint('dim', `  ${source.join(' · ')}`, style),
    ...(block.source.url ? [paint('blue', `  ${clean(block.source.url)}`, style)] : []),
    ...(block.context ? [wrap(`  … ${clean(block.context)} …`, style.width, '  ')] : []),
    ...(block.note ? [paint('dim', `  ${clean(block.note)}`, style)] : []),
  ].join('\n');
}

function renderSource(source: Source, style: TerminalStyle): string {
  const facts = [source.publisher, day(source.published)].filter(Boolean).map((part) => clean(String(part)));
  const line = `${source.number}. ${clean(source.title)}${facts.length > 0 ? ` – ${facts.join(', ')}` : ''}`;
  return `${wrap(line, style.width, '   ')}${source.url ? `\n   ${paint('blue', clean(source.url), style)}` : ''}`;
}

/** Text without escape sequences and control characters, which could repaint a terminal. Line breaks stay. */
export function clean(text: string): string {
  return stripVTControlCharacters(text).replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ''));
}

function paint(format: 'bold' | 'dim' | 'cyan' | 'blue', text: string, style: TerminalStyle): string {
  return style.color ? styleText(format, text, { validateStream: false }) : text;
}

function wrap(text: string, width: number, indent = ''): string {
  return text
    .split('\n')
    .map((line) => {
      let out = '';
      let column = 0;
      for (const word of line.split(' ')) {
        const length = stripVTControlCharacters(word).length;
        if (column > 0 && column + 1 + length > width) {
          out += `\n${indent}${word}`;
          column = indent.length + length;
        } else {
          out += column > 0 ? ` ${word}` : word;
          column += (column > 0 ? 1 : 0) + length;
        }
      }
      return out;
    })
    .join('\n');
}

function day(at: Date | string | null): string | null {
  return at === null
    ? null
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(at),
      );
}

function moment(at: Date | string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(at));
}
