import { errorsAllowed, errorsBetween } from '../text/near-words.ts';
import { COMMAND_NAMES, type CommandName, commandSpec, type OptionSpec } from './commands.ts';

/** Marks that a value may stand in, with the marks that may close it. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"”', '“': '”"', '„': '“”"', '«': '»', '‘': '’' };
const KEY = /(^|\s)(\p{L}+):(?=\s*\S)/gu;

/**
 * The words of a command typed as one text: `key:value key:"two words"` for its options, the rest for its main option. Keys may be in any
 * case, a blank may follow the colon, and quotation marks may be those that phones type. Without marks, a value goes up to the next option
 * where the command needs no words of its own any more; otherwise a name goes on while its words have capitals, and anything else is one
 * word. A `key:` that is not an option stays text, so addresses survive; a quoted value goes up to the mark that ends it, so that it may
 * hold quotations.
 */
export function parseTyped(name: CommandName, text: string): Record<string, string> {
  return readTyped(name, text).options;
}

/**
 * As `parseTyped`, with the words that are of no use to the command: it has no main option, or that was given by its key. `found`: what
 * was found elsewhere in the text.
 */
export function readTyped(
  name: CommandName,
  text: string,
  found: Readonly<Record<string, string>> = {},
): { options: Record<string, string>; unused: string } {
  const spec = commandSpec(name);
  const options: Record<string, string> = {};
  const keys = [...text.matchAll(KEY)].flatMap((match) => {
    const key = keyOf(name, match[2] ?? '');
    const option = key === null ? undefined : spec.options[key];
    return key !== null && option ? [{ key, option, start: match.index, after: match.index + match[0].length }] : [];
  });
  // Words after a value belong to it, unless the command still waits for words of its own.
  const first = keys[0];
  const whole =
    !spec.rest ||
    found[spec.rest] !== undefined ||
    keys.some(({ key }) => key === spec.rest) ||
    (first && text.slice(0, first.start).trim() !== '');
  let rest = '';
  let at = 0;
  for (const { key, option, start, after } of keys) {
    // It stands inside the value of the key before.
    if (start < at) continue;
    const next = keys.find((other) => other.start >= after)?.start ?? text.length;
    const room = text.slice(after, next);
    // A key without a value takes no other key for one.
    const { value, end } =
      room.trim() === '' || (key === PRIVATE && PRIVATE_ALONE.test(room))
        ? { value: key === PRIVATE ? 'yes' : '', end: after }
        : valueAt(text, after, option, next, whole ? WHOLE : shapeOf(key, option));
    rest += `${text.slice(at, start)} `;
    if (value !== '') options[key] = key === 'time' ? timeOf(value) : value;
    at = end;
  }
  rest += text.slice(at);
  let words = rest.replace(/\s+/g, ' ').trim();
  if (PRIVATE in spec.options && options[PRIVATE] === undefined && PRIVATE_WORD.test(words)) {
    options[PRIVATE] = 'yes';
    words = words.replace(PRIVATE_WORD, '').trim();
  }
  if (words === '' || !spec.rest || options[spec.rest] !== undefined) return { options, unused: words };
  return { options: { ...options, [spec.rest]: words }, unused: '' };
}

