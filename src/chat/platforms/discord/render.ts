import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';
import type { Button, Reply } from '../../../reply/reply.ts';
import { parseButton, styleOf } from '../../buttons.ts';
import { type CommandIds, type Unit, unitsOf } from './message-units.ts';

/**
 * `components`: Discord's newer layout, with more room and air, which shows nothing in notifications, bridges and other bots; `plain`: text
 * alone; `auto`: plain where a reply fits into one such message, else components.
 */
export type Layout = 'auto' | 'components' | 'plain';

/** Longest `content` of a message: https://discord.com/developers/docs/resources/message */
export const CONTENT_LIMIT = 2000;
/** All text of a message of components: https://discord.com/developers/docs/components/reference */
const TEXT_LIMIT = 4000;
/** Of 40 components, what the rows of buttons and a menu can take is left to them. */
const TEXT_COMPONENTS = 12;
const BUTTONS_PER_ROW = 5;
const ROWS = 5;
const CHOICES = 25;
const LABEL = 80;
const CHOICE = 100;
const ALT_TEXT = 1024;
const PICTURES = 10;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What goes to Discord as the body of a message, whichever layout it has. */
export interface DiscordMessage {
  /** Null: the text stands in the components. */
  content: string | null;
  components: APIMessageTopLevelComponent[];
  allowed_mentions: { parse: []; roles?: string[] };
  flags: number;
}

/**
 * A reply as Discord messages, each within the limits; nothing is shortened and no unit is parted. Where links with their fragments take
 * too much room for one message they go without. Buttons stand under the last.
 */
export function renderDiscord(
  reply: Reply,
  layout: Layout = 'auto',
  limit = CONTENT_LIMIT,
  commandIds: CommandIds = new Map(),
): DiscordMessage[] {
  if (layout === 'auto') {
    const plain =
      turnsPages(reply) || reply.blocks.some(({ kind }) => kind === 'picture')
        ? []
        : renderDiscord(reply, 'plain', limit, commandIds);
    return plain.length === 1 ? plain : renderDiscord(reply, 'components', limit, commandIds);
  }
  const most = layout === 'plain' ? limit : TEXT_LIMIT;
  const whole = packed(unitsOf(reply, most, true, commandIds), layout, most);
  const short = whole.length > 1 ? packed(unitsOf(reply, most, false, commandIds), layout, most) : whole;
  const pages = short.length < whole.length ? short : whole;
  if (pages.length === 0) pages.push([{ text: '(nothing to show)', gap: 'line' }]);
  return pages.map((units, i) => {
    const last = i === pages.length - 1;
    const message = messageOf(units, layout, last ? picturesOf(reply) : [], last ? rowsOf(reply) : []);
    return i === 0 ? calling(message, reply) : message;
  });
}

/** A message of components can't become a plain one when its page is turned, so such a reply begins as one. */
function turnsPages(reply: Reply): boolean {
  return (
    reply.replaces === true ||
    reply.blocks.some(
      (block) => block.kind === 'buttons' && block.buttons.some(({ id }) => parseButton(id)?.kind === 'quotes'),
    )
  );
}

/** The text of a message, whichever its layout, as it was before Discord laid it out. */
export function textOfMessage(message: { content?: string | null; components?: unknown }): string {
  const texts = message.content ? [message.content] : [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (typeof node === 'object' && node !== null) {
      if ('content' in node && typeof node.content === 'string') texts.push(node.content);
      if ('components' in node) walk(node.components);
    }
  };
  walk(message.components);
  return texts.join('\n');
}

const JOINTS = { line: '\n', paragraph: '\n\n', rule: '\n\n' } as const;

/** Units into as few messages as hold them. */
function packed(units: readonly Unit[], layout: Exclude<Layout, 'auto'>, limit: number): Unit[][] {
  const pages: Unit[][] = [];
  let length = 0;
  for (const unit of units) {
    const page = pages.at(-1);
    const joint = page ? JOINTS[unit.gap].length : 0;
    const full = layout === 'components' && page && page.filter(({ gap }) => gap === 'rule').length >= TEXT_COMPONENTS;
    if (page && !full && length + joint + unit.text.length <= limit) {
      page.push(unit);
      length += joint + unit.text.length;
    } else {
      pages.push([unit]);
      length = unit.text.length;
    }
  }
  return pages;
}

/** A role is called only where a reply says so. */
function calling(message: DiscordMessage, reply: Reply): DiscordMessage {
  const roles = reply.blocks.flatMap((block) => (block.kind === 'ping' ? [block.role] : []));
  return roles.length === 0 ? message : { ...message, allowed_mentions: { parse: [], roles } };
}

function picturesOf(reply: Reply): APIMessageTopLevelComponent[] {
  const items = reply.blocks.flatMap((block) =>
    block.kind === 'picture' ? [{ media: { url: block.url }, description: block.alt.slice(0, ALT_TEXT) }] : [],
  );
  return items.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items: items.slice(0, PICTURES) }];
}

function messageOf(
  units: readonly Unit[],
  layout: Exclude<Layout, 'auto'>,
  pictures: APIMessageTopLevelComponent[],
  rows: Row[],
): DiscordMessage {
  const common = { allowed_mentions: { parse: [] as [] } };
  if (layout === 'plain')
    return { ...common, content: joinedText(units), components: rows, flags: MessageFlags.SuppressEmbeds };
  const sections: Unit[][] = [];
  for (const unit of units) {
    const last = sections.at(-1);
    if (last && unit.gap !== 'rule') last.push(unit);
    else sections.push([unit]);
  }
  const components = sections.flatMap((section, i): APIMessageTopLevelComponent[] => [
    ...(i > 0 ? [{ type: ComponentType.Separator as const, divider: true, spacing: SeparatorSpacingSize.Small }] : []),
    { type: ComponentType.TextDisplay, content: joinedText(section) },
  ]);
  return {
    ...common,
    content: null,
    components: [...components, ...pictures, ...rows],
    flags: MessageFlags.IsComponentsV2,
  };
}

function joinedText(units: readonly Unit[]): string {
  return units.map(({ text, gap }, i) => (i === 0 ? text : JOINTS[gap] + text)).join('');
}

/** Rows of buttons, and a row for each menu. An id stands once in a message: Discord refuses it otherwise. */
function rowsOf(reply: Reply): Row[] {
  const seen = new Set<string>();
  const once = (button: Button) => !seen.has(button.id) && seen.add(button.id) !== undefined;
  const menus: Row[] = reply.blocks.flatMap((block, i): Row[] => {
    if (block.kind !== 'menu') return [];
    const choices = block.choices.filter(once).slice(0, CHOICES);
    if (choices.length === 0) return [];
    return [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: `v1:menu:${i}`,
            placeholder: block.label.slice(0, 150),
            options: choices.map((choice) => ({ label: choice.label.slice(0, CHOICE) || '…', value: choice.id })),
          },
        ],
      },
    ];
  });
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.filter(once) : []));
  // What most people press next stands first.
  buttons.sort((a, b) => Number(styleOf(b.id) === 'primary') - Number(styleOf(a.id) === 'primary'));
  const rows: Row[] = [];
  for (let i = 0; i < buttons.length; i += BUTTONS_PER_ROW)
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(i, i + BUTTONS_PER_ROW).map(buttonOf) });
  return [...menus, ...rows].slice(0, ROWS);
}

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

function buttonOf(button: Button): Row['components'][number] {
  const style = styleOf(button.id);
  return {
    type: ComponentType.Button,
    style: style ? STYLES[style] : ButtonStyle.Secondary,
    label: button.label.slice(0, LABEL),
    custom_id: button.id,
  };
}
