import { type DiscordMessage, renderDiscord, textOfMessage } from '../src/chat/platforms/discord/render.ts';
import { renderSlack, type SlackMessage } from '../src/chat/platforms/slack/render.ts';
import { renderTerminal } from '../src/chat/platforms/terminal/render.ts';
import type { Reply } from '../src/reply/reply.ts';

const BIDI = /[\u202A-\u202E\u2066-\u2069]/;
const TAGS = /[\u{E0000}-\u{E007F}]/u;
const BLOCKS = new Set(['rich_text', 'header', 'context', 'divider', 'actions', 'context_actions']);
const ELEMENTS = new Set([
  'rich_text_section',
  'rich_text_quote',
  'text',
  'link',
  'date',
  'plain_text',
  'button',
  'feedback_buttons',
  'static_select',
  'radio_buttons',
]);

/** What a reply would do besides being read, on each platform: pings, links to other hosts than `hosts`, markup, hidden characters. */
export function effectsOf(reply: Reply, hosts: readonly string[]): string[] {
  return [
    ...renderDiscord(reply).flatMap((message) => discordEffects(message, hosts)),
    ...renderSlack(reply).flatMap((message) => slackEffects(message, hosts)),
    ...terminalEffects(renderTerminal(reply, { color: false, width: 100, zone: 'UTC' })),
  ];
}

/** The effects of a Discord message, read as Discord's Markdown. */
export function discordEffects(message: DiscordMessage, hosts: readonly string[]): string[] {
  const effects: string[] = [];
  const content = textOfMessage(message);
  if (message.allowed_mentions.parse.length > 0) effects.push('discord: may ping');
  // A message of components alone may hold twice as much.
  if (content.length > (message.content ? 2000 : 4000)) effects.push('discord: too long');
  if (BIDI.test(content)) effects.push('discord: bidi');
  if (TAGS.test(content)) effects.push('discord: tag characters');
  // An escaped character is only itself.
  const live = content.replace(/\\[\s\S]/g, '\u0001');
  const rest = live.replace(/\[[^\]]*\]\(<([^>]*)>\)/g, (link, address: string) => {
    if (!isOn(address, hosts)) effects.push(`discord: link to ${address.slice(0, 60)}`);
    if (/:\/\//.test(link.slice(0, link.indexOf(']')))) effects.push('discord: address as a label');
    return ' ';
  });
  if (/<(?:@|#|\/|id:|a?:\w)|@(?:everyone|here)\b/i.test(rest)) effects.push('discord: mention');
  if (/\b(?:https?|discord):\/\/[^\s\u200b]/i.test(rest)) effects.push('discord: bare link');
  // Headings of our own have three.
  if (/^\s{0,3}#{1,2}\s|```|\]\(|^>>> /m.test(rest)) effects.push('discord: markup');
  return effects;
}

/** The effects of a Slack message: everything live is an element of its own there. */
export function slackEffects(message: SlackMessage, hosts: readonly string[]): string[] {
  const effects: string[] = [];
  if (/<[@#!:a-z/]/i.test(message.text)) effects.push('slack: live text');
  if (BIDI.test(message.text)) effects.push('slack: bidi');
  if (TAGS.test(message.text)) effects.push('slack: tag characters');
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null) {
      const { type, url, text, verbatim } = value as Record<string, unknown>;
      if (type === 'mrkdwn') {
        effects.push(...smallPrintEffects(String(text), verbatim === true, hosts));
        return;
      }
      if (typeof type === 'string' && !BLOCKS.has(type) && !ELEMENTS.has(type)) effects.push(`slack: ${type}`);
      if (typeof url === 'string' && !isOn(url, hosts)) effects.push(`slack: link to ${url.slice(0, 60)}`);
      for (const item of Object.values(value)) visit(item);
    }
  };
  visit(message.blocks);
  return effects;
}

/** The effects of a line of small print in Slack's own markup: links with words are all that may be live in it. */
function smallPrintEffects(text: string, isVerbatim: boolean, hosts: readonly string[]): string[] {
  const effects: string[] = [];
  const rest = text.replace(/<([^|<>]*)\|([^<>]*)>/g, (_, address: string, words: string) => {
    if (!isOn(address, hosts)) effects.push(`slack: link to ${address.slice(0, 60)}`);
    return words;
  });
  if (!isVerbatim || /[*_~`<>]/.test(rest)) effects.push('slack: live text');
  return effects;
}

/** The effects of a text written to a terminal. */
export function terminalEffects(text: string): string[] {
  return [
    ...(/[^\P{Cc}\n]/u.test(text) ? ['terminal: control characters'] : []),
    ...(BIDI.test(text) ? ['terminal: bidi'] : []),
    ...(TAGS.test(text) ? ['terminal: tag characters'] : []),
  ];
}

function isOn(address: string, hosts: readonly string[]): boolean {
  return URL.canParse(address) && hosts.includes(new URL(address).hostname);
}
