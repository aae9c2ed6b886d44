/** The most of a model's output that is read, in UTF-16 code units. */
export const LONGEST_OUTPUT = 40_000;

/** How models and their servers mark what is only thought, or said to another than the reader. */
const THOUGHT = '(?:think|thinking|thought|reasoning)';
const OPENS = new RegExp(`<${THOUGHT}>`, 'gi');
const CLOSES = new RegExp(`</${THOUGHT}>|<\\|message\\|>`, 'gi');
/** Braces that are tried as the beginning of the JSON. */
const MOST_STARTS = 40;

/** The JSON in an output, an object or a list of objects, whatever thoughts, fences and words are around it; undefined when there is none. */
export function jsonIn(output: string): unknown {
  // A mark inside the JSON is only text.
  return firstJson(output.slice(lastEnd(CLOSES, output))) ?? firstJson(output);
}

function firstJson(text: string): unknown {
  let from = text.indexOf('{');
  for (let tries = 0; from !== -1 && tries < MOST_STARTS; tries += 1, from = text.indexOf('{', from + 1)) {
    // "{}" says nothing.
    if (!text.slice(from, closeOf(text, from) + 1).includes('"')) continue;
    const value =
      (/\[\s*$/.test(text.slice(0, from)) ? jsonAt(text, text.lastIndexOf('[', from)) : undefined) ??
      jsonAt(text, from);
    if (value !== undefined) return value;
  }
  return undefined;
}

function jsonAt(text: string, open: number): unknown {
  const json = text.slice(open, closeOf(text, open) + 1);
  return parsed(json) ?? parsed(json.replace(/,(\s*[}\]])/g, '$1'));
}

/** The index of the brace or bracket that closes the one at `open`; -1 when none does. */
function closeOf(text: string, open: number): number {
  const opens = text.charAt(open);
  const closes = opens === '{' ? '}' : ']';
  let depth = 0;
  let quoted = false;
  for (let i = open; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (quoted) {
      if (character === '\\') i += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === opens) depth += 1;
    else if (character === closes) {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

/** Where the last match ends; 0 when there is none. */
function lastEnd(pattern: RegExp, text: string): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/**
 * The objects of the array under `key` that are closed in a JSON text which may still be growing, in order.
 * Bounded by `LONGEST_OUTPUT`; an object that does not parse is left out.
 */
export function closedObjects(growing: string, key: string): unknown[] {
  const text = afterThoughts(growing.slice(0, LONGEST_OUTPUT));
  const at = text.indexOf(`"${key}"`);
  const open = at === -1 ? -1 : text.indexOf('[', at);
  if (open === -1) return [];
  const found: unknown[] = [];
  for (let i = open + 1; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === ']') break;
    if (character !== '{') continue;
    const close = closeOf(text, i);
    if (close === -1) break;
    const value = parsed(text.slice(i, close + 1));
    if (value !== undefined) found.push(value);
    i = close;
  }
  return found;
}

/** The value of a JSON text, or undefined when it is not one. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What follows the last thought; nothing while one goes on. */
function afterThoughts(text: string): string {
  const close = lastEnd(CLOSES, text);
  return lastEnd(OPENS, text) > close ? '' : text.slice(close);
}
