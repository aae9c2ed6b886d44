export type ButtonStyle = 'primary' | 'danger';

/** What the buttons of a reply do, and how they look: at most one is the next thing that most people do. */
export const BUTTONS = {
  quotes: { label: 'More' },
  context: { label: 'Show context' },
  spoken: { label: 'Show quotes' },
  read: { label: 'Read it here' },
  why: { label: 'Why this answer?' },
  helpful: { label: 'Helpful' },
  unhelpful: { label: 'Not helpful' },
  feed: { label: 'Show' },
  follow: { label: 'Follow', style: 'primary' },
  followup: { label: 'Follow up', style: 'primary' },
  next: { label: 'Ask this' },
  digestmore: { label: 'More' },
  digestask: { label: 'Ask' },
  digestset: { label: 'Settings' },
  remove: { label: 'Remove', style: 'danger' },
  keep: { label: 'Keep' },
  server: { label: 'Choose' },
  stop: { label: 'Stop' },
  again: { label: 'Edit and try again', style: 'primary' },
} as const satisfies Record<string, { label: string; style?: ButtonStyle }>;

export type ButtonKind = keyof typeof BUTTONS;

export interface ParsedButton {
  kind: ButtonKind;
  id: string;
  arg: string | null;
}

/** How a button looks. */
export function styleOf(id: string): ButtonStyle | null {
  const button = parseButton(id);
  const row: { label: string; style?: ButtonStyle } | null = button ? BUTTONS[button.kind] : null;
  return row?.style ?? null;
}

/** Longest id of a button: https://discord.com/developers/docs/components/reference#button */
export const BUTTON_ID_LENGTH = 100;

/** `v1:<kind>:<id>[:arg]`; only the last part may contain a colon. */
export function buttonId(kind: ButtonKind, id: string | number, arg?: string | number): string {
  return ['v1', kind, id, ...(arg === undefined ? [] : [arg])].join(':');
}

/** The parts of a button's id, or null when it is of another version or unknown. */
export function parseButton(text: string): ParsedButton | null {
  const [version, kind, id, ...arg] = text.split(':');
  if (version !== 'v1' || !kind || !Object.hasOwn(BUTTONS, kind) || !id) return null;
  return { kind: kind as ButtonKind, id, arg: arg.length > 0 ? arg.join(':') : null };
}

const REPLACING: ReadonlySet<ButtonKind> = new Set(['quotes', 'remove', 'keep', 'server']);

/** Whether a press changes the message that the button stands on, instead of adding one for whoever pressed. */
export function replacesMessage(button: ParsedButton): boolean {
  if (button.kind === 'read') return button.arg !== null;
  return REPLACING.has(button.kind);
}
