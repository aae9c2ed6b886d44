/** The most of a model's output that is read, in UTF-16 code units. */
export const LONGEST_OUTPUT = 40_000;

/** Output without reasoning blocks and code fences around the JSON. */
export function bareJson(output: string): string {
  let text = output;
  for (let open = text.indexOf('<think>'); open !== -1; open = text.indexOf('<think>')) {
    const close = text.indexOf('</think>', open);
    text = text.slice(0, open) + (close === -1 ? '' : text.slice(close + 8));
  }
  const first = text.indexOf('{');
  const last = text.lastIndexOf('}');
  return first === -1 ? '' : text.slice(first, last > first ? last + 1 : undefined);
}

/**
 * The objects of the array under `key` that are closed in a JSON text which may still be growing, in order.
 * Bounded by `LONGEST_OUTPUT`; an object that does not parse is left out.
 */
export function closedObjects(growing: string, key: string): unknown[] {
  const text = bareJsonStart(growing.slice(0, LONGEST_OUTPUT));
  const at = text.indexOf(`"${key}"`);
  const open = at === -1 ? -1 : text.indexOf('[', at);
  if (open === -1) return [];
  const found: unknown[] = [];
  let depth = 0;
  let start = -1;
  let quoted = false;
  for (let i = open + 1; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (quoted) {
      if (character === '\\') i += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') {
      if (depth === 0) start = i;
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) {
        const value = parsed(text.slice(start, i + 1));
        if (value !== undefined) found.push(value);
      }
    } else if (character === ']' && depth === 0) break;
  }
  return found;
}

/** The value of a JSON text, or undefined when it is not one. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function bareJsonStart(text: string): string {
  const think = text.lastIndexOf('<think>');
  const close = text.lastIndexOf('</think>');
  if (think > close) return '';
  return close === -1 ? text : text.slice(close + 8);
}
