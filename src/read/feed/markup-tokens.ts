export interface OpenTag {
  kind: 'open';
  name: string;
  /** Values as written, references not decoded; an attribute without a value has the empty string. */
  attributes: [name: string, value: string][];
  /** Whether it ended in `/>`. */
  closed: boolean;
}

export type Token =
  | OpenTag
  | { kind: 'close'; name: string }
  /** `literal`: from a CDATA section, where `&` means itself. */
  | { kind: 'text'; text: string; literal: boolean }
  | { kind: 'doctype'; text: string };

const NAME = /[\p{L}_:][^\s/>=<"']*/uy;
const ATTRIBUTE_NAME = /[^\s/>=<"']+/y;
const UNQUOTED = /[^\s"'<>]+/y;
const MAX_ATTRIBUTES = 256;

/**
 * The tags and texts of XML or HTML, in order, however broken: what cannot be a tag is text, and nothing is read twice, so the time is
 * linear. Comments and processing instructions are left out. In HTML the contents of script and style are left out as well.
 */
export function* tokensOf(source: string, html = false): Generator<Token> {
  const indexOf = memoisedIndexOf(source);
  let at = 0;
  let textStart = 0;
  let inside = '';
  const textUpTo = (end: number): Token => ({ kind: 'text', text: source.slice(textStart, end), literal: false });
  while (at < source.length) {
    const start = indexOf('<', at);
    if (start === -1) break;
    const special = specialSection(source, start, inside, indexOf);
    const tag = special ?? tagAt(source, start, indexOf);
    if (tag === null) {
      at = start + 1;
      continue;
    }
    if (tag.token === 'text') {
      at = tag.end;
      continue;
    }
    if (start > textStart) yield textUpTo(start);
    at = tag.end;
    if (tag.token !== null) yield tag.token;
    if (tag.token?.kind === 'open') inside = tag.token.name;
    if (html && tag.token?.kind === 'open' && !tag.token.closed) at = rawTextEnd(source, tag.token.name, at);
    textStart = at;
  }
  if (textStart < source.length) yield textUpTo(source.length);
}

type IndexOf = (wanted: string, from: number) => number;
/** `text`: the span up to `end` is text after all. Null: nothing to report. */
type Scanned = { token: Token | null | 'text'; end: number };

/** A search that remembers where it found what, so that a flood of openers without closers stays linear. */
function memoisedIndexOf(source: string): IndexOf {
  const found = new Map<string, { from: number; index: number }>();
  return (wanted, from) => {
    const last = found.get(wanted);
    if (last !== undefined && from >= last.from && (last.index === -1 || from <= last.index)) return last.index;
    const index = source.indexOf(wanted, from);
    found.set(wanted, { from, index });
    return index;
  };
}

function specialSection(source: string, start: number, inside: string, indexOf: IndexOf): Scanned | null {
  const sign = source[start + 1];
  if (sign !== '!' && sign !== '?') return null;
  if (source.startsWith('<![CDATA[', start)) {
    const end = cdataEnd(source, start + 9, inside, indexOf);
    const text: Token = { kind: 'text', text: source.slice(start + 9, end), literal: true };
    return { token: text, end: source.startsWith(']]>', end) ? end + 3 : end };
  }
  if (source.startsWith('<!--', start)) {
    const found = indexOf('-->', start + 4);
    return found === -1 ? { token: 'text', end: start + 4 } : { token: null, end: found + 3 };
  }
  if (sign === '?') {
    // A declaration holds no ">", so one that lacks its "?" ends all the same.
    const found = source.startsWith('<?xml ', start) ? -1 : indexOf('?>', start + 2);
    const end = found === -1 ? indexOf('>', start + 2) : found + 1;
    return end === -1 ? { token: 'text', end: start + 2 } : { token: null, end: end + 1 };
  }
  if (/^<!doctype\b/i.test(source.slice(start, start + 10))) {
    const end = doctypeEnd(start, indexOf);
    return end === -1
      ? { token: 'text', end: start + 2 }
      : { token: { kind: 'doctype', text: source.slice(start, end) }, end };
  }
  return null;
}

/** Where a CDATA section ends; one that is not closed ends with the element it stands in. */
function cdataEnd(source: string, start: number, inside: string, indexOf: IndexOf): number {
  const close = indexOf(']]>', start);
  const next = indexOf('<![CDATA[', start);
  if (close !== -1 && (next === -1 || close < next)) return close;
  const elementEnd = indexOf(`</${inside}>`, start);
  const before = close === -1 ? source.length : next;
  if (elementEnd !== -1 && elementEnd < before) return elementEnd;
  return close === -1 ? source.length : close;
}

/** After the `>` that closes a document type, its internal subset included; -1 when it never closes. */
function doctypeEnd(start: number, indexOf: IndexOf): number {
  const bracket = indexOf('[', start);
  const close = indexOf('>', start);
  if (bracket === -1 || (close !== -1 && close < bracket)) return close + 1 || -1;
  const end = indexOf(']>', bracket);
  return end === -1 ? close + 1 || -1 : end + 2;
}

function tagAt(source: string, start: number, indexOf: IndexOf): Scanned | null {
  const closing = source[start + 1] === '/';
  NAME.lastIndex = start + (closing ? 2 : 1);
  const name = NAME.exec(source)?.[0];
  if (name === undefined) return null;
  let at = NAME.lastIndex;
  const attributes: [string, string][] = [];
  while (at < source.length) {
    const character = source[at];
    if (character === '>')
      return {
        token: closing ? { kind: 'close', name } : { kind: 'open', name, attributes, closed: source[at - 1] === '/' },
        end: at + 1,
      };
    // A tag that another one interrupts was text ("a <b and c</p>"), except for an end tag, where only the ">" is missing.
    if (character === '<') return { token: closing ? { kind: 'close', name } : 'text', end: at };
    ATTRIBUTE_NAME.lastIndex = at;
    const attribute = ATTRIBUTE_NAME.exec(source)?.[0];
    if (attribute === undefined) {
      at++;
      continue;
    }
    const value = attributeValue(source, ATTRIBUTE_NAME.lastIndex, indexOf);
    at = value.end;
    if (attributes.length < MAX_ATTRIBUTES) attributes.push([attribute, value.text]);
  }
  return { token: closing ? { kind: 'close', name } : 'text', end: source.length };
}

const EQUALS = /\s*=\s*/y;

function attributeValue(source: string, at: number, indexOf: IndexOf): { text: string; end: number } {
  EQUALS.lastIndex = at;
  if (EQUALS.exec(source) === null) return { text: '', end: at };
  const start = EQUALS.lastIndex;
  const quote = source[start];
  if (quote === '"' || quote === "'") {
    const end = indexOf(quote, start + 1);
    if (end !== -1) return { text: source.slice(start + 1, end), end: end + 1 };
  }
  UNQUOTED.lastIndex = quote === '"' || quote === "'" ? start + 1 : start;
  const value = UNQUOTED.exec(source)?.[0];
  if (value === undefined) return { text: '', end: start };
  // "<a href=/x/>" ends in a slash that belongs to the address; XML has no unquoted values, so either reading is a guess.
  return { text: value, end: UNQUOTED.lastIndex };
}

function rawTextEnd(source: string, name: string, at: number): number {
  const raw = name.toLowerCase();
  if (raw !== 'script' && raw !== 'style') return at;
  const end = new RegExp(`</${raw}\\b`, 'gi');
  end.lastIndex = at;
  return end.exec(source)?.index ?? source.length;
}
