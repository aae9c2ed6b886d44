import { parseHTML } from 'linkedom';

/** The part of the DOM that extraction uses; the DOM library is known here alone. */
export interface DomNode {
  readonly nodeType: number;
  readonly parentNode: DomElement | null;
  readonly nextSibling: DomNode | null;
  readonly previousSibling: DomNode | null;
  readonly firstChild: DomNode | null;
  textContent: string | null;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly childNodes: Iterable<DomNode>;
  readonly children: ArrayLike<DomElement>;
  readonly parentElement: DomElement | null;
  readonly nextElementSibling: DomElement | null;
  readonly previousElementSibling: DomElement | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  matches(selector: string): boolean;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  remove(): void;
  prepend(...parts: (string | DomNode)[]): void;
  append(...parts: (string | DomNode)[]): void;
  after(...parts: (string | DomNode)[]): void;
  replaceWith(...parts: (string | DomNode)[]): void;
  replaceChildren(...parts: (string | DomNode)[]): void;
  contains(other: DomElement): boolean;
}

export interface DomDocument {
  readonly documentElement: DomElement;
  readonly head: DomElement;
  readonly body: DomElement;
  createElement(name: string): DomElement;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export const ELEMENT = 1;
export const TEXT = 3;

/** The document of a page that `scanPage` has made safe. */
export function parseDocument(html: string): DomDocument {
  return (parseHTML(html) as unknown as { document: DomDocument }).document;
}

/** Whether a node is an element. */
export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === ELEMENT;
}

/** Whether a page keeps an element from being displayed, by its attribute or its style. */
export function isNotDisplayed(element: DomElement): boolean {
  return (
    element.hasAttribute('hidden') ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '')
  );
}

/** The nearest node beside one, on one side, that has something written in it; null where none has. */
export function writtenBeside(node: DomNode, side: 'previousSibling' | 'nextSibling'): DomNode | null {
  let at = node[side];
  while (at !== null && (at.textContent ?? '').trim() === '') at = at[side];
  return at;
}

/** Code units of a text, where a character of a script that writes a word in one or two counts as more, about as a reader would. */
export function sizeOf(text: string): number {
  let size = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x0e00) continue;
    if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff)) size += 2;
    else if (code >= 0xac00 && code <= 0xd7af) size += 1;
  }
  return size;
}

/** A text with white space collapsed and invisible characters (soft hyphens, zero-width spaces) gone. */
export function collapse(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
