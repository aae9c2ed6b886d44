/** What the buttons of a reply do. */
export const BUTTONS = {
  quotes: { label: 'More' },
  context: { label: 'Show context' },
  spoken: { label: 'Show quotes' },
  why: { label: 'Why this answer?' },
  helpful: { label: 'Helpful' },
  unhelpful: { label: 'Not helpful' },
  feed: { label: 'Show' },
  follow: { label: 'Follow' },
  followup: { label: 'Follow up' },
  remove: { label: 'Remove' },
  keep: { label: 'Keep' },
} as const satisfies Record<string, { label: string }>;

export type ButtonKind = keyof typeof BUTTONS;

export interface ParsedButton {
  kind: ButtonKind;
  id: string;
  arg: string | null;
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

/** Whether a press changes the message that the button stands on, instead of adding one for whoever pressed. */
export function replacesMessage(button: ParsedButton): boolean {
  return button.kind === 'quotes' || button.kind === 'remove' || button.kind === 'keep';
}
