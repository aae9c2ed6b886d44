import type { Inline, SlackBlock, SlackMessage } from '../../chat/platforms/slack/slack-blocks.ts';
import { escapeHtml } from './page.ts';

/** A Slack message as HTML that looks as a phone shows it. */
export function slackHtml(message: SlackMessage): string {
  return `<div class="message slack"><b class="name">Copydesk</b> <span class="app">APP</span>${message.blocks.map(block).join('')}</div>`;
}

function block(given: SlackBlock): string {
  switch (given.type) {
    case 'rich_text':
      return given.elements
        .map(({ type, elements }) => {
          const text = elements.map(inline).join('');
          return type === 'rich_text_quote' ? `<blockquote>${text}</blockquote>` : `<div class="text">${text}</div>`;
        })
        .join('');
    case 'header':
      return `<h3>${escapeHtml(given.text.text)}</h3>`;
    case 'image':
      return `<img src="${escapeHtml(given.image_url)}" alt="${escapeHtml(given.alt_text)}">`;
    case 'divider':
      return '<hr>';
    case 'context':
      return given.elements
        .map(({ type, text }) => `<small>${type === 'mrkdwn' ? smallPrint(text) : lines(text)}</small>`)
        .join('');
    case 'actions':
      return `<div class="row">${given.elements
        .map((one) =>
          one.type === 'button'
            ? `<span class="button ${one.style ?? ''}">${escapeHtml(one.text.text)}</span>`
            : `<span class="select">${escapeHtml(one.placeholder.text)} ▾</span>`,
        )
        .join('')}</div>`;
    case 'context_actions':
      return `<div class="row">${given.elements
        .map((one) =>
          one.type === 'icon_button'
            ? '<span class="button">🗑</span>'
            : `<span class="button">${escapeHtml(one.positive_button.text.text)}</span><span class="button">${escapeHtml(one.negative_button.text.text)}</span>`,
        )
        .join('')}</div>`;
  }
}

function inline(element: Inline): string {
  switch (element.type) {
    case 'text':
      return element.style?.bold ? `<b>${lines(element.text)}</b>` : lines(element.text);
    case 'link':
      return `<a href="${escapeHtml(element.url)}">${lines(element.text)}</a>`;
    case 'channel':
      return '<span class="mention">#channel</span>';
    case 'usergroup':
      return '<span class="mention">@group</span>';
    case 'date':
      return escapeHtml(element.fallback);
  }
}

/** A line of small print with its links, as `smallLine` wrote it. */
function smallPrint(text: string): string {
  return text
    .split(/(<[^|>]*\|[^>]*>)/)
    .map((part) => {
      const [, url, label] = /^<([^|>]*)\|([^>]*)>$/.exec(part) ?? [];
      const plain = (words: string) => lines(words.replace(/&amp;/g, '&'));
      return url === undefined ? plain(part) : `<a href="${plain(url)}">${plain(label ?? '')}</a>`;
    })
    .join('');
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}
