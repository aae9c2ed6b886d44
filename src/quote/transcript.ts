import type { Span } from '../article/article.ts';

/** The label of a speaker at the start of a line of a transcript, and where the words begin. */
export interface Label {
  label: Span;
  words: number;
  /** "Q" and "A" tell whose turn it is, not who speaks. */
  anonymous: boolean;
}

// Capital letters only, with titles and initials, before a colon: "SEN. WARREN:", "Q:", "MR. O'NEIL (through interpreter):".
const capitals = /^(?:\p{Lu}[\p{Lu}.'’\- ]{1,38}|[QA])(?:\s\([^)\n]{1,40}\))?:\s+(?=\S)/u;
const given = /^\p{Lu}\p{L}+(?:\s\p{Lu}[\p{L}.'’-]*){0,3}:\s+(?=\p{Lu}|["“‘¿¡])/u;

/** The label that the text has at `start`, or null. Names in small letters count where `loose`. */
export function labelAt(text: string, start: number, end: number, loose: boolean): Label | null {
  const line = text.slice(start, Math.min(end, start + 90));
  const match = capitals.exec(line) ?? (loose ? given.exec(line) : null);
  if (match === null) return null;
  const colon = match[0].indexOf(':');
  const name = match[0].slice(0, colon).replace(/\s\(.*$/u, '');
  return {
    label: { start, end: start + name.length },
    words: start + match[0].length,
    anonymous: /^[QA]$/u.test(name),
  };
}
