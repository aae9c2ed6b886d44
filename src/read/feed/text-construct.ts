import { attribute, type Element, textOf } from './element.ts';
import { escapeText, looksLikeHtml, rewriteHtml, startTag, VOID } from './feed-html.ts';

/** How a vocabulary means text that carries no type: as plain text, as HTML, or as whichever it looks like. */
export type Untyped = 'text' | 'html' | 'either';

const ATOM = 'http://www.w3.org/2005/Atom';
const DROPPED = new Set(['script', 'style']);

/**
 * The content of a text element as HTML with absolute addresses: inline markup, escaped markup, base64 or plain text (RFC 4287,
 * section 3.1 and 4.1.3; Atom 0.3 `mode`; RSS by `untyped`). Empty for what is not text, such as an image.
 */
export function htmlOf(element: Element, untyped: Untyped): string {
  const type = (attribute(element, 'type') ?? '').trim().toLowerCase().split(';')[0] ?? '';
  const mode = (attribute(element, 'mode') ?? '').trim().toLowerCase();
  if (mode === 'base64' || isBinary(type)) return fromText(base64Text(textOf(element)), type, 'either', element.base);
  if (!element.children.some((child) => typeof child !== 'string'))
    return fromText(textOf(element), mode === 'escaped' && type === '' ? 'html' : type, untyped, element.base);
  // Escaped and naked markup in one element: all of it is HTML. Atom says which it is, RSS does not.
  const mixed = type === '' && element.children.some((child) => typeof child === 'string' && looksLikeHtml(child));
  if (mixed)
    return rewriteHtml(
      inline(element, (text) => text),
      element.base,
    );
  const isXhtml = type === 'xhtml' || type === 'application/xhtml+xml';
  return inline(isXhtml && element.namespace === ATOM ? insideDiv(element) : element, escapeText).trim();
}

function fromText(text: string, type: string, untyped: Untyped, base: string | null): string {
  const html =
    type === 'html' ||
    type === 'text/html' ||
    (type === '' && untyped === 'html') ||
    (isEither(type, untyped) && looksLikeHtml(text));
  return html ? rewriteHtml(text, base) : escapeText(text.trim());
}

const isEither = (type: string, untyped: Untyped): boolean =>
  (type === '' && untyped === 'either') || (type !== '' && type !== 'text' && type !== 'text/plain');

/** RFC 4287, 4.1.3.3: what is neither text nor XML is base64. */
function isBinary(type: string): boolean {
  return type.includes('/') && !type.startsWith('text/') && !type.endsWith('xml') && !type.startsWith('multipart/');
}

const SHORTEST_LINE = 40;

function base64Text(encoded: string): string {
  const compact = encoded.replace(/\s+/g, '');
  const lines = encoded.trim().split(/\s+/);
  // Lines of base64 are long; words under a made-up type are words.
  const isWords = compact.length % 4 === 1 || lines.slice(0, -1).some((line) => line.length < SHORTEST_LINE);
  if (isWords || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(compact)) return encoded;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
  } catch {
    return '';
  }
}

/** The `div` that Atom 1.0 puts around XHTML is not part of it. */
function insideDiv(element: Element): Element {
  const [only, ...others] = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const isDiv = only !== undefined && typeof only !== 'string' && only.tag.toLowerCase() === 'div';
  return isDiv && others.length === 0 ? only : element;
}

/** The children as XHTML. The tree is at most 256 deep. */
function inline(element: Element, write: (text: string) => string, declared = false): string {
  let html = '';
  for (const child of element.children) {
    if (typeof child === 'string') {
      html += write(child);
      continue;
    }
    const tag = child.name.startsWith('xhtml:') ? child.tag.toLowerCase() : child.tag;
    if (DROPPED.has(tag.toLowerCase())) continue;
    const attributes = new Map([...child.attributes].filter(([key]) => !/^xmlns(?::|$)/i.test(key)));
    const linked = declared || [...attributes.keys()].some((key) => key.startsWith('xlink:'));
    html += startTag(tag, attributes, child.base, declared);
    html += inline(child, write, linked);
    if (!VOID.has(tag)) html += `</${tag}>`;
  }
  return html;
}
