/** What the buttons of a reply do. `asks`: the platform opens a form with one field and presses with its text. */
export const BUTTONS = {
  quotes: { label: 'More' },
  context: { label: 'Show context' },
  spoken: { label: 'Show quotes' },
  why: { label: 'Why this answer?' },
  helpful: { label: 'Helpful' },
  unhelpful: { label: 'Not helpful' },
  feed: { label: 'Show' },
  follow: { label: 'Follow' },
  followup: { label: 'Follow up', asks: 'Your follow-up question' },
} as const satisfies Record<string, { label: string; asks?: string }>;

export type ButtonKind = keyof typeof BUTTONS;

/** `v1:<kind>:<id>[:arg]`: at most 100 characters, the limit of a Discord custom id. */
export function buttonId(kind: ButtonKind, id: string | number, arg?: string | number): string {
  return ['v1', kind, id, ...(arg === undefined ? [] : [arg])].join(':');
}

/** The parts of a button's id, or null when it is of another version or unknown. */
export function parseButton(text: string): { kind: ButtonKind; id: string; arg: string | null } | null {
  const [version, kind, id, arg] = text.split(':');
  if (version !== 'v1' || !kind || !Object.hasOwn(BUTTONS, kind) || !id) return null;
  return { kind: kind as ButtonKind, id, arg: arg ?? null };
}