const PRIVATE = 'private';
/** Behind "private: ", what isn't a yes or no: a question to be answered in private. Whoever writes that word wants nobody else to read it. */
const PRIVATE_ALONE = /^\s+(?!["“„«‘]?(?:true|false|yes|no|y|n|1|0)\b)/i;
/** The word without its colon, where it isn't part of the question: before one that begins, or after its end. */
const PRIVATE_WORD =
  /^private(?:ly)?[:,]?\s+(?=(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|will|would|has|have|had|tell|summari[sz]e)\b)|(?<=[.?!…"”])\s*[([]?private(?:ly)?[)\]]?[.!:]?$/i;

/** Other words for options that people type. */
const ALSO: Readonly<Record<string, string>> = { zone: 'timezone', tz: 'timezone', lang: 'language', from: 'since' };

/** The option of a key in any case, by another word for it, with or without the s of its plural; null when there is none. */
function keyOf(name: CommandName, typed: string): string | null {
  const key = ALSO[typed.toLowerCase()] ?? typed.toLowerCase();
  const known = commandSpec(name).options;
  return [key, `${key}s`, key.replace(/s$/, '')].find((one) => Object.hasOwn(known, one)) ?? null;
}

const WHOLE = /^.+/s;
const WORD = /^\S+/;
/** A name as people write it: “Ursula von der Leyen”, “Bank of England”. A question behind it begins with another kind of capital. */
const NAME =
  /^\p{Lu}\S*(?:\s+(?:(?:of|the|and|&|de|del|della|di|la|le|du|da|dos|van|von|der|den|bin|al|el)\s+){0,2}(?!(?:Who|Whom|Whose|What|When|Where|Why|Which|How|Is|Are|Was|Were|Do|Does|Did|Can|Could|Will|Would|Has|Have|Had)\b)\p{Lu}\S*)*/u;
const TIME_WORDS = /^(?:last|this|past)\s+\S+|^\d{1,4}\s+(?:hour|day|week|month|year)s?(?:\s+ago)?(?!\p{L})|^\S+/iu;

/** What an unquoted value looks like that other words follow. */
function shapeOf(key: string, { suggest }: OptionSpec): RegExp {
  if (suggest === 'speaker' || suggest === 'source' || key === 'publisher') return NAME;
  return key === 'since' || key === 'until' ? TIME_WORDS : WORD;
}

/** Any of some choices, which may have several words; else one word. */
function choiceShape(choices: readonly string[]): RegExp {
  const forms = choices.map((choice) => choice.split(' ').map(RegExp.escape).join('\\s+'));
  return new RegExp(`^(?:${forms.join('|')})(?=\\s|$)|^\\S+`, 'i');
}

/** The value that begins at `from`, and where it ends. `next`: where the next option begins; `shape`: what it looks like without marks. */
function valueAt(
  text: string,
  from: number,
  option: OptionSpec,
  next: number,
  shape: RegExp,
): { value: string; end: number } {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  const closing = CLOSING[text[start] ?? ''];
  if (closing) {
    const ends = [...closing].flatMap((mark) => positionsOf(text, mark, start + 1)).sort((a, b) => a - b);
    // A mark inside a word or before another sentence does not end a value that takes paragraphs.
    const fits = ends.filter((end) => /^(?:\s|$)/.test(text.slice(end + 1)));
    const end = option.long ? fits.filter((one) => one < next).at(-1) : (fits[0] ?? ends[0]);
    if (end !== undefined) return { value: text.slice(start + 1, end), end: end + 1 };
  }
  const unquoted = option.choices ? choiceShape(option.choices) : option.type === 'string' ? shape : WORD;
  const room = text.slice(start, next);
  const end = option.long ? next : start + ((unquoted.exec(room) ?? WORD.exec(room))?.[0].length ?? 0);
  return { value: text.slice(start, end).trim(), end };
}

function positionsOf(text: string, mark: string, from: number): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) found.push(at);
  return found;
}

const TIME = /^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?$/i;

const NAMED_TIMES: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };

/** A time of day as HH:MM: `8:00`, `8.30`, `8am`, `17:05` and `noon` are understood; anything else stays as it is. */
export function timeOf(text: string): string {
  const named = NAMED_TIMES[text.trim().toLowerCase()];
  if (named) return named;
  const match = TIME.exec(text.trim());
  const half = match?.[3]?.toLowerCase();
  if (!match || (match[2] === undefined && half === undefined)) return text;
  const hour = Number(match[1]);
  if (half && (hour < 1 || hour > 12)) return text;
  const full = half === 'a' ? hour % 12 : half === 'p' ? (hour % 12) + 12 : hour;
  return full > 23 ? text : `${String(full).padStart(2, '0')}:${match[2] ?? '00'}`;
}

/** What to say to a command that doesn't exist: what may have been meant, and what goes with the first word. `prefix` stands before each name. */
export function unknownCommand(top: string, words: readonly string[], prefix = ''): string {
  const near = nearestCommand(top, words);
  const meant = near ? ` Did you mean /${prefix}${near}?` : '';
  const typed = [top, ...words.slice(0, 2)].join(' ').slice(0, 80);
  const group = COMMAND_NAMES.filter((name) => name.startsWith(`${top} ${(words[0] ?? '').toLowerCase()} `));
  const all = COMMAND_NAMES.filter((name) => name.startsWith(`${top} `));
  const under = (group.length > 0 ? group : all).map((name) => name.slice(top.length + 1));
  const tops = [...new Set(COMMAND_NAMES.map((name) => `/${prefix}${name.split(' ')[0]}`))];
  return `I don't know /${prefix}${typed}.${meant} You can use: ${(under.length > 0 ? under : tops).join(', ')}.`;
}

/** What somebody may have meant: a command that goes by the second word alone ("/news quote"), else the nearest of the same beginning. */
function nearestCommand(top: string, typed: readonly string[]): CommandName | null {
  const words = typed.map((word) => word.toLowerCase());
  const alone = COMMAND_NAMES.find((name) => name === words[0]);
  if (alone) return alone;
  const turned = COMMAND_NAMES.find((name) => name === `${top} ${words[1]} ${words[0]}`);
  if (turned) return turned;
  const candidates = COMMAND_NAMES.filter((name) => name.startsWith(`${top} `)).map((name) => {
    const parts = name.split(' ').slice(1);
    const far = parts.reduce(
      (sum, part, i) =>
        sum + (errorsBetween(part, words[i] ?? '') > errorsAllowed(part) ? 9 : errorsBetween(part, words[i] ?? '')),
      0,
    );
    return { name, far };
  });
  const [best] = candidates.sort((a, b) => a.far - b.far);
  return best && best.far < 9 ? best.name : null;
}

/** The option that somebody may have meant by a key that doesn't exist, such as `speeker:`; null where nothing is near. */
export function nearestKey(name: CommandName, text: string): { typed: string; meant: string } | null {
  const known = Object.keys(commandSpec(name).options);
  for (const [, , typed = ''] of text.matchAll(KEY)) {
    const key = typed.toLowerCase();
    if (keyOf(name, typed) !== null || key.length < 4) continue;
    const meant = known.find((one) => one.length >= 4 && errorsBetween(one, key) <= errorsAllowed(one));
    if (meant) return { typed, meant };
  }
  return null;
}
