import { type Decode, referenceDecoder } from './character-references.ts';
import { type OpenTag, tokensOf } from './markup-tokens.ts';
import { namespaceName, prefixName } from './namespaces.ts';
import { resolveReference } from './reference.ts';

export interface Element {
  /** Short namespace name and local name in lower case: `title`, `dc:creator`, `xhtml:div`; `?:…` for an unknown namespace. */
  name: string;
  /** Local name as written. */
  tag: string;
  /** Address of the namespace, empty where none is declared. */
  namespace: string;
  /** Decoded values by the names as written. */
  attributes: ReadonlyMap<string, string>;
  children: (Element | string)[];
  /** The address its relative references are resolved against (XML Base). */
  base: string | null;
}

export interface ReadOptions {
  base: string | null;
  /** Reading stops after this many `item` or `entry` elements. */
  maxEntries: number;
}

const MAX_DEPTH = 256;
const MAX_ELEMENTS = 100_000;
/** Declarations in force at a time; more would make each look-up slow. */
const MAX_PREFIXES = 128;

/** Elements that hold text alone, so that the next element of a feed means that their end tag is missing. */
const LEAVES = new Set(
  'title link guid id pubdate published updated issued modified created category comments language copyright ttl generator lastbuilddate docs managingeditor webmaster dc:title dc:creator dc:date dc:subject dc:language dcterms:issued dcterms:modified'.split(
    ' ',
  ),
);
/** Elements of a feed that HTML does not have: none of them stands inside a text. */
const STRUCTURE = new Set(
  'guid pubdate published updated issued modified description content:encoded enclosure dc:creator dc:date dc:subject item entry channel lastbuilddate comments category managingeditor webmaster media:content media:thumbnail'.split(
    ' ',
  ),
);
const TEXTS = new Set('description summary content:encoded tagline subtitle'.split(' '));

const NO_ATTRIBUTES = new Map<string, string>();

interface Scope {
  prefix: string;
  namespace: string;
  space: string | null;
  outer: Scope | null;
  size: number;
}
interface Open {
  element: Element;
  written: string;
  scope: Scope | null;
}

/**
 * A document as a tree, whatever its faults: end tags without a start are ignored, missing ones are supplied, items nest only where both end,
 * undeclared prefixes mean what they usually mean. Elements deeper than 256 are left out, and reading stops after `maxEntries`
 * entries or 100,000 elements, so that time and memory stay bounded. The root is a nameless element around all of it.
 */
export function readElements(source: string, options: ReadOptions): Element {
  const root: Element = { name: '', tag: '', namespace: '', attributes: new Map(), children: [], base: options.base };
  const stack: Open[] = [{ element: root, written: '', scope: null }];
  const top = (): Open => stack.at(-1) ?? { element: root, written: '', scope: null };
  let decode: Decode = referenceDecoder();
  /** The entry that ended only because another began: it holds that one, should an end tag for it come later. */
  let cutShort: { entry: Element; siblings: (Element | string)[] } | null = null;
  let tooDeep = 0;
  let elements = 0;
  let entries = 0;

  const closeDownTo = (length: number): void => {
    while (stack.length > length) if (isEntry(stack.pop()?.element.name)) entries++;
  };
  const open = (tag: OpenTag): void => {
    if (stack.length >= MAX_DEPTH) {
      if (!tag.closed) tooDeep++;
      return;
    }
    elements++;
    const made = elementOf(tag, top(), decode);
    const missing = missingEndTags(stack, made.element.name);
    if (isEntry(made.element.name)) {
      const ended = missing > 0 ? stack[stack.length - missing]?.element : undefined;
      const siblings = stack[stack.length - missing - 1]?.element.children ?? [];
      cutShort = isEntry(ended?.name) && ended ? { entry: ended, siblings } : null;
    }
    closeDownTo(stack.length - missing);
    top().element.children.push(made.element);
    if (tag.closed) entries += isEntry(made.element.name) ? 1 : 0;
    else stack.push(made);
  };
  const close = (written: string): void => {
    if (tooDeep > 0) {
      tooDeep--;
      return;
    }
    const index = stack.findLastIndex((each) => each.written === written.toLowerCase());
    if (index > 0) closeDownTo(index);
    else if (cutShort?.entry.tag.toLowerCase() === written.toLowerCase()) {
      const { entry, siblings } = cutShort;
      entry.children.push(...siblings.splice(siblings.indexOf(entry) + 1));
      cutShort = null;
      entries--;
    }
  };

  for (const token of tokensOf(source)) {
    if (token.kind === 'doctype') decode = referenceDecoder(token.text);
    else if (token.kind === 'open') open(token);
    else if (token.kind === 'close') close(token.name);
    else if (tooDeep === 0) top().element.children.push(token.literal ? token.text : decode(token.text));
    if (entries >= options.maxEntries || elements >= MAX_ELEMENTS) break;
  }
  return root;
}

