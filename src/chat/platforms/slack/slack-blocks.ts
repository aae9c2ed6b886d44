import { namesOtherHost, siteOf } from '../../../reply/link-label.ts';

/** A run of text; https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export type Inline =
  | { type: 'text'; text: string; style?: { bold?: true; italic?: true } }
  | { type: 'link'; url: string; text: string }
  | { type: 'channel'; channel_id: string }
  | { type: 'usergroup'; usergroup_id: string }
  | { type: 'date'; timestamp: number; format: string; fallback: string };

interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
}

/** Only `smallLine` makes one, of text in which nothing can be read as a mark. */
interface Marked {
  type: 'mrkdwn';
  text: string;
  verbatim: true;
}

export type ActionElement =
  | { type: 'button'; action_id: string; value: string; text: PlainText; style?: 'primary' | 'danger' }
  | { type: 'static_select'; action_id: string; placeholder: PlainText; options: { text: PlainText; value: string }[] };

interface FeedbackButton {
  text: PlainText;
  value: string;
  accessibility_label: string;
}

/**
 * The Block Kit blocks that we make. Rich text shows words as they are: no formatting, link or mention comes from them. Small print with
 * links has to be mrkdwn (`smallLine`).
 */
export type SlackBlock =
  | { type: 'rich_text'; elements: { type: 'rich_text_section' | 'rich_text_quote'; elements: Inline[] }[] }
  | { type: 'header'; text: PlainText }
  | { type: 'divider' }
  | { type: 'image'; image_url: string; alt_text: string }
  | { type: 'context'; elements: (PlainText | Marked)[] }
  | { type: 'actions'; elements: ActionElement[] }
  | {
      type: 'context_actions';
      elements: ContextAction[];
    };

type ContextAction =
  | {
      type: 'feedback_buttons';
      action_id: string;
      positive_button: FeedbackButton;
      negative_button: FeedbackButton;
    }
  | {
      type: 'icon_button';
      icon: 'trash';
      text: PlainText;
      action_id: string;
      value: string;
      accessibility_label: string;
      visible_to_user_ids: string[];
      confirm: { title: PlainText; text: PlainText; confirm: PlainText; deny: PlainText };
    };

export interface SlackMessage {
  /** The message in plain words, for notifications and screen readers: all of it up to Slack's limit. */
  text: string;
  blocks: SlackBlock[];
}

/** Text without what could hide or reverse other text. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ''));
}

/** Text of at most so many characters, never empty. */
export function cut(text: string, limit: number): string {
  const words = clean(text);
  return words.length > limit ? `${words.slice(0, limit - 1).toWellFormed()}…` : words || ' ';
}

export function plainText(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

export function plain(text: string): Inline {
  return { type: 'text', text: clean(text) || ' ' };
}

export function bold(text: string): Inline {
  return { type: 'text', text: clean(text) || ' ', style: { bold: true } };
}

/** A link with a label. One that looks like an address of another site stands beside the link, which then says where it goes. */
export function link(label: string, url: string): Inline[] {
  const text = clean(label).replace(/\n/g, ' ');
  if (!namesOtherHost(text, url)) return [{ type: 'link', url, text }];
  return [plain(`${text} `), { type: 'link', url, text: `(${siteOf(url) ?? 'link'})` }];
}

export function textOf(elements: readonly Inline[]): string {
  return elements
    .map((element) => {
      if (element.type === 'date') return element.fallback;
      if (element.type === 'usergroup') return '';
      return element.type === 'channel' ? `channel ${element.channel_id}` : element.text;
    })
    .join('');
}

/** What Slack would read as a mark, an emoji or a control sequence: https://docs.slack.dev/messaging/formatting-message-text */
const MARKS = /[*_~`<>]|:[^\s:]+:/;
const SMALL_LIMIT = 2_500;

/**
 * A line of small print with its links; null where a word in it could be read as a mark, so that it has to stand in rich text. `verbatim`
 * keeps Slack from making links and mentions of plain words.
 */
export function smallLine(elements: readonly Inline[]): SlackBlock | null {
  const parts: string[] = [];
  for (const element of elements) {
    if (element.type !== 'text' && element.type !== 'link') return null;
    if (MARKS.test(element.text)) return null;
    const words = element.text.replace(/&/g, '&amp;');
    if (element.type === 'text') parts.push(words);
    else if (/[<>|\s]/.test(element.url) || element.text.includes('|')) return null;
    else parts.push(`<${element.url.replace(/&/g, '&amp;')}|${words}>`);
  }
  const text = parts.join('');
  return text.length > SMALL_LIMIT ? null : { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

/** The words of a line of small print, as they were before `smallLine`. */
export function wordsOfSmallLine(text: string): string {
  return text.replace(/<([^|>]*)\|([^>]*)>/g, '$2 $1').replace(/&amp;/g, '&');
}
