import { inShellWords } from '../chat/shell-words.ts';
import { textLanguage } from '../text/language.ts';
import { type Html, html } from './html.ts';

/** A day, for whoever reads in a zone. */
export function dayOf(at: Date | string | null, zone: string): Html | null {
  if (at === null) return null;
  return timeTag(new Date(at), zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A moment to the minute, for whoever reads in a zone. */
export function momentOf(at: Date | string | null, zone: string): Html | null {
  if (at === null) return null;
  return timeTag(new Date(at), zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

function timeTag(at: Date, zone: string, style: Intl.DateTimeFormatOptions): Html | null {
  if (Number.isNaN(at.getTime())) return null;
  const text = new Intl.DateTimeFormat('en-GB', { ...style, timeZone: zone }).format(at);
  return html`<time datetime="${at.toISOString()}">${text}</time>`;
}

/** "1 article", "2 articles" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** Parts in a line with dots between them; what is missing leaves none. */
export function dotted(parts: readonly (Html | string | null | undefined | false)[]): Html {
  const there = parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '');
  return html`${there.map((part, i) => (i === 0 ? html`${part}` : html` · ${part}`))}`;
}

/** Commands of the chats that a page of the desk stands for. */
const PAGES: Readonly<Record<string, readonly [path: string, name: string]>> = {
  '/newsadmin feed add': ['/feeds', 'Feeds'],
  '/newsadmin feed list': ['/feeds', 'Feeds'],
  '/newsadmin digest list': ['/digests', 'Digests'],
  '/newsadmin status': ['/status', 'Status'],
  '/ask': ['/ask', 'Ask'],
  '/quote': ['/quotes', 'Quotes'],
};
const COMMANDS = new RegExp(`(?<![\\w/.])(${Object.keys(PAGES).join('|')})(?![\\w/])`);

/** What is said about commands in a chat, as it is said at the desk: by a link to the page for it, or as at a shell. */
export function inDeskWords(text: string): Html {
  return html`${text.split(COMMANDS).map((part) => {
    const page = PAGES[part];
    return page ? html`<a href="${page[0]}">${page[1]}</a>` : inShellWords(part);
  })}`;
}

/** The attribute that says in what language a text is, for those who have it read aloud; none where nobody knows. */
export function inLanguageOf({ text, language }: { text: string; language: string | null }): Html {
  const tag = textLanguage(text, language) ?? '';
  return /^[a-z]{2,3}$/.test(tag) ? html` lang="${tag}"` : html` lang=""`;
}