const isEntry = (name: string | undefined): boolean => name === 'item' || name === 'entry';

/** How many open elements end, though nothing says so, where an element of this name starts. */
function missingEndTags(stack: readonly Open[], name: string): number {
  const inside = stack.at(-1)?.element.name ?? '';
  const known = LEAVES.has(name) || STRUCTURE.has(name) || TEXTS.has(name);
  if (isEntry(name)) {
    const index = stack.findLastIndex(({ element }) => isEntry(element.name) || element.name === 'content');
    if (index > 0 && isEntry(stack[index]?.element.name)) return stack.length - index;
    return LEAVES.has(inside) || TEXTS.has(inside) ? 1 : 0;
  }
  if (LEAVES.has(inside)) return known ? 1 : 0;
  return TEXTS.has(inside) && STRUCTURE.has(name) ? 1 : 0;
}

function elementOf(tag: OpenTag, parent: Open, decode: Decode): Open {
  const attributes = tag.attributes.length === 0 ? NO_ATTRIBUTES : new Map<string, string>();
  let scope = parent.scope;
  let base = parent.element.base;
  for (const [name, raw] of tag.attributes) {
    const value = decode(raw);
    const lower = name.toLowerCase();
    if (!attributes.has(name)) attributes.set(name, value);
    if (lower === 'xmlns') scope = declared('', value, spaceOfDefault(value, parent), scope);
    else if (lower.startsWith('xmlns:')) scope = declared(lower.slice(6), value, namespaceName(value), scope);
    else if (lower === 'xml:base') base = resolveReference(base, value);
  }
  const colon = tag.name.indexOf(':');
  const local = tag.name.slice(colon + 1);
  const prefix = colon === -1 ? '' : tag.name.slice(0, colon).toLowerCase();
  const declaration = declarationOf(scope, prefix);
  const space = declaration === null ? (prefix === '' ? '' : prefixName(prefix)) : declaration.space;
  const name = space === '' ? local.toLowerCase() : `${space ?? '?'}:${local.toLowerCase()}`;
  return {
    element: { name, tag: local, namespace: declaration?.namespace ?? '', attributes, children: [], base },
    written: tag.name.toLowerCase(),
    scope,
  };
}

function declared(prefix: string, namespace: string, space: string | null, outer: Scope | null): Scope | null {
  const size = (outer?.size ?? 0) + 1;
  return size > MAX_PREFIXES ? outer : { prefix, namespace, space, outer, size };
}

/** An unknown default namespace on the outermost element is that of a feed somebody named himself. */
function spaceOfDefault(address: string, parent: Open): string | null {
  return namespaceName(address) ?? (parent.written === '' ? '' : null);
}

function declarationOf(scope: Scope | null, prefix: string): Scope | null {
  let each = scope;
  while (each !== null && each.prefix !== prefix) each = each.outer;
  return each;
}

/** The child elements of a name, in order. */
export function childrenNamed(element: Element, name: string): Element[] {
  return element.children.filter((child) => typeof child !== 'string' && child.name === name) as Element[];
}

/** An attribute's value, by local name in any case and with any prefix. */
export function attribute(element: Element, name: string): string | null {
  for (const [key, value] of element.attributes)
    if (key.slice(key.indexOf(':') + 1).toLowerCase() === name && !key.startsWith('xmlns')) return value;
  return null;
}

/** All text inside, trimmed. */
export function textOf(element: Element): string {
  let text = '';
  const pending: (Element | string)[] = [element];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') text += next;
    else for (const child of next.children.toReversed()) pending.push(child);
  }
  return text.trim();
}
