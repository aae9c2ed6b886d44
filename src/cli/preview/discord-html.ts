import type { DiscordMessage } from '../../chat/platforms/discord/render.ts';
import { escapeHtml } from './page.ts';

/** A Discord message as HTML that looks as a phone shows it; only the Markdown that our renderer writes is known. */
export function discordHtml(message: DiscordMessage): string {
  const content = message.content ? `<div class="text">${markdown(message.content)}</div>` : '';
  return `<div class="message discord"><b class="name">Copydesk</b> <span class="app">APP</span>${content}${message.components.map(node).join('')}</div>`;
}

interface Node {
  type: number;
  content?: string;
  label?: string;
  style?: number;
  placeholder?: string;
  components?: Node[];
  items?: { media: { url: string }; description?: string }[];
}

/** https://discord.com/developers/docs/components/reference#what-is-a-component */
function node(given: unknown): string {
  const { type, content, label, style, placeholder, components = [], items = [] } = given as Node;
  switch (type) {
    case 1:
      return `<div class="row">${components.map(node).join('')}</div>`;
    case 2:
      return `<span class="button style-${style}">${escapeHtml(label ?? '')}</span>`;
    case 3:
      return `<span class="select">${escapeHtml(placeholder ?? '')} ▾</span>`;
    case 10:
      return `<div class="text">${markdown(content ?? '')}</div>`;
    case 12:
      return items
        .map(({ media, description }) => `<img src="${escapeHtml(media.url)}" alt="${escapeHtml(description ?? '')}">`)
        .join('');
    case 14:
      return '<hr>';
    default:
      return `<div class="box">${components.map(node).join('')}</div>`;
  }
}

function markdown(text: string): string {
  const html: string[] = [];
  for (const line of text.split('\n')) {
    const [, mark = '', rest = ''] = /^(> |-# |### )?(.*)$/s.exec(line) ?? [];
    const inside = inline(rest);
    if (mark === '> ') html.push(`<blockquote>${inside}</blockquote>`);
    else if (mark === '-# ') html.push(`<small>${inside}</small>`);
    else if (mark === '### ') html.push(`<h3>${inside}</h3>`);
    else html.push(line === '' ? '<div class="gap"></div>' : `<div>${inside}</div>`);
  }
  return html.join('');
}

const TOKEN =
  /\\(.)|\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)|\*\*((?:\\.|\[[^\]]*\]\(<[^>]*>\)|[^*\\])*)\*\*|<(t:(\d+):\w|[@#][!&]?\d+)>/gs;

function inline(text: string): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, escaped, label, url, strong, mention, seconds] = match;
    html += escapeHtml(text.slice(from, match.index));
    from = match.index + whole.length;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (url !== undefined) html += `<a href="${escapeHtml(url)}">${inline(label ?? '')}</a>`;
    else if (strong !== undefined) html += `<b>${inline(strong)}</b>`;
    else if (seconds !== undefined)
      html += `<span class="mention">${new Date(Number(seconds) * 1000).toUTCString().slice(0, 22)}</span>`;
    else html += `<span class="mention">${mention?.startsWith('#') ? '#channel' : '@reader'}</span>`;
  }
  return html + escapeHtml(text.slice(from));
}
